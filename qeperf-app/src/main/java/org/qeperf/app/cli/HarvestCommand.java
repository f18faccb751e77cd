package org.qeperf.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Machine;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.machine.Machines;
import org.qeperf.train.data.Harvester;
import org.qeperf.train.data.RunSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "harvest",
        mixinStandardHelpOptions = true,
        description = {
            "Makes run records of finished runs: of every folder below DIR that holds a pw.in and its pw.out.",
            "Runs are taken as made on this machine."
        },
        footer = {"", "Example: qeperf harvest campaign --pseudo-dir pseudo --machine-name lab -o runs.jsonl"})
final class HarvestCommand implements Runnable {

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "folders of runs")
    private List<Path> folders = new ArrayList<>();

    @Option(names = "--pseudo-dir", paramLabel = "DIR", description = "where the pseudopotentials are")
    private List<Path> pseudoDirectories = new ArrayList<>();

    @Option(
            names = "--machine-name",
            paramLabel = "NAME",
            defaultValue = Machines.LOCAL,
            description = "what to call this machine in the records (default: local)")
    private String machineName = Machines.LOCAL;

    @Option(names = "-o", required = true, paramLabel = "FILE", description = "run file to write (JSON Lines)")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        if (machineName.isBlank()) {
            throw new ParameterException(spec.commandLine(), "--machine-name is empty; expected a name");
        }
        Machine local = Machines.local();
        Machine machine = new Machine(machineName, local.coresPerNode(), local.memoryBytesPerNode());
        Harvester harvester = new Harvester(Extractors.find(InputOptions.CODE), machine, pseudoDirectories);
        folders.forEach(harvester::harvest);
        harvester.problems().forEach(problem -> spec.commandLine().getErr().println(problem));
        if (harvester.records().isEmpty()) {
            throw new QePerfException("no run was found, so " + output + " was not written");
        }
        RunSet.write(output, harvester.records());
        spec.commandLine()
                .getErr()
                .println(harvester.records().size() + " runs in " + output + ", "
                        + harvester.problems().size() + " left out");
    }
}
