package org.qeperf.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.qeperf.onnx.Program.Step;

/** Operators that only move numbers. */
final class Shapes {

    /** Takes each element from somewhere: element {@code index[i]} of the source {@code from[i]}. */
    private record Pick(int[] inputs, int[] from, int[] index, int output) implements Step {
        @Override
        public void run(double[][] slots) {
            double[] out = slots[output];
            for (int i = 0; i < out.length; i++) {
                out[i] = slots[inputs[from[i]]][index[i]];
            }
        }
    }

    private Shapes() {}

    private static Value pick(Program.Builder program, List<Value> sources, int[] from, int[] index, int[] shape) {
        Value result = program.room(sources.get(0).type(), shape);
        int[] inputs = sources.stream().mapToInt(Value::slot).toArray();
        return program.add(new Pick(inputs, from, index, result.slot()), result.size(), result);
    }

    static Value reshape(Program.Builder program, Value x, long[] wanted) {
        int[] shape = new int[wanted.length];
        int open = -1;
        long known = 1;
        for (int i = 0; i < shape.length; i++) {
            long length = wanted[i] == 0 && i < x.rank() ? x.shape()[i] : wanted[i];
            if (length == -1 && open < 0) {
                open = i;
                continue;
            }
            if (length < 0 || length > Program.MOST_NUMBERS || known * length > Program.MOST_NUMBERS) {
                throw new IllegalArgumentException("a shape of " + Arrays.toString(wanted) + " for " + x.describe());
            }
            shape[i] = (int) length;
            known *= length;
        }
        if (open >= 0 && known > 0) {
            shape[open] = (int) (x.size() / known);
        }
        return program.view(x, x.type(), shape);
    }

    static Value unsqueeze(Program.Builder program, Value x, long[] axes) {
        Value longer = new Value(x.type(), new int[x.rank() + axes.length], x.slot());
        int[] added =
                Arrays.stream(axes).mapToInt(longer::axis).sorted().distinct().toArray();
        if (added.length != axes.length) {
            throw new IllegalArgumentException("an axis stands twice in " + Arrays.toString(axes));
        }
        int[] shape = new int[longer.rank()];
        int next = 0;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = Arrays.binarySearch(added, i) >= 0 ? 1 : x.shape()[next++];
        }
        return program.view(x, x.type(), shape);
    }

    /** Leaves out the axes given, or all of length 1 where none is. */
    static Value squeeze(Program.Builder program, Value x, long[] axes) {
        int[] removed = axes.length == 0
                ? IntStream.range(0, x.rank()).filter(i -> x.shape()[i] == 1).toArray()
                : Arrays.stream(axes).mapToInt(x::axis).sorted().toArray();
        int[] shape = IntStream.range(0, x.rank())
                .filter(i -> Arrays.binarySearch(removed, i) < 0)
                .map(i -> x.shape()[i])
                .toArray();
        return program.view(x, x.type(), shape);
    }

    static Value gather(Program.Builder program, Value x, Value indices, long whichAxis) {
        int axis = x.axis(whichAxis);
        long[] wanted = program.whole(indices);
        int length = x.shape()[axis];
        int[] shape = new int[x.rank() - 1 + indices.rank()];
        System.arraycopy(x.shape(), 0, shape, 0, axis);
        System.arraycopy(indices.shape(), 0, shape, axis, indices.rank());
        System.arraycopy(x.shape(), axis + 1, shape, axis + indices.rank(), x.rank() - axis - 1);
        int inner = size(x.shape(), axis + 1, x.rank());
        int outer = size(x.shape(), 0, axis);
        int[] index = new int[Program.Builder.size(shape)];
        int at = 0;
        for (int o = 0; o < outer; o++) {
            for (long w : wanted) {
                long counted = w < 0 ? w + length : w;
                if (counted < 0 || counted >= length) {
                    throw new IllegalArgumentException("index " + w + " on axis " + axis + " of " + x.describe());
                }
                for (int i = 0; i < inner; i++) {
                    index[at++] = (o * length + (int) counted) * inner + i;
                }
            }
        }
        return pick(program, List.of(x), new int[index.length], index, shape);
    }

    static Value concat(Program.Builder program, List<Value> parts, long whichAxis) {
        Value first = parts.get(0);
        int axis = first.axis(whichAxis);
        int[] shape = first.shape().clone();
        shape[axis] = 0;
        for (Value part : parts) {
            int[] other = part.shape().clone();
            if (part.rank() == first.rank()) {
                other[axis] = first.shape()[axis];
            }
            if (part.type() != first.type() || !Arrays.equals(other, first.shape())) {
                throw new IllegalArgumentException(part.describe() + " and " + first.describe() + " make no whole");
            }
            shape[axis] = Math.addExact(shape[axis], part.shape()[axis]);
        }
        int size = Program.Builder.size(shape);
        int[] from = new int[size];
        int[] index = new int[size];
        int at = 0;
        for (int o = 0; o < size(shape, 0, axis); o++) {
            for (int p = 0; p < parts.size(); p++) {
                int run = size(parts.get(p).shape(), axis, first.rank());
                for (int i = 0; i < run; i++) {
                    from[at] = p;
                    index[at++] = o * run + i;
                }
            }
        }
        return pick(program, parts, from, index, shape);
    }

    static Value transpose(Program.Builder program, Value x, long[] order) {
        int rank = x.rank();
        int[] axes = order.length == 0
                ? IntStream.range(0, rank).map(i -> rank - 1 - i).toArray()
                : Arrays.stream(order).mapToInt(x::axis).toArray();
        if (Arrays.stream(axes).distinct().count() != rank || axes.length != rank) {
            throw new IllegalArgumentException("axes " + Arrays.toString(order) + " of " + x.describe());
        }
        int[] strides =
                Arrays.stream(axes).map(axis -> size(x.shape(), axis + 1, rank)).toArray();
        int[] shape = Arrays.stream(axes).map(axis -> x.shape()[axis]).toArray();
        int[] index = Elementwise.walk(shape, strides);
        return pick(program, List.of(x), new int[index.length], index, shape);
    }

    /** The one where the condition holds, the other where it does not. */
    static Value where(Program.Builder program, Value condition, Value one, Value other) {
        if (one.type() != other.type()) {
            throw new IllegalArgumentException("a choice between " + one.describe() + " and " + other.describe());
        }
        double[] holds = program.numbers(condition);
        int[] shape = Elementwise.broadcast(condition.shape(), Elementwise.broadcast(one.shape(), other.shape()));
        int size = Program.Builder.size(shape);
        int[] ofCondition = Elementwise.indices(condition.shape(), shape);
        int[] ofOne = Elementwise.indices(one.shape(), shape);
        int[] ofOther = Elementwise.indices(other.shape(), shape);
        int[] from = new int[size];
        int[] index = new int[size];
        for (int i = 0; i < size; i++) {
            from[i] = holds[ofCondition[i]] != 0 ? 0 : 1;
            index[i] = from[i] == 0 ? ofOne[i] : ofOther[i];
        }
        return pick(program, List.of(one, other), from, index, shape);
    }

    private static int size(int[] shape, int begin, int end) {
        int size = 1;
        for (int i = begin; i < end; i++) {
            size *= shape[i];
        }
        return size;
    }
}
