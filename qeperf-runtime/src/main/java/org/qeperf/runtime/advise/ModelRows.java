package org.qeperf.runtime.advise;

import java.util.HashMap;
import java.util.Map;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.feature.LayoutProblem.Severity;
import org.qeperf.api.feature.LayoutRows;
import org.qeperf.api.feature.Layouts;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.Workload;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.runtime.forecast.KnownDensity;
import org.qeperf.runtime.models.RunModels;

/** Asks models about many layouts, block by block in the same arrays. Not safe for concurrent use. */
final class ModelRows {

    private static final int BLOCK = 256;

    private final RunModels models;
    private final Workload workload;
    private final Machine machine;
    private final Map<FeatureSchema, Block> blocks = new HashMap<>();
    private final double[] values = new double[BLOCK];

    ModelRows(RunModels models, Workload workload, Machine machine) {
        this.models = models;
        this.workload = workload;
        this.machine = machine;
        for (RuntimePredictor model : models.all()) {
            blocks.computeIfAbsent(model.schema(), schema -> new Block(workload.rows(schema, machine)));
        }
    }

    /** What is asked of each block. */
    @FunctionalInterface
    interface RowFunction {
        void values(FeatureMatrix rows, double[] out);
    }

    private static final class Block {
        private final LayoutRows rows;
        private final FeatureMatrix whole;
        private final FeatureMatrix single;

        Block(LayoutRows rows) {
            this.rows = rows;
            int columns = rows.schema().size();
            this.whole = new FeatureMatrix(rows.schema(), new double[BLOCK * columns]);
            this.single = new FeatureMatrix(rows.schema(), new double[columns]);
        }

        FeatureMatrix fill(Layouts layouts, int from, int to) {
            FeatureMatrix matrix = matrix(to - from);
            rows.fill(layouts, from, to, matrix.values());
            return matrix;
        }

        private FeatureMatrix matrix(int count) {
            return switch (count) {
                case BLOCK -> whole;
                case 1 -> single;
                default ->
                    new FeatureMatrix(
                            rows.schema(), new double[count * rows.schema().size()]);
            };
        }
    }

    RunModels models() {
        return models;
    }

    /** Whether any model says something else of another layout. */
    boolean tellApart(Layout one, Layout other) {
        for (RuntimePredictor model : models.all()) {
            if (predict(model, one).value() != predict(model, other).value()) {
                return true;
            }
        }
        return false;
    }

    /** Whether the program stops at a layout. */
    boolean stops(Layout layout) {
        for (LayoutProblem problem : workload.problems(layout, machine)) {
            if (problem.severity() == Severity.STOPS) {
                return true;
            }
        }
        return false;
    }

    Prediction predict(RuntimePredictor model, Layout layout) {
        return model.predict(workload.features(model.schema(), layout, machine));
    }

    /** The memory of the rank that needs most, as whole forecasts have it. */
    Prediction memoryPerRank(Layout layout) {
        return KnownDensity.widened(predict(models.peakMemoryPerRank(), layout), workload.length());
    }

    /** The value of a model for each layout. */
    double[] values(RuntimePredictor model, Layouts layouts) {
        double[] out = new double[layouts.size()];
        add(model.schema(), model::predict, 1, layouts, out);
        return out;
    }

    /** Adds a function of each layout's row, times a factor, to what is there. */
    void add(FeatureSchema schema, RowFunction function, double factor, Layouts layouts, double[] out) {
        Block block = block(schema);
        for (int from = 0; from < layouts.size(); from += BLOCK) {
            int to = Math.min(layouts.size(), from + BLOCK);
            function.values(block.fill(layouts, from, to), values);
            for (int i = from; i < to; i++) {
                out[i] += factor * values[i - from];
            }
        }
    }

    /** The value of a model for one layout. */
    double value(RuntimePredictor model, Layouts layouts, int i) {
        model.predict(block(model.schema()).fill(layouts, i, i + 1), values);
        return values[0];
    }

    private Block block(FeatureSchema schema) {
        Block block = blocks.get(schema);
        if (block == null) {
            throw new IllegalArgumentException("rows of schema " + schema.name() + " were not asked for");
        }
        return block;
    }
}
