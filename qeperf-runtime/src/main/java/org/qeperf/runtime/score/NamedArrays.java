package org.qeperf.runtime.score;

import java.util.LinkedHashMap;
import java.util.Map;

/** Arrays and words of a model file, looked up by name and type. */
record NamedArrays(Map<String, Object> arrays, Map<String, String> words) {

    boolean has(String name) {
        return arrays.containsKey(name);
    }

    /** Those whose names begin with a prefix, without it. */
    NamedArrays part(String prefix) {
        return new NamedArrays(part(arrays, prefix), part(words, prefix));
    }

    private static <T> Map<String, T> part(Map<String, T> all, String prefix) {
        Map<String, T> part = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), value);
            }
        });
        return part;
    }

    double[] doubles(String name) {
        if (arrays.get(name) instanceof double[] values) {
            return values;
        }
        throw new IllegalArgumentException("there is no array '" + name + "' of numbers among " + arrays.keySet());
    }

    /** Numbers of a given length. */
    double[] doubles(String name, int length) {
        double[] values = doubles(name);
        if (values.length != length) {
            throw new IllegalArgumentException(
                    "there is no array '" + name + "' of numbers of length " + length + " among " + arrays.keySet());
        }
        return values;
    }

    int[] ints(String name) {
        if (arrays.get(name) instanceof int[] values) {
            return values;
        }
        throw new IllegalArgumentException(
                "there is no array '" + name + "' of whole numbers among " + arrays.keySet());
    }

    int[] ints(String name, int length) {
        int[] values = ints(name);
        if (values.length != length) {
            throw new IllegalArgumentException("there is no array '" + name + "' of whole numbers of length " + length
                    + " among " + arrays.keySet());
        }
        return values;
    }

    short[] shorts(String name) {
        if (arrays.get(name) instanceof short[] values) {
            return values;
        }
        throw new IllegalArgumentException(
                "there is no array '" + name + "' of short whole numbers among " + arrays.keySet());
    }

    String word(String name) {
        String word = words.get(name);
        if (word == null) {
            throw new IllegalArgumentException("there is no word '" + name + "'");
        }
        return word;
    }
}
