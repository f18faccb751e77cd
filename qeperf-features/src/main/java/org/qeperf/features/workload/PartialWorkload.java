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

/**
 * A run of which only some counts are known, as from printed output. It has the features that these are enough for, and no
 * memory estimate.
 *
 * @param counts what is known
 */
record PartialWorkload(Counts counts) implements Workload {

    @Override
    public List<Diagnostic> warnings() {
        return List.of();
    }

    @Override
    public RunLength length() {
        return CourseCodec.length(counts);
    }

    @Override
    public FeatureVector features(FeatureSchema schema, Layout layout, Machine machine) {
        return new FeatureVector(schema, PwSchemas.row(schema, FeatureCounts.of(counts), layout, machine));
    }

    @Override
    public LayoutRows rows(FeatureSchema schema, Machine machine) {
        return PwSchemas.rows(schema, FeatureCounts.of(counts), machine);
    }

    @Override
    public List<LayoutProblem> problems(Layout layout, Machine machine) {
        return LayoutRules.broken(LayoutFacts.of(counts), layout, machine);
    }

    @Override
    public List<String> warnings(Layout layout) {
        return List.of();
    }

    @Override
    public Layout programsChoice(int nodes, int tasksPerNode, int threadsPerTask) {
        return ProgramsChoice.of(LayoutFacts.of(counts), nodes, tasksPerNode, threadsPerTask);
    }

    @Override
    public OptionalDouble memoryPerRankBytes(Layout layout) {
        return OptionalDouble.empty();
    }
}
