package org.qeperf.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.Type;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/**
 * Walks over the bytes of a file before anything is built from them, and refuses what would become much larger in memory
 * than it is on disk: an empty message takes two bytes there and a hundred here.
 */
final class SizeGuard {

    static final int MOST_TEXTS = 2_000_000;
    static final int MOST_MESSAGES = 200_000;
    static final int MOST_NUMBERS = 16_000_000;
    static final int MOST_UNKNOWN = 1000;
    static final int DEEPEST = 16;

    private int texts;
    private int messages;
    private int numbers;
    private int unknown;

    private SizeGuard() {}

    /**
     * Walks over a file.
     *
     * @throws IOException if it is not a message
     * @throws IllegalArgumentException if it holds too much
     */
    static void check(byte[] bytes) throws IOException {
        new SizeGuard().walk(CodedInputStream.newInstance(bytes), ModelProto.getDescriptor(), 0);
    }

    private void walk(CodedInputStream in, Descriptor message, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("messages lie more than " + DEEPEST + " deep");
        }
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            FieldDescriptor field = message.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
            boolean delimited = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
            if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_START_GROUP) {
                throw new IllegalArgumentException("groups are not read");
            }
            if (field == null || !fits(field, WireFormat.getTagWireType(tag))) {
                unknown = counted(unknown, MOST_UNKNOWN, "unknown fields");
                in.skipField(tag);
            } else if (delimited && field.getType() == Type.MESSAGE) {
                messages = counted(messages, MOST_MESSAGES, "messages");
                int outer = in.pushLimit(in.readRawVarint32());
                walk(in, field.getMessageType(), depth + 1);
                in.checkLastTagWas(0);
                in.popLimit(outer);
            } else if (delimited && (field.getType() == Type.STRING || field.getType() == Type.BYTES)) {
                texts = counted(texts, MOST_TEXTS, "texts");
                in.skipField(tag);
            } else if (delimited) {
                int outer = in.pushLimit(in.readRawVarint32());
                int each = 1 << 3 | field.getLiteType().getWireType();
                while (!in.isAtEnd()) {
                    numbers = counted(numbers, MOST_NUMBERS, "numbers");
                    in.skipField(each);
                }
                in.popLimit(outer);
            } else {
                numbers = counted(numbers, MOST_NUMBERS, "numbers");
                in.skipField(tag);
            }
        }
    }

    /** Whether the parser takes a field so; what it does not take it keeps as unknown. */
    private static boolean fits(FieldDescriptor field, int wireType) {
        return wireType == field.getLiteType().getWireType()
                || field.isPackable() && wireType == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    private static int counted(int before, int most, String what) {
        if (before == most) {
            throw new IllegalArgumentException("there are more than " + most + " " + what);
        }
        return before + 1;
    }
}
