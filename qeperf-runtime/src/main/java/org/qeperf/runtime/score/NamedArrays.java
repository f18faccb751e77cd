package org.qeperf.runtime.score;

import java.util.Map;

/** Arrays of a model file, looked up by name and type. */
final class NamedArrays {

    private NamedArrays() {}

    /** Numbers of a given length, or of any where it is negative. */
    static double[] doubles(Map<String, Object> arrays, String name, int length) {
        if (arrays.get(name) instanceof double[] values && (length < 0 || values.length == length)) {
            return values;
        }
        throw new IllegalArgumentException("there is no array '" + name + "' of numbers"
                + (length < 0 ? "" : " of length " + length) + " among " + arrays.keySet());
    }

    static int[] ints(Map<String, Object> arrays, String name) {
        if (arrays.get(name) instanceof int[] values) {
            return values;
        }
        throw new IllegalArgumentException(
                "there is no array '" + name + "' of whole numbers among " + arrays.keySet());
    }
}
