package org.qeperf.features.workload;

import java.util.List;
import java.util.OptionalDouble;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.feature.LayoutRows;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.RunLength;
import org.qeperf.api.feature.Workload;
import org.qeperf.features.counts.PwCounts;
import org.qeperf.features.memory.MemoryEstimate;

/**
 * One pw.x run, whatever the layout.
 *
 * @param pwCounts what it consists of
 * @param forFeatures the same, or the counts that it was restored from, which may lack some that only features need
 * @param warnings what the user should know
 * @param maxSeconds wall time after which pw.x stops by itself, where the input sets one
 */
record PwWorkload(PwCounts pwCounts, FeatureCounts forFeatures, List<Diagnostic> warnings, OptionalDouble maxSeconds)
        implements Workload {

    PwWorkload {
        warnings = List.copyOf(warnings);
    }

    PwWorkload(PwCounts counts, List<Diagnostic> warnings) {
        this(counts, FeatureCounts.of(counts), warnings, OptionalDouble.empty());
    }

    @Override
    public Counts counts() {
        return CountsCodec.write(pwCounts, MemoryEstimate.bytes(pwCounts, Layout.serial()));
    }

    @Override
    public RunLength length() {
        return CourseCodec.length(pwCounts, maxSeconds);
    }

    @Override
    public FeatureVector features(FeatureSchema schema, Layout layout, Machine machine) {
        return new FeatureVector(schema, PwSchemas.row(schema, forFeatures, layout, machine));
    }

    @Override
    public LayoutRows rows(FeatureSchema schema, Machine machine) {
        return PwSchemas.rows(schema, forFeatures, machine);
    }

    @Override
    public List<LayoutProblem> problems(Layout layout, Machine machine) {
        return LayoutRules.broken(LayoutFacts.of(pwCounts), layout, machine);
    }

    @Override
    public List<String> warnings(Layout layout) {
        return layout.equals(Layout.serial())
                ? List.of()
                : RunWarnings.overflow(pwCounts, layout).stream().toList();
    }

    @Override
    public Layout programsChoice(int nodes, int tasksPerNode, int threadsPerTask) {
        return ProgramsChoice.of(LayoutFacts.of(pwCounts), nodes, tasksPerNode, threadsPerTask);
    }

    @Override
    public OptionalDouble memoryPerRankBytes(Layout layout) {
        return OptionalDouble.of(MemoryEstimate.bytes(pwCounts, layout));
    }
}
