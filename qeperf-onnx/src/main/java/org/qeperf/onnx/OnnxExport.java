package org.qeperf.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.qeperf.api.QePerfException;
import org.qeperf.runtime.artifact.Normalizer;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.artifact.Preparation;
import org.qeperf.runtime.artifact.Preparation.TargetForm;
import org.qeperf.runtime.score.LinearFunction;
import org.qeperf.runtime.score.PortableRegressor;

/**
 * Writes portable models as ONNX. The graph takes raw rows, {@code features} as {@code rows x columns} doubles, and gives
 * the target in its unit as {@code rows x 1} doubles; preparation and normaliser are operators in it. What else a model
 * says of itself stands in the metadata, from which {@link OnnxFormat} makes a predictor again. Equal models make equal
 * bytes.
 */
public final class OnnxExport {

    /** Operators as of ONNX 1.8. */
    private static final int OPERATORS = 13;

    /** The first version with trees in double precision. */
    private static final int ML_OPERATORS = 5;

    /** The structure of the file as of ONNX 1.10. */
    private static final int IR_VERSION = 8;

    private OnnxExport() {}

    /**
     * The bytes of an ONNX file.
     *
     * @param model the model
     * @return the file's content
     * @throws QePerfException if it would be one that {@link OnnxFormat} does not read, such as one too large
     */
    public static byte[] toBytes(PortableModel model) {
        ModelProto.Builder file = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("qeperf")
                .setDomain("org.qeperf")
                .setDocString("Predicts " + model.target().name() + " in "
                        + model.target().unit() + rows(model))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATORS))
                .addOpsetImport(OperatorSetIdProto.newBuilder()
                        .setDomain(Onnx.ML_DOMAIN)
                        .setVersion(ML_OPERATORS))
                .setGraph(graph(model));
        Metadata.of(model)
                .forEach((key, value) -> file.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        byte[] bytes = file.build().toByteArray();
        if (bytes.length > Onnx.LARGEST_FILE) {
            throw new QePerfException("model " + model.model() + " makes " + bytes.length
                    + " bytes of ONNX; expected at most " + Onnx.LARGEST_FILE + ", train a smaller one");
        }
        // What could not be read again is not handed out.
        new OnnxFormat().read("the file to be written", new ByteArrayInputStream(bytes), List.of(model.schema()));
        return bytes;
    }

    private static String rows(PortableModel model) {
        return model.table().isPresent()
                ? " from features that are made of the cells of a table, not from the cells"
                : " for " + model.manifest().code() + " from rows of schema "
                        + model.schema().name();
    }

    private static GraphProto graph(PortableModel model) {
        GraphWriter graph =
                new GraphWriter(model.model().name(), Onnx.INPUT, model.schema().size());
        FunctionWriter functions = new FunctionWriter(graph, Onnx.INPUT);
        Preparation preparation = model.preparation();
        String share = functions.write(model.regressor(), preparation);
        boolean logarithm = preparation.targetForm() == TargetForm.LOGARITHM;
        double[] target = preparation.target();
        if (logarithm || target[0] != 0 || target[1] != 1) {
            String scaled = graph.node("Mul", share, graph.constant(target[1]));
            share = graph.node("Add", scaled, graph.constant(target[0]));
        }
        if (logarithm) {
            share = graph.node("Exp", share);
        }
        Normalizer normalizer = preparation.normalizer();
        if (normalizer.function().isPresent()) {
            PortableRegressor law = normalizer.function().get();
            String unit = onlyColumn(law)
                    .map(column -> functions.column(Onnx.INPUT, column))
                    .orElseGet(() -> functions.write(law));
            share = graph.node("Mul", share, unit);
        }
        // The name of a table's column could be one that stands in the graph already.
        return graph.finish(
                share,
                model.table().isPresent() ? Onnx.TABLE_OUTPUT : model.target().name());
    }

    /** The column that a function is equal to, if there is one. */
    private static Optional<Integer> onlyColumn(PortableRegressor function) {
        if (!(function instanceof LinearFunction linear) || linear.intercept() != 0) {
            return Optional.empty();
        }
        double[] coefficients = linear.coefficients();
        int[] used = IntStream.range(0, coefficients.length)
                .filter(i -> coefficients[i] != 0)
                .toArray();
        return used.length == 1 && coefficients[used[0]] == 1 ? Optional.of(used[0]) : Optional.empty();
    }
}
