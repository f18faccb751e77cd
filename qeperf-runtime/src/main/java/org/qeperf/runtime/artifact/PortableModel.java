package org.qeperf.runtime.artifact;

import java.util.List;
import java.util.Optional;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.predict.Extrapolation;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.api.predict.Target;
import org.qeperf.api.train.Insight;
import org.qeperf.runtime.score.PortableRegressor;
import org.qeperf.runtime.table.TableFeatures;

/**
 * A model of plain arrays: preparation, regressor, interval and the range of what it has seen. Immutable and safe for
 * concurrent use.
 */
public final class PortableModel implements RuntimePredictor {

    /** Most rows that are prepared before they are evaluated together. */
    private static final int LARGEST_BLOCK = 256;

    /** Most numbers of such rows, where one row does not have more; they are kept for each thread. */
    private static final int BLOCK_VALUES = 1 << 16;

    private final Manifest manifest;
    private final FeatureSchema schema;
    private final Optional<TableFeatures> table;
    private final Preparation preparation;
    private final PortableRegressor regressor;
    private final PredictionInterval interval;
    private final SeenRange range;
    private final List<Insight> insights;
    private final ModelId id;
    private final Target target;
    private final int block;
    private final ThreadLocal<double[][]> scratch;

    /**
     * Puts a model together.
     *
     * @param manifest what it says of itself
     * @param schema its columns
     * @param preparation how rows become inputs of the regressor
     * @param regressor the trained function
     * @param interval the errors it makes
     * @param lowest smallest value of each column in training, finite; copied
     * @param highest largest value of each column in training, finite; copied
     * @param insights what training told about the function
     */
    public PortableModel(
            Manifest manifest,
            FeatureSchema schema,
            Preparation preparation,
            PortableRegressor regressor,
            PredictionInterval interval,
            double[] lowest,
            double[] highest,
            List<Insight> insights) {
        this(manifest, schema, Optional.empty(), preparation, regressor, interval, lowest, highest, insights);
    }

    /**
     * Puts a model of a table together.
     *
     * @param manifest what it says of itself
     * @param table how its rows are made of the table's cells
     * @param preparation how rows become inputs of the regressor
     * @param regressor the trained function
     * @param interval the errors it makes
     * @param lowest smallest value of each feature in training, finite; copied
     * @param highest largest value of each feature in training, finite; copied
     * @param insights what training told about the function
     */
    public PortableModel(
            Manifest manifest,
            TableFeatures table,
            Preparation preparation,
            PortableRegressor regressor,
            PredictionInterval interval,
            double[] lowest,
            double[] highest,
            List<Insight> insights) {
        this(manifest, table.schema(), Optional.of(table), preparation, regressor, interval, lowest, highest, insights);
    }

    private PortableModel(
            Manifest manifest,
            FeatureSchema schema,
            Optional<TableFeatures> table,
            Preparation preparation,
            PortableRegressor regressor,
            PredictionInterval interval,
            double[] lowest,
            double[] highest,
            List<Insight> insights) {
        int n = schema.size();
        if (regressor.inputs() != n) {
            throw new IllegalArgumentException(
                    "a regressor of " + regressor.inputs() + " inputs for " + n + " columns");
        }
        this.range = new SeenRange(schema, lowest, highest);
        requireNoLogarithmOfNegatives(schema, preparation, lowest);
        requireAgreement(manifest, preparation, regressor);
        requireTable(manifest, schema, table);
        this.manifest = manifest;
        this.schema = schema;
        this.table = table;
        this.preparation = preparation;
        this.regressor = regressor;
        this.interval = interval;
        this.insights = List.copyOf(insights);
        this.id = new ModelId(manifest.name(), manifest.version());
        this.target = new Target(manifest.target(), manifest.unit());
        int scratchLength = Math.max(regressor.scratchLength(), preparation.scratchLength());
        this.block = Math.max(1, Math.min(LARGEST_BLOCK, BLOCK_VALUES / n));
        this.scratch = ThreadLocal.withInitial(() -> new double[][] {new double[block * n], new double[scratchLength]});
    }

    @Override
    public ModelId model() {
        return id;
    }

    @Override
    public FeatureSchema schema() {
        return schema;
    }

    @Override
    public Target target() {
        return target;
    }

    /**
     * What the model says of itself.
     *
     * @return the manifest
     */
    public Manifest manifest() {
        return manifest;
    }

    @Override
    public Prediction predict(FeatureVector features) {
        requireSchema(features.schema());
        double[] row = features.toArray();
        double value = requirePositive(value(row));
        List<Extrapolation> outside = range.outside(row);
        return new Prediction(target, value, interval.about(value, SeenRange.distance(outside)), outside);
    }

    @Override
    public void predict(FeatureMatrix rows, double[] out) {
        requireSchema(rows.schema());
        if (out.length < rows.rows()) {
            throw new IllegalArgumentException("room for " + out.length + " results of " + rows.rows() + " rows");
        }
        double[][] work = scratch.get();
        double[] values = rows.values();
        int columns = schema.size();
        for (int first = 0; first < rows.rows(); first += block) {
            int count = Math.min(block, rows.rows() - first);
            for (int i = 0; i < count; i++) {
                range.requireUsable(values, (first + i) * columns);
                preparation.prepare(values, (first + i) * columns, work[0], i * columns);
            }
            regressor.predict(work[0], 0, count, out, first, work[1]);
            for (int row = first; row < first + count; row++) {
                out[row] = restore(out[row], values, row * columns, work[1]);
            }
        }
    }

    /**
     * What the function gives for a row. {@link #predict(FeatureVector)} refuses what is not positive; this does not, so
     * that such rows can be counted.
     *
     * @param row one number for each column; not modified
     * @return the target in its unit; may be negative or zero where the model extrapolates
     * @throws IllegalArgumentException if the row has another length, or a number cannot stand in its column
     */
    public double value(double[] row) {
        if (row.length != schema.size()) {
            throw new IllegalArgumentException("a row of " + row.length + " numbers for " + schema.size() + " columns");
        }
        double[][] work = scratch.get();
        range.requireUsable(row, 0);
        preparation.prepare(row, 0, work[0], 0);
        return preparation.restoreTarget(regressor.predict(work[0], 0, work[1]), row, 0, work[1]);
    }

    private double restore(double value, double[] rows, int offset, double[] work) {
        return requirePositive(preparation.restoreTarget(value, rows, offset, work));
    }

    private double requirePositive(double result) {
        if (!(result > 0) || Double.isInfinite(result)) {
            throw new QePerfException("model " + id + " predicts " + result + " " + target.unit()
                    + " here; expected a positive number, ask for a row nearer to those it was trained on");
        }
        return result;
    }

    private static void requireNoLogarithmOfNegatives(FeatureSchema schema, Preparation preparation, double[] lowest) {
        for (int i = 0; i < lowest.length; i++) {
            if (preparation.isLogarithmic(i) && lowest[i] < 0) {
                throw new IllegalArgumentException("feature "
                        + schema.features().get(i).name() + " ranges from " + lowest[i] + ", which has no logarithm");
            }
        }
    }

    /** The manifest says what the arrays mean to whoever reads the file. */
    private static void requireAgreement(Manifest manifest, Preparation preparation, PortableRegressor regressor) {
        if (!manifest.inputs().equals(preparation.word())
                || !manifest.targetForm().equals(preparation.targetForm().word())
                || !manifest.normalizer().equals(preparation.normalizer().name())
                || !manifest.law().equals(preparation.normalizer().description())
                || !manifest.regressor().equals(Manifest.Function.of(regressor))) {
            throw new IllegalArgumentException("the manifest does not describe the preparation and the regressor");
        }
    }

    /** Rows of a table are made by the model itself, all others by an extractor. */
    private static void requireTable(Manifest manifest, FeatureSchema schema, Optional<TableFeatures> table) {
        boolean named = schema.name().equals(TableFeatures.SCHEMA);
        if (named != table.isPresent()
                || table.isPresent()
                        && (!manifest.code().equals(TableFeatures.SCHEMA)
                                || !manifest.target().equals(table.get().target()))) {
            throw new IllegalArgumentException("schema " + schema.name() + ", code " + manifest.code()
                    + " and target " + manifest.target() + " do not go together "
                    + (table.isPresent() ? "with a table" : "without a table"));
        }
    }

    private void requireSchema(FeatureSchema given) {
        if (given != schema && !given.equals(schema)) {
            throw new IllegalArgumentException(
                    "a row of schema " + given.name() + " for a model of schema " + schema.name());
        }
    }

    /**
     * How rows are made of the cells of a table.
     *
     * @return empty for a model of rows that an extractor makes
     */
    public Optional<TableFeatures> table() {
        return table;
    }

    /**
     * What training told about the function.
     *
     * @return an unmodifiable list, possibly empty
     */
    public List<Insight> insights() {
        return insights;
    }

    /**
     * How rows become inputs of the regressor.
     *
     * @return the preparation
     */
    public Preparation preparation() {
        return preparation;
    }

    /**
     * The trained function.
     *
     * @return the function of prepared rows
     */
    public PortableRegressor regressor() {
        return regressor;
    }

    /**
     * The errors it makes.
     *
     * @return what intervals are made from
     */
    public PredictionInterval interval() {
        return interval;
    }

    /**
     * What it has seen in training.
     *
     * @return two new arrays: the smallest value of each column, then the largest
     */
    public double[][] range() {
        return new double[][] {range.lowest(), range.highest()};
    }
}
