package org.qeperf.app.cli;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.SourceText;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.jobs.Finding;
import org.qeperf.runtime.jobs.Finding.Severity;
import org.qeperf.runtime.jobs.ScriptCheck;
import org.qeperf.runtime.jobs.ScriptQuestion;
import org.qeperf.runtime.jobs.ScriptReport;
import org.qeperf.runtime.jobs.ScriptUpdate;
import org.qeperf.runtime.models.ModelShelf;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Tells what is wrong with a batch script, and which layout would be faster.",
            "The script is one of Slurm, PBS, LSF or Grid Engine, yours or one of 'qeperf script'; what its run needs stands",
            "beside what it asks for. With --update the script is printed renewed: the module block as the machine has it now,",
            "and what the options below say. Lines that need no change stay as they are; what is left to change by hand goes to",
            "the standard error. Nothing of the script is executed.",
            "Exit status 2 if the job would not start or pw.x would stop."
        },
        footer = {
            "",
            "Examples:",
            "  qeperf script check si.sh --pseudo-dir pseudo",
            "With time, memory and layout as they should be:",
            "  qeperf script check si.sh --update --apply -o better.sh",
            "For another machine than the one that its module block or partition tells:",
            "  qeperf script check si.sh --machine leonardo-dcgp --update > leonardo.sh"
        })
final class ScriptCheckCommand implements Callable<Integer> {

    private static final ParseLimits LIMITS = ParseLimits.ofBytes(4 << 20);
    private static final int STOPS = 2;

    /** Rules that say why nothing is taken over from the forecast. */
    private static final Set<String> NOT_APPLIED = Set.of("further-runs", "repeated-run", "further-programs");

    @Parameters(index = "0", paramLabel = "FILE", description = "a batch script")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--machine",
            paramLabel = "M",
            description = {
                "where the job goes: a name that 'qeperf machine list' tells, or a machine file (*.json)",
                "(default: that of the module block, or the only one with the script's partition)"
            })
    private Optional<String> machine = Optional.empty();

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "where the job starts; its input file is looked for there (default: the script's folder)")
    private Optional<Path> directory = Optional.empty();

    @Mixin
    private SourceOptions sources = new SourceOptions();

    @Mixin
    private MachinesFolder machines = new MachinesFolder();

    @Mixin
    private ModelOptions models = new ModelOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(names = "--update", description = "print the script renewed, instead of the findings")
    private boolean update;

    @Option(
            names = "--apply",
            description = "with --update: take over wall time, memory and layout from forecast and advice")
    private boolean apply;

    @Option(
            names = "--add",
            paramLabel = "SOFTWARE",
            description = "with --update: software to add to the module block; may be given several times")
    private List<String> add = new ArrayList<>();

    @Option(
            names = "--remove",
            paramLabel = "SOFTWARE",
            description = "with --update: software to take out; the last one takes the block with it")
    private List<String> remove = new ArrayList<>();

    @Option(
            names = "--partition",
            paramLabel = "P",
            description = "with --update and another machine: its partition, or partition:qos (default: its default)")
    private Optional<String> partition = Optional.empty();

    @Option(
            names = "-o",
            paramLabel = "FILE",
            description = "with --update: write to this file, as a whole or not at all, instead of the standard output")
    private Optional<Path> target = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine command = spec.commandLine();
        requireUpdate(command);
        Clusters clusters = machines.clusters();
        FeatureExtractor extractor = Extractors.find(InputOptions.CODE);
        ModelShelf shelf = models.shelf(extractor, command);
        ScriptCheck check =
                new ScriptCheck(clusters, (node, nodes) -> new RunPredictor(extractor, shelf.shipped(node, nodes)));
        byte[] bytes = SourceText.readBytes(file, LIMITS);
        Charset charset = charset(bytes);
        String text = new String(bytes, charset);
        ScriptQuestion question = question(clusters, command);
        if (update) {
            requireTarget(charset, command);
            String renewed = check.update(text, question, new ScriptUpdate(partition, add, remove, apply));
            write(renewed, charset, command);
            check.check(renewed, question).findings().stream()
                    .filter(this::isLeft)
                    .forEach(
                            left -> command.getErr().println("warning: " + ScriptReportView.place(left) + ": " + left));
            return 0;
        }
        ScriptReport report = check.check(text, question);
        if (format.isJson()) {
            FormatOption.print(ScriptReportView.document(report), command.getOut());
        } else {
            ScriptReportView.print(report, command.getOut());
        }
        return report.stops() ? STOPS : 0;
    }

    /** Whether a finding is left to change by hand, or says why nothing was taken over. */
    private boolean isLeft(Finding left) {
        return left.severity() == Severity.STOPS
                || left.severity() == Severity.STALE
                || apply && NOT_APPLIED.contains(left.rule());
    }

    private void requireUpdate(CommandLine command) {
        boolean others = apply || !add.isEmpty() || !remove.isEmpty() || partition.isPresent() || target.isPresent();
        if (others && !update) {
            throw new ParameterException(
                    command, "--apply, --add, --remove, --partition and -o change a script; give --update with them");
        }
    }

    private ScriptQuestion question(Clusters clusters, CommandLine command) {
        Path input = directory.orElse(ScriptQuestion.of(file).folder()).resolve("script");
        Optional<Cluster> cluster = machine.map(name -> MachineOption.cluster(name, clusters, command));
        return new ScriptQuestion(
                file.toString(),
                directory.orElse(ScriptQuestion.of(file).folder()),
                cluster,
                sources.files(input, command).directories(),
                sources.files(input, command).codeVersion());
    }

    /** The one that gives the same bytes back. */
    private static Charset charset(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException e) {
            return StandardCharsets.ISO_8859_1;
        }
    }

    private void requireTarget(Charset charset, CommandLine command) {
        if (target.isEmpty() && !charset.equals(StandardCharsets.UTF_8)) {
            throw new ParameterException(
                    command, "the script " + file + " is not UTF-8; name a file for the renewed one with -o");
        }
    }

    private void write(String script, Charset charset, CommandLine command) {
        if (target.isPresent()) {
            AtomicFile.write(target.get(), script.getBytes(charset));
        } else {
            command.getOut().print(script);
            command.getOut().flush();
        }
    }
}
