package org.qeperf.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files as other programs write them. Input {@code x}, output {@code y}, both of one type. */
final class OnnxFile {

    final GraphProto.Builder graph = GraphProto.newBuilder().setName("made by hand");
    final Map<String, String> metadata = new LinkedHashMap<>();
    final DataType type;
    long operators = 13;
    long mlOperators = 3;

    OnnxFile(DataType type) {
        this(type, type);
    }

    OnnxFile(DataType type, DataType out) {
        this.type = type;
        graph.addInput(value("x", type, Examples.COLUMNS)).addOutput(value("y", out, 1));
        String rows = "100.0 -4.0 1.0 1000.0";
        metadata.put("qeperf.format", "1");
        metadata.put("qeperf.name", "by-hand");
        metadata.put("qeperf.version", "1");
        metadata.put("qeperf.schema", Examples.SCHEMA.name());
        metadata.put("qeperf.fingerprint", Examples.SCHEMA.fingerprint());
        metadata.put("qeperf.target", "seconds_per_scf_iteration");
        metadata.put("qeperf.unit", "s");
        metadata.put("qeperf.interval_level", "0.9");
        metadata.put("qeperf.interval_factor", "1.5");
        metadata.put("qeperf.lowest", rows);
        metadata.put("qeperf.highest", "200000.0 6.0 64.0 1.0E12");
    }

    static ValueInfoProto value(String name, DataType type, long columns) {
        TensorShapeProto shape = TensorShapeProto.newBuilder()
                .addDim(Dimension.newBuilder().setDimParam("N"))
                .addDim(Dimension.newBuilder().setDimValue(columns))
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(shape)))
                .build();
    }

    OnnxFile node(String operator, String output, String inputs, AttributeProto... attributes) {
        return node("", operator, output, inputs, attributes);
    }

    OnnxFile node(String domain, String operator, String output, String inputs, AttributeProto... attributes) {
        NodeProto.Builder node = NodeProto.newBuilder()
                .setOpType(operator)
                .setDomain(domain)
                .addOutput(output)
                .addAllAttribute(Arrays.asList(attributes));
        if (!inputs.isEmpty()) {
            node.addAllInput(List.of(inputs.split(" ")));
        }
        graph.addNode(node);
        return this;
    }

    /** A constant of the type of the rows. */
    OnnxFile real(String name, List<Integer> shape, double... numbers) {
        graph.addInitializer(tensor(type, shape, numbers).setName(name));
        return this;
    }

    OnnxFile whole(String name, long... numbers) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setDataType(DataType.INT64.getNumber()).addDims(numbers.length);
        Arrays.stream(numbers).forEach(tensor::addInt64Data);
        graph.addInitializer(tensor.setName(name));
        return this;
    }

    static TensorProto.Builder tensor(DataType type, List<Integer> shape, double... numbers) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(type.getNumber());
        shape.forEach(tensor::addDims);
        for (double number : numbers) {
            switch (type) {
                case DOUBLE -> tensor.addDoubleData(number);
                case FLOAT -> tensor.addFloatData((float) number);
                case INT64 -> tensor.addInt64Data((long) number);
                default -> tensor.addInt32Data((int) number);
            }
        }
        return tensor;
    }

    static AttributeProto ints(String name, long... numbers) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
        Arrays.stream(numbers).forEach(attribute::addInts);
        return attribute.build();
    }

    static AttributeProto floats(String name, double... numbers) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOATS);
        Arrays.stream(numbers).forEach(number -> attribute.addFloats((float) number));
        return attribute.build();
    }

    static AttributeProto real(String name, double number) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.FLOAT)
                .setF((float) number)
                .build();
    }

    static AttributeProto doubles(String name, double... numbers) {
        return GraphWriter.attribute(
                name, tensor(DataType.DOUBLE, List.of(numbers.length), numbers).build());
    }

    static AttributeProto word(String name, String word) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(word))
                .build();
    }

    static AttributeProto words(String name, String... words) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeType.STRINGS);
        Arrays.stream(words).forEach(word -> attribute.addStrings(ByteString.copyFromUtf8(word)));
        return attribute.build();
    }

    ModelProto.Builder build() {
        ModelProto.Builder file = ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(operators))
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(mlOperators))
                .setGraph(graph);
        metadata.forEach((key, value) -> file.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return file;
    }

    byte[] bytes() {
        return build().build().toByteArray();
    }
}
