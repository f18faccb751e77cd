package org.qeperf.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.qeperf.onnx.GraphWriter.attribute;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operator gives what ONNX Runtime gives. */
class OperatorsTest {

    private static final int ROWS = 1000;
    private static final int COLUMNS = Examples.COLUMNS;
    private static final List<Integer> ROW = List.of(1, COLUMNS);

    private record Case(String name, Consumer<OnnxFile> graph) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Each makes of x, four positive columns, four columns called z. */
    private static Stream<Case> inBothPrecisions() {
        return Stream.of(
                new Case("Abs Neg", f -> f.node("Neg", "n", "x").node("Abs", "z", "n")),
                new Case("Add", f -> f.real("c", ROW, 1, 2, 3, 4).node("Add", "z", "x c")),
                new Case("Sub", f -> f.real("c", List.of(4), 1, 2, 3, 4).node("Sub", "z", "c x")),
                new Case("Mul", f -> f.real("c", List.of(1), 0.3).node("Mul", "z", "x c")),
                new Case("Div", f -> f.real("c", List.of(), 0.3).node("Div", "z", "x c")),
                new Case("Div", f -> f.real("c", List.of(), 0.3).node("Div", "z", "c x")),
                new Case("Exp Identity", f -> f.node("Exp", "e", "x").node("Identity", "z", "e")),
                new Case("Log", f -> f.node("Log", "z", "x")),
                new Case(
                        "Log",
                        f -> f.real("c", List.of(), 1).node("Add", "a", "c x").node("Log", "z", "a")),
                new Case("Sqrt", f -> f.node("Sqrt", "z", "x")),
                new Case("Sigmoid", f -> f.node("Sigmoid", "z", "x")),
                new Case("Tanh", f -> f.node("Tanh", "z", "x")),
                new Case(
                        "Relu",
                        f -> f.real("c", List.of(), 1.5).node("Sub", "a", "x c").node("Relu", "z", "a")),
                new Case("Pow", f -> f.real("c", ROW, 0.5, 2, -1, 1.3).node("Pow", "z", "x c")),
                new Case(
                        "Max Min",
                        f -> f.real("c", ROW, 1, 1.5, 2, 2.5)
                                .real("d", List.of(), 1.2)
                                .node("Max", "a", "x c d")
                                .real("e", List.of(), 2.2)
                                .node("Min", "z", "a e")),
                new Case("MatMul", f -> f.real("w", List.of(4, 4), matrix()).node("MatMul", "z", "x w")),
                new Case(
                        "Gemm",
                        f -> f.real("w", List.of(4, 4), matrix())
                                .real("b", List.of(4), 1, -2, 3, -4)
                                .node("Gemm", "z", "x w b")),
                new Case(
                        "Gemm",
                        f -> f.real("w", List.of(4, 4), matrix())
                                .real("b", ROW, 1, -2, 3, -4)
                                .node(
                                        "Gemm",
                                        "z",
                                        "x w b",
                                        attribute("transB", 1),
                                        OnnxFile.real("alpha", 0.5),
                                        OnnxFile.real("beta", 2))),
                new Case("Gemm", f -> f.real("w", List.of(4, 4), matrix()).node("Gemm", "z", "x w")),
                new Case(
                        "Gather Concat",
                        f -> f.whole("i", 2, -4, 1)
                                .whole("j", 0)
                                .node("Gather", "a", "x i", attribute("axis", 1))
                                .node("Gather", "b", "x j", attribute("axis", -1))
                                .node("Concat", "z", "a b", attribute("axis", 1))),
                new Case(
                        "Reshape Transpose",
                        f -> f.whole("s", 0, 2, -1)
                                .node("Reshape", "a", "x s")
                                .node("Transpose", "b", "a", OnnxFile.ints("perm", 0, 2, 1))
                                .whole("t", -1, 4)
                                .node("Reshape", "z", "b t")),
                new Case(
                        "Flatten Unsqueeze Squeeze",
                        f -> f.whole("a", 1, -1)
                                .node("Unsqueeze", "u", "x a")
                                .whole("b", 3)
                                .node("Squeeze", "s", "u b")
                                .node("Flatten", "z", "s")),
                new Case("Where Constant", f -> {
                    f.graph.addInitializer(OnnxFile.tensor(DataType.BOOL, List.of(4), 1, 0, 0, 1)
                            .setName("c"));
                    f.node(
                                    "Constant",
                                    "o",
                                    "",
                                    attribute(
                                            "value",
                                            OnnxFile.tensor(f.type, ROW, 9, 8, 7, 6)
                                                    .build()))
                            .node("Where", "z", "c x o");
                }),
                new Case(
                        "ReduceSum",
                        f -> f.whole("a", 1).node("ReduceSum", "s", "x a").node("Mul", "z", "x s")),
                new Case("Cast", f -> {
                    f.graph.addInitializer(OnnxFile.tensor(DataType.INT64, List.of(4), 1, 2, 3, 4)
                            .setName("c"));
                    f.node("Cast", "d", "c", attribute("to", f.type.getNumber()))
                            .node("Cast", "e", "x", attribute("to", DataType.FLOAT_VALUE))
                            .node("Cast", "g", "e", attribute("to", f.type.getNumber()))
                            .node("Mul", "z", "g d");
                }));
    }

    private static double[] matrix() {
        return new Random(5).doubles(16, -1, 1).toArray();
    }

    /** Those that only take floats, or whose result is one. */
    private static Stream<Case> ofFloats() {
        return Stream.of(
                new Case(
                        "Scaler",
                        f -> f.node(
                                "ai.onnx.ml",
                                "Scaler",
                                "z",
                                "x",
                                OnnxFile.floats("offset", 1, 2, 3, 4),
                                OnnxFile.floats("scale", 0.1, 0.2, 0.3, 0.4))),
                new Case(
                        "LinearRegressor",
                        f -> f.node(
                                        "ai.onnx.ml",
                                        "LinearRegressor",
                                        "l",
                                        "x",
                                        OnnxFile.floats("coefficients", 0.1, 0.2, 0.3, 0.4),
                                        OnnxFile.floats("intercepts", 7))
                                .node("Mul", "z", "x l")),
                new Case(
                        "LinearRegressor",
                        f -> f.node(
                                        "ai.onnx.ml",
                                        "LinearRegressor",
                                        "l",
                                        "x",
                                        attribute("targets", 1),
                                        OnnxFile.word("post_transform", "NONE"),
                                        OnnxFile.floats("coefficients", 0.1, 0.2, 0.3, 0.4))
                                .node("Mul", "z", "x l")));
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                        inBothPrecisions().map(c -> arguments(c, DataType.DOUBLE, 1e-14)),
                        inBothPrecisions().map(c -> arguments(c, DataType.FLOAT, 2e-6)),
                        ofFloats().map(c -> arguments(c, DataType.FLOAT, 2e-6)))
                .flatMap(s -> s);
    }

    private static double[] rows() {
        return new Random(6).doubles((long) ROWS * COLUMNS, 0.5, 3).toArray();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cases")
    void givesWhatOnnxRuntimeGives(Case tested, DataType type, double tolerance) {
        OnnxFile file = new OnnxFile(type);
        tested.graph.accept(file);
        // Sums that do not cancel.
        file.node("Mul", "square", "z z")
                .whole("last", 1)
                .node("ReduceSum", "y", "square last", attribute("keepdims", 1));
        agree(file, tolerance);
    }

    @ParameterizedTest
    @MethodSource("older")
    void takesAxesAsAttributesOfOlderVersions(DataType type, double tolerance) {
        OnnxFile file = new OnnxFile(type);
        file.operators = 11;
        file.node("Unsqueeze", "u", "x", OnnxFile.ints("axes", 0))
                .node("Squeeze", "s", "u", OnnxFile.ints("axes", 0))
                .node("ReduceSum", "y", "s", OnnxFile.ints("axes", 1), attribute("keepdims", 1));
        agree(file, tolerance);
    }

    static Stream<Arguments> older() {
        return Stream.of(arguments(DataType.DOUBLE, 1e-15), arguments(DataType.FLOAT, 2e-7));
    }

    private static void agree(OnnxFile file, double tolerance) {
        double[] rows = rows();
        boolean single = file.type == DataType.FLOAT;
        double[] expected = OnnxRuntime.run(file.bytes(), rows, COLUMNS, single);
        Program program = GraphReader.read(file.graph.build(), COLUMNS);
        double[][] workspace = program.workspace();
        for (int row = 0; row < ROWS; row++) {
            double actual = program.evaluate(rows, row * COLUMNS, workspace);
            assertTrue(
                    Math.abs(actual - expected[row]) <= tolerance * Math.abs(expected[row]),
                    row + ": " + actual + " instead of " + expected[row]);
        }
    }

    /** Trees have a test of their own. */
    @Test
    void everyOperatorHasACase() {
        Set<String> tried = new TreeSet<>(Set.of("TreeEnsemble", "TreeEnsembleRegressor"));
        Stream.concat(inBothPrecisions(), ofFloats()).forEach(c -> {
            OnnxFile file = new OnnxFile(DataType.FLOAT);
            c.graph.accept(file);
            file.graph.getNodeList().stream().map(NodeProto::getOpType).forEach(tried::add);
        });
        assertEquals(Operators.names(), tried);
    }

    @Test
    void theLogarithmOfASuccessorKeepsSmallNumbers() {
        OnnxFile file = new OnnxFile(DataType.DOUBLE);
        file.real("one", List.of(), 1)
                .node("Add", "a", "x one")
                .node("Log", "l", "a")
                .whole("first", 0)
                .node("Gather", "y", "l first", attribute("axis", 1));
        Program program = GraphReader.read(file.graph.build(), COLUMNS);
        assertEquals(1e-20, program.evaluate(new double[] {1e-20, 1, 1, 1}, 0, program.workspace()));
    }
}
