package org.qeperf.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.qeperf.api.InputException;

/**
 * Numbers of a file with their shape, all finite.
 *
 * @param type what they are
 * @param shape lengths of the dimensions
 * @param values the numbers, row-major; not copied
 */
record Tensor(Type type, int[] shape, double[] values) {

    /** What numbers are. Each value of these types that is read here is a double too. */
    enum Type {
        FLOAT(TensorProto.DataType.FLOAT, Float.BYTES),
        DOUBLE(TensorProto.DataType.DOUBLE, Double.BYTES),
        INT64(TensorProto.DataType.INT64, Long.BYTES),
        INT32(TensorProto.DataType.INT32, Integer.BYTES),
        UINT8(TensorProto.DataType.UINT8, Byte.BYTES),
        BOOL(TensorProto.DataType.BOOL, Byte.BYTES);

        private final TensorProto.DataType code;
        private final int bytes;

        Type(TensorProto.DataType code, int bytes) {
            this.code = code;
            this.bytes = bytes;
        }

        static Type of(long code) {
            return Arrays.stream(values())
                    .filter(type -> type.code.getNumber() == code)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "numbers of type " + code + " are not read; known are " + List.of(values())));
        }

        boolean isReal() {
            return this == FLOAT || this == DOUBLE;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whole numbers beyond this have neighbours that a double cannot tell from them. */
    private static final long LARGEST_WHOLE = 1L << 53;

    static Tensor of(TensorProto tensor) {
        Type type = Type.of(tensor.getDataType());
        if (tensor.getDataLocation() != TensorProto.DataLocation.DEFAULT || tensor.getExternalDataCount() > 0) {
            throw new IllegalArgumentException(
                    "tensor " + InputException.quote(tensor.getName()) + " lies in another file");
        }
        long size = 1;
        int[] shape = new int[tensor.getDimsCount()];
        for (int i = 0; i < shape.length; i++) {
            long length = tensor.getDims(i);
            if (length < 0 || length > Program.MOST_NUMBERS || size * length > Program.MOST_NUMBERS) {
                throw new IllegalArgumentException(
                        "tensor " + InputException.quote(tensor.getName()) + " is too large");
            }
            shape[i] = (int) length;
            size *= length;
        }
        if (size == 0 && shape.length > 1) {
            throw new IllegalArgumentException("tensor " + InputException.quote(tensor.getName()) + " is empty");
        }
        double[] values = tensor.hasRawData() ? raw(tensor, type, (int) size) : listed(tensor, type, (int) size);
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "tensor " + InputException.quote(tensor.getName()) + " holds " + value);
            }
        }
        return new Tensor(type, shape, values);
    }

    private static double[] raw(TensorProto tensor, Type type, int size) {
        requireSize(tensor, (long) size * type.bytes, tensor.getRawData().size(), "bytes");
        ByteBuffer raw = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = switch (type) {
                case FLOAT -> raw.getFloat();
                case DOUBLE -> raw.getDouble();
                case INT64 -> whole(raw.getLong());
                case INT32 -> raw.getInt();
                case UINT8, BOOL -> raw.get() & 0xff;
            };
        }
        return values;
    }

    private static double[] listed(TensorProto tensor, Type type, int size) {
        int count = switch (type) {
            case FLOAT -> tensor.getFloatDataCount();
            case DOUBLE -> tensor.getDoubleDataCount();
            case INT64 -> tensor.getInt64DataCount();
            case INT32, UINT8, BOOL -> tensor.getInt32DataCount();
        };
        requireSize(tensor, size, count, "numbers");
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = switch (type) {
                case FLOAT -> tensor.getFloatData(i);
                case DOUBLE -> tensor.getDoubleData(i);
                case INT64 -> whole(tensor.getInt64Data(i));
                case INT32, UINT8, BOOL -> tensor.getInt32Data(i);
            };
        }
        return values;
    }

    private static void requireSize(TensorProto tensor, long expected, long found, String what) {
        if (found != expected) {
            throw new IllegalArgumentException("tensor " + InputException.quote(tensor.getName()) + " has " + found
                    + " " + what + " where its shape asks for " + expected);
        }
    }

    private static double whole(long value) {
        if (value > LARGEST_WHOLE || value < -LARGEST_WHOLE) {
            throw new IllegalArgumentException("a whole number is " + value);
        }
        return value;
    }
}
