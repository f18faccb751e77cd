package org.qeperf.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.qeperf.onnx.GraphWriter.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.qeperf.api.ArtifactException;
import org.qeperf.api.ArtifactException.Reason;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.score.KernelMachine;
import org.qeperf.runtime.table.TableFeatures;

/** What is not read is refused in these words. */
class RefusalTest {

    private static final List<Integer> FOUR = List.of(4);
    private static final String KNOWN = "known are Abs, Add, Cast, Concat, Constant, Div, Exp, Flatten, Gather, Gemm,"
            + " Identity, Log, MatMul, Max, Min, Mul, Neg, Pow, ReduceSum, Relu, Reshape, Sigmoid, Sqrt, Squeeze, Sub,"
            + " Tanh, Transpose, Unsqueeze, Where and, of ai.onnx.ml, LinearRegressor, Scaler, TreeEnsemble,"
            + " TreeEnsembleRegressor";

    private static RuntimePredictor read(byte[] file) {
        return new OnnxFormat().read("m.onnx", new ByteArrayInputStream(file), List.of(Examples.SCHEMA));
    }

    private static void corrupt(String problem, byte[] file) {
        ArtifactException e = assertThrows(ArtifactException.class, () -> read(file));
        assertEquals("m.onnx: " + problem + "; expected an ONNX model as docs/onnx.md describes", e.getMessage());
        assertEquals(Reason.CORRUPT, e.reason());
    }

    /** The first feature, as it is. */
    private static OnnxFile sound() {
        return new OnnxFile(DataType.DOUBLE).whole("first", 0).node("Gather", "y", "x first", attribute("axis", 1));
    }

    @Test
    void theFileThatTheOthersAreMadeOfIsRead() {
        assertEquals("by-hand@1", read(sound().bytes()).model().toString());
    }

    private static Arguments graph(String problem, Consumer<OnnxFile> change) {
        return arguments(problem, change);
    }

    static Stream<Arguments> graphs() {
        return Stream.of(
                graph("operator 'Conv' is not read; " + KNOWN, f -> f.node("Conv", "y", "x")),
                graph("operator 'Gelu' of 'com.x' is not read; " + KNOWN, f -> f.node("com.x", "Gelu", "y", "x")),
                graph(
                        "operator Exp: its attribute 'speed' is not known",
                        f -> f.node("Exp", "y", "x", attribute("speed", 1))),
                graph("operator Exp: it has 2 inputs", f -> f.node("Exp", "y", "x x")),
                graph("operator Add: it has 1 inputs", f -> f.node("Add", "y", "x")),
                graph("there is no value 'z' where one is needed", f -> f.node("Exp", "y", "z")),
                graph("there is no value 'y' where one is needed", f -> f.node("Exp", "z", "x")),
                graph(
                        "there is no value 'b' where one is needed",
                        f -> f.node("Exp", "a", "b").node("Exp", "b", "a")),
                graph("value 'x' is made twice", f -> f.node("Exp", "x", "x")),
                graph("value 'a' is made twice", f -> f.whole("a", 1).whole("a", 1)),
                graph("for one row the graph gives double [1 x 4]; one number is read", f -> f.node("Exp", "y", "x")),
                graph("for one row the graph gives int64 [1]; one number is read", f -> f.whole("y", 1)),
                graph(
                        "operator 'Exp' has 2 results; one is read",
                        f -> f.graph.addNode(NodeProto.newBuilder()
                                .setOpType("Exp")
                                .addInput("x")
                                .addOutput("y")
                                .addOutput("z"))),
                graph(
                        "the graph has 2 inputs and 1 outputs; one of each is read",
                        f -> f.graph.addInput(OnnxFile.value("w", DataType.DOUBLE, 4))),
                graph(
                        "the graph has 1 inputs and 2 outputs; one of each is read",
                        f -> f.graph.addOutput(OnnxFile.value("w", DataType.DOUBLE, 1))),
                graph(
                        "sparse and quantized tensors are not read",
                        f -> f.graph.addSparseInitializer(SparseTensorProto.getDefaultInstance())),
                graph(
                        "input 'x' takes no rows of double or float with 4 columns",
                        f -> f.graph.setInput(0, OnnxFile.value("x", DataType.DOUBLE, 5))),
                graph(
                        "input 'x' takes no rows of double or float with 4 columns",
                        f -> f.graph.setInput(0, OnnxFile.value("x", DataType.INT64, 4))),
                graph(
                        "numbers of type 8 are not read; known are [float, double, int64, int32, uint8, bool]",
                        f -> f.graph.setInput(0, OnnxFile.value("x", DataType.STRING, 4))),
                graph("the graph has more than 10000 operators", f -> {
                    for (int i = 0; i <= 10_000; i++) {
                        f.node("Exp", "e" + i, "x");
                    }
                }));
    }

    static Stream<Arguments> tensors() {
        return Stream.of(
                graph("tensor 'c' holds NaN", f -> f.real("c", FOUR, 1, 2, Double.NaN, 4)),
                graph("tensor 'c' has 3 numbers where its shape asks for 4", f -> f.real("c", FOUR, 1, 2, 3)),
                graph(
                        "tensor 'c' has 7 bytes where its shape asks for 8",
                        f -> f.graph.addInitializer(TensorProto.newBuilder()
                                .setName("c")
                                .setDataType(DataType.DOUBLE_VALUE)
                                .addDims(1)
                                .setRawData(ByteString.copyFrom(new byte[7])))),
                graph("tensor 'c' is too large", f -> f.real("c", List.of(1 << 20, 1 << 20), 1)),
                graph("tensor 'c' is too large", f -> f.real("c", List.of(-1), 1)),
                graph(
                        "tensor 'c' lies in another file",
                        f -> f.graph.addInitializer(TensorProto.newBuilder()
                                .setName("c")
                                .setDataType(DataType.DOUBLE_VALUE)
                                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                                .addExternalData(StringStringEntryProto.newBuilder()
                                        .setKey("location")
                                        .setValue("/etc/passwd")))),
                graph("a whole number is 9007199254740993", f -> f.whole("c", (1L << 53) + 1)),
                graph("operator Add: double [1 x 4] and float [4] are of different types", f -> {
                    f.graph.addInitializer(
                            OnnxFile.tensor(DataType.FLOAT, FOUR, 1, 2, 3, 4).setName("c"));
                    f.node("Add", "y", "x c");
                }),
                graph(
                        "operator Neg: int64 [1] where double or float belongs",
                        f -> f.whole("i", 1).node("Neg", "y", "i")),
                graph(
                        "operator Add: shapes [1, 4] and [3] do not fit together",
                        f -> f.real("c", List.of(3), 1, 2, 3).node("Add", "y", "x c")),
                graph(
                        "operator Cast: a cast to int32 is not read; known are double and float",
                        f -> f.node("Cast", "y", "x", attribute("to", DataType.INT32_VALUE))),
                graph(
                        "operator Cast: numbers of type 0 are not read; known are [float, double, int64, int32, uint8,"
                                + " bool]",
                        f -> f.node("Cast", "y", "x")),
                graph("operator Constant: there is no attribute value", f -> f.node("Constant", "y", "")),
                graph("the graph holds more than 8388608 numbers", f -> {
                    for (int i = 0; i < 2; i++) {
                        f.graph.addInitializer(TensorProto.newBuilder()
                                .setName("c" + i)
                                .setDataType(DataType.UINT8_VALUE)
                                .addDims(6_000_000)
                                .setRawData(ByteString.copyFrom(new byte[6_000_000])));
                    }
                }));
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                graph(
                        "operator Reshape: a shape of [-1, -1] for double [1 x 4]",
                        f -> f.whole("s", -1, -1).node("Reshape", "y", "x s")),
                graph(
                        "operator Reshape: double [1 x 4] does not fit into double [3]",
                        f -> f.whole("s", 3).node("Reshape", "y", "x s")),
                graph(
                        "operator Reshape: a length of 0 is not read",
                        f -> f.whole("s", 4).node("Reshape", "y", "x s", attribute("allowzero", 1))),
                graph(
                        "operator Reshape: double [1 x 4] where whole numbers or conditions belong",
                        f -> f.node("Reshape", "y", "x x")),
                graph(
                        "operator Reshape: int64 [9] for at most 8 dimensions",
                        f -> f.whole("s", 1, 1, 1, 1, 1, 1, 1, 1, 4).node("Reshape", "y", "x s")),
                graph(
                        "operator Unsqueeze: an axis stands twice in [0, 0]",
                        f -> f.whole("a", 0, 0).node("Unsqueeze", "y", "x a")),
                graph(
                        "operator Squeeze: double [1 x 4] does not fit into double [1]",
                        f -> f.whole("a", 1).node("Squeeze", "y", "x a")),
                graph(
                        "operator ReduceSum: axis 2 of double [1 x 4]",
                        f -> f.whole("a", 2).node("ReduceSum", "y", "x a")),
                graph(
                        "operator Gather: index 4 on axis 1 of double [1 x 4]",
                        f -> f.whole("i", 4).node("Gather", "y", "x i", attribute("axis", 1))),
                graph(
                        "operator Concat: double [1 x 1] and double [1 x 4] make no whole",
                        f -> f.whole("i", 0)
                                .node("Gather", "g", "x i", attribute("axis", 1))
                                .node("Concat", "y", "x g", attribute("axis", 0))),
                graph(
                        "operator Transpose: axes [0, 0] of double [1 x 4]",
                        f -> f.node("Transpose", "y", "x", OnnxFile.ints("perm", 0, 0))),
                graph(
                        "operator Where: double [1 x 4] where whole numbers or conditions belong",
                        f -> f.node("Where", "y", "x x x")),
                graph(
                        "operator Where: a choice between int64 [1] and double [1 x 4]",
                        f -> f.whole("i", 1).node("Where", "y", "i i x")),
                graph(
                        "operator MatMul: no product of double [1 x 4] and double [1 x 4] with double []",
                        f -> f.node("MatMul", "y", "x x")),
                graph(
                        "operator MatMul: double [4] where two dimensions belong",
                        f -> f.real("c", FOUR, 1, 2, 3, 4).node("MatMul", "y", "x c")),
                graph(
                        "operator Gemm: double [4] does not fit into a product",
                        f -> f.real("w", List.of(4, 1), 1, 2, 3, 4)
                                .real("c", FOUR, 1, 2, 3, 4)
                                .node("Gemm", "y", "x w c")),
                graph(
                        "operator Gather: double [1 x 4] where whole numbers or conditions belong",
                        f -> f.node("Gather", "y", "x x")),
                graph("operator Gemm: input 0 is missing", f -> f.node("Gemm", "y", " x")),
                graph("operator Concat: an input is missing", f -> f.node("Concat", "y", " x")),
                graph(
                        "attribute 'speed' stands twice",
                        f -> f.node("Exp", "y", "x", attribute("speed", 1), attribute("speed", 1))),
                graph("operator Gather: a result has 9 dimensions", f -> {
                    f.graph.addInitializer(OnnxFile.tensor(DataType.INT64, List.of(1, 1, 1, 1, 1, 1, 1, 1), 0)
                            .setName("i"));
                    f.node("Gather", "y", "x i", attribute("axis", 1));
                }),
                graph("operator Mul: the graph holds more than 8388608 numbers", f -> {
                    f.real("row", List.of(1, 3000), new double[3000])
                            .real("column", List.of(3000, 1), new double[3000]);
                    f.node("Mul", "y", "row column");
                }),
                graph("operator Exp: a row takes more than 16777216 operations", f -> {
                    f.real("e0", List.of(2000), new double[2000]);
                    for (int i = 0; i < 600; i++) {
                        f.node("Exp", "e" + (i + 1), "e" + i);
                    }
                }),
                graph(
                        "operator LinearRegressor: more than one target, or a transform of the result",
                        f -> f.node("ai.onnx.ml", "LinearRegressor", "y", "x", attribute("targets", 2))),
                graph(
                        "operator LinearRegressor: there is no attribute coefficients",
                        f -> f.node("ai.onnx.ml", "LinearRegressor", "y", "x")),
                graph("operator TreeEnsemble: trees take rows, not double [1 x 1 x 4]", f -> {
                    f.whole("a", 0).node("Unsqueeze", "u", "x a");
                    ensemble(f, "u");
                }));
    }

    private static Arguments regressor(String problem, AttributeProto... changed) {
        return graph("operator TreeEnsembleRegressor: " + problem, f -> {
            List<AttributeProto> attributes = new ArrayList<>(List.of(
                    OnnxFile.ints("nodes_treeids", 0, 0, 0),
                    OnnxFile.ints("nodes_nodeids", 0, 1, 2),
                    OnnxFile.ints("nodes_featureids", 1, 0, 0),
                    OnnxFile.floats("nodes_values", 0.5, 0, 0),
                    OnnxFile.words("nodes_modes", "BRANCH_LEQ", "LEAF", "LEAF"),
                    OnnxFile.ints("nodes_truenodeids", 1, 0, 0),
                    OnnxFile.ints("nodes_falsenodeids", 2, 0, 0),
                    OnnxFile.ints("target_treeids", 0, 0),
                    OnnxFile.ints("target_nodeids", 1, 2),
                    OnnxFile.ints("target_ids", 0, 0),
                    OnnxFile.floats("target_weights", 1, 2)));
            change(attributes, changed);
            f.node("Cast", "single", "x", attribute("to", DataType.FLOAT_VALUE))
                    .node(
                            "ai.onnx.ml",
                            "TreeEnsembleRegressor",
                            "y",
                            "single",
                            attributes.toArray(new AttributeProto[0]));
        });
    }

    private static AttributeProto without(String name) {
        return AttributeProto.newBuilder().setName(name).build();
    }

    static Stream<Arguments> regressors() {
        return Stream.of(
                regressor(
                        "mode 'BRANCH_EQ' is not read; known are BRANCH_LEQ, BRANCH_LT, BRANCH_GTE, BRANCH_GT",
                        OnnxFile.words("nodes_modes", "BRANCH_EQ", "LEAF", "LEAF")),
                regressor(
                        "aggregate_function is 'MAX'; known are SUM, AVERAGE",
                        OnnxFile.word("aggregate_function", "MAX")),
                regressor("post_transform is 'LOGISTIC'; known is NONE", OnnxFile.word("post_transform", "LOGISTIC")),
                regressor("n_targets is 2; known are 1 to 1", attribute("n_targets", 2)),
                regressor("there are 2 base values for one target", OnnxFile.floats("base_values", 1, 2)),
                regressor("there are no target_weights", without("target_weights")),
                regressor("attribute nodes_values does not fit", OnnxFile.floats("nodes_values", 1)),
                regressor("attribute nodes_values holds NaN", OnnxFile.floats("nodes_values", Double.NaN, 0, 0)),
                regressor("there is no attribute nodes_modes", without("nodes_modes")),
                regressor("attribute nodes_treeids does not fit", OnnxFile.words("nodes_modes", "LEAF")),
                regressor("attribute nodes_featureids does not fit", OnnxFile.ints("nodes_featureids", 1)),
                regressor("attribute nodes_featureids holds -1", OnnxFile.ints("nodes_featureids", -1, 0, 0)),
                regressor("node 0 asks for input 4", OnnxFile.ints("nodes_featureids", 4, 0, 0)),
                regressor(
                        "attribute nodes_values is of type STRING; expected FLOATS",
                        OnnxFile.word("nodes_values", "many")),
                regressor("attribute nodes_treeids does not fit", OnnxFile.ints("nodes_treeids", 0)),
                regressor("a node of a tree stands twice", OnnxFile.ints("nodes_nodeids", 0, 1, 1)),
                regressor("tree 0 has no node 7", OnnxFile.ints("nodes_truenodeids", 7, 0, 0)),
                regressor("leaves are of other targets than the first", OnnxFile.ints("target_ids", 0, 1)),
                regressor("a leaf has two weights", OnnxFile.ints("target_nodeids", 1, 1)),
                regressor("a node with a weight asks, or a leaf has none", OnnxFile.ints("target_nodeids", 0, 2)),
                // A node that is its own child, and two nodes that are each other's.
                regressor("the nodes make no trees", OnnxFile.ints("nodes_truenodeids", 0, 0, 0)),
                regressor(
                        "the nodes make no trees",
                        OnnxFile.ints("nodes_treeids", 0, 0),
                        OnnxFile.ints("nodes_nodeids", 0, 1),
                        OnnxFile.ints("nodes_featureids", 1, 0),
                        OnnxFile.floats("nodes_values", 0.5, 0),
                        OnnxFile.words("nodes_modes", "BRANCH_LEQ", "BRANCH_LEQ"),
                        OnnxFile.ints("nodes_truenodeids", 1, 0),
                        OnnxFile.ints("nodes_falsenodeids", 1, 0),
                        OnnxFile.ints("target_treeids"),
                        OnnxFile.ints("target_nodeids"),
                        OnnxFile.ints("target_ids"),
                        OnnxFile.floats("target_weights")),
                regressor(
                        "thresholds are double for rows of float",
                        without("nodes_values"),
                        OnnxFile.doubles("nodes_values_as_tensor", 0.5, 0, 0)));
    }

    private static Arguments ensemble(String problem, AttributeProto... changed) {
        return graph("operator TreeEnsemble: " + problem, f -> ensemble(f, "x", changed));
    }

    private static void ensemble(OnnxFile file, String input, AttributeProto... changed) {
        List<AttributeProto> attributes = new ArrayList<>(List.of(
                OnnxFile.ints("tree_roots", 0),
                OnnxFile.ints("nodes_featureids", 0, 1),
                OnnxFile.doubles("nodes_splits", 0.5, 1.5),
                attribute(
                        "nodes_modes",
                        OnnxFile.tensor(DataType.UINT8, List.of(2), 0, 0).build()),
                OnnxFile.ints("nodes_truenodeids", 1, 0),
                OnnxFile.ints("nodes_falsenodeids", 2, 1),
                OnnxFile.ints("nodes_trueleafs", 0, 1),
                OnnxFile.ints("nodes_falseleafs", 1, 1),
                OnnxFile.ints("leaf_targetids", 0, 0, 0),
                OnnxFile.doubles("leaf_weights", 1, 2, 3)));
        change(attributes, changed);
        file.node("ai.onnx.ml", "TreeEnsemble", "y", input, attributes.toArray(new AttributeProto[0]));
    }

    private static void change(List<AttributeProto> attributes, AttributeProto... changed) {
        for (AttributeProto attribute : changed) {
            attributes.removeIf(a -> a.getName().equals(attribute.getName()));
            if (attribute.getType() != AttributeProto.AttributeType.UNDEFINED) {
                attributes.add(attribute);
            }
        }
    }

    static Stream<Arguments> ensembles() {
        return Stream.of(
                ensemble("aggregate_function is 3; known are 0 to 1", attribute("aggregate_function", 3)),
                ensemble("post_transform is 1; known are 0 to 0", attribute("post_transform", 1)),
                ensemble(
                        "nodes_modes is 6; known are 0 to 3",
                        attribute(
                                "nodes_modes",
                                OnnxFile.tensor(DataType.UINT8, List.of(2), 6, 0)
                                        .build())),
                ensemble("attribute nodes_modes does not fit", without("nodes_modes")),
                ensemble("there is no attribute leaf_weights", without("leaf_weights")),
                ensemble(
                        "attribute leaf_weights is float for rows of double",
                        attribute(
                                "leaf_weights",
                                OnnxFile.tensor(DataType.FLOAT, List.of(3), 1, 2, 3)
                                        .build())),
                ensemble("there is no leaf 3", OnnxFile.ints("nodes_falsenodeids", 3, 1)),
                ensemble("the nodes make no trees", OnnxFile.ints("nodes_truenodeids", 2, 0)),
                // A cycle, a node below two others, and a root that is not there.
                ensemble("the nodes make no trees", OnnxFile.ints("nodes_truenodeids", 0, 0)),
                ensemble("the nodes make no trees", OnnxFile.ints("tree_roots", 0, 1)),
                ensemble("the nodes make no trees", OnnxFile.ints("tree_roots", 9)),
                ensemble("its attribute 'membership_values' is not known", OnnxFile.doubles("membership_values", 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"graphs", "tensors", "shapes", "regressors", "ensembles"})
    void aGraphThatIsNotReadIsRefused(String problem, Consumer<OnnxFile> change) {
        OnnxFile file = new OnnxFile(DataType.DOUBLE);
        change.accept(file);
        corrupt(problem, file.bytes());
    }

    private static Arguments entry(String problem, String key, String value) {
        return arguments(problem, key, value);
    }

    static Stream<Arguments> entries() {
        return Stream.of(
                entry("qeperf.format is 'one'", "qeperf.format", "one"),
                entry("the metadata have no qeperf.format", "qeperf.format", ""),
                entry("the metadata have no qeperf.schema", "qeperf.schema", ""),
                entry("the metadata have no qeperf.interval_factor", "qeperf.interval_factor", ""),
                entry(
                        "model name 'Big Model'; expected lower-case letters, digits and hyphens, at most 64",
                        "qeperf.name",
                        "Big Model"),
                entry("an interval of level 1.5 and factor 1.5", "qeperf.interval_level", "1.5"),
                entry("an interval of level 0.9 and factor 0.5", "qeperf.interval_factor", "0.5"),
                entry("qeperf.interval_factor holds 'NaN'", "qeperf.interval_factor", "NaN"),
                entry("qeperf.interval_factor holds 'much'", "qeperf.interval_factor", "much"),
                entry("qeperf.interval_factors has not 99 numbers on a line", "qeperf.interval_factors", "1.5 2"),
                entry("a factor 0.5 after 1.0", "qeperf.interval_factors", "0.5" + " 2".repeat(98)),
                entry("a factor 1.5 after 2.0", "qeperf.interval_factors", "2 ".repeat(98) + "1.5"),
                entry(
                        "the metadata have no qeperf.interval_bounds",
                        "qeperf.interval_factors",
                        "2 ".repeat(98) + "2\n" + "3 ".repeat(98) + "3"),
                entry("qeperf.interval_factors has more than 100 lines", "qeperf.interval_factors", "2\n".repeat(100)),
                entry("qeperf.lowest has not 4 numbers on a line", "qeperf.lowest", "1 2 3"),
                entry("qeperf.lowest has not 4 numbers on a line", "qeperf.lowest", "1 2 3 4 5"),
                entry("feature n_pw ranges from 300000.0 to 200000.0", "qeperf.lowest", "300000 -4 1 1000"),
                entry(
                        "qeperf.columns are not those of schema example-4, n_pw shift n_k work",
                        "qeperf.columns",
                        "n_pw shift"),
                entry("a verification row predicts 100.0 instead of 99.0", "qeperf.verification", "100 0 1 1000 99"),
                entry(
                        "a verification row: model by-hand@1 predicts 0.0 s here, expected a positive number, ask for a"
                                + " row nearer to those it was trained on",
                        "qeperf.verification",
                        "0 0 1 1000 99"),
                entry("qeperf.verification has not 5 numbers on a line", "qeperf.verification", "100 0 1 1000"),
                entry(
                        "qeperf.verification has more than 16 lines",
                        "qeperf.verification",
                        String.join("\n", Collections.nCopies(17, "100 0 1 1000 100"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void metadataThatMakeNoModelAreRefused(String problem, String key, String value) {
        OnnxFile file = sound();
        file.metadata.remove(key);
        if (!value.isEmpty()) {
            file.metadata.put(key, value);
        }
        corrupt(problem, file.bytes());
    }

    private static void refused(Reason reason, String message, OnnxFile file) {
        ArtifactException e = assertThrows(ArtifactException.class, () -> read(file.bytes()));
        assertEquals(message, e.getMessage());
        assertEquals(reason, e.reason());
    }

    @Test
    void otherVersionsAndSchemasAreTold() {
        OnnxFile metadata = sound();
        metadata.metadata.put("qeperf.format", "2");
        refused(
                Reason.TOO_NEW,
                "m.onnx: metadata version 2 is newer than this library reads; expected at most 1, upgrade qeperf",
                metadata);
        OnnxFile newer = sound();
        newer.operators = 26;
        refused(
                Reason.TOO_NEW,
                "m.onnx: operators of version 26; expected at most 25, export with an older opset",
                newer);
        OnnxFile newerMl = sound();
        newerMl.mlOperators = 6;
        refused(
                Reason.TOO_NEW,
                "m.onnx: operators of version 6; expected at most 5, export with an older opset",
                newerMl);
        OnnxFile older = sound();
        older.operators = 6;
        refused(
                Reason.TOO_OLD,
                "m.onnx: operators of version 6; expected at least 7, export with a newer opset",
                older);
        OnnxFile schema = sound();
        schema.metadata.put("qeperf.schema", "thesis-99");
        refused(Reason.WRONG_SCHEMA, "m.onnx: made for schema 'thesis-99'; expected one of example-4", schema);
        OnnxFile fingerprint = sound();
        fingerprint.metadata.put("qeperf.fingerprint", "abc");
        refused(
                Reason.WRONG_SCHEMA,
                "m.onnx: schema example-4 has fingerprint 'abc'; expected " + Examples.SCHEMA.fingerprint()
                        + ", train the model again",
                fingerprint);
    }

    @Test
    void theSchemaOfATableIsWhatTheFileSays() {
        OnnxFile table = sound();
        List<String> features = List.of("n pw", "b", "c", "d");
        table.metadata.put("qeperf.schema", "table");
        table.metadata.put("qeperf.fingerprint", TableFeatures.schema(features).fingerprint());
        table.metadata.put("qeperf.columns", String.join("\n", features));
        assertEquals(TableFeatures.schema(features), read(table.bytes()).schema());
        table.metadata.put("qeperf.columns", "n pw\nb\nd\nc");
        refused(
                Reason.WRONG_SCHEMA,
                "m.onnx: schema table has fingerprint '"
                        + TableFeatures.schema(features).fingerprint().substring(0, 40) + "...'; expected "
                        + TableFeatures.schema(List.of("n pw", "b", "d", "c")).fingerprint()
                        + ", train the model again",
                table);
        table.metadata.put("qeperf.columns", "a\nb\nb");
        corrupt("schema table has 'b' twice", table.bytes());
        table.metadata.put("qeperf.columns", "a\n\nb");
        corrupt(
                "a column or level has a name that is blank, longer than 200 characters, or has a comma, a quote, a control"
                        + " character or blanks around it",
                table.bytes());
        table.metadata.remove("qeperf.columns");
        corrupt("the metadata have no qeperf.columns", table.bytes());
    }

    @Test
    void filesThatHoldNoGraphAreRefused() {
        ModelProto.Builder sound = sound().build();
        corrupt("not an ONNX file", new byte[] {1, 2, 3});
        corrupt("there is no graph", new byte[0]);
        corrupt("there is no graph", sound.clone().clearGraph().build().toByteArray());
        corrupt(
                "functions of the file's own are not read",
                sound.clone()
                        .addFunctions(FunctionProto.getDefaultInstance())
                        .build()
                        .toByteArray());
        corrupt(
                "'qeperf.unit' stands twice in the metadata",
                sound.clone()
                        .addMetadataProps(StringStringEntryProto.newBuilder().setKey("qeperf.unit"))
                        .build()
                        .toByteArray());
    }

    private static byte[] repeated(int times, int... bytes) {
        byte[] all = new byte[times * bytes.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) bytes[i % bytes.length];
        }
        return all;
    }

    /** Few bytes that would make large objects: fields of the model, each with its number and no or little content. */
    @Test
    void bombsAreRefusedBeforeTheyAreBuilt() {
        corrupt("there are more than 1000 unknown fields", repeated(1001, 0xa0, 0x06, 0));
        corrupt("there are more than 200000 messages", repeated(200_001, 0x42, 0));
        corrupt("there are more than 2000000 texts", repeated(2_000_001, 0x12, 0));
        corrupt("there are more than 16000000 numbers", repeated(16_000_001, 0x08, 1));
        corrupt("the file is larger than 67108864 bytes", new byte[(64 << 20) + 1]);
        AttributeProto inner = attribute("depth", 1);
        for (int i = 0; i < 6; i++) {
            inner = AttributeProto.newBuilder()
                    .setG(GraphProto.newBuilder().addNode(NodeProto.newBuilder().addAttribute(inner)))
                    .build();
        }
        OnnxFile deep = sound();
        deep.node("Exp", "z", "x", inner);
        corrupt("messages lie more than 16 deep", deep.bytes());
    }

    @Test
    void rowsThatMakeNoSenseAreRefused() {
        RuntimePredictor model = read(sound().bytes());
        double[] out = new double[1];
        assertEquals(
                "feature n_k is NaN; expected a finite number",
                refusal(() -> model.predict(row(100, 0, Double.NaN, 1000), out)));
        assertEquals(
                "feature n_k is -1.0; expected at least 0", refusal(() -> model.predict(row(100, 0, -1, 1000), out)));
        assertEquals("room for 0 results of 1 rows", refusal(() -> model.predict(row(100, 0, 1, 1000), new double[0])));
        FeatureSchema other = new FeatureSchema("other", Examples.SCHEMA.features());
        assertEquals(
                "a row of schema other for a model of schema example-4",
                refusal(() -> model.predict(new FeatureMatrix(other, new double[4]), out)));
        assertEquals(
                "model by-hand@1 predicts 0.0 s here; expected a positive number, ask for a row nearer to those it was"
                        + " trained on",
                assertThrows(QePerfException.class, () -> model.predict(row(0, 0, 1, 1000), out))
                        .getMessage());
    }

    private static FeatureMatrix row(double... values) {
        return new FeatureMatrix(Examples.SCHEMA, values);
    }

    private static String refusal(Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }

    @Test
    void aModelThatIsTooLargeIsNotWritten() {
        int points = 1_700_000;
        KernelMachine machine = new KernelMachine(
                KernelMachine.Kernel.LINEAR, 1, 1, new double[points * Examples.COLUMNS], new double[points]);
        PortableModel model = Examples.model("large", Examples.standardized(Examples.work()), machine);
        String message = assertThrows(QePerfException.class, () -> OnnxExport.toBytes(model))
                .getMessage();
        assertEquals(
                "model large@1.0 makes N bytes of ONNX; expected at most 67108864, train a smaller one",
                message.replaceFirst("makes [0-9]+ bytes", "makes N bytes"));
    }
}
