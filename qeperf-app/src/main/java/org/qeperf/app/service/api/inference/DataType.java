package org.qeperf.app.service.api.inference;

import java.nio.ByteBuffer;
import java.util.Optional;

/** The datatypes of the protocol that are numbers. */
enum DataType {
    BOOL(1),
    UINT8(1),
    UINT16(2),
    UINT32(4),
    UINT64(8),
    INT8(1),
    INT16(2),
    INT32(4),
    INT64(8),
    FP16(2),
    BF16(2),
    FP32(4),
    FP64(8);

    private static final double TWO_TO_THE_64 = 0x1p64;

    private final int bytes;

    DataType(int bytes) {
        this.bytes = bytes;
    }

    static Optional<DataType> find(String name) {
        for (DataType type : values()) {
            if (type.name().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Width of an element. */
    int bytes() {
        return bytes;
    }

    boolean isWhole() {
        return this != FP16 && this != BF16 && this != FP32 && this != FP64;
    }

    /** Half-precision numbers have no form in JSON. */
    boolean isBinaryOnly() {
        return this == FP16 || this == BF16;
    }

    /** The next element of a buffer in little-endian order. */
    double read(ByteBuffer in) {
        return switch (this) {
            case BOOL -> in.get() == 0 ? 0 : 1;
            case UINT8 -> in.get() & 0xff;
            case UINT16 -> in.getShort() & 0xffff;
            case UINT32 -> in.getInt() & 0xffffffffL;
            case UINT64 -> unsigned(in.getLong());
            case INT8 -> in.get();
            case INT16 -> in.getShort();
            case INT32 -> in.getInt();
            case INT64 -> in.getLong();
            case FP16 -> half(in.getShort());
            case BF16 -> Float.intBitsToFloat(in.getShort() << 16);
            case FP32 -> in.getFloat();
            case FP64 -> in.getDouble();
        };
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : bits + TWO_TO_THE_64;
    }

    /** IEEE 754 binary16: a sign, five bits of exponent, ten of fraction. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        double size = switch (exponent) {
            case 0 -> Math.scalb((double) fraction, -24);
            case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            default -> Math.scalb((double) (fraction | 0x400), exponent - 25);
        };
        return bits < 0 ? -size : size;
    }
}
