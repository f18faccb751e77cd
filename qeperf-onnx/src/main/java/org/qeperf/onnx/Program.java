package org.qeperf.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.qeperf.onnx.Tensor.Type;

/**
 * A graph made ready: steps in order, each reading and writing arrays of fixed length. It takes one row at a time, so what
 * it says of a row does not depend on others. Immutable.
 */
final class Program {

    /** The most numbers in all constants and results together. */
    static final int MOST_NUMBERS = 8 << 20;

    /** The most multiplications, or what takes as long, for a row. */
    private static final long MOST_WORK = 16 << 20;

    private static final int MOST_DIMENSIONS = 8;

    private final double[][] slots;
    private final BitSet constant;
    private final Step[] steps;
    private final Value input;
    private final Value output;
    private final boolean single;

    /** One computation. Implementations are immutable. */
    interface Step {

        /** The slots that it reads. */
        int[] inputs();

        /** The slot that it writes; no other step does. */
        int output();

        /** Computes. */
        void run(double[][] slots);
    }

    private Program(Builder builder, List<Step> steps, Value input, Value output) {
        this.slots = builder.slots();
        this.constant = builder.constant;
        this.steps = steps.toArray(new Step[0]);
        this.input = input;
        this.output = output;
        this.single = builder.single;
    }

    /** Whether some result on the way is of single precision. */
    boolean isSinglePrecision() {
        return single;
    }

    /** Arrays to compute in, for one thread; constants are shared. */
    double[][] workspace() {
        double[][] own = slots.clone();
        for (int i = 0; i < own.length; i++) {
            if (!constant.get(i)) {
                own[i] = slots[i].clone();
            }
        }
        return own;
    }

    /**
     * What the graph makes of a row.
     *
     * @param rows array that holds the row; not modified
     * @param offset index of its first element
     * @param workspace a {@link #workspace()}; modified
     * @return any number
     */
    double evaluate(double[] rows, int offset, double[][] workspace) {
        double[] in = workspace[input.slot()];
        for (int i = 0; i < in.length; i++) {
            in[i] = input.type() == Type.FLOAT ? (float) rows[offset + i] : rows[offset + i];
        }
        for (Step step : steps) {
            step.run(workspace);
        }
        return workspace[output.slot()][0];
    }

    /** Collects steps; what depends on constants only is computed at once. Not safe for concurrent use. */
    static final class Builder {

        private double[][] slots = new double[64][];
        private int used;
        private final List<Step> steps = new ArrayList<>();
        private final BitSet constant = new BitSet();
        private long numbers;
        private long work;
        private boolean single;

        /** Numbers that are the same for all rows. */
        Value constant(Tensor tensor) {
            Value value = new Value(tensor.type(), tensor.shape(), slot(tensor.values()));
            constant.set(value.slot());
            return value;
        }

        /** How many numbers a shape holds, if that is not too many. */
        static int size(int... shape) {
            long size = 1;
            for (int length : shape) {
                size *= length;
                require(size);
            }
            if (size == 0 && shape.length > 1) {
                throw new IllegalArgumentException("an empty value of " + shape.length + " dimensions");
            }
            return (int) size;
        }

        /** Room for a result. */
        Value room(Type type, int... shape) {
            int size = size(shape);
            if (shape.length > MOST_DIMENSIONS) {
                throw new IllegalArgumentException("a result has " + shape.length + " dimensions");
            }
            single |= type == Type.FLOAT;
            return new Value(type, shape, slot(new double[size]));
        }

        /** The same numbers in another shape or type. */
        Value view(Value value, Type type, int... shape) {
            Value other = new Value(type, shape, value.slot());
            if (size(shape) != value.size() || shape.length > MOST_DIMENSIONS) {
                throw new IllegalArgumentException(value.describe() + " does not fit into " + other.describe());
            }
            return other;
        }

        private int slot(double[] values) {
            require(numbers + values.length);
            numbers += values.length;
            if (used == slots.length) {
                slots = Arrays.copyOf(slots, 2 * used);
            }
            slots[used] = values;
            return used++;
        }

        private static void require(long size) {
            if (size > MOST_NUMBERS) {
                throw new IllegalArgumentException("the graph holds more than " + MOST_NUMBERS + " numbers");
            }
        }

        /**
         * Adds a computation.
         *
         * @param cost multiplications, or what takes as long
         * @param result the value whose slot the step writes
         */
        Value add(Step step, long cost, Value result) {
            work += cost;
            if (work > MOST_WORK) {
                throw new IllegalArgumentException("a row takes more than " + MOST_WORK + " operations");
            }
            boolean known = true;
            for (int input : step.inputs()) {
                known &= constant.get(input);
            }
            if (known) {
                step.run(slots);
                constant.set(step.output());
            } else {
                steps.add(step);
            }
            return result;
        }

        /** The numbers of a constant; not copied. Whole numbers and truth values come from constants only. */
        double[] numbers(Value value) {
            if (value.type().isReal()) {
                throw new IllegalArgumentException(value.describe() + " where whole numbers or conditions belong");
            }
            return slots[value.slot()];
        }

        /** The whole numbers of a constant. */
        long[] whole(Value value) {
            double[] numbers = numbers(value);
            long[] whole = new long[numbers.length];
            for (int i = 0; i < whole.length; i++) {
                whole[i] = (long) numbers[i];
            }
            return whole;
        }

        /** Whole numbers that stand for dimensions. */
        long[] dimensions(Value value) {
            if (value.size() > MOST_DIMENSIONS) {
                throw new IllegalArgumentException(
                        value.describe() + " for at most " + MOST_DIMENSIONS + " dimensions");
            }
            return whole(value);
        }

        /** The step that computes a value for each row. */
        Optional<Step> producer(Value value) {
            for (int i = steps.size() - 1; i >= 0; i--) {
                if (steps.get(i).output() == value.slot()) {
                    return Optional.of(steps.get(i));
                }
            }
            return Optional.empty();
        }

        boolean isOnes(int slot) {
            if (!constant.get(slot)) {
                return false;
            }
            for (double number : slots[slot]) {
                if (number != 1) {
                    return false;
                }
            }
            return true;
        }

        int length(int slot) {
            return slots[slot].length;
        }

        private double[][] slots() {
            return Arrays.copyOf(slots, used);
        }

        /** Ends the program; steps that the output does not need are left out. */
        Program build(Value input, Value output) {
            BitSet needed = new BitSet();
            needed.set(output.slot());
            List<Step> kept = new ArrayList<>();
            for (int i = steps.size() - 1; i >= 0; i--) {
                Step step = steps.get(i);
                if (needed.get(step.output())) {
                    kept.add(0, step);
                    for (int slot : step.inputs()) {
                        needed.set(slot);
                    }
                }
            }
            return new Program(this, kept, input, output);
        }
    }
}
