package org.qeperf.onnx;

import java.util.List;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.predict.Extrapolation;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.api.predict.Target;
import org.qeperf.api.predict.Uncertainty;
import org.qeperf.runtime.artifact.SeenRange;

/** A model read from an ONNX file. Immutable and safe for concurrent use. */
final class OnnxModel implements RuntimePredictor {

    private final Metadata metadata;
    private final Program program;
    private final ThreadLocal<double[][]> workspace;

    OnnxModel(Metadata metadata, Program program) {
        this.metadata = metadata;
        this.program = program;
        this.workspace = ThreadLocal.withInitial(program::workspace);
    }

    @Override
    public ModelId model() {
        return metadata.id();
    }

    @Override
    public FeatureSchema schema() {
        return metadata.schema();
    }

    @Override
    public Target target() {
        return metadata.target();
    }

    @Override
    public Prediction predict(FeatureVector features) {
        requireSchema(features.schema());
        double[] row = features.toArray();
        double value = evaluate(row, 0, workspace.get());
        List<Extrapolation> outside = metadata.range().outside(row);
        Uncertainty uncertainty = metadata.intervals().about(value, SeenRange.distance(outside));
        return new Prediction(target(), value, uncertainty, outside);
    }

    @Override
    public void predict(FeatureMatrix rows, double[] out) {
        requireSchema(rows.schema());
        if (out.length < rows.rows()) {
            throw new IllegalArgumentException("room for " + out.length + " results of " + rows.rows() + " rows");
        }
        double[][] work = workspace.get();
        int columns = schema().size();
        for (int row = 0; row < rows.rows(); row++) {
            out[row] = evaluate(rows.values(), row * columns, work);
        }
    }

    private double evaluate(double[] rows, int offset, double[][] work) {
        metadata.range().requireUsable(rows, offset);
        double value = program.evaluate(rows, offset, work);
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new QePerfException("model " + model() + " predicts " + value + " " + target().unit()
                    + " here; expected a positive number, ask for a row nearer to those it was trained on");
        }
        return value;
    }

    private void requireSchema(FeatureSchema given) {
        if (given != schema() && !given.equals(schema())) {
            throw new IllegalArgumentException(
                    "a row of schema " + given.name() + " for a model of schema " + schema().name());
        }
    }
}
