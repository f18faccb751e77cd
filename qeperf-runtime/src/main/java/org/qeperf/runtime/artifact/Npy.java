package org.qeperf.runtime.artifact;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One-dimensional arrays in NumPy's file format, version 1.0: magic, version, header length, a Python dictionary, little
 * endian numbers ({@code numpy.lib.format}, NEP 1).
 */
final class Npy {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;
    private static final Pattern HEADER =
            Pattern.compile("\\{'descr': '<(f8|i4|i2)', 'fortran_order': False, 'shape': \\((\\d{1,9}),\\), \\} *\n");

    private Npy() {}

    static byte[] write(Object array) {
        int n = Array.getLength(array);
        String type = array instanceof double[] ? "f8" : array instanceof int[] ? "i4" : "i2";
        int width = type.charAt(1) - '0';
        String dictionary = "{'descr': '<" + type + "', 'fortran_order': False, 'shape': (" + n + ",), }";
        int unpadded = MAGIC.length + 2 + dictionary.length() + 1;
        int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
        byte[] header = (dictionary + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer out = ByteBuffer.allocate(MAGIC.length + 2 + header.length + n * width)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) header.length)
                .put(header);
        if (array instanceof double[] values) {
            out.asDoubleBuffer().put(values);
        } else if (array instanceof int[] values) {
            out.asIntBuffer().put(values);
        } else {
            out.asShortBuffer().put((short[]) array);
        }
        return out.array();
    }

    /** A {@code double[]}, {@code int[]} or {@code short[]}. */
    static Object read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[MAGIC.length];
        if (bytes.length < MAGIC.length + 2) {
            throw new IllegalArgumentException("not an array in NumPy's format");
        }
        in.get(magic);
        int length = Short.toUnsignedInt(in.getShort());
        if (!java.util.Arrays.equals(magic, MAGIC) || length > in.remaining()) {
            throw new IllegalArgumentException("not an array in NumPy's format 1.0");
        }
        byte[] header = new byte[length];
        in.get(header);
        Matcher matcher = HEADER.matcher(new String(header, StandardCharsets.US_ASCII));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("an array that is not one-dimensional <f8, <i4 or <i2");
        }
        String type = matcher.group(1);
        int n = Integer.parseInt(matcher.group(2));
        if (in.remaining() != (long) n * (type.charAt(1) - '0')) {
            throw new IllegalArgumentException("an array of " + n + " numbers in " + in.remaining() + " bytes");
        }
        if (type.equals("f8")) {
            double[] values = new double[n];
            in.asDoubleBuffer().get(values);
            return values;
        }
        if (type.equals("i2")) {
            short[] values = new short[n];
            in.asShortBuffer().get(values);
            return values;
        }
        int[] values = new int[n];
        in.asIntBuffer().get(values);
        return values;
    }
}
