package org.qeperf.features.memory;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.qeperf.api.feature.Layout;
import org.qeperf.features.counts.PwCounts;

/**
 * pw.x's "Estimated max dynamical RAM per process", derived again from counts and layout: what stays allocated, and the
 * largest of the work spaces that come and go ({@code PW/src/memory_report.f90}, releases 6.0 to 7.5).
 *
 * @param bytesPerRank the sum as it is meant: the one to plan with
 * @param printedBytesPerRank the sum as pw.x prints it, whose 32-bit integers overflow for large cells
 * @param allocated what stays allocated, in bytes, under the names that pw.x prints; what it does not print is "other"
 * @param workSpaces what comes and goes, in bytes; the largest counts
 */
public record MemoryEstimate(
        double bytesPerRank,
        double printedBytesPerRank,
        Map<String, Double> allocated,
        Map<String, Double> workSpaces) {

    /** Less than pw.x's last printed digit. */
    private static final double SAME = 5000;

    /** Copies the maps. */
    public MemoryEstimate {
        allocated = Collections.unmodifiableMap(new LinkedHashMap<>(allocated));
        workSpaces = Collections.unmodifiableMap(new LinkedHashMap<>(workSpaces));
    }

    /**
     * The estimate for the rank that needs most.
     *
     * @param counts what the run consists of
     * @param layout how it is spread
     * @return both sums and their parts
     */
    public static MemoryEstimate of(PwCounts counts, Layout layout) {
        Share share = new Share(counts, layout);
        Map<String, Double> allocated = Allocated.of(share, Arithmetic.INTENDED);
        Map<String, Double> workSpaces = WorkSpace.of(share, Arithmetic.INTENDED);
        double printed = sum(share, Allocated.of(share, Arithmetic.PRINTED), WorkSpace.of(share, Arithmetic.PRINTED));
        return new MemoryEstimate(sum(share, allocated, workSpaces), printed, allocated, workSpaces);
    }

    /**
     * The sum as it is meant, without its parts.
     *
     * @param counts what the run consists of
     * @param layout how it is spread
     * @return {@link #bytesPerRank()}
     */
    public static double bytes(PwCounts counts, Layout layout) {
        Share share = new Share(counts, layout);
        return sum(share, Allocated.of(share, Arithmetic.INTENDED), WorkSpace.of(share, Arithmetic.INTENDED));
    }

    /**
     * Whether pw.x prints something else than it means.
     *
     * @return true where its integers overflow
     */
    public boolean overflows() {
        return Math.abs(bytesPerRank - printedBytesPerRank) > SAME;
    }

    /** Sorting all G-vectors on every rank may need more than all the rest. */
    private static double sum(Share share, Map<String, Double> allocated, Map<String, Double> workSpaces) {
        double sum = 0;
        for (double bytes : allocated.values()) {
            sum += bytes;
        }
        double largest = Double.NEGATIVE_INFINITY;
        for (double bytes : workSpaces.values()) {
            largest = Math.max(largest, bytes);
        }
        sum += largest;
        if (share.counts.storage().small()) {
            return sum;
        }
        int bytesPerVector = share.version().atLeast(6, 3) ? 16 : 36;
        return Math.max(sum, bytesPerVector * share.denseVectors);
    }
}
