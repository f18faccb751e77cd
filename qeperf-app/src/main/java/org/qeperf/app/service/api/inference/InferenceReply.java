package org.qeperf.app.service.api.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.predict.ModelId;
import org.qeperf.app.service.http.Reply;

/** Writes what a model said. */
final class InferenceReply {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private static final String BINARY = "application/octet-stream";
    private static final int NUMBER_BYTES = 20;

    private InferenceReply() {}

    static Reply of(ModelId model, InferenceRequest request, Map<String, double[]> outputs) {
        int numbers =
                outputs.values().stream().mapToInt(values -> values.length).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream(NUMBER_BYTES * numbers + 512);
        int json;
        boolean anyBinary = false;
        try {
            try (JsonGenerator to = FACTORY.createGenerator(out)) {
                to.writeStartObject();
                to.writeStringField("model_name", model.name());
                to.writeStringField("model_version", model.version());
                if (request.id().isPresent()) {
                    to.writeStringField("id", request.id().get());
                }
                to.writeArrayFieldStart("outputs");
                for (Map.Entry<String, double[]> output : outputs.entrySet()) {
                    boolean binary = isBinary(request, output.getKey());
                    anyBinary |= binary;
                    output(output.getKey(), output.getValue(), binary, to);
                }
                to.writeEndArray();
                to.writeEndObject();
            }
            json = out.size();
            for (Map.Entry<String, double[]> output : outputs.entrySet()) {
                if (isBinary(request, output.getKey())) {
                    out.write(bytes(output.getValue()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return anyBinary
                ? new Reply(
                        200,
                        BINARY,
                        out.toByteArray(),
                        Map.of("Inference-Header-Content-Length", Integer.toString(json)))
                : new Reply(200, Reply.JSON, out.toByteArray(), Map.of());
    }

    private static boolean isBinary(InferenceRequest request, String output) {
        return request.outputs().getOrDefault(output, Optional.empty()).orElse(request.binary());
    }

    private static void output(String name, double[] values, boolean binary, JsonGenerator to) throws IOException {
        to.writeStartObject();
        to.writeStringField("name", name);
        to.writeStringField("datatype", DataType.FP64.name());
        to.writeArrayFieldStart("shape");
        to.writeNumber(values.length);
        to.writeEndArray();
        if (binary) {
            to.writeObjectFieldStart("parameters");
            to.writeNumberField("binary_data_size", Double.BYTES * values.length);
            to.writeEndObject();
        } else {
            to.writeFieldName("data");
            to.writeArray(values, 0, values.length);
        }
        to.writeEndObject();
    }

    private static byte[] bytes(double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        return bytes.array();
    }
}
