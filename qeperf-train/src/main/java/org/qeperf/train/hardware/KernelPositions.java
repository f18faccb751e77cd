package org.qeperf.train.hardware;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.Layout;
import org.qeperf.features.harvest.Clock;
import org.qeperf.runtime.hardware.KernelLoad;
import org.qeperf.runtime.hardware.NodeRates;
import org.qeperf.runtime.hardware.PwKernel;
import org.qeperf.runtime.hardware.Roof;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.hardware.RunMachines.Place;

/**
 * The measured positions of kernels in runs on one machine, from clocks of pw.x and their calls. Two kernels can be placed:
 *
 * <ul>
 *   <li>transforms: the clock {@code fftw}, each call one transform. With several ranks for a pool it holds the exchange
 *       of columns.
 *   <li>projection: the clocks {@code h_psi:calbec} and {@code add_vuspsi}. Each state that the Hamiltonian is applied to has
 *       two transforms ({@code PW/src/vloc_psi.f90}), so the number of states is half of the calls of {@code fftw} less
 *       those of {@code sum_band}, one for each state.
 * </ul>
 *
 * <p>Orders of the matrices of other kernels change from step to step and are not printed.
 *
 * @param positions in the order of the runs
 * @param leftOut how many runs were left out, by reason
 */
public record KernelPositions(List<KernelPosition> positions, Map<String, Integer> leftOut) {

    /** pw.x prints hundredths of a second, so a clock of less is not exact to a tenth. */
    public static final double LEAST_SECONDS = 0.1;

    private static final String OTHER_MACHINE = "on another machine";

    /** Copies both. */
    public KernelPositions {
        positions = List.copyOf(positions);
        leftOut = Collections.unmodifiableMap(new TreeMap<>(leftOut));
    }

    /**
     * Places the kernels of runs.
     *
     * @param runs run records
     * @param machines where they were made
     * @param rates rates of the machine; only runs on its nodes count
     * @return the positions
     */
    public static KernelPositions of(List<RunRecord> runs, RunMachines machines, NodeRates rates) {
        List<KernelPosition> positions = new ArrayList<>();
        Map<String, Integer> leftOut = new TreeMap<>();
        for (RunRecord run : runs) {
            String reason = isHere(machines.find(run), rates) ? reasonToLeaveOut(run, rates) : OTHER_MACHINE;
            if (reason.isEmpty()) {
                List<KernelPosition> found = new RunClocks(run, rates).positions();
                positions.addAll(found);
                reason = found.isEmpty() ? "clocks below " + LEAST_SECONDS + " s" : "";
            }
            if (!reason.isEmpty()) {
                leftOut.merge(reason, 1, Integer::sum);
            }
        }
        return new KernelPositions(positions, leftOut);
    }

    private static boolean isHere(Optional<Place> place, NodeRates rates) {
        return place.filter(found -> found.cluster().name().equals(rates.machine())
                        && found.nodeType().name().equals(rates.nodeType()))
                .isPresent();
    }

    private static String reasonToLeaveOut(RunRecord run, NodeRates rates) {
        if (!run.outcome().isFinished()) {
            return "not finished";
        }
        if (run.ending().disturbed()) {
            return "disturbed";
        }
        Optional<Layout> layout = run.place().evenLayout();
        if (layout.isEmpty()) {
            return "images, band groups or task groups";
        }
        int ranks = layout.get().ranks();
        if (layout.get().threadsPerTask() > 1 || ranks != 1 && ranks != rates.cores()) {
            return "threads, or neither one nor all cores busy";
        }
        if (run.counts().known().isEmpty()) {
            return "no counts";
        }
        boolean davidson = run.times().clocks().containsKey("cegterg")
                || run.times().clocks().containsKey("regterg");
        boolean others = run.times().clocks().containsKey("fftcw")
                || run.times().clocks().containsKey("vexx");
        return davidson && !others ? "" : "conjugate gradients or exact exchange";
    }

    /** The clocks of one run. */
    private static final class RunClocks {
        private final RunRecord run;
        private final Map<String, Clock> clocks;
        private final Counts counts;
        private final int ranks;
        private final int ranksPerPool;
        private final int pools;
        private final Roof roof;

        RunClocks(RunRecord run, NodeRates rates) {
            this.run = run;
            clocks = run.times().clocks();
            counts = run.counts().known().orElseThrow();
            Layout layout = run.place().evenLayout().orElseThrow();
            ranks = layout.ranks();
            ranksPerPool = layout.ranksPerPool();
            pools = layout.pools();
            Optional<Roof> found =
                    ranks == 1 ? rates.oneCore() : rates.processors().map(all -> all.times(1.0 / rates.cores()));
            roof = found.orElseThrow(
                    () -> new IllegalArgumentException("the rates of '" + rates.machine() + "' are not known"));
        }

        List<KernelPosition> positions() {
            List<KernelPosition> found = new ArrayList<>();
            transforms().ifPresent(found::add);
            projection().ifPresent(found::add);
            return found;
        }

        private Optional<KernelPosition> transforms() {
            Count.Grid grid = counts.grid("fft_smooth");
            KernelLoad one = KernelLoad.transform((double) grid.n1() * grid.n2() * grid.n3(), ranksPerPool);
            return position(one.times(calls("fftw")), seconds("fftw"), executed(grid));
        }

        /** Columns without plane waves are left out along the third axis, and planes without along the second. */
        private double executed(Count.Grid grid) {
            double columns = (double) counts.whole("n_sticks_wave") / ((double) grid.n1() * grid.n2());
            // Columns fill an ellipse: this is its width over that of the grid.
            double width = Math.min(1, 2 * Math.sqrt(columns / Math.PI));
            double done = columns * Math.log(grid.n3()) + width * Math.log(grid.n2()) + Math.log(grid.n1());
            return done / (Math.log(grid.n1()) + Math.log(grid.n2()) + Math.log(grid.n3()));
        }

        private Optional<KernelPosition> projection() {
            double projectors = counts.whole("n_kb");
            if (projectors == 0 || !clocks.containsKey("h_psi:calbec")) {
                return Optional.empty();
            }
            boolean gamma = counts.flag("gamma_only");
            int spinors = counts.flag("noncollinear") ? 2 : 1;
            double kPoints = Math.ceil((double) counts.whole("n_k") * (counts.whole("n_spin") == 2 ? 2 : 1) / pools);
            double transformsOfState = gamma ? 0.5 : spinors;
            double density = calls("sum_band") * kPoints * Math.ceil(counts.whole("n_ks") * transformsOfState);
            double states = (calls("fftw") - density) / (2 * transformsOfState);
            double blocks = calls("h_psi");
            KernelLoad block = KernelLoad.projection(
                    (double) counts.whole("n_pw_max") / ranksPerPool, projectors, states / blocks, spinors, gamma);
            return states > 0
                    ? position(block.times(blocks), seconds("h_psi:calbec") + seconds("add_vuspsi"), 1)
                    : Optional.empty();
        }

        private Optional<KernelPosition> position(KernelLoad load, double seconds, double executed) {
            return seconds >= LEAST_SECONDS && load.flop() > 0
                    ? Optional.of(new KernelPosition(
                            run.id(),
                            load.kernel(),
                            ranks,
                            load.intensity(),
                            load.flop() / seconds,
                            roof,
                            load.workingBytes(),
                            executed))
                    : Optional.empty();
        }

        private double seconds(String clock) {
            Clock found = clocks.get(clock);
            return found == null ? 0 : found.wallSeconds().orElse(0);
        }

        private double calls(String clock) {
            Clock found = clocks.get(clock);
            return found == null ? 0 : found.calls().orElse(0);
        }
    }

    /**
     * The positions of a kernel.
     *
     * @param kernel which
     * @return in the order of the runs
     */
    public List<KernelPosition> of(PwKernel kernel) {
        return positions.stream().filter(p -> p.kernel() == kernel).toList();
    }
}
