package org.qeperf.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;

/** Puts a graph together, operator by operator; values are known by their names. Not safe for concurrent use. */
final class GraphWriter {

    private final GraphProto.Builder graph;
    private int values;

    /** A graph with one input of {@code rows x columns} doubles. */
    GraphWriter(String name, String input, int columns) {
        this.graph = GraphProto.newBuilder().setName(name).addInput(value(input, columns));
    }

    /** Ends the graph with one output of {@code rows x 1} doubles. */
    GraphProto finish(String value, String output) {
        graph.addNode(NodeProto.newBuilder()
                .setName(output)
                .setOpType("Identity")
                .addInput(value)
                .addOutput(output));
        return graph.addOutput(value(output, 1)).build();
    }

    private static ValueInfoProto value(String name, int columns) {
        TensorShapeProto shape = TensorShapeProto.newBuilder()
                .addDim(Dimension.newBuilder().setDimParam("rows"))
                .addDim(Dimension.newBuilder().setDimValue(columns))
                .build();
        TypeProto.Tensor type = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.DOUBLE_VALUE)
                .setShape(shape)
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(type))
                .build();
    }

    /** Adds an operator of the main domain and gives the name of its result. */
    String node(String operator, String... inputs) {
        return node("", operator, List.of(inputs), List.of());
    }

    /** Adds an operator with attributes. */
    String node(String domain, String operator, List<String> inputs, List<AttributeProto> attributes) {
        String output = operator.toLowerCase(Locale.ROOT) + "_" + values++;
        NodeProto.Builder node = NodeProto.newBuilder()
                .setName(output)
                .setOpType(operator)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(attributes);
        if (!domain.isEmpty()) {
            node.setDomain(domain);
        }
        graph.addNode(node);
        return output;
    }

    /** Adds a constant of doubles. */
    String constant(double[] numbers, long... shape) {
        return constant(doubles(numbers), shape);
    }

    /** Adds a constant of one double. */
    String constant(double number) {
        return constant(new double[] {number});
    }

    /** Adds a constant of whole numbers in one dimension. */
    String whole(long... numbers) {
        ByteBuffer raw = littleEndian(Long.BYTES * numbers.length);
        for (long number : numbers) {
            raw.putLong(number);
        }
        return constant(tensor(TensorProto.DataType.INT64, raw), numbers.length);
    }

    /** Adds a constant of truth values in one dimension. */
    String truth(boolean[] flags) {
        ByteBuffer raw = littleEndian(flags.length);
        for (boolean flag : flags) {
            raw.put((byte) (flag ? 1 : 0));
        }
        return constant(tensor(TensorProto.DataType.BOOL, raw), flags.length);
    }

    private String constant(TensorProto.Builder tensor, long... shape) {
        String name = "constant_" + values++;
        for (long length : shape) {
            tensor.addDims(length);
        }
        graph.addInitializer(tensor.setName(name));
        return name;
    }

    /** Doubles without a shape. */
    static TensorProto.Builder doubles(double[] numbers) {
        ByteBuffer raw = littleEndian(Double.BYTES * numbers.length);
        for (double number : numbers) {
            raw.putDouble(number);
        }
        return tensor(TensorProto.DataType.DOUBLE, raw);
    }

    /** Numbers that are floats already, without a shape. */
    static TensorProto.Builder floats(double[] numbers) {
        ByteBuffer raw = littleEndian(Float.BYTES * numbers.length);
        for (double number : numbers) {
            raw.putFloat((float) number);
        }
        return tensor(TensorProto.DataType.FLOAT, raw);
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static TensorProto.Builder tensor(TensorProto.DataType type, ByteBuffer raw) {
        return TensorProto.newBuilder().setDataType(type.getNumber()).setRawData(ByteString.copyFrom(raw.array()));
    }

    static AttributeProto attribute(String name, long number) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INT)
                .setI(number)
                .build();
    }

    static AttributeProto attribute(String name, int[] numbers) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
        for (int number : numbers) {
            attribute.addInts(number);
        }
        return attribute.build();
    }

    static AttributeProto attribute(String name, TensorProto tensor) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.TENSOR)
                .setT(tensor)
                .build();
    }
}
