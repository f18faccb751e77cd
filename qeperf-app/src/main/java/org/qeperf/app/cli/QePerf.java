package org.qeperf.app.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.qeperf.app.document.ProgramVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command line. */
@Command(
        name = "qeperf",
        mixinStandardHelpOptions = true,
        versionProvider = QePerf.Version.class,
        description = "Tells how long a pw.x run takes and how much memory it needs, before it is submitted.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  qeperf predict si.in --pseudo-dir pseudo --nodes 1 --tasks-per-node 4 --pools 2",
            "  qeperf advise si.in --pseudo-dir pseudo --machine cluster.json --max-nodes 16 --max-time 2h",
            "  qeperf script si.in --pseudo-dir pseudo --machine cluster.json --account me -o si.sh",
            "  qeperf features si.in --pseudo-dir pseudo --format json",
            "",
            "Exit status: 0 done; 1 a bug; 2 the input or the arguments are wrong; 3 the answer is \"can't\"."
        })
public final class QePerf implements Runnable {

    private static final List<Class<?>> COMMANDS = List.of(
            FeaturesCommand.class,
            PredictCommand.class,
            AdviseCommand.class,
            ScriptCommand.class,
            HarvestCommand.class,
            CampaignCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            CompareCommand.class,
            ModelsCommand.class,
            JobsCommand.class,
            MachineCommand.class,
            DataCommand.class,
            LearnCommand.class,
            DeployCommand.class);
    private static final int HELP_WIDTH = 120;

    /** As of a program that SIGPIPE ends: 128 and 13. */
    private static final int PIPE_CLOSED = 141;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private QePerf() {}

    /**
     * Runs a command.
     *
     * @param others commands of other packages
     * @return the exit status
     */
    public static int run(String[] arguments, PrintStream out, PrintStream err, Class<?>... others) {
        CommandLine line = line(arguments.length == 0 ? "" : arguments[0], others);
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        Failures failures = new Failures();
        line.setParameterExceptionHandler(failures);
        line.setExecutionExceptionHandler(failures);
        int status = line.execute(arguments);
        if (line.getOut().checkError()) {
            if (out instanceof StandardOutput standard && standard.isAbandoned()) {
                return PIPE_CLOSED;
            }
            line.getErr().println("the answer could not be written to the standard output");
            return status == 0 ? Failures.WRONG_INPUT : status;
        }
        return status;
    }

    /** The commands as they are parsed and explained: the one that is called, or all where none is. */
    static CommandLine line(String called, Class<?>... others) {
        CommandLine line = new CommandLine(new QePerf(), new CommandFactory());
        List<Class<?>> commands = new ArrayList<>(COMMANDS);
        commands.addAll(List.of(others));
        addSubcommands(line, commands, called);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(HELP_WIDTH);
        return line;
    }

    /**
     * The one that is called, or all for whoever needs help: to look at the options of all takes a third of a short command. A class
     * has its command's name, since to look at all annotations takes its time too.
     */
    private static void addSubcommands(CommandLine line, List<Class<?>> commands, String called) {
        String name = called.isEmpty() ? called : Character.toUpperCase(called.charAt(0)) + called.substring(1);
        List<Class<?>> one = commands.stream()
                .filter(command -> command.getSimpleName().equals(name + "Command"))
                .toList();
        for (Class<?> command : one.isEmpty() ? commands : one) {
            line.addSubcommand(command);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"qeperf " + ProgramVersion.text()};
        }
    }
}
