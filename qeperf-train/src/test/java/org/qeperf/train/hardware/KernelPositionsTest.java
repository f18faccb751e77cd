package org.qeperf.train.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.Layout;
import org.qeperf.features.harvest.Clock;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.features.harvest.RunTimes;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.runtime.hardware.NodeRates;
import org.qeperf.runtime.hardware.PwKernel;
import org.qeperf.runtime.machine.MachineProfile;
import org.qeperf.train.ExampleRuns;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.figures.Bar;
import org.qeperf.train.figures.Plot;

/** The run set of this repository below the roof of its machine. */
class KernelPositionsTest {

    private static final MachineProfile PROFILE = MachineProfile.read(Path.of("../data/hardware/debian-2core.json"));
    private static final NodeRates RATES = NodeRates.of(PROFILE);
    private static final RunMachines HERE = new RunMachines(List.of(Cluster.of(PROFILE)), Map.of());
    private static final List<RunRecord> RUNS =
            RunSet.read(Path.of("../data/pwx-runs.jsonl.gz")).runs();

    @Test
    void transformsAreCountedByTheirClock() {
        RunRecord cobalt = RUNS.get(0);
        assertEquals("1c99ffd2f8c1c676", cobalt.id());
        List<KernelPosition> found =
                KernelPositions.of(List.of(cobalt), HERE, RATES).positions();
        assertEquals(1, found.size());
        KernelPosition fft = found.get(0);
        double points = 18 * 18 * 30;
        double logarithm = Math.log(points) / Math.log(2);
        assertEquals(PwKernel.FFT, fft.kernel());
        assertEquals(2, fft.busyCores());
        assertEquals(5 * logarithm / 32, fft.intensity(), 1e-9);
        // 13676 calls in 0.45 s, shared by two ranks.
        assertEquals(13676 * 5 * points * logarithm / 2 / 0.45, fft.flopPerS(), 1);
        assertEquals(16 * points / 2, fft.workingBytes());
        assertEquals(
                fft.flopPerS() / (RATES.processors().orElseThrow().bytesPerS() / 2 * fft.intensity()),
                fft.share(),
                1e-9);
        // 73 of 324 columns have waves.
        double columns = 73 / 324.0;
        double width = 2 * Math.sqrt(columns / Math.PI);
        assertEquals(
                (columns * Math.log(30) + width * Math.log(18) + Math.log(18)) / Math.log(points),
                fft.executed(),
                1e-9);
    }

    @Test
    void statesOfTheProjectionFollowFromTransforms() {
        RunRecord run = RUNS.stream()
                .filter(r -> KernelPositions.of(List.of(r), HERE, RATES)
                                .of(PwKernel.PROJECTION)
                                .size()
                        == 1)
                .filter(r -> r.counts().known().orElseThrow().flag("gamma_only"))
                .filter(r -> r.place().evenLayout().orElseThrow().ranks() == 1)
                .findFirst()
                .orElseThrow();
        KernelPosition found = KernelPositions.of(List.of(run), HERE, RATES)
                .of(PwKernel.PROJECTION)
                .get(0);
        double states = run.counts().known().orElseThrow().whole("n_ks");
        double density = clock(run, "sum_band") * Math.ceil(states / 2);
        double applied = clock(run, "fftw") - density;
        double flop = 2
                * 4.0
                * run.counts().known().orElseThrow().whole("n_kb")
                * applied
                * run.counts().known().orElseThrow().whole("n_pw_max");
        double seconds = seconds(run, "h_psi:calbec") + seconds(run, "add_vuspsi");
        assertEquals(flop / seconds, found.flopPerS(), 1e-6 * found.flopPerS());
    }

    /** A run on this machine whose solver applied the Hamiltonian to {@code states} states in 50 calls. */
    private static RunRecord invented(Counts counts, Layout layout, double transforms) {
        RunRecord run = ExampleRuns.run("invented", "NiO", counts, layout, Outcome.CONVERGED, 1);
        Map<String, Clock> clocks = new TreeMap<>();
        clocks.put("cegterg", clock(5, 1));
        clocks.put("sum_band", clock(5, 0.1));
        clocks.put("h_psi", clock(50, 0.9));
        clocks.put("h_psi:calbec", clock(50, 0.3));
        clocks.put("add_vuspsi", clock(50, 0.2));
        clocks.put("fftw", clock(transforms, 0.01));
        return new RunRecord(
                run.origin(),
                run.program(),
                run.place(),
                run.contents(),
                run.iterations(),
                new RunTimes(
                        run.times().electronsWall(),
                        run.times().totalWall(),
                        run.times().totalCpu(),
                        clocks),
                run.memory(),
                run.ending(),
                run.counts(),
                Map.of("machine", "debian-2core"));
    }

    private static Clock clock(double calls, double seconds) {
        return new Clock(OptionalLong.of((long) calls), OptionalDouble.empty(), OptionalDouble.of(seconds));
    }

    private static Counts counts(boolean spinors, int kPoints) {
        return new Counts(List.of(
                new Count.Grid("fft_smooth", 16, 16, 16),
                new Count.Whole("n_sticks_wave", 64),
                new Count.Whole("n_kb", 20),
                new Count.Flag("gamma_only", false),
                new Count.Flag("noncollinear", spinors),
                new Count.Whole("n_k", kPoints),
                new Count.Whole("n_spin", spinors ? 4 : 1),
                new Count.Whole("n_ks", 10),
                new Count.Whole("n_pw_max", 300)));
    }

    private static KernelPosition projection(RunRecord run) {
        KernelPositions found = KernelPositions.of(List.of(run), HERE, RATES);
        assertEquals(1, found.positions().size(), () -> found.leftOut().toString());
        return found.positions().get(0);
    }

    /** Both components of a spinor are transformed, there and back, and the density takes them once at each of 4 k-points. */
    @Test
    void spinorsHaveTwoTransformsEachWayAndTwoComponents() {
        int states = 1000;
        double density = 5 * 4 * 20;
        KernelPosition found = projection(invented(counts(true, 4), Layout.serial(), density + 4 * states));
        assertEquals(PwKernel.PROJECTION, found.kernel());
        assertEquals(2 * 8.0 * 20 * (2 * states) * 300 / 0.5, found.flopPerS(), 1);
        double block = 2 * states / 50.0;
        double bytes = 16.0 * 300 * (2 * 20 + 3 * block) + 2 * 16 * 20 * block;
        assertEquals(2 * 8.0 * 20 * block * 300 / bytes, found.intensity(), 1e-9);
        assertEquals(16.0 * 300 * (20 + block), found.workingBytes());
    }

    /** The first of two pools has three of five k-points, and all plane waves of its states. */
    @Test
    void aPoolHasItsShareOfTheKPoints() {
        int states = 600;
        double density = 5 * 3 * 10;
        Layout pools = new Layout(1, 2, 1, 2);
        KernelPosition found = projection(invented(counts(false, 5), pools, density + 2 * states));
        assertEquals(2, found.busyCores());
        assertEquals(2 * 8.0 * 20 * states * 300 / 0.5, found.flopPerS(), 1);
    }

    @Test
    void theRanksOfAPoolShareThePlaneWaves() {
        int states = 600;
        double density = 5 * 5 * 10;
        Layout ranks = new Layout(1, 2, 1, 1);
        KernelPosition found = projection(invented(counts(false, 5), ranks, density + 2 * states));
        assertEquals(2 * 8.0 * 20 * states * 150 / 0.5, found.flopPerS(), 1);
        assertEquals(16.0 * 150 * (20 + states / 50.0), found.workingBytes());
    }

    /** The same rule as for systems: a label before the name of the machine, and the user's words before both. */
    @Test
    void runsAreFoundByLabelAndWords() {
        RunRecord run = invented(counts(false, 5), Layout.serial(), 2000);
        RunRecord labelled = new RunRecord(
                run.origin(),
                run.program(),
                run.place(),
                run.contents(),
                run.iterations(),
                run.times(),
                run.memory(),
                run.ending(),
                run.counts(),
                Map.of("machine", "box under the desk"));
        List<Cluster> known = List.of(Cluster.of(PROFILE), Clusters.shipped().find("lumi-c"));
        RunMachines words = new RunMachines(known, Map.of("box", "debian-2core"));
        assertEquals(
                1,
                KernelPositions.of(List.of(labelled), words, RATES).positions().size());
        assertEquals(
                Map.of("on another machine", 1),
                KernelPositions.of(List.of(labelled), HERE, RATES).leftOut());
        RunMachines elsewhere = new RunMachines(known, Map.of("debian", "lumi-c"));
        assertEquals(
                Map.of("on another machine", 1),
                KernelPositions.of(List.of(run), elsewhere, RATES).leftOut());
    }

    private static double clock(RunRecord run, String name) {
        return run.times().clocks().get(name).calls().orElseThrow();
    }

    private static double seconds(RunRecord run, String name) {
        return run.times().clocks().get(name).wallSeconds().orElseThrow();
    }

    @Test
    void everyRunIsPlacedOrCounted() {
        KernelPositions all = KernelPositions.of(RUNS, HERE, RATES);
        long placed =
                all.positions().stream().map(KernelPosition::run).distinct().count();
        assertEquals(
                RUNS.size(),
                placed + all.leftOut().values().stream().mapToInt(n -> n).sum());
        assertEquals(1245, all.of(PwKernel.FFT).size());
        assertEquals(45, all.of(PwKernel.PROJECTION).size());
        assertEquals(
                Map.of(
                        "clocks below 0.1 s",
                        162,
                        "conjugate gradients or exact exchange",
                        283,
                        "images, band groups or task groups",
                        716,
                        "not finished",
                        212,
                        "threads, or neither one nor all cores busy",
                        183),
                all.leftOut());
    }

    @Test
    void mediansAreThoseOfThePage() {
        List<PositionSummary> summaries = PositionSummary.of(KernelPositions.of(RUNS, HERE, RATES));
        PositionSummary most = summaries.stream()
                .filter(s -> s.kernel() == PwKernel.FFT && s.busyCores() == 2 && s.size() == PositionSummary.Size.SMALL)
                .findFirst()
                .orElseThrow();
        assertEquals(740, most.runs());
        assertEquals(0.38, most.share(), 0.005);
        assertEquals(12.8e9, most.flopPerS(), 0.05e9);
        assertTrue(most.lowShare() < most.share() && most.share() < most.highShare());
        assertEquals("under 0.5 MiB", most.size().label());
    }

    @Test
    void runsOfOtherMachinesAreLeftOut() {
        NodeRates other = new NodeRates(
                "lab",
                "node",
                2,
                RATES.oneCore(),
                RATES.processors(),
                RATES.accelerators(),
                RATES.node(),
                RATES.l2BytesPerCore());
        assertEquals(
                Map.of("on another machine", 2801),
                KernelPositions.of(RUNS, HERE, other).leftOut());
    }

    @Test
    void figuresAreDrawn() {
        KernelPositions all = KernelPositions.of(RUNS, HERE, RATES);
        List<Plot> plots = HardwareFigures.positionPlots(RATES, all);
        assertEquals(
                List.of("transforms of states, 1245 runs", "calbec and add_vuspsi, 45 runs"),
                plots.stream().map(plot -> plot.labels().title()).toList());
        // Both roofs, then points by size: every fifth transform, every projection.
        assertEquals(
                List.of("", "", "< 0.5 MiB", "< 2 MiB", "< 8 MiB"),
                plots.get(0).layers().stream()
                        .map(layer -> layer.series().name())
                        .toList());
        assertEquals(
                45,
                plots.get(1).layers().stream()
                        .skip(2)
                        .mapToInt(layer -> layer.series().x().length)
                        .sum());
        assertEquals(
                (864 + 4) / 5, plots.get(0).layers().get(2).series().x().length, "transforms of less than 0.5 MiB");
        assertTrue(HardwareFigures.positions(RATES, all).isPresent());
        assertTrue(HardwareFigures.positions(RATES, KernelPositions.of(List.of(), HERE, RATES))
                .isEmpty());
        Bar balance = HardwareFigures.balanceBars(List.of(RATES)).get(0);
        assertEquals("debian-2core/node", balance.name());
        assertEquals(165.554086445 / 30.543384481, balance.value(), 1e-9);
        assertEquals("5.42", balance.text());
        assertTrue(Double.isNaN(balance.mark()), "a node without accelerators has no second balance");
        assertTrue(HardwareFigures.balance(List.of(RATES)).isPresent());
        assertTrue(HardwareFigures.balance(List.of()).isEmpty());
    }
}
