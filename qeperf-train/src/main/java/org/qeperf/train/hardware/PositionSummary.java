package org.qeperf.train.hardware;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.qeperf.runtime.hardware.PwKernel;

/**
 * How near to the roof runs of one kernel, one number of busy cores and one class of sizes came.
 *
 * @param kernel which
 * @param busyCores cores that worked at the same time
 * @param size the class
 * @param runs how many
 * @param intensity median, flop/byte
 * @param attainable median of the roof there, flop/s of one core
 * @param flopPerS median, of one core
 * @param lowShare share of the roof that one run in ten stays below
 * @param share median share of the roof
 * @param highShare share of the roof that one run in ten exceeds
 * @param executed median part of the operations that is really done
 */
public record PositionSummary(
        PwKernel kernel,
        int busyCores,
        Size size,
        int runs,
        double intensity,
        double attainable,
        double flopPerS,
        double lowShare,
        double share,
        double highShare,
        double executed) {

    private static final double MEBIBYTE = 1 << 20;

    /** Classes of what the innermost call works on. */
    public enum Size {
        /** Less than half a MiB. */
        SMALL("under 0.5 MiB", 0.5),
        /** From half a MiB to 2 MiB. */
        MEDIUM("0.5 to 2 MiB", 2),
        /** From 2 to 8 MiB. */
        LARGE("2 to 8 MiB", 8),
        /** From 8 MiB. */
        HUGE("8 MiB or more", Double.POSITIVE_INFINITY);

        private final String label;
        private final double mebibytes;

        Size(String label, double mebibytes) {
            this.label = label;
            this.mebibytes = mebibytes;
        }

        /**
         * What people call it.
         *
         * @return the range
         */
        public String label() {
            return label;
        }

        /**
         * The class of a size.
         *
         * @param bytes what a call works on
         * @return the class
         */
        public static Size of(double bytes) {
            for (Size size : values()) {
                if (bytes < size.mebibytes * MEBIBYTE) {
                    return size;
                }
            }
            return HUGE;
        }
    }

    /**
     * Sums up.
     *
     * @param positions any
     * @return one for each kernel, number of busy cores and class that there are
     */
    public static List<PositionSummary> of(KernelPositions positions) {
        List<PositionSummary> summaries = new ArrayList<>();
        for (PwKernel kernel : PwKernel.values()) {
            List<KernelPosition> ofKernel = positions.of(kernel);
            for (int cores : new TreeSet<>(
                    ofKernel.stream().map(KernelPosition::busyCores).toList())) {
                for (Size size : Size.values()) {
                    List<KernelPosition> group = ofKernel.stream()
                            .filter(p -> p.busyCores() == cores && Size.of(p.workingBytes()) == size)
                            .toList();
                    if (!group.isEmpty()) {
                        summaries.add(of(kernel, cores, size, group));
                    }
                }
            }
        }
        return summaries;
    }

    private static PositionSummary of(PwKernel kernel, int cores, Size size, List<KernelPosition> group) {
        return new PositionSummary(
                kernel,
                cores,
                size,
                group.size(),
                quantile(group, KernelPosition::intensity, 0.5),
                quantile(group, p -> p.roof().attainable(p.intensity()), 0.5),
                quantile(group, KernelPosition::flopPerS, 0.5),
                quantile(group, KernelPosition::share, 0.1),
                quantile(group, KernelPosition::share, 0.5),
                quantile(group, KernelPosition::share, 0.9),
                quantile(group, KernelPosition::executed, 0.5));
    }

    private static double quantile(List<KernelPosition> group, ToDoubleFunction<KernelPosition> value, double level) {
        double[] sorted = group.stream().mapToDouble(value).sorted().toArray();
        double place = level * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
