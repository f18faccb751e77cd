package org.qeperf.onnx;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.qeperf.api.InputException;
import org.qeperf.onnx.Elementwise.Function;
import org.qeperf.onnx.Elementwise.Pair;
import org.qeperf.onnx.Program.Builder;
import org.qeperf.onnx.Tensor.Type;

/** The operators that are read, by their names. */
final class Operators {

    private static final int MANY = 1000;

    /** Adds an operator to a program. */
    private interface Operator {
        Value add(Builder program, Node node);
    }

    private static final Map<String, Operator> MAIN = main();

    private static final Map<String, Operator> ML = new TreeMap<>(Map.of(
            "LinearRegressor",
            Operators::linearRegressor,
            "Scaler",
            Operators::scaler,
            "TreeEnsemble",
            one(TreeReader::ensemble),
            "TreeEnsembleRegressor",
            one(TreeReader::regressor)));

    private Operators() {}

    private static Map<String, Operator> main() {
        Map<String, Operator> table = new TreeMap<>();
        table.put("Abs", each(Function.ABSOLUTE));
        table.put("Add", pair(Pair.SUM));
        table.put("Cast", one(Operators::cast));
        table.put("Concat", (p, node) -> Shapes.concat(p, inputs(node, 1), node.whole("axis", 0)));
        table.put("Constant", Operators::constant);
        table.put("Div", pair(Pair.QUOTIENT));
        table.put("Exp", each(Function.EXPONENTIAL));
        table.put("Flatten", one(Operators::flatten));
        table.put("Gather", Operators::gather);
        table.put("Gemm", Operators::gemm);
        table.put("Identity", one((p, node) -> node.input(0)));
        table.put("Log", one((p, node) -> Elementwise.logarithm(p, node.input(0))));
        table.put("MatMul", Operators::matMul);
        table.put("Max", (p, node) -> Elementwise.pairs(p, Pair.LARGER, inputs(node, 1)));
        table.put("Min", (p, node) -> Elementwise.pairs(p, Pair.SMALLER, inputs(node, 1)));
        table.put("Mul", pair(Pair.PRODUCT));
        table.put("Neg", each(Function.NEGATE));
        table.put("Pow", pair(Pair.POWER));
        table.put("ReduceSum", Operators::reduceSum);
        table.put("Relu", each(Function.RELU));
        table.put("Reshape", Operators::reshape);
        table.put("Sigmoid", each(Function.SIGMOID));
        table.put("Sqrt", each(Function.ROOT));
        table.put("Squeeze", (p, node) -> Shapes.squeeze(p, node.input(0), axes(p, node)));
        table.put("Sub", pair(Pair.DIFFERENCE));
        table.put("Tanh", each(Function.TANH));
        table.put("Transpose", one((p, node) -> Shapes.transpose(p, node.input(0), node.wholes("perm"))));
        table.put("Unsqueeze", (p, node) -> Shapes.unsqueeze(p, node.input(0), axes(p, node)));
        table.put("Where", Operators::where);
        return table;
    }

    /** The names of all. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>(MAIN.keySet());
        names.addAll(ML.keySet());
        return names;
    }

    /** Adds a node of a graph to a program. */
    static Value add(Builder program, String domain, Node node) {
        boolean isMain = domain.isEmpty() || domain.equals("ai.onnx");
        Map<String, Operator> known = isMain ? MAIN : domain.equals(Onnx.ML_DOMAIN) ? ML : Map.of();
        Operator operator = known.get(node.operator());
        if (operator == null) {
            throw new IllegalArgumentException("operator " + InputException.quote(node.operator())
                    + (isMain ? "" : " of " + InputException.quote(domain)) + " is not read; known are "
                    + String.join(", ", MAIN.keySet()) + " and, of " + Onnx.ML_DOMAIN + ", "
                    + String.join(", ", ML.keySet()));
        }
        try {
            Value value = operator.add(program, node);
            node.requireNothingLeft();
            return value;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("operator " + node.operator() + ": " + e.getMessage(), e);
        }
    }

    private static Operator one(Operator operator) {
        return (program, node) -> {
            node.requireInputs(1, 1);
            return operator.add(program, node);
        };
    }

    private static Operator each(Function function) {
        return one((program, node) -> Elementwise.each(program, function, node.input(0)));
    }

    private static Operator pair(Pair pair) {
        return (program, node) -> {
            node.requireInputs(2, 2);
            return Elementwise.pair(program, pair, node.input(0), node.input(1));
        };
    }

    private static List<Value> inputs(Node node, int least) {
        node.requireInputs(least, MANY);
        return node.inputs();
    }

    private static Value cast(Builder program, Node node) {
        node.ignore("saturate");
        return Elementwise.cast(program, node.input(0), Type.of(node.whole("to", 0)));
    }

    private static Value constant(Builder program, Node node) {
        node.requireInputs(0, 0);
        return program.constant(
                node.tensor("value").orElseThrow(() -> new IllegalArgumentException("there is no attribute value")));
    }

    private static Value flatten(Builder program, Node node) {
        Value x = node.input(0);
        long axis = node.whole("axis", 1);
        int split = axis == x.rank() ? x.rank() : x.axis(axis);
        long before = 1;
        for (int i = 0; i < split; i++) {
            before *= x.shape()[i];
        }
        return Shapes.reshape(program, x, new long[] {before, before == 0 ? 0 : x.size() / before});
    }

    private static Value gather(Builder program, Node node) {
        node.requireInputs(2, 2);
        return Shapes.gather(program, node.input(0), node.input(1), node.whole("axis", 0));
    }

    private static Value gemm(Builder program, Node node) {
        node.requireInputs(2, 3);
        Products.Form form = new Products.Form(
                node.whole("transA", 0) != 0,
                node.whole("transB", 0) != 0,
                node.real("alpha", 1),
                node.real("beta", 1));
        return Products.multiply(program, node.input(0), node.input(1), node.optionalInput(2), form);
    }

    private static Value matMul(Builder program, Node node) {
        node.requireInputs(2, 2);
        return Products.multiply(program, node.input(0), node.input(1), Optional.empty(), Products.Form.PLAIN);
    }

    private static Value reduceSum(Builder program, Node node) {
        boolean keeps = node.whole("keepdims", 1) != 0;
        boolean nothingWithoutAxes = node.whole("noop_with_empty_axes", 0) != 0;
        long[] axes = axes(program, node);
        return nothingWithoutAxes && axes.length == 0
                ? node.input(0)
                : Products.sum(program, node.input(0), axes, keeps);
    }

    private static Value reshape(Builder program, Node node) {
        node.requireInputs(2, 2);
        if (node.whole("allowzero", 0) != 0) {
            throw new IllegalArgumentException("a length of 0 is not read");
        }
        return Shapes.reshape(program, node.input(0), program.dimensions(node.input(1)));
    }

    private static Value where(Builder program, Node node) {
        node.requireInputs(3, 3);
        return Shapes.where(program, node.input(0), node.input(1), node.input(2));
    }

    /** Axes are an attribute up to version 12 of the operators, and an input since. */
    private static long[] axes(Builder program, Node node) {
        node.requireInputs(1, 2);
        return node.has("axes")
                ? node.wholes("axes")
                : node.optionalInput(1).map(program::dimensions).orElse(new long[0]);
    }

    private static Value linearRegressor(Builder program, Node node) {
        node.requireInputs(1, 1);
        if (node.whole("targets", 1) != 1
                || !node.word("post_transform", "NONE").equals("NONE")) {
            throw new IllegalArgumentException("more than one target, or a transform of the result");
        }
        Value x = Elementwise.cast(program, node.input(0), Type.FLOAT);
        double[] coefficients = floats(node, "coefficients").values();
        Value factors = program.constant(new Tensor(Type.FLOAT, new int[] {coefficients.length, 1}, coefficients));
        Optional<Value> intercept =
                node.has("intercepts") ? Optional.of(program.constant(floats(node, "intercepts"))) : Optional.empty();
        return Products.multiply(program, x, factors, intercept, Products.Form.PLAIN);
    }

    private static Value scaler(Builder program, Node node) {
        node.requireInputs(1, 1);
        Value x = Elementwise.cast(program, node.input(0), Type.FLOAT);
        Value offset = program.constant(floats(node, "offset"));
        Value scale = program.constant(floats(node, "scale"));
        Value moved = Elementwise.pair(program, Pair.DIFFERENCE, x, offset);
        return Elementwise.pair(program, Pair.PRODUCT, moved, scale);
    }

    private static Tensor floats(Node node, String name) {
        return node.numbers(name).orElseThrow(() -> new IllegalArgumentException("there is no attribute " + name));
    }
}
