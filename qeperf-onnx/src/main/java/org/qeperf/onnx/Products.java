package org.qeperf.onnx;

import java.util.Arrays;
import java.util.Optional;
import org.qeperf.onnx.Program.Step;
import org.qeperf.onnx.Tensor.Type;

/** Operators that add numbers up. In single precision the sum is rounded once, at its end. */
final class Products {

    /**
     * A product of matrices.
     *
     * @param transposedA whether the first is meant transposed
     * @param transposedB whether the second is
     * @param alpha what the product is multiplied by
     * @param beta what the summand is multiplied by
     */
    record Form(boolean transposedA, boolean transposedB, double alpha, double beta) {
        static final Form PLAIN = new Form(false, false, 1, 1);
    }

    /** A matrix inside an array. */
    private record Matrix(int slot, int rows, int columns, int rowStride, int columnStride) {
        static Matrix of(Value value, boolean transposed) {
            if (value.rank() != 2) {
                throw new IllegalArgumentException(value.describe() + " where two dimensions belong");
            }
            int rows = value.shape()[0];
            int columns = value.shape()[1];
            return transposed
                    ? new Matrix(value.slot(), columns, rows, 1, columns)
                    : new Matrix(value.slot(), rows, columns, columns, 1);
        }
    }

    /** {@code beta c + alpha a b}; the sum begins with c, as in the layers and linear functions of model files. */
    private record Multiply(Matrix a, Matrix b, int c, int[] ofC, Form form, int output, boolean single)
            implements Step {
        @Override
        public int[] inputs() {
            return new int[] {a.slot, b.slot, c};
        }

        @Override
        public void run(double[][] slots) {
            double[] left = slots[a.slot];
            double[] right = slots[b.slot];
            double[] start = slots[c];
            double[] out = slots[output];
            for (int i = 0; i < a.rows; i++) {
                for (int j = 0; j < b.columns; j++) {
                    int at = i * b.columns + j;
                    double sum = form.beta * start[ofC[at]];
                    int ofA = i * a.rowStride;
                    int ofB = j * b.columnStride;
                    for (int k = 0; k < a.columns; k++) {
                        sum += form.alpha * left[ofA] * right[ofB];
                        ofA += a.columnStride;
                        ofB += b.rowStride;
                    }
                    out[at] = single ? (float) sum : sum;
                }
            }
        }
    }

    /** Adds up what has one index. */
    private record Collect(int input, int[] index, int output, boolean single) implements Step {
        @Override
        public int[] inputs() {
            return new int[] {input};
        }

        @Override
        public void run(double[][] slots) {
            double[] in = slots[input];
            double[] out = slots[output];
            Arrays.fill(out, 0);
            for (int i = 0; i < index.length; i++) {
                out[index[i]] += in[i];
            }
            for (int i = 0; single && i < out.length; i++) {
                out[i] = (float) out[i];
            }
        }
    }

    private Products() {}

    static Value multiply(Program.Builder program, Value x, Value y, Optional<Value> summand, Form form) {
        Elementwise.requireReal(x);
        Matrix a = Matrix.of(x, form.transposedA);
        Matrix b = Matrix.of(y, form.transposedB);
        Value c = summand.orElseGet(() -> program.constant(new Tensor(x.type(), new int[0], new double[1])));
        if (a.columns != b.rows || x.type() != y.type() || x.type() != c.type()) {
            throw new IllegalArgumentException(
                    "no product of " + x.describe() + " and " + y.describe() + " with " + c.describe());
        }
        int[] shape = {a.rows, b.columns};
        if (!Arrays.equals(Elementwise.broadcast(c.shape(), shape), shape)) {
            throw new IllegalArgumentException(c.describe() + " does not fit into a product");
        }
        Value result = program.room(x.type(), shape);
        int[] ofC = Elementwise.indices(c.shape(), shape);
        long cost = (long) result.size() * Math.max(1, a.columns);
        Step step = new Multiply(a, b, c.slot(), ofC, form, result.slot(), x.type() == Type.FLOAT);
        return program.add(step, cost, result);
    }

    /** Adds up along axes; along all where none is given. */
    static Value sum(Program.Builder program, Value x, long[] axes, boolean keepsAxes) {
        Elementwise.requireReal(x);
        boolean[] gone = new boolean[x.rank()];
        Arrays.fill(gone, axes.length == 0);
        for (long axis : axes) {
            gone[x.axis(axis)] = true;
        }
        int[] kept = x.shape().clone();
        int dimensions = 0;
        for (int i = 0; i < kept.length; i++) {
            kept[i] = gone[i] ? 1 : kept[i];
            dimensions += gone[i] ? 0 : 1;
        }
        int[] shape = new int[dimensions];
        int next = 0;
        for (int i = 0; i < kept.length; i++) {
            if (!gone[i]) {
                shape[next++] = kept[i];
            }
        }
        Value result = program.room(x.type(), keepsAxes ? kept : shape);
        Step step = new Collect(x.slot(), Elementwise.indices(kept, x.shape()), result.slot(), x.type() == Type.FLOAT);
        return program.add(step, x.size(), result);
    }
}
