package org.qeperf.runtime.artifact;

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
            Pattern.compile("\\{'descr': '<(f8|i4)', 'fortran_order': False, 'shape': \\((\\d{1,9}),\\), \\} *\n");

    private Npy() {}

    static byte[] write(Object array) {
        boolean real = array instanceof double[];
        int n = real ? ((double[]) array).length : ((int[]) array).length;
        String dictionary =
                "{'descr': '<" + (real ? "f8" : "i4") + "', 'fortran_order': False, 'shape': (" + n + ",), }";
        int unpadded = MAGIC.length + 2 + dictionary.length() + 1;
        int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
        byte[] header = (dictionary + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer out = ByteBuffer.allocate(MAGIC.length + 2 + header.length + n * (real ? 8 : 4))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) header.length)
                .put(header);
        if (real) {
            for (double x : (double[]) array) {
                out.putDouble(x);
            }
        } else {
            for (int x : (int[]) array) {
                out.putInt(x);
            }
        }
        return out.array();
    }

    /** A {@code double[]} or {@code int[]}. */
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
            throw new IllegalArgumentException("an array that is not one-dimensional <f8 or <i4");
        }
        boolean real = matcher.group(1).equals("f8");
        int n = Integer.parseInt(matcher.group(2));
        if (in.remaining() != (long) n * (real ? 8 : 4)) {
            throw new IllegalArgumentException("an array of " + n + " numbers in " + in.remaining() + " bytes");
        }
        if (real) {
            double[] values = new double[n];
            in.asDoubleBuffer().get(values);
            return values;
        }
        int[] values = new int[n];
        in.asIntBuffer().get(values);
        return values;
    }
}
