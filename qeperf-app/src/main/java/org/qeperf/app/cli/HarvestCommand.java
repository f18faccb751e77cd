package org.qeperf.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Machine;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.harvest.HarvestOptions;
import org.qeperf.train.harvest.Harvester;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

@Command(
        name = "harvest",
        mixinStandardHelpOptions = true,
        description = {
            "Makes run records of the finished runs of pw.x in folders.",
            "A run is an output or data-file-schema.xml below DIR, whatever its name, with the input, the messages of the batch",
            "system, run.json, sacct and JUBE files found beside it. A run.json that names its machine is believed; where",
            "others were made tells --machine (with --machine-name alone it was this computer). Without either they have no machine.",
            "docs/run-records.md describes what is read and what is written."
        },
        footer = {"", "Example: qeperf harvest results --pseudo-dir pseudo --machine leonardo-dcgp -o runs.jsonl"})
final class HarvestCommand implements Runnable {

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "folders of runs")
    private List<Path> folders = new ArrayList<>();

    @Option(names = "--pseudo-dir", paramLabel = "DIR", description = "where the pseudopotentials are")
    private List<Path> pseudoDirectories = new ArrayList<>();

    @Option(
            names = "--machine-name",
            paramLabel = "NAME",
            description = "what to call it in the records (default: as --machine is called)")
    private Optional<String> machineName = Optional.empty();

    @Mixin
    private MachineOption machine = new MachineOption();

    @Option(
            names = "-o",
            required = true,
            paramLabel = "FILE",
            description = "run file to write (JSON Lines; compressed where its name ends with .gz)")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter err = spec.commandLine().getErr();
        HarvestOptions options = new HarvestOptions(machine(), pseudoDirectories, err::println);
        Harvester harvester = new Harvester(Extractors.find(InputOptions.CODE), options);
        folders.forEach(harvester::harvest);
        harvester.problems().forEach(err::println);
        harvester.duplicates().forEach(err::println);
        List<RunRecord> records = harvester.records();
        if (records.isEmpty()) {
            throw new QePerfException("no run was found, so " + output + " was not written");
        }
        RunSet.write(output, records);
        if (format.isJson()) {
            FormatOption.print(document(harvester), spec.commandLine().getOut());
        }
        long counted =
                records.stream().filter(r -> r.counts().known().isPresent()).count();
        err.println(Quantities.counted(records.size(), "run") + " in " + output + ", " + counted + " with counts; "
                + Quantities.counted(harvester.duplicates().size(), "duplicate") + ", "
                + Quantities.counted(harvester.problems().size(), "problem"));
    }

    private Optional<Machine> machine() {
        if (machineName.isPresent() && machineName.get().isBlank()) {
            throw new ParameterException(spec.commandLine(), "--machine-name is empty; expected a name");
        }
        ParseResult given = spec.commandLine().getParseResult();
        if (Stream.of("--machine-name", "--machine", "--partition").noneMatch(given::hasMatchedOption)) {
            return Optional.empty();
        }
        Machine nodes = machine.destination(spec.commandLine()).machine();
        return Optional.of(
                new Machine(machineName.orElse(nodes.name()), nodes.coresPerNode(), nodes.memoryBytesPerNode()));
    }

    private static ObjectNode document(Harvester harvester) {
        ObjectNode document = new ObjectMapper().createObjectNode();
        document.put("runs", harvester.records().size());
        ObjectNode outcomes = document.putObject("outcomes");
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(
                    outcome.key(),
                    harvester.records().stream()
                            .filter(r -> r.outcome() == outcome)
                            .count());
        }
        document.put("duplicates", harvester.duplicates().size());
        ArrayNode problems = document.putArray("problems");
        harvester.problems().forEach(problems::add);
        return document;
    }
}
