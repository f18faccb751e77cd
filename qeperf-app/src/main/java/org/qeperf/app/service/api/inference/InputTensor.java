package org.qeperf.app.service.api.inference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.qeperf.api.InputException;
import org.qeperf.app.service.http.Problem;

/** One input, member by member as it comes: its data may stand before its shape. */
final class InputTensor {

    private static final String WRONG = "The request is wrong";

    private static final int FIRST = 64;
    private static final int MOST_AT_FIRST = 1024;

    private final Count numbers;

    private String name = "";
    private String type = "";
    private long @Nullable [] shape;
    private OptionalInt binarySize = OptionalInt.empty();
    private double[] values = new double[0];
    private boolean hasData;
    private int size;
    private int depthOfNumbers;
    private int lengthOfRows;
    private boolean fractions;
    private boolean truths;

    InputTensor(Count numbers) {
        this.numbers = numbers;
    }

    static Problem wrong(String detail) {
        return new Problem(400, WRONG, detail);
    }

    void member(String member, JsonParser in) throws IOException {
        switch (member) {
            case "name" -> name = InferenceReader.text("name of an input", in);
            case "datatype" -> type = InferenceReader.text("datatype of " + described(), in);
            case "shape" -> shape = readShape(in);
            case "parameters" -> InferenceReader.object("parameters of " + described(), in, this::parameter);
            case "data" -> readData(in);
            default -> in.skipChildren();
        }
    }

    private void parameter(String parameter, JsonParser in) throws IOException {
        if (parameter.equals("binary_data_size")) {
            binarySize = OptionalInt.of(InferenceReader.whole("binary_data_size of " + described(), in));
        } else {
            in.skipChildren();
        }
    }

    private String described() {
        return "input " + InputException.quote(name);
    }

    private long[] readShape(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw wrong("shape of " + described() + " is no array; expected one or two whole numbers");
        }
        long[] read = new long[2];
        int n = 0;
        while (in.nextToken() != JsonToken.END_ARRAY) {
            int number = InferenceReader.whole("shape of " + described(), in);
            if (n == read.length) {
                throw wrong("shape of " + described() + " has more than two numbers; expected rows, or rows and"
                        + " columns");
            }
            read[n++] = number;
        }
        if (n == 0) {
            throw wrong("shape of " + described() + " is empty; expected rows, or rows and columns");
        }
        return Arrays.copyOf(read, n);
    }

    private void readData(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw wrong("data of " + described() + " is no array; expected numbers, flat or in rows");
        }
        hasData = true;
        int depth = 1;
        int rowStart = 0;
        while (depth > 0) {
            JsonToken token = in.nextToken();
            switch (token) {
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                    fractions |= token == JsonToken.VALUE_NUMBER_FLOAT;
                    add(in.getDoubleValue(), depth);
                }
                case VALUE_TRUE, VALUE_FALSE -> {
                    truths = true;
                    add(token == JsonToken.VALUE_TRUE ? 1 : 0, depth);
                }
                case START_ARRAY -> {
                    depth++;
                    rowStart = size;
                    if (depth > 2) {
                        throw wrong("data of " + described() + " has more than two dimensions; expected rows of"
                                + " numbers");
                    }
                }
                case END_ARRAY -> {
                    depth--;
                    if (depth == 1) {
                        endRow(size - rowStart);
                    }
                }
                default ->
                    throw wrong("element " + size + " of data of " + described() + " is "
                            + InputException.quote(in.getText()) + "; expected a number");
            }
        }
        values = Arrays.copyOf(values, size);
    }

    /** Room for the first numbers: what a shape says costs little to say. */
    private int expected() {
        long[] known = shape;
        long product = known == null ? FIRST : Arrays.stream(known).reduce(1, (a, b) -> a * b);
        return (int) Math.max(1, Math.min(product, MOST_AT_FIRST));
    }

    private void add(double value, int depth) {
        if (depthOfNumbers != depth && size > 0) {
            throw wrong("data of " + described() + " has rows beside numbers; expected rows of numbers or numbers");
        }
        depthOfNumbers = depth;
        if (size == values.length) {
            values = Arrays.copyOf(values, size == 0 ? expected() : 2 * size);
        }
        numbers.add(1);
        values[size++] = value;
    }

    private void endRow(int length) {
        if (lengthOfRows != 0 && length != lengthOfRows || length == 0 || depthOfNumbers == 1) {
            throw wrong(
                    "data of " + described() + " has a row of " + length + " numbers; expected rows of equal length");
        }
        lengthOfRows = length;
    }

    /** Takes what follows the JSON, where the input says that its data is there. */
    void readBinary(ByteBuffer rest) {
        if (binarySize.isEmpty()) {
            return;
        }
        DataType known = type();
        int bytes = binarySize.getAsInt();
        if (hasData) {
            throw wrong(described() + " has data and binary_data_size; expected one of them");
        }
        if (bytes > rest.remaining() || bytes % known.bytes() != 0) {
            throw wrong("binary_data_size of " + described() + " is " + bytes + ", " + rest.remaining()
                    + " bytes are left; expected no more, and a multiple of " + known.bytes());
        }
        numbers.add(bytes / known.bytes());
        values = new double[bytes / known.bytes()];
        for (int i = 0; i < values.length; i++) {
            values[i] = known.read(rest);
        }
        size = values.length;
        hasData = true;
    }

    private DataType type() {
        return DataType.find(type)
                .orElseThrow(() -> wrong("datatype of " + described() + " is " + InputException.quote(type)
                        + "; expected one of " + String.join(", ", names())));
    }

    private static String[] names() {
        return Arrays.stream(DataType.values()).map(Enum::name).toArray(String[]::new);
    }

    /** The whole input, checked. */
    Tensor tensor() {
        DataType known = type();
        long[] sides = shape;
        if (sides == null) {
            throw wrong(described() + " has no shape; expected rows, or rows and columns");
        }
        if (!hasData) {
            throw wrong(described() + " has no data; expected numbers");
        }
        if (binarySize.isEmpty() && known.isBinaryOnly()) {
            throw wrong(described() + " has data of " + known + " in JSON; expected binary data");
        }
        if (fractions && known.isWhole()) {
            throw wrong(described() + " has fractions or exponents in data of " + known + "; expected whole numbers");
        }
        if (truths && known != DataType.BOOL) {
            throw wrong(described() + " has truth values in data of " + known + "; expected numbers");
        }
        long product = Arrays.stream(sides).reduce(1, (a, b) -> a * b);
        long columns = sides.length == 2 ? sides[1] : 1;
        boolean nested = lengthOfRows > 0;
        if (product != size || nested && (sides.length != 2 || lengthOfRows != columns)) {
            throw wrong("shape of " + described() + " is " + Arrays.toString(sides) + ", data has " + size + " numbers"
                    + (nested ? " in rows of " + lengthOfRows : "") + "; expected as many");
        }
        requireFinite();
        return new Tensor(name, known, (int) sides[0], (int) columns, sides.length == 1, values);
    }

    private void requireFinite() {
        for (int i = 0; i < size; i++) {
            if (!Double.isFinite(values[i])) {
                throw wrong("element " + i + " of data of " + described() + " is " + values[i]
                        + "; expected a finite number");
            }
        }
    }
}
