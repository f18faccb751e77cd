package org.qeperf.features.workload;

import java.util.List;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.LayoutRows;
import org.qeperf.api.feature.Layouts;
import org.qeperf.features.workload.Columns.LayoutValue;

/**
 * Rows of one workload on one machine.
 *
 * @param <F> what the columns that depend on the layout need of them
 */
final class PwLayoutRows<F> implements LayoutRows {

    private final FeatureSchema schema;
    private final double[] template;
    private final F facts;
    private final List<LayoutValue<F>> values;
    private final int[] at;

    /** Takes a row without the columns that depend on the layout, these, and their positions. */
    PwLayoutRows(FeatureSchema schema, double[] template, F facts, List<LayoutValue<F>> values, int[] at) {
        this.schema = schema;
        this.template = template;
        this.facts = facts;
        this.values = values;
        this.at = at;
    }

    @Override
    public FeatureSchema schema() {
        return schema;
    }

    @Override
    public void fill(Layouts layouts, int from, int to, double[] out) {
        int columns = template.length;
        for (int i = from, row = 0; i < to; i++, row += columns) {
            System.arraycopy(template, 0, out, row, columns);
            for (int j = 0; j < at.length; j++) {
                out[row + at[j]] = values.get(j).of(facts, layouts, i);
            }
        }
    }
}
