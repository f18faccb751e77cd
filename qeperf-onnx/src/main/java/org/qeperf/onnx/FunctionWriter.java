package org.qeperf.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.qeperf.api.train.Algorithm.Inputs;
import org.qeperf.runtime.artifact.Preparation;
import org.qeperf.runtime.score.Activation;
import org.qeperf.runtime.score.DenseNetwork;
import org.qeperf.runtime.score.KernelMachine;
import org.qeperf.runtime.score.KernelMachine.Kernel;
import org.qeperf.runtime.score.LinearFunction;
import org.qeperf.runtime.score.NormalForm;
import org.qeperf.runtime.score.PortableRegressor;
import org.qeperf.runtime.score.TreeEnsemble;
import org.qeperf.runtime.score.WeightedSum;

/** Writes a portable function of prepared rows as operators on raw ones. Each result is {@code rows x 1} doubles. */
final class FunctionWriter {

    private final GraphWriter graph;
    private final String raw;

    /**
     * Writes to a graph.
     *
     * @param graph receives the operators
     * @param raw the value that holds the raw rows
     */
    FunctionWriter(GraphWriter graph, String raw) {
        this.graph = graph;
        this.raw = raw;
    }

    /** A function of prepared rows. */
    String write(PortableRegressor function, Preparation preparation) {
        if (function instanceof TreeEnsemble trees && !trees.isSinglePrecision()) {
            Thresholds thresholds = new Thresholds(preparation);
            return new TreeWriter(trees, node -> thresholds.raw(trees.feature(node), trees.value(node)))
                    .write(graph, raw);
        }
        if (function instanceof WeightedSum sum) {
            return sum(sum, part -> write(part, preparation));
        }
        return write(function, prepared(preparation));
    }

    /** A function of raw rows. */
    String write(PortableRegressor function) {
        if (function instanceof TreeEnsemble trees && !trees.isSinglePrecision()) {
            return new TreeWriter(trees, trees::value).write(graph, raw);
        }
        if (function instanceof WeightedSum sum) {
            return sum(sum, this::write);
        }
        return write(function, raw);
    }

    private String sum(WeightedSum sum, Function<PortableRegressor, String> writePart) {
        double[] weights = sum.weights();
        String total = graph.constant(sum.constant());
        for (int i = 0; i < weights.length; i++) {
            String value = writePart.apply(sum.parts().get(i));
            total = graph.node("Add", total, graph.node("Mul", value, graph.constant(weights[i])));
        }
        return total;
    }

    private String prepared(Preparation preparation) {
        if (preparation.inputs() == Inputs.RAW) {
            return raw;
        }
        double[][] columns = preparation.columns();
        int n = columns[0].length;
        boolean[] logarithmic = new boolean[n];
        int logarithms = 0;
        for (int i = 0; i < n; i++) {
            logarithmic[i] = preparation.isLogarithmic(i);
            logarithms += logarithmic[i] ? 1 : 0;
        }
        String x = raw;
        if (logarithms > 0) {
            x = graph.node("Log", graph.node("Add", raw, graph.constant(1)));
        }
        if (logarithms > 0 && logarithms < n) {
            x = graph.node("Where", graph.truth(logarithmic), x, raw);
        }
        x = graph.node("Sub", x, graph.constant(columns[0], n));
        return graph.node("Div", x, graph.constant(columns[1], n));
    }

    private String write(PortableRegressor function, String x) {
        if (function instanceof TreeEnsemble trees) {
            return singlePrecision(trees, x);
        }
        if (function instanceof DenseNetwork network) {
            return network(network, x);
        }
        if (function instanceof LinearFunction linear) {
            double[] coefficients = linear.coefficients();
            return graph.node(
                    "Gemm",
                    x,
                    graph.constant(coefficients, coefficients.length, 1),
                    graph.constant(new double[] {linear.intercept()}, 1));
        }
        if (function instanceof KernelMachine machine) {
            return kernels(machine, x);
        }
        return normalForm((NormalForm) function, x);
    }

    private String singlePrecision(TreeEnsemble trees, String x) {
        String single = graph.node(
                "", "Cast", List.of(x), List.of(GraphWriter.attribute("to", TensorProto.DataType.FLOAT_VALUE)));
        return new TreeWriter(trees, node -> largestFloat(trees.value(node))).write(graph, single);
    }

    /** The largest float that is not above a number. */
    private static float largestFloat(double number) {
        float nearest = (float) Math.max(-Float.MAX_VALUE, number);
        return nearest > number ? Math.nextDown(nearest) : nearest;
    }

    private String network(DenseNetwork network, String rows) {
        String x = rows;
        for (DenseNetwork.Layer layer : network.layers()) {
            x = graph.node(
                    "Gemm",
                    x,
                    graph.constant(layer.weights(), layer.inputs(), layer.outputs()),
                    graph.constant(layer.biases(), layer.outputs()));
            x = activation(layer.activation(), x);
        }
        return x;
    }

    private String activation(Activation activation, String x) {
        return switch (activation) {
            case IDENTITY -> x;
            case RELU -> graph.node("Relu", x);
            // Mul and Sigmoid would do, but ONNX Runtime 1.29 makes an operator of them that it lacks for doubles.
            case SWISH ->
                graph.node("Div", x, graph.node("Add", graph.node("Exp", graph.node("Neg", x)), graph.constant(1)));
            case TANH -> graph.node("Tanh", x);
        };
    }

    private String kernels(KernelMachine machine, String x) {
        int inputs = machine.inputs();
        double[] points = machine.points();
        double[] weights = machine.weights();
        int count = weights.length;
        String alike;
        if (machine.kernel() == Kernel.LINEAR) {
            // The scale goes to the weights: ONNX Runtime would make it part of the product, as a float.
            Arrays.setAll(weights, i -> weights[i] * machine.scale());
            alike = graph.node("MatMul", x, graph.constant(transposed(points, inputs), inputs, count));
        } else {
            // |x|^2 + |p|^2 - 2 x.p would be smaller, and wrong where x and p are large and close.
            String difference = graph.node(
                    "Sub", graph.node("Unsqueeze", x, graph.whole(1)), graph.constant(points, count, inputs));
            String measure = machine.kernel() == Kernel.GAUSSIAN
                    ? graph.node("Mul", difference, difference)
                    : graph.node("Abs", difference);
            String distance = graph.node(
                    "", "ReduceSum", List.of(measure, graph.whole(2)), List.of(GraphWriter.attribute("keepdims", 0)));
            alike = graph.node("Exp", graph.node("Mul", distance, graph.constant(-machine.scale())));
        }
        String sum = graph.node("MatMul", alike, graph.constant(weights, count, 1));
        return graph.node("Add", sum, graph.constant(machine.constant()));
    }

    private static double[] transposed(double[] points, int inputs) {
        int count = points.length / inputs;
        double[] out = new double[points.length];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < inputs; j++) {
                out[j * count + i] = points[i * inputs + j];
            }
        }
        return out;
    }

    private String normalForm(NormalForm form, String rows) {
        // A multiple of a column gives the constant as many rows as there are.
        String sum = graph.node(
                "Gemm",
                rows,
                graph.constant(new double[form.inputs()], form.inputs(), 1),
                graph.constant(new double[] {form.constant()}, 1));
        for (NormalForm.Term term : form.terms()) {
            String product = graph.constant(term.coefficient());
            for (NormalForm.Factor factor : term.factors()) {
                product = graph.node("Mul", product, factor(factor, rows));
            }
            sum = graph.node("Add", sum, product);
        }
        return sum;
    }

    private String factor(NormalForm.Factor factor, String rows) {
        String x = graph.node("Max", column(rows, factor.input()), graph.constant(1));
        String value = graph.node("Pow", x, graph.constant(factor.power()));
        if (factor.logarithmPower() == 0) {
            return value;
        }
        String logarithm = graph.node("Div", graph.node("Log", x), graph.constant(StrictMath.log(2)));
        for (int i = 0; i < factor.logarithmPower(); i++) {
            value = graph.node("Mul", value, logarithm);
        }
        return value;
    }

    /** One column as {@code rows x 1}. */
    String column(String rows, int column) {
        return graph.node("", "Gather", List.of(rows, graph.whole(column)), List.of(GraphWriter.attribute("axis", 1)));
    }
}
