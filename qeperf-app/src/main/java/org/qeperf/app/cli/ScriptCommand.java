package org.qeperf.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.app.document.ForecastDocument;
import org.qeperf.runtime.advise.Advice;
import org.qeperf.runtime.advise.AdviceRequest;
import org.qeperf.runtime.advise.Advisor;
import org.qeperf.runtime.advise.NoLayoutException;
import org.qeperf.runtime.advise.Objective;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.forecast.RunQuestion;
import org.qeperf.runtime.jobs.DestinationRules;
import org.qeperf.runtime.jobs.JobDocuments;
import org.qeperf.runtime.jobs.JobOptions;
import org.qeperf.runtime.jobs.JobPlanner;
import org.qeperf.runtime.jobs.PlannedJob;
import org.qeperf.runtime.jobs.SlurmRest;
import org.qeperf.runtime.models.ModelShelf;
import org.qeperf.runtime.models.RunModels;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "script",
        mixinStandardHelpOptions = true,
        subcommands = {ScriptModulesCommand.class, ScriptTemplateCommand.class, ScriptCheckCommand.class},
        description = {
            "Writes the batch script of a run: in the best layout for the machine, or in one of your own, with the wall",
            "time and the memory that 95 of 100 such runs get along with, and with the machine's modules. The script goes",
            "to the standard output and nothing else does; what to know of it goes to the standard error."
        },
        footer = {
            "",
            "Examples:",
            "  qeperf script si.in --pseudo-dir pseudo --machine leonardo-booster --account me -o si.sh && sbatch si.sh",
            "The cheapest layout that ends within two hours:",
            "  qeperf script si.in --machine cluster.json --objective cost --max-time 2h --scheduler pbs | qsub",
            "A layout of your own; what is left out is searched:",
            "  qeperf script si.in --nodes 2 --tasks-per-node 32 --pools 4",
            "For programs that submit jobs themselves:",
            "  qeperf script si.in --machine cluster.json --format aiida"
        })
final class ScriptCommand implements Callable<Integer> {

    /** What is written. */
    enum Form {
        SCRIPT,
        JSON,
        SLURM_REST,
        AIIDA,
        JOBFLOW_REMOTE;

        /** For the option. */
        static final class Converter implements ITypeConverter<Form> {
            @Override
            public Form convert(String text) {
                return Arrays.stream(values())
                        .filter(form -> form.word().equals(text.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> new TypeConversionException("'" + text + "'; expected one of "
                                + Arrays.stream(values()).map(Form::word).collect(Collectors.joining(", "))));
            }
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "INPUT",
            description = "a pw.x input file, named in the script as it is named here")
    private @Nullable Path input;

    @Mixin
    private SourceOptions sources = new SourceOptions();

    @Mixin
    private AdviseOptions advice = new AdviseOptions();

    @Mixin
    private JobChoices choices = new JobChoices();

    @Mixin
    private ModelOptions models = new ModelOptions();

    @Option(
            names = "--job-name",
            paramLabel = "S",
            description = "name of the job (default: that of the input without its ending)")
    private Optional<String> jobName = Optional.empty();

    @Option(
            names = "--executable",
            paramLabel = "FILE",
            description = "the program (default: pw.x, as the machine's modules find it)")
    private Optional<String> executable = Optional.empty();

    @Option(
            names = "--program-output",
            paramLabel = "FILE",
            description = "file for what pw.x prints (default: INPUT with the ending .out)")
    private Optional<String> programOutput = Optional.empty();

    @Option(
            names = "--time",
            paramLabel = "T",
            converter = TimeLimit.Converter.class,
            description = "wall time to ask for: 2h, 1.5h, 90m, 3600 or HH:MM:SS (default: what is needed)")
    private Optional<TimeLimit> time = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "script",
            converter = Form.Converter.class,
            description = {
                "script; json: the job with its forecast; slurm-rest: for slurmrestd;",
                "aiida: metadata.options and settings of a PwCalculation;",
                "jobflow-remote: QResources and ExecutionConfig (default: script)"
            })
    private Form form = Form.SCRIPT;

    @Option(
            names = "--rest-version",
            paramLabel = "V",
            defaultValue = SlurmRest.DEFAULT_VERSION,
            description = "version of Slurm's REST interface, from 0.0.38 to 0.0.45 (default: ${DEFAULT-VALUE})")
    private String restVersion = SlurmRest.DEFAULT_VERSION;

    @Option(names = "-o", paramLabel = "FILE", description = "write to this file, as a whole or not at all")
    private Optional<Path> file = Optional.empty();

    @Mixin
    private SubmitOptions submission = new SubmitOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        CommandLine command = spec.commandLine();
        Path run = input;
        if (run == null) {
            throw new ParameterException(command, "Missing required parameter: 'INPUT'");
        }
        if (submission.isWanted() && (file.isPresent() || form != Form.SCRIPT)) {
            throw new ParameterException(
                    command, "--submit prints nothing; expected neither -o nor --format beside it");
        }
        SimulationFiles files = sources.files(run, command);
        JobOptions options = options(run, command);
        List<String> warnings = new ArrayList<>();
        if (submission.isWanted()) {
            PlannedJob planned = plan(files, options, command);
            submission.submit(planned, options, files, command.getOut());
            warnings.addAll(planned.warnings());
        } else {
            PseudopotentialFolder folder = PseudopotentialFolder.of(files);
            PlannedJob planned = plan(files, options.withEnvironment(folder.environment()), command);
            write(text(planned, command), command);
            warnings.addAll(planned.warnings());
            warnings.addAll(folder.warnings());
        }
        warnings.forEach(w -> command.getErr().println(w.contains(": warning: ") ? w : "warning: " + w));
        return 0;
    }

    private void write(String text, CommandLine command) {
        if (file.isPresent()) {
            AtomicFile.write(file.get(), text.getBytes(StandardCharsets.UTF_8));
        } else {
            command.getOut().print(text);
            command.getOut().flush();
        }
    }

    private PlannedJob plan(SimulationFiles files, JobOptions options, CommandLine command) {
        Destination destination = advice.destination(command);
        AdviceRequest asked = advice.request(destination, 1, Objective.BALANCED, command);
        AdviceRequest request = DestinationRules.narrow(asked, destination);
        FeatureExtractor extractor = Extractors.find(InputOptions.CODE);
        ModelShelf shelf = models.shelf(extractor, command);
        RunModels shipped =
                shelf.shipped(request.machine(), request.bounds().nodes().most());
        RunPredictor predictor = new RunPredictor(extractor, shipped);
        Workload workload = predictor.read(files);
        JobPlanner planner = new JobPlanner(predictor);
        Optional<Layout> layout = advice.layout();
        return layout.isPresent()
                ? planner.plan(workload, layout.get(), destination, options)
                : planner.plan(workload, advise(predictor, workload, request, options), destination, options);
    }

    /** Where no layout keeps within the time that the user asks for, the best of all; that the time is short is told. */
    private static Advice advise(RunPredictor predictor, Workload workload, AdviceRequest request, JobOptions options) {
        Advisor advisor = new Advisor(predictor);
        try {
            return advisor.advise(workload, within(request, options));
        } catch (NoLayoutException e) {
            if (options.seconds().isEmpty()) {
                throw e;
            }
            JobOptions any = JobOptions.of(options.name(), options.input());
            OptionalLong memory = options.memoryBytesPerNode();
            return advisor.advise(
                    workload,
                    within(request, memory.isPresent() ? any.withMemoryBytesPerNode(memory.getAsLong()) : any));
        }
    }

    /** A layout that is searched gets along with what the user asks for. */
    private static AdviceRequest within(AdviceRequest request, JobOptions options) {
        return new AdviceRequest(
                request.machine(),
                request.bounds(),
                DestinationRules.within(request.limits(), options),
                request.objective(),
                request.most());
    }

    private JobOptions options(Path run, CommandLine command) {
        String name = String.valueOf(run.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String output = String.valueOf(run.resolveSibling(stem + ".out"));
        JobOptions options = choices.options(jobName.orElse(stem), run.toString(), command)
                .withProgramOutput(programOutput.orElse(output.equals(run.toString()) ? output + ".out" : output));
        options = executable.map(options::withExecutable).orElse(options);
        requireOtherFiles(options, command);
        return time.isPresent() ? options.withSeconds(JobChoices.seconds(time.get())) : options;
    }

    /** What the job and its program print goes to different files, and not into the input. */
    private static void requireOtherFiles(JobOptions options, CommandLine command) {
        Path program =
                Path.of(options.programOutput().orElseThrow()).toAbsolutePath().normalize();
        if (program.equals(Path.of(options.input()).toAbsolutePath().normalize())) {
            throw new ParameterException(
                    command, "--program-output is the input " + options.input() + "; expected another file");
        }
        requireOther("--output", options.output(), program, command);
        requireOther("--error", options.error(), program, command);
    }

    private static void requireOther(String option, Optional<String> name, Path program, CommandLine command) {
        if (name.filter(file -> Path.of(file).toAbsolutePath().normalize().equals(program))
                .isPresent()) {
            throw new ParameterException(
                    command,
                    option + " is " + name.get()
                            + ", where the program's output goes; expected another file, or another"
                            + " one with --program-output");
        }
    }

    private String text(PlannedJob planned, CommandLine command) {
        try {
            return switch (form) {
                case SCRIPT -> planned.script();
                case JSON -> json(document(planned));
                case SLURM_REST ->
                    json(SlurmRest.version(restVersion)
                            .submission(planned, Path.of("").toAbsolutePath()));
                case AIIDA -> json(JobDocuments.aiida(planned));
                case JOBFLOW_REMOTE -> json(JobDocuments.jobflowRemote(planned));
            };
        } catch (IllegalArgumentException e) {
            throw JobChoices.wrong(e, command);
        }
    }

    private static ObjectNode document(PlannedJob planned) {
        ObjectNode document = JobDocuments.neutral(planned);
        document.set(
                "forecast",
                ForecastDocument.of(planned.forecast(), planned.forecast().warnings(), RunQuestion.DEFAULT.level()));
        return document;
    }

    private static String json(ObjectNode document) {
        return FormatOption.text(document) + "\n";
    }
}
