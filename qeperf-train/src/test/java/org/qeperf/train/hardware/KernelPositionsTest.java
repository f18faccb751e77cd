package org.qeperf.train.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qeperf.runtime.hardware.NodeRates;
import org.qeperf.runtime.hardware.PwKernel;
import org.qeperf.runtime.machine.MachineProfile;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;

/** The run set of this repository below the roof of its machine. */
class KernelPositionsTest {

    private static final NodeRates RATES =
            NodeRates.of(MachineProfile.read(Path.of("../data/hardware/debian-2core.json")));
    private static final List<RunRecord> RUNS =
            RunSet.read(Path.of("../data/pwx-runs.jsonl.gz")).runs();

    @Test
    void transformsAreCountedByTheirClock() {
        RunRecord cobalt = RUNS.get(0);
        assertEquals("1c99ffd2f8c1c676", cobalt.id());
        List<KernelPosition> found = KernelPositions.of(List.of(cobalt), RATES).positions();
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
                .filter(r -> KernelPositions.of(List.of(r), RATES)
                                .of(PwKernel.PROJECTION)
                                .size()
                        == 1)
                .filter(r -> r.counts().known().orElseThrow().flag("gamma_only"))
                .filter(r -> r.place().evenLayout().orElseThrow().ranks() == 1)
                .findFirst()
                .orElseThrow();
        KernelPosition found =
                KernelPositions.of(List.of(run), RATES).of(PwKernel.PROJECTION).get(0);
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

    private static double clock(RunRecord run, String name) {
        return run.times().clocks().get(name).calls().orElseThrow();
    }

    private static double seconds(RunRecord run, String name) {
        return run.times().clocks().get(name).wallSeconds().orElseThrow();
    }

    @Test
    void everyRunIsPlacedOrCounted() {
        KernelPositions all = KernelPositions.of(RUNS, RATES);
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
        List<PositionSummary> summaries = PositionSummary.of(KernelPositions.of(RUNS, RATES));
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
                KernelPositions.of(RUNS, other).leftOut());
    }

    @Test
    void figuresAreDrawn() {
        KernelPositions all = KernelPositions.of(RUNS, RATES);
        assertTrue(HardwareFigures.positions(RATES, all).orElseThrow().svg().length > 1000);
        assertTrue(HardwareFigures.positions(RATES, KernelPositions.of(List.of(), RATES))
                .isEmpty());
        assertTrue(HardwareFigures.balance(List.of(RATES)).orElseThrow().svg().length > 1000);
        assertTrue(HardwareFigures.balance(List.of()).isEmpty());
    }
}
