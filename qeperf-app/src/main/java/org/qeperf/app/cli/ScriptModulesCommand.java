package org.qeperf.app.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qeperf.api.QePerfException;
import org.qeperf.runtime.batch.BatchScript;
import org.qeperf.runtime.batch.ModuleBlock;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.jobs.SoftwareJobs;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "modules",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the module commands that make software ready on a machine.",
            "They stand between two lines by which they are found again."
        },
        footer = {"", "Example: qeperf script modules jureca-dc ddp"})
final class ScriptModulesCommand implements Runnable {

    @Parameters(index = "0", paramLabel = "MACHINE", description = "a name, or a machine file (*.json)")
    private String machine = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "SOFTWARE",
            description = "short names, such as qe; 'qeperf machine show MACHINE' tells them")
    private List<String> software = new ArrayList<>();

    @Option(
            names = "--partition",
            paramLabel = "P",
            description = "partition whose nodes the software runs on (default: the machine's default)")
    private Optional<String> partition = Optional.empty();

    @Mixin
    private MachinesFolder folder = new MachinesFolder();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine command = spec.commandLine();
        Cluster cluster = MachineOption.cluster(machine, folder.clusters(), command);
        Destination destination = MachineOption.destination(cluster, partition, command);
        List<String> lines = lines(block(destination, software, command), command);
        PrintWriter out = command.getOut();
        lines.forEach(line -> out.print(line + "\n"));
        out.flush();
    }

    /** Software that a machine does not have is a wrong argument. */
    static ModuleBlock block(Destination destination, List<String> software, CommandLine command) {
        try {
            return SoftwareJobs.modules(destination.cluster(), destination.nodeType(), software);
        } catch (QePerfException e) {
            throw JobChoices.wrong(e, command);
        }
    }

    private static List<String> lines(ModuleBlock block, CommandLine command) {
        try {
            return BatchScript.lines(block);
        } catch (IllegalArgumentException e) {
            throw JobChoices.wrong(e, command);
        }
    }
}
