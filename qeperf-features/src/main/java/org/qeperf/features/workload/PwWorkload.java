package org.qeperf.features.workload;

import java.util.ArrayList;
import java.util.List;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.Workload;
import org.qeperf.features.counts.PwCounts;
import org.qeperf.features.memory.MemoryEstimate;

/** One pw.x run, whatever the layout. */
record PwWorkload(PwCounts pwCounts, List<Diagnostic> warnings) implements Workload {

    PwWorkload {
        warnings = List.copyOf(warnings);
    }

    @Override
    public Counts counts() {
        return CountsCodec.write(pwCounts, memoryPerRankBytes(Layout.serial()));
    }

    @Override
    public FeatureVector features(FeatureSchema schema, Layout layout, Machine machine) {
        return new FeatureVector(schema, PwSchemas.row(schema, FeatureCounts.of(pwCounts), layout, machine));
    }

    @Override
    public List<String> warnings(Layout layout) {
        List<String> lines = waste(FeatureCounts.of(pwCounts), layout);
        if (!layout.equals(Layout.serial())) {
            RunWarnings.overflow(pwCounts, layout).ifPresent(lines::add);
        }
        return lines;
    }

    @Override
    public double memoryPerRankBytes(Layout layout) {
        return MemoryEstimate.of(pwCounts, layout).bytesPerRank();
    }

    /** What a layout leaves without work. */
    static List<String> waste(FeatureCounts counts, Layout layout) {
        List<String> lines = new ArrayList<>();
        int kPoints = counts.workingKPoints();
        if (layout.pools() > kPoints) {
            lines.add(layout.pools() + " pools for " + kPoints + " k-points: some pools have no k-points and no work");
        }
        int planes = counts.smoothGrid().n3();
        if (layout.ranksPerPool() > planes) {
            lines.add(layout.ranksPerPool() + " ranks in a pool for " + planes
                    + " planes of the FFT grid: some ranks have no planes");
        }
        return lines;
    }
}
