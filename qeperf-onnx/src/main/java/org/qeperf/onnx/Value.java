package org.qeperf.onnx;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A result inside a graph, for one row.
 *
 * @param type what its numbers are
 * @param shape lengths of the dimensions; not copied
 * @param slot where the numbers are while a program runs
 */
record Value(Tensor.Type type, int[] shape, int slot) {

    int size() {
        int size = 1;
        for (int length : shape) {
            size *= length;
        }
        return size;
    }

    int rank() {
        return shape.length;
    }

    /** An axis counted from the first, where the file may count from the last. */
    int axis(long axis) {
        long counted = axis < 0 ? axis + rank() : axis;
        if (counted < 0 || counted >= rank()) {
            throw new IllegalArgumentException("axis " + axis + " of " + describe());
        }
        return (int) counted;
    }

    String describe() {
        return type + Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(" x ", " [", "]"));
    }
}
