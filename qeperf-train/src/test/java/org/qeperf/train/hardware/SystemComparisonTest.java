package org.qeperf.train.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.Layout;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.features.harvest.RunProgram;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.runtime.catalogue.NodeType;
import org.qeperf.runtime.hardware.Device;
import org.qeperf.train.ExampleRuns;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.figures.Bar;
import org.qeperf.train.figures.Bars;
import org.qeperf.train.figures.Figure;
import org.qeperf.train.figures.Plot;
import org.qeperf.train.figures.Series;

class SystemComparisonTest {

    private static final List<Cluster> CLUSTERS = Clusters.shipped().all();
    private static final RunMachines MACHINES =
            new RunMachines(CLUSTERS, Map.of("XC40", "daint/mc", "XC50", "piz-daint/gpu", "X", "lumi-c"));
    private static final Counts COUNTS =
            ExampleRuns.ofSystems(1).get(0).counts().known().orElseThrow();

    private int runs;

    private RunRecord run(String words, int nodes, int ranksPerNode, double seconds, boolean gpu) {
        RunRecord run = ExampleRuns.run(
                "run" + runs++, "O2Si", COUNTS, new Layout(nodes, ranksPerNode, 1, 1), Outcome.CONVERGED, seconds);
        Map<String, String> labels = new TreeMap<>(run.labels());
        labels.put("machine", words);
        RunProgram program = run.program();
        return new RunRecord(
                run.origin(),
                new RunProgram(program.code(), Optional.of("6.7MaX"), gpu, program.calculation(), program.started()),
                run.place(),
                run.contents(),
                run.iterations(),
                run.times(),
                run.memory(),
                run.ending(),
                run.counts(),
                labels);
    }

    private List<RunRecord> example() {
        return new ArrayList<>(List.of(
                run("Daint XC40", 1, 36, 8, false),
                run("Daint XC40", 1, 36, 10, false),
                run("Daint XC40", 2, 36, 5, false),
                run("LUMI-C", 1, 128, 4, false),
                run("XC50 with P100", 2, 1, 1, true),
                run("Some cluster", 1, 4, 1, false),
                run("XC40", 1, 37, 1, false),
                run("Daint XC40", 1, 36, 1, true)));
    }

    private SystemSet set() {
        return SystemSet.of(example(), MACHINES);
    }

    @Test
    void bestTimesOfSystemsAreGathered() {
        SystemSet set = set();
        assertEquals(5, set.runs());
        assertEquals(
                List.of(
                        "piz-daint/mc 1 x 36: 8.0 s of 2",
                        "piz-daint/mc 2 x 72: 5.0 s of 1",
                        "lumi-c/standard 1 x 128: 4.0 s of 1",
                        "piz-daint/gpu (accelerators) 2 x 2: 1.0 s of 1"),
                set.systems().stream()
                        .sorted((a, b) -> Double.compare(b.secondsPerIteration(), a.secondsPerIteration()))
                        .map(s -> s.machine() + " " + s.nodes() + " x " + s.units() + ": " + s.secondsPerIteration()
                                + " s of " + s.runs())
                        .toList());
        assertEquals("6.7", set.systems().get(0).release());
        assertEquals(Device.PROCESSORS, set.systems().get(0).device());
    }

    @Test
    void whatIsLeftOutIsCounted() {
        assertEquals(
                Map.of(
                        "on machines that the catalogue does not describe",
                        1,
                        "more ranks and threads than the described nodes have cores",
                        1,
                        "on accelerators that the described nodes do not have",
                        1),
                set().leftOut());
        assertEquals(Map.of("Some cluster", 1), set().unknown());
    }

    @Test
    void correlationsAreThoseOfGroups() {
        SystemComparison comparison = new SystemComparison(set().systems(), Map.of(), 42);
        assertEquals(1, comparison.groups().size());
        List<DescriptorEffect> effects = comparison.effects();
        DescriptorEffect units = effects.get(0);
        assertEquals("cores or accelerators", units.descriptor());
        double[] cores = {36, 72, 128};
        double[] performance = {1 / 8.0, 1 / 5.0, 1 / 4.0};
        assertEquals(
                Correlation.of(List.of(new Correlation.Group(cores, performance)), 42)
                        .orElseThrow()
                        .pearson(),
                units.correlation().orElseThrow().pearson(),
                1e-9);
        DescriptorEffect ofOne = effects.stream()
                .filter(e -> e.perUnit() && e.descriptor().equals("peak"))
                .findFirst()
                .orElseThrow();
        // The best of each machine: 36 cores of one, 128 of the other.
        assertEquals(2, ofOne.correlation().orElseThrow().points());
        assertEquals(2, ofOne.machines());
        assertEquals(-1, ofOne.correlation().orElseThrow().pearson(), 1e-9);
    }

    @Test
    void whatTellsNoMoreThanTheNumberSaysSo() {
        List<MeasuredSystem> one = set().systems().stream()
                .filter(s -> s.machine().equals("piz-daint/mc"))
                .toList();
        Map<String, String> remarks = new TreeMap<>();
        new SystemComparison(one, Map.of("piz-daint/mc", 3.0), 42)
                .effects()
                .forEach(e -> remarks.put(e.descriptor() + (e.perUnit() ? " of one" : ""), e.remark()));
        assertEquals("", remarks.get("cores or accelerators"));
        assertEquals("as their number", remarks.get("peak"));
        assertEquals("as their number", remarks.get("price"));
        assertEquals("does not vary", remarks.get("clock"));
        assertEquals("not known", remarks.get("L3 caches"));
        assertEquals("nothing to compare", remarks.get("peak of one"));
    }

    /** One release was run on two machines, another one on nodes of one of them only: these say nothing of clocks. */
    @Test
    void groupsInWhichADescriptorDoesNotVaryAreNotInItsCorrelation() {
        List<MeasuredSystem> varying = set().systems().stream()
                .filter(s -> s.device() == Device.PROCESSORS)
                .toList();
        List<MeasuredSystem> all = new ArrayList<>(varying);
        varying.stream().filter(s -> s.machine().equals("piz-daint/mc")).forEach(s -> all.add(ofRelease(s, "7.2")));
        DescriptorEffect clock = effect(all, "clock");
        Correlation found = clock.correlation().orElseThrow();
        assertEquals(3, found.points());
        assertEquals(1, found.groups());
        assertEquals(effect(varying, "clock").correlation(), clock.correlation());
        assertEquals(5, clock.described());
        assertEquals(2, clock.machines());
        // Both groups vary in the number of cores.
        assertEquals(
                5,
                effect(all, "cores or accelerators").correlation().orElseThrow().points());
        DescriptorEffect alone =
                effect(all.stream().filter(s -> s.release().equals("7.2")).toList(), "clock");
        assertEquals("does not vary", alone.remark());
        assertEquals(1, alone.machines());
        Plot plot = HardwareFigures.trendPlots(new SystemComparison(all, Map.of(), 42))
                .get(1);
        assertEquals("clock, n = 3", plot.labels().title());
        assertEquals(3, plot.layers().get(0).series().x().length);
    }

    private static DescriptorEffect effect(List<MeasuredSystem> systems, String descriptor) {
        return effect(new SystemComparison(systems, Map.of(), 42), descriptor, false);
    }

    private static DescriptorEffect effect(SystemComparison comparison, String descriptor, boolean perUnit) {
        return comparison.effects().stream()
                .filter(e -> e.perUnit() == perUnit && e.descriptor().equals(descriptor))
                .findFirst()
                .orElseThrow();
    }

    private static MeasuredSystem ofRelease(MeasuredSystem s, String release) {
        return new MeasuredSystem(
                s.problem(),
                release,
                s.device(),
                s.cluster(),
                s.nodeType(),
                s.nodes(),
                s.cores(),
                s.units(),
                s.secondsPerIteration(),
                s.runs());
    }

    /** Of two kinds of nodes of a machine each has its own price, so price varies between their cores. */
    @Test
    void aPriceIsThatOfAKindOfNodes() {
        Cluster daint = Clusters.shipped().find("piz-daint");
        List<MeasuredSystem> systems = new ArrayList<>();
        for (NodeType type : daint.nodeTypes()) {
            int cores = type.processor().cores().value();
            systems.add(new MeasuredSystem(
                    new Problem("O2Si", "O2Si"),
                    "6.7",
                    Device.PROCESSORS,
                    daint,
                    type,
                    1,
                    cores,
                    cores,
                    100.0 / cores,
                    1));
        }
        Map<String, Double> prices = Map.of("piz-daint/gpu", 12_000.0, "piz-daint/mc", 7_200.0);
        SystemComparison both = new SystemComparison(systems, prices, 42);
        // 12,000 for 12 cores that do 12/100, 7,200 for 36 that do 36/100.
        assertEquals(
                Math.log(3) / Math.log(7200 / 12000.0),
                effect(both, "price", false).correlation().orElseThrow().slope(),
                1e-9);
        SystemComparison one = new SystemComparison(systems, Map.of("piz-daint/mc", 7_200.0), 42);
        assertEquals("nothing to compare", effect(one, "price", false).remark());
        SystemComparison machine = new SystemComparison(systems, Map.of("piz-daint", 7_200.0), 42);
        assertEquals("not known", effect(machine, "price", false).remark());
    }

    @Test
    void effectsAreComputedOnce() {
        SystemComparison comparison = new SystemComparison(set().systems(), Map.of(), 42);
        assertSame(comparison.effects(), comparison.effects());
    }

    @Test
    void scoresAreOfSharedProblems() {
        List<PairScore> scores = new SystemComparison(set().systems(), Map.of(), 42).scores();
        PairScore score = scores.stream()
                .filter(s -> s.first().equals("lumi-c/standard") && s.second().equals("piz-daint/mc"))
                .findFirst()
                .orElseThrow();
        assertEquals(3, scores.size());
        assertEquals(1, score.problems());
        assertEquals(1.25, score.ratio(), 1e-9);
        assertEquals(1 / (4.0 * 128) * (8 * 36), score.perUnitRatio(), 1e-9);
        assertEquals(2, score.perNodeRatio(), 1e-9);
    }

    @Test
    void meansAndCosts() {
        SystemComparison comparison = new SystemComparison(set().systems(), Map.of(), 42);
        MachineMeans daint = comparison.means().get(2);
        assertEquals("piz-daint/mc", daint.machine());
        assertEquals(6.5, daint.meanSeconds());
        assertEquals((1 / 8.0 + 1 / 5.0) / 2, daint.meanPerformance(), 1e-12);
        assertEquals(1.2096e12 * (8 + 2 * 5) / 2, daint.potentialFlop().orElseThrow(), 1);
        MachineMeans gpu = comparison.means().get(1);
        assertEquals(4.7 / 5.1992, gpu.relativePerformance().orElseThrow(), 1e-9);
        assertEquals(
                List.of(36.0, 72.0, 128.0),
                comparison.meanTimes(Descriptor.UNITS).stream()
                        .map(SystemComparison.MeanTime::value)
                        .toList());
        MeasuredSystem two = comparison.shared().get(0).get(2);
        assertEquals("piz-daint/mc", two.machine());
        assertEquals(100 * 5 * 72 / 3600.0, two.coreHours(100), 1e-9);
        assertEquals(100 * 5 * 2 / 3600.0, two.nodeHours(100), 1e-9);
        assertEquals(100 * 5 * 2 / 3600.0, two.charged(100).orElseThrow(), 1e-9);
        assertEquals(OptionalDouble.empty(), two.kilowattHours(100));
    }

    private static MeasuredSystem onLumi(String machine, int nodes) {
        Cluster cluster = Clusters.shipped().find(machine);
        return new MeasuredSystem(
                new Problem("O2Si", "O2Si"),
                "6.7",
                machine.equals("lumi-g") ? Device.ACCELERATORS : Device.PROCESSORS,
                cluster,
                cluster.nodeTypes().get(0),
                nodes,
                8,
                8,
                36,
                1);
    }

    /** A module of two dies is charged for as one: an hour of a node is four. */
    @Test
    void acceleratorsAreChargedAsTheSiteCountsThem() {
        assertEquals(2, onLumi("lumi-g", 2).nodeHours(100));
        assertEquals(OptionalDouble.of(8), onLumi("lumi-g", 2).charged(100));
    }

    @Test
    void nodesWithoutAcceleratorsHaveNoChargeInAcceleratorHours() {
        Cluster processors = onLumi("lumi-c", 1).cluster();
        Cluster charging = new Cluster(
                "mixed",
                processors.title(),
                processors.site(),
                List.of(),
                Optional.empty(),
                processors.checked(),
                processors.sources(),
                Optional.empty(),
                Optional.empty(),
                Clusters.shipped().find("lumi-g").accountingUnit(),
                processors.nodeTypes(),
                List.of(),
                List.of());
        MeasuredSystem system = new MeasuredSystem(
                new Problem("O2Si", "O2Si"),
                "6.7",
                Device.PROCESSORS,
                charging,
                charging.nodeTypes().get(0),
                1,
                8,
                8,
                36,
                1);
        assertEquals(OptionalDouble.empty(), system.charged(100));
    }

    @Test
    void figuresAreDrawn() {
        SystemComparison comparison = new SystemComparison(set().systems(), Map.of(), 42);
        List<Bars> panels = HardwareFigures.correlationPanels(comparison.effects());
        assertEquals(
                List.of("Performance of a system goes with", "Performance of a core or accelerator goes with"),
                panels.stream().map(bars -> bars.labels().title()).toList());
        Correlation units =
                effect(comparison, "cores or accelerators", false).correlation().orElseThrow();
        Bar bar = panels.get(0).bars().get(0);
        assertEquals("cores or accelerators", bar.name());
        assertEquals(units.pearson(), bar.value());
        assertEquals(String.format(Locale.ROOT, "%.2f (too few), n = 3", units.pearson()), bar.text());
        List<Plot> plots = HardwareFigures.trendPlots(comparison);
        assertEquals(
                List.of("cores or accelerators, n = 3", "clock, n = 3", "bandwidth, n = 3", "peak, n = 3"),
                plots.stream().map(plot -> plot.labels().title()).toList());
        for (Plot plot : plots) {
            Series points = plot.layers().get(0).series();
            assertEquals("processors", points.name());
            assertEquals(3, points.x().length);
            // Over the geometric means.
            assertEquals(1, points.x()[0] * points.x()[1] * points.x()[2], 1e-9);
            assertEquals(1, points.y()[0] * points.y()[1] * points.y()[2], 1e-9);
        }
        assertEquals(
                12, circles(HardwareFigures.trends(comparison).orElseThrow()) - 4, "points besides those of legends");
        assertTrue(HardwareFigures.correlations(comparison.effects()).isPresent());
        SystemComparison nothing = new SystemComparison(List.of(), Map.of(), 42);
        assertTrue(HardwareFigures.correlations(nothing.effects()).isEmpty());
        assertTrue(HardwareFigures.trends(nothing).isEmpty());
    }

    private static int circles(Figure figure) {
        return new String(figure.svg(), StandardCharsets.UTF_8).split("<ellipse", -1).length - 1;
    }

    @Test
    void refusesUnknownMachinesAndNodes() {
        List<Cluster> few =
                CLUSTERS.stream().filter(c -> c.name().startsWith("piz")).toList();
        assertEquals(
                "there is no machine 'dant'; expected one of: piz-daint",
                assertThrows(QePerfException.class, () -> new RunMachines(few, Map.of("a", "dant")))
                        .getMessage());
        assertEquals(
                "there are no words for 'daint'; expected a part of what runs call it",
                assertThrows(QePerfException.class, () -> new RunMachines(few, Map.of(" ", "daint")))
                        .getMessage());
        assertEquals(
                "machine 'piz-daint' has no nodes 'm'; expected one of: gpu, mc",
                assertThrows(QePerfException.class, () -> new RunMachines(few, Map.of("a", "daint/m")))
                        .getMessage());
    }
}
