package org.qeperf.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.SourceLocation;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.features.input.QeVersion;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.runtime.catalogue.MachineFile;
import org.qeperf.runtime.catalogue.NodeType;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.hardware.KernelLoad;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.figures.Figure;
import org.qeperf.train.hardware.KernelPositions;
import org.qeperf.train.hardware.RunMachines;
import org.qeperf.train.hardware.SystemComparison;
import org.qeperf.train.hardware.SystemSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "analyse",
        mixinStandardHelpOptions = true,
        description = {
            "Says what machines can do at most, and what runs show of them.",
            "Without further options: peak, memory bandwidth and balance (peak over bandwidth) of every kind of nodes.",
            "--input: which of pw.x's kernels memory or arithmetic bounds there, and their least times (roofline).",
            "--runs: performance of the systems that did the same problem, what it goes with, and what it costs; for runs on"
                    + " a measured machine (M is a record of 'qeperf machine probe') how near kernels came to the roof.",
            "docs/hardware.md has every formula."
        },
        footer = {
            "",
            "Examples:",
            "  qeperf machine analyse leonardo-booster juwels-cluster",
            "  qeperf machine analyse lumi-c juwels-booster --input pw.in --pseudo-dir pseudo --plot figures",
            "  qeperf machine analyse --runs runs.jsonl.gz --as 'XC40=piz-daint/mc'"
        })
final class MachineAnalysis implements Runnable {

    private static final String RECORD = ".json";
    private static final String SVG = ".svg";
    private static final String PNG = ".png";
    private static final long SEED = 42;

    @Parameters(
            arity = "0..*",
            paramLabel = "M",
            description =
                    "names of machines, or files (*.json); machine/nodes for one kind of nodes (default: all that have a name). Kinds with the same devices and rates are shown once")
    private List<String> machines = new ArrayList<>();

    @Mixin
    private MachinesFolder folder = new MachinesFolder();

    @Option(
            names = "--input",
            paramLabel = "INPUT",
            description = "a pw.x input file: place its kernels below the roofs")
    private Optional<Path> input = Optional.empty();

    @Option(
            names = "--pseudo-dir",
            paramLabel = "DIR",
            description = "where the input's pseudopotentials are; may be given several times")
    private List<Path> pseudoDirectories = new ArrayList<>();

    @Option(names = "--qe-version", paramLabel = "V", description = "the release that will run the input, such as 6.7")
    private Optional<String> version = Optional.empty();

    @Option(names = "--runs", paramLabel = "FILE", description = "a run file: compare the machines of its runs")
    private Optional<Path> runs = Optional.empty();

    @Option(
            names = "--as",
            paramLabel = "WORDS=M",
            description = {
                "runs whose name of a machine contains these words were made on machine M, or machine/nodes;",
                "may be given several times, the longest words win. Runs with another name are found by it"
            })
    private Map<String, String> words = new LinkedHashMap<>();

    @Option(
            names = "--price",
            paramLabel = "M=PRICE",
            description = {
                "what a node of machine M costs, in one currency for all; makes price a descriptor;",
                "may be given several times; M is machine/nodes where a machine has several kinds of nodes"
            })
    private Map<String, Double> prices = new LinkedHashMap<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "seed of the permutations behind p-values (default: " + SEED + ")")
    private long seed = SEED;

    @Option(
            names = "--plot",
            paramLabel = "PATH",
            description = {
                "draw figures: all into this folder, as SVG; or into a file (*.svg or *.png) the one that matters most:",
                "measured kernels, else the roofline of the input, else correlations, else balance"
            })
    private Optional<Path> plot = Optional.empty();

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        requireSense();
        Clusters clusters = folder.clusters();
        List<AnalysedNodes> nodes = nodes(clusters);
        List<KernelLoad> loads = input.map(this::loads).orElse(List.of());
        Optional<AnalysedRuns> analysed = runs.map(file -> analyse(file, nodes, clusters));
        List<String> drawn = plot.map(path -> draw(path, new AnalysisFigures(nodes, loads, analysed)))
                .orElse(List.of());
        PrintWriter out = spec.commandLine().getOut();
        if (format.isJson()) {
            FormatOption.print(AnalysisDocument.of(nodes, loads, analysed), out);
        } else {
            AnalysisTables.print(nodes, loads, analysed, out);
            drawn.forEach(file -> out.println("written to " + file));
        }
    }

    private void requireSense() {
        if (input.isEmpty() && !pseudoDirectories.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--pseudo-dir is given; expected --input with it");
        }
        if (input.isEmpty() && version.isPresent()) {
            throw new ParameterException(spec.commandLine(), "--qe-version is given; expected --input with it");
        }
        if (runs.isEmpty() && !words.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--as is given; expected --runs with it");
        }
        if (runs.isEmpty() && !prices.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--price is given; expected --runs with it");
        }
        prices.forEach((machine, price) -> {
            if (!(price > 0 && Double.isFinite(price))) {
                throw new ParameterException(
                        spec.commandLine(), "--price of " + machine + " is " + price + "; expected a positive number");
            }
        });
        if (plot.isPresent()) {
            Figure.requireFonts();
        }
    }

    private List<AnalysedNodes> nodes(Clusters clusters) {
        List<AnalysedNodes> nodes = new ArrayList<>();
        if (machines.isEmpty()) {
            clusters.all().forEach(cluster -> addAll(cluster, nodes));
        }
        for (String machine : machines) {
            int slash = machine.endsWith(RECORD) ? -1 : machine.lastIndexOf('/');
            if (machine.endsWith(RECORD)) {
                addFile(Path.of(machine), nodes);
            } else if (slash < 0) {
                addAll(MachineOption.cluster(machine, clusters, spec.commandLine()), nodes);
            } else {
                Cluster cluster = MachineOption.cluster(machine.substring(0, slash), clusters, spec.commandLine());
                nodes.add(AnalysedNodes.of(cluster, nodeType(cluster, machine.substring(slash + 1))));
            }
        }
        return nodes;
    }

    private NodeType nodeType(Cluster cluster, String name) {
        List<String> names = cluster.nodeTypes().stream().map(NodeType::name).toList();
        if (!names.contains(name)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "machine '" + cluster.name() + "' has no nodes " + InputException.quote(name)
                            + "; expected one of: " + String.join(", ", names));
        }
        return cluster.nodeTypes().get(names.indexOf(name));
    }

    /** Kinds of nodes that differ in nothing that counts here are shown once. */
    private static void addAll(Cluster cluster, List<AnalysedNodes> nodes) {
        List<AnalysedNodes> added = new ArrayList<>();
        for (NodeType type : cluster.nodeTypes()) {
            AnalysedNodes one = AnalysedNodes.of(cluster, type);
            if (added.stream().noneMatch(other -> other.isAlike(one))) {
                added.add(one);
            }
        }
        nodes.addAll(added);
    }

    /** A measured record tells of one core, too. */
    private static void addFile(Path file, List<AnalysedNodes> nodes) {
        MachineFile found = MachineFile.read(file);
        if (found.measured().isPresent()) {
            nodes.add(AnalysedNodes.of(found.measured().get()));
        } else {
            addAll(found.cluster(), nodes);
        }
    }

    private List<KernelLoad> loads(Path file) {
        if (Files.isDirectory(file)) {
            throw new InputException(
                    new SourceLocation(file.toString(), 1, 1), "", "this is a folder", "a pw.x input file");
        }
        Optional<String> release = version.map(text -> {
            try {
                return QeVersion.parse(text).toString();
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
            }
        });
        return KernelLoad.of(Extractors.find(InputOptions.CODE)
                .read(new SimulationFiles(file, pseudoDirectories, release))
                .counts());
    }

    private AnalysedRuns analyse(Path file, List<AnalysedNodes> nodes, Clusters clusters) {
        List<Cluster> known = new ArrayList<>(
                nodes.stream().map(AnalysedNodes::cluster).distinct().toList());
        known.addAll(clusters.all());
        RunMachines places = runMachines(known);
        RunSet set = RunSet.read(file);
        SystemSet systems = SystemSet.of(set.runs(), places);
        List<AnalysedRuns.Measured> measured = nodes.stream()
                .filter(AnalysedNodes::isMeasured)
                .map(node ->
                        new AnalysedRuns.Measured(node.rates(), KernelPositions.of(set.runs(), places, node.rates())))
                .filter(one -> !one.positions().positions().isEmpty())
                .toList();
        return new AnalysedRuns(
                set.name(), systems, new SystemComparison(systems.systems(), prices(known), seed), measured);
    }

    private RunMachines runMachines(List<Cluster> known) {
        try {
            return new RunMachines(known, words);
        } catch (QePerfException e) {
            throw new ParameterException(spec.commandLine(), "--as: " + e.getMessage(), e);
        }
    }

    /** By machine and kind of nodes, with the names that machine files have. */
    private Map<String, Double> prices(List<Cluster> known) {
        Map<String, Double> byNodes = new LinkedHashMap<>();
        prices.forEach((name, price) -> {
            String nodes = priced(name, known);
            if (byNodes.putIfAbsent(nodes, price) != null) {
                throw new ParameterException(
                        spec.commandLine(), "--price of " + nodes + " is given twice; expected it once");
            }
        });
        return byNodes;
    }

    private String priced(String name, List<Cluster> known) {
        int slash = name.lastIndexOf('/');
        String machine = slash < 0 ? name : name.substring(0, slash);
        Cluster cluster = known.stream()
                .filter(one -> one.name().equals(machine))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--price: there is no machine " + InputException.quote(machine) + "; expected one of: "
                                + String.join(
                                        ", ",
                                        known.stream()
                                                .map(Cluster::name)
                                                .distinct()
                                                .toList())));
        if (slash >= 0) {
            return machine + "/" + nodeType(cluster, name.substring(slash + 1)).name();
        }
        List<String> kinds = cluster.nodeTypes().stream()
                .map(type -> machine + "/" + type.name())
                .toList();
        if (kinds.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--price: machine '" + machine + "' has several kinds of nodes; expected one of: "
                            + String.join(", ", kinds));
        }
        return kinds.get(0);
    }

    private static List<String> draw(Path path, AnalysisFigures figures) {
        boolean svg = path.toString().endsWith(SVG);
        if (svg || path.toString().endsWith(PNG)) {
            Figure figure = figures.main();
            AtomicFile.write(path, svg ? figure.svg() : figure.png());
            return List.of(path.toString());
        }
        List<String> files = new ArrayList<>();
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        figures.all().forEach((name, figure) -> {
            Path file = path.resolve(name + SVG);
            AtomicFile.write(file, figure.svg());
            files.add(file.toString());
        });
        return files;
    }
}
