package org.qeperf.features.workload;

import org.qeperf.api.feature.Layouts;
import org.qeperf.api.feature.Machine;
import org.qeperf.features.workload.Columns.Builder;

/**
 * The schema {@link PwSchemas#PRINTED_1}: work that any machine has to do for an iteration, from numbers that any output of
 * pw.x holds, and what the speed of the work depends on besides. Columns {@code work_...} are amounts whose costs add up; the
 * others scale all of them.
 */
final class PrintedSchema {

    private static final String GUIDE = "cost model in the Quantum ESPRESSO user's guide";

    /** By how much t threads speed a rank up: t to this power, a choice. Eight threads do the work of 4.3. */
    private static final double THREADS_POWER = 0.7;

    private static final double LOWEST_THRESHOLD = 1e-20;

    private PrintedSchema() {}

    /** Kernel work with what sending between nodes needs. */
    private record Facts(KernelWork work, double transformsOfPoint) {
        static Facts of(FeatureCounts counts, Machine machine) {
            return new Facts(KernelWork.of(counts, 0), KernelWork.transformsOfPoint(counts));
        }

        /** Messages to other ranks where a pool is spread over nodes: each transform sends to each rank, there and back. */
        double messages(Layouts layouts, int i) {
            double ranks = layouts.ranksPerPool(i);
            return ranks > layouts.tasksPerNode(i)
                    ? 2 * work.kPointsPerPool(layouts, i) * transformsOfPoint * (ranks - 1)
                    : 0;
        }

        static double speedUp(Layouts layouts, int i) {
            int threads = layouts.threadsPerTask(i);
            return threads == 1 ? 1 : Math.pow(threads, THREADS_POWER);
        }
    }

    static Columns<?> columns() {
        return new Builder<>(Facts::of)
                .logByLayout(
                        "work_fft",
                        "flop",
                        "transforms of wavefunctions, per rank and iteration, less what threads take over",
                        GUIDE,
                        (f, layouts, i) -> f.work().fft(layouts, i) / Facts.speedUp(layouts, i))
                .logByLayout(
                        "work_subspace",
                        "flop",
                        "products among states, per rank and iteration, less what threads take over",
                        GUIDE,
                        (f, layouts, i) -> f.work().subspace(layouts, i) / Facts.speedUp(layouts, i))
                .logByLayout(
                        "work_density",
                        "flop",
                        "work on the dense grid, per rank and iteration, less what threads take over",
                        GUIDE,
                        (f, layouts, i) -> f.work().density(layouts, i) / Facts.speedUp(layouts, i))
                .logByLayout(
                        "work_communication",
                        "byte",
                        "bytes sent by FFTs, per rank and iteration",
                        GUIDE,
                        (f, layouts, i) -> f.work().communication(layouts, i))
                .logByLayout(
                        "work_messages",
                        "1",
                        "messages of FFTs to other ranks where a pool is spread over nodes, per rank and iteration",
                        "all-to-all exchange of FFTXlib/fft_scatter.f90",
                        Facts::messages)
                .log(
                        "cores_per_node",
                        "1",
                        "physical cores of a node: newer ones have more",
                        "machine description",
                        r -> r.machine().coresPerNode())
                .log(
                        "scf_accuracy",
                        "Ry^-1",
                        "1 / conv_thr: iterations near the end of a loop need fewer steps of the solver",
                        "input of pw.x",
                        r -> 1
                                / Math.min(
                                        1, Math.max(LOWEST_THRESHOLD, r.counts().thresholdRydberg())))
                .build(PwSchemas.PRINTED_1);
    }
}
