package org.qeperf.app.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.app.document.JobFormat;
import org.qeperf.app.question.JobFiles;
import org.qeperf.app.question.JobSearch;
import org.qeperf.app.question.LayoutSearch;
import org.qeperf.app.question.TimeLimit;
import org.qeperf.runtime.advise.AdviceRequest;
import org.qeperf.runtime.advise.Advisor;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.jobs.JobOptions;
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
            "Writes the batch script of a run, in the best layout for the machine or in your own.",
            "It asks for the wall time and the memory that 95 of 100 such runs get along with, and loads the machine's modules.",
            "The script goes to the standard output and nothing else does; what to know of it goes to the standard error."
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

    /** For the option. */
    static final class FormatConverter implements ITypeConverter<JobFormat> {
        @Override
        public JobFormat convert(String text) {
            try {
                return JobFormat.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
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
            converter = TimeLimitConverter.class,
            description = "wall time to ask for: 2h, 1.5h, 90m, 3600 or HH:MM:SS (default: what is needed)")
    private Optional<TimeLimit> time = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "script",
            converter = FormatConverter.class,
            description = {
                "script; json: the job with its forecast; slurm-rest: for slurmrestd;",
                "aiida: metadata.options and settings of a PwCalculation;",
                "jobflow-remote: QResources and ExecutionConfig (default: script)"
            })
    private JobFormat format = JobFormat.SCRIPT;

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
        if (submission.isWanted() && (file.isPresent() || format != JobFormat.SCRIPT)) {
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
        JobSearch search = search(command);
        AdviceRequest request = search.request();
        FeatureExtractor extractor = Extractors.find(InputOptions.CODE);
        ModelShelf shelf = models.shelf(extractor, command);
        RunModels shipped =
                shelf.shipped(request.machine(), request.bounds().nodes().most());
        RunPredictor predictor = new RunPredictor(extractor, shipped);
        return search.plan(predictor, new Advisor(predictor), predictor.read(files), options);
    }

    private JobSearch search(CommandLine command) {
        Destination destination = advice.destination(command);
        LayoutSearch search = advice.search(command);
        try {
            return JobSearch.of(search, destination);
        } catch (IllegalArgumentException e) {
            throw JobChoices.wrong(e, command);
        }
    }

    private JobOptions options(Path run, CommandLine command) {
        String name = JobFiles.stem(String.valueOf(run.getFileName()));
        JobOptions options = choices.options(jobName.orElse(name), run.toString(), command)
                .withProgramOutput(programOutput.orElseGet(() -> JobFiles.output(run.toString())));
        options = executable.map(options::withExecutable).orElse(options);
        try {
            JobFiles.require(options, field -> "--" + field.replace('_', '-'));
        } catch (IllegalArgumentException e) {
            throw JobChoices.wrong(e, command);
        }
        return time.isPresent() ? options.withSeconds(time.get().wholeSeconds()) : options;
    }

    private String text(PlannedJob planned, CommandLine command) {
        try {
            return format == JobFormat.SCRIPT
                    ? planned.script()
                    : FormatOption.text(format.document(
                                    planned, restVersion, Path.of("").toAbsolutePath()))
                            + "\n";
        } catch (IllegalArgumentException e) {
            throw JobChoices.wrong(e, command);
        }
    }
}
