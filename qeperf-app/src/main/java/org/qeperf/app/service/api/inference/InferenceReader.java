package org.qeperf.app.service.api.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.qeperf.api.InputException;
import org.qeperf.app.service.http.Problem;
import org.qeperf.app.service.http.Request;

/** Reads requests straight into arrays: JSON, and tensors in bytes behind it. Members that it does not know are passed over. */
final class InferenceReader {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private static final String LENGTH = "inference-header-content-length";
    private static final int MOST_INPUTS = 1000;
    private static final int MOST_OUTPUTS = 100;
    private static final int MOST_NAMES = 20_000;
    private static final int MOST_NUMBERS = 4 << 20;

    private final List<InputTensor> inputs = new ArrayList<>();
    private final Map<String, Optional<Boolean>> outputs = new LinkedHashMap<>();
    private final Count inputCount = new Count(MOST_INPUTS, "inputs");
    private final Count outputCount = new Count(MOST_OUTPUTS, "outputs");
    private final Count numbers = new Count(MOST_NUMBERS, "numbers");
    private Optional<String> id = Optional.empty();
    private OptionalDouble level = OptionalDouble.empty();
    private boolean binary;

    private InferenceReader() {}

    /** Refuses a body of nothing but names of members, which are all kept to find those that stand twice. */
    private static final class FewNames extends JsonParserDelegate {

        private final Count names = new Count(MOST_NAMES, "members");

        FewNames(JsonParser in) {
            super(in);
        }

        @Override
        public @Nullable JsonToken nextToken() throws IOException {
            JsonToken token = delegate.nextToken();
            if (token == JsonToken.FIELD_NAME) {
                names.add(1);
            }
            return token;
        }

        @Override
        public JsonParser skipChildren() throws IOException {
            int depth = isOpening(currentToken()) ? 1 : 0;
            while (depth > 0) {
                JsonToken token = nextToken();
                depth += isOpening(token) ? 1 : 0;
                depth -= token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY ? 1 : 0;
            }
            return this;
        }

        private static boolean isOpening(@Nullable JsonToken token) {
            return token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
        }
    }

    /** A member of an object, of which the value is the parser's current token. */
    @FunctionalInterface
    interface Member {
        void read(String name, JsonParser in) throws IOException;
    }

    static InferenceRequest read(Request request) {
        byte[] body = request.body();
        int json = jsonLength(request);
        InferenceReader reader = new InferenceReader();
        try (JsonParser in = new FewNames(FACTORY.createParser(body, 0, json))) {
            in.nextToken();
            object("the body", in, reader::member);
            if (in.nextToken() != null) {
                throw InputTensor.wrong("something follows the JSON object; expected nothing, or "
                        + "Inference-Header-Content-Length and binary data");
            }
        } catch (JsonProcessingException e) {
            throw InputTensor.wrong("line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ": this is not JSON; expected a request for inference");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reader.request(ByteBuffer.wrap(body, json, body.length - json).order(ByteOrder.LITTLE_ENDIAN));
    }

    private static int jsonLength(Request request) {
        int length = request.body().length;
        Optional<String> header = request.header(LENGTH);
        if (header.isEmpty()) {
            return length;
        }
        try {
            int json = Integer.parseInt(header.get().strip());
            if (json >= 0 && json <= length) {
                return json;
            }
        } catch (NumberFormatException e) {
            throw noLength(header.get(), length);
        }
        throw noLength(header.get(), length);
    }

    private static Problem noLength(String header, int length) {
        return InputTensor.wrong("Inference-Header-Content-Length is " + InputException.quote(header)
                + "; expected a whole number from 0 to " + length + ", the length of the body");
    }

    private InferenceRequest request(ByteBuffer rest) {
        if (inputs.isEmpty()) {
            throw InputTensor.wrong("inputs is missing or empty; expected at least one input");
        }
        inputs.forEach(input -> input.readBinary(rest));
        if (rest.hasRemaining()) {
            throw InputTensor.wrong(rest.remaining() + " bytes follow the inputs; expected none");
        }
        return new InferenceRequest(
                id, level, inputs.stream().map(InputTensor::tensor).toList(), outputs, binary);
    }

    private void member(String name, JsonParser in) throws IOException {
        switch (name) {
            case "id" -> id = Optional.of(text("id", in));
            case "parameters" -> object("parameters", in, this::parameter);
            case "inputs" ->
                array("inputs", in, () -> {
                    inputCount.add(1);
                    InputTensor input = new InputTensor(numbers);
                    object("an input", in, input::member);
                    inputs.add(input);
                });
            case "outputs" -> array("outputs", in, () -> output(in));
            default -> in.skipChildren();
        }
    }

    private void parameter(String name, JsonParser in) throws IOException {
        switch (name) {
            case "level" -> {
                if (!in.currentToken().isNumeric()) {
                    throw InputTensor.wrong(
                            "level is " + InputException.quote(in.getText()) + "; expected a number such as 0.9");
                }
                level = OptionalDouble.of(in.getDoubleValue());
            }
            case "binary_data_output" -> binary = truth(name, in);
            default -> in.skipChildren();
        }
    }

    private void output(JsonParser in) throws IOException {
        outputCount.add(1);
        String[] name = {""};
        List<Boolean> wish = new ArrayList<>();
        object("an output", in, (member, value) -> {
            switch (member) {
                case "name" -> name[0] = text("name of an output", value);
                case "parameters" ->
                    object("parameters of an output", value, (parameter, v) -> {
                        if (parameter.equals("binary_data")) {
                            wish.add(truth(parameter, v));
                        } else {
                            v.skipChildren();
                        }
                    });
                default -> value.skipChildren();
            }
        });
        outputs.put(name[0], wish.stream().findFirst());
    }

    /** Something that reads one element of an array. */
    @FunctionalInterface
    private interface Element {
        void read() throws IOException;
    }

    private static void array(String what, JsonParser in, Element element) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw InputTensor.wrong(what + " is " + InputException.quote(in.getText()) + "; expected an array");
        }
        while (in.nextToken() != JsonToken.END_ARRAY) {
            element.read();
        }
    }

    static void object(String what, JsonParser in, Member member) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            String found = in.currentToken() == null ? "empty" : InputException.quote(in.getText());
            throw InputTensor.wrong(what + " is " + found + "; expected a JSON object");
        }
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            member.read(name, in);
        }
    }

    static String text(String what, JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw InputTensor.wrong(what + " is " + InputException.quote(in.getText()) + "; expected text");
        }
        return in.getText();
    }

    static int whole(String what, JsonParser in) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            double number = in.getDoubleValue();
            if (number >= 0 && number <= Integer.MAX_VALUE) {
                return (int) number;
            }
        }
        throw InputTensor.wrong(what + " has " + InputException.quote(in.getText())
                + "; expected a whole number from 0 to " + Integer.MAX_VALUE);
    }

    private static boolean truth(String what, JsonParser in) throws IOException {
        if (!in.currentToken().isBoolean()) {
            throw InputTensor.wrong(what + " is " + InputException.quote(in.getText()) + "; expected true or false");
        }
        return in.getBooleanValue();
    }
}
