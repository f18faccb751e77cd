package org.qeperf.features.workload;

import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.LayoutRows;
import org.qeperf.api.feature.Layouts;
import org.qeperf.api.feature.Machine;

/** Rows of one workload on one machine. */
record PwLayoutRows(FeatureSchema schema, FeatureCounts counts, Machine machine) implements LayoutRows {

    @Override
    public void fill(Layouts layouts, int from, int to, double[] out) {
        int columns = schema.size();
        for (int i = from; i < to; i++) {
            double[] row = PwSchemas.row(schema, counts, layouts.get(i), machine);
            System.arraycopy(row, 0, out, (i - from) * columns, columns);
        }
    }
}
