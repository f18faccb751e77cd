package org.qeperf.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.InputException;
import org.qeperf.onnx.Tensor.Type;

/** An operator of a graph with its inputs and attributes. Attributes that nobody asked for are refused at the end. */
final class Node {

    private final String operator;
    private final List<Optional<Value>> inputs;
    private final Map<String, AttributeProto> attributes = new LinkedHashMap<>();

    Node(NodeProto node, List<Optional<Value>> inputs) {
        this.operator = node.getOpType();
        this.inputs = inputs;
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attributes.put(attribute.getName(), attribute) != null) {
                throw new IllegalArgumentException(
                        "attribute " + InputException.quote(attribute.getName()) + " stands twice");
            }
        }
    }

    Value input(int index) {
        return optionalInput(index).orElseThrow(() -> new IllegalArgumentException("input " + index + " is missing"));
    }

    Optional<Value> optionalInput(int index) {
        return index < inputs.size() ? inputs.get(index) : Optional.empty();
    }

    List<Value> inputs() {
        return inputs.stream()
                .map(input -> input.orElseThrow(() -> new IllegalArgumentException("an input is missing")))
                .toList();
    }

    /** Refuses more inputs than an operator has. */
    void requireInputs(int least, int most) {
        if (inputs.size() < least || inputs.size() > most) {
            throw new IllegalArgumentException("it has " + inputs.size() + " inputs");
        }
    }

    private Optional<AttributeProto> take(String name, AttributeType type) {
        AttributeProto attribute = attributes.remove(name);
        if (attribute == null) {
            return Optional.empty();
        }
        if (attribute.getType() != type || !attribute.getRefAttrName().isEmpty()) {
            throw new IllegalArgumentException(
                    "attribute " + name + " is of type " + attribute.getType() + "; expected " + type);
        }
        return Optional.of(attribute);
    }

    boolean has(String name) {
        return attributes.containsKey(name);
    }

    long whole(String name, long otherwise) {
        return take(name, AttributeType.INT).map(AttributeProto::getI).orElse(otherwise);
    }

    float real(String name, float otherwise) {
        return take(name, AttributeType.FLOAT).map(AttributeProto::getF).orElse(otherwise);
    }

    String word(String name, String otherwise) {
        return take(name, AttributeType.STRING)
                .map(attribute -> attribute.getS().toStringUtf8())
                .orElse(otherwise);
    }

    long[] wholes(String name) {
        return take(name, AttributeType.INTS)
                .map(a -> {
                    long[] values = new long[a.getIntsCount()];
                    Arrays.setAll(values, a::getInts);
                    return values;
                })
                .orElse(new long[0]);
    }

    /** Whole numbers that are indices or names of something. */
    int[] indices(String name) {
        return Arrays.stream(wholes(name))
                .mapToInt(value -> {
                    if (value < 0 || value > Integer.MAX_VALUE) {
                        throw new IllegalArgumentException("attribute " + name + " holds " + value);
                    }
                    return (int) value;
                })
                .toArray();
    }

    Optional<AttributeProto> words(String name) {
        return take(name, AttributeType.STRINGS);
    }

    Optional<Tensor> tensor(String name) {
        return take(name, AttributeType.TENSOR).map(attribute -> Tensor.of(attribute.getT()));
    }

    /** Floats, or the doubles of the tensor that may stand in their place. */
    Optional<Tensor> numbers(String name) {
        Optional<AttributeProto> floats = take(name, AttributeType.FLOATS);
        if (floats.isEmpty()) {
            return tensor(name + "_as_tensor");
        }
        double[] values = new double[floats.get().getFloatsCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = floats.get().getFloats(i);
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("attribute " + name + " holds " + values[i]);
            }
        }
        return Optional.of(new Tensor(Type.FLOAT, new int[] {values.length}, values));
    }

    /** Drops attributes that say nothing that matters here. */
    void ignore(String... names) {
        for (String name : names) {
            attributes.remove(name);
        }
    }

    void requireNothingLeft() {
        for (String name : attributes.keySet()) {
            throw new IllegalArgumentException("its attribute " + InputException.quote(name) + " is not known");
        }
    }

    String operator() {
        return operator;
    }
}
