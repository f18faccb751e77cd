package org.qeperf.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.qeperf.api.InputException;
import org.qeperf.onnx.Tensor.Type;

/**
 * Makes a program of a graph with one input, a row of features, and one output, a number. Nodes stand in an order in which
 * each finds its inputs, as ONNX asks for, so there are no cycles.
 */
final class GraphReader {

    private static final int MOST_NODES = 10_000;

    private final Program.Builder program = new Program.Builder();
    private final Map<String, Value> values = new HashMap<>();

    private GraphReader() {}

    /**
     * Reads a graph.
     *
     * @throws IllegalArgumentException if it cannot be used
     */
    static Program read(GraphProto graph, int columns) {
        return new GraphReader().program(graph, columns);
    }

    private Program program(GraphProto graph, int columns) {
        if (graph.getNodeCount() > MOST_NODES) {
            throw new IllegalArgumentException("the graph has more than " + MOST_NODES + " operators");
        }
        if (graph.getSparseInitializerCount() > 0 || graph.getQuantizationAnnotationCount() > 0) {
            throw new IllegalArgumentException("sparse and quantized tensors are not read");
        }
        Set<String> constants = new HashSet<>();
        for (TensorProto tensor : graph.getInitializerList()) {
            put(tensor.getName(), program.constant(Tensor.of(tensor)));
            constants.add(tensor.getName());
        }
        List<ValueInfoProto> inputs = graph.getInputList().stream()
                .filter(input -> !constants.contains(input.getName()))
                .toList();
        if (inputs.size() != 1 || graph.getOutputCount() != 1) {
            throw new IllegalArgumentException("the graph has " + inputs.size() + " inputs and "
                    + graph.getOutputCount() + " outputs; one of each is read");
        }
        Value input = input(inputs.get(0), columns);
        for (NodeProto node : graph.getNodeList()) {
            add(node);
        }
        Value output = value(graph.getOutput(0).getName());
        if (output.size() != 1 || !output.type().isReal()) {
            throw new IllegalArgumentException(
                    "for one row the graph gives " + output.describe() + "; one number is read");
        }
        return program.build(input, output);
    }

    private Value input(ValueInfoProto info, int columns) {
        TypeProto.Tensor tensor = info.getType().getTensorType();
        Type type = Type.of(tensor.getElemType());
        TensorShapeProto shape = tensor.getShape();
        boolean fits = shape.getDimCount() == 2
                && (!shape.getDim(0).hasDimValue() || shape.getDim(0).getDimValue() <= 1)
                && (!shape.getDim(1).hasDimValue() || shape.getDim(1).getDimValue() == columns);
        if (!type.isReal() || !fits) {
            throw new IllegalArgumentException("input " + InputException.quote(info.getName())
                    + " takes no rows of double or float with " + columns + " columns");
        }
        Value value = program.room(type, 1, columns);
        put(info.getName(), value);
        return value;
    }

    private void add(NodeProto node) {
        List<Optional<Value>> inputs = new ArrayList<>();
        for (String name : node.getInputList()) {
            inputs.add(name.isEmpty() ? Optional.empty() : Optional.of(value(name)));
        }
        while (!inputs.isEmpty() && inputs.get(inputs.size() - 1).isEmpty()) {
            inputs.remove(inputs.size() - 1);
        }
        if (node.getOutputCount() != 1) {
            throw new IllegalArgumentException("operator " + InputException.quote(node.getOpType()) + " has "
                    + node.getOutputCount() + " results; one is read");
        }
        put(node.getOutput(0), Operators.add(program, node.getDomain(), new Node(node, inputs)));
    }

    private Value value(String name) {
        Value value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "there is no value " + InputException.quote(name) + " where one is needed");
        }
        return value;
    }

    private void put(String name, Value value) {
        if (values.put(name, value) != null) {
            throw new IllegalArgumentException("value " + InputException.quote(name) + " is made twice");
        }
    }
}
