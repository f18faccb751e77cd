package org.qeperf.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.qeperf.onnx.Program.Step;
import org.qeperf.onnx.Tensor.Type;

/** Operators that treat each number alone, or pairs of numbers in shapes that fit together. */
final class Elementwise {

    /** What a logarithm or a power costs in multiplications. */
    private static final int FUNCTION_COST = 16;

    /** A function of one number. Exponentials and logarithms are those of {@link StrictMath}, as in preparations. */
    enum Function {
        ROUND {
            @Override
            double apply(double x) {
                return x;
            }
        },
        NEGATE {
            @Override
            double apply(double x) {
                return -x;
            }
        },
        ABSOLUTE {
            @Override
            double apply(double x) {
                return Math.abs(x);
            }
        },
        ROOT {
            @Override
            double apply(double x) {
                return Math.sqrt(x);
            }
        },
        EXPONENTIAL {
            @Override
            double apply(double x) {
                return StrictMath.exp(x);
            }
        },
        LOGARITHM {
            @Override
            double apply(double x) {
                return StrictMath.log(x);
            }
        },
        LOGARITHM_OF_SUCCESSOR {
            @Override
            double apply(double x) {
                return StrictMath.log1p(x);
            }
        },
        SIGMOID {
            @Override
            double apply(double x) {
                return 1 / (1 + StrictMath.exp(-x));
            }
        },
        TANH {
            @Override
            double apply(double x) {
                return StrictMath.tanh(x);
            }
        },
        RELU {
            @Override
            double apply(double x) {
                return Math.max(0, x);
            }
        };

        abstract double apply(double x);

        /** Whether it costs as much as a logarithm. */
        boolean isCostly() {
            return switch (this) {
                case EXPONENTIAL, LOGARITHM, LOGARITHM_OF_SUCCESSOR, SIGMOID, TANH -> true;
                default -> false;
            };
        }
    }

    /** A function of two numbers. */
    enum Pair {
        SUM {
            @Override
            double apply(double a, double b) {
                return a + b;
            }
        },
        DIFFERENCE {
            @Override
            double apply(double a, double b) {
                return a - b;
            }
        },
        PRODUCT {
            @Override
            double apply(double a, double b) {
                return a * b;
            }
        },
        QUOTIENT {
            @Override
            double apply(double a, double b) {
                return a / b;
            }
        },
        POWER {
            @Override
            double apply(double a, double b) {
                return StrictMath.pow(a, b);
            }
        },
        LARGER {
            @Override
            double apply(double a, double b) {
                return Math.max(a, b);
            }
        },
        SMALLER {
            @Override
            double apply(double a, double b) {
                return Math.min(a, b);
            }
        };

        abstract double apply(double a, double b);
    }

    private record Each(Function function, int input, int output, boolean single) implements Step {
        @Override
        public int[] inputs() {
            return new int[] {input};
        }

        @Override
        public void run(double[][] slots) {
            double[] in = slots[input];
            double[] out = slots[output];
            for (int i = 0; i < out.length; i++) {
                double y = function.apply(in[i]);
                out[i] = single ? (float) y : y;
            }
        }
    }

    private record EachPair(Pair pair, int a, int[] ofA, int b, int[] ofB, int output, boolean single) implements Step {
        @Override
        public int[] inputs() {
            return new int[] {a, b};
        }

        @Override
        public void run(double[][] slots) {
            double[] left = slots[a];
            double[] right = slots[b];
            double[] out = slots[output];
            for (int i = 0; i < out.length; i++) {
                double y = pair.apply(left[ofA[i]], right[ofB[i]]);
                out[i] = single ? (float) y : y;
            }
        }
    }

    private Elementwise() {}

    static Value each(Program.Builder program, Function function, Value x) {
        requireReal(x);
        Value result = program.room(x.type(), x.shape());
        boolean single = x.type() == Type.FLOAT;
        long cost = function.isCostly() ? (long) FUNCTION_COST * x.size() : x.size();
        return program.add(new Each(function, x.slot(), result.slot(), single), cost, result);
    }

    /** The logarithm; of a sum with 1 that of the successor, which keeps the digits of small numbers. */
    static Value logarithm(Program.Builder program, Value x) {
        Optional<Integer> summand = successorOf(program, x);
        if (summand.isEmpty()) {
            return each(program, Function.LOGARITHM, x);
        }
        return each(program, Function.LOGARITHM_OF_SUCCESSOR, new Value(x.type(), x.shape(), summand.get()));
    }

    private static Optional<Integer> successorOf(Program.Builder program, Value x) {
        if (x.type() != Type.DOUBLE) {
            return Optional.empty();
        }
        return program.producer(x)
                .filter(step -> step instanceof EachPair sum && sum.pair == Pair.SUM && !sum.single)
                .map(EachPair.class::cast)
                .flatMap(sum -> {
                    if (program.isOnes(sum.b) && program.length(sum.a) == x.size()) {
                        return Optional.of(sum.a);
                    }
                    return program.isOnes(sum.a) && program.length(sum.b) == x.size()
                            ? Optional.of(sum.b)
                            : Optional.empty();
                });
    }

    static Value cast(Program.Builder program, Value x, Type type) {
        if (x.type() == type) {
            return x;
        }
        if (type == Type.DOUBLE) {
            return program.view(x, type, x.shape());
        }
        if (type != Type.FLOAT) {
            throw new IllegalArgumentException("a cast to " + type + " is not read; known are double and float");
        }
        return each(program, Function.ROUND, program.view(x, type, x.shape()));
    }

    static Value pair(Program.Builder program, Pair pair, Value a, Value b) {
        requireReal(a);
        if (a.type() != b.type()) {
            throw new IllegalArgumentException(a.describe() + " and " + b.describe() + " are of different types");
        }
        int[] shape = broadcast(a.shape(), b.shape());
        Value result = program.room(a.type(), shape);
        Step step = new EachPair(
                pair,
                a.slot(),
                indices(a.shape(), shape),
                b.slot(),
                indices(b.shape(), shape),
                result.slot(),
                a.type() == Type.FLOAT);
        long cost = pair == Pair.POWER ? (long) FUNCTION_COST * result.size() : result.size();
        return program.add(step, cost, result);
    }

    /** One after another: the first with the second, the result with the third. */
    static Value pairs(Program.Builder program, Pair pair, List<Value> values) {
        Value result = values.get(0);
        for (Value value : values.subList(1, values.size())) {
            result = pair(program, pair, result, value);
        }
        return result;
    }

    static void requireReal(Value x) {
        if (!x.type().isReal()) {
            throw new IllegalArgumentException(x.describe() + " where double or float belongs");
        }
    }

    /** The shape in which both fit, by NumPy's rule. */
    static int[] broadcast(int[] a, int[] b) {
        int[] shape = new int[Math.max(a.length, b.length)];
        for (int i = 1; i <= shape.length; i++) {
            int ofA = i <= a.length ? a[a.length - i] : 1;
            int ofB = i <= b.length ? b[b.length - i] : 1;
            if (ofA != ofB && ofA != 1 && ofB != 1) {
                throw new IllegalArgumentException(
                        "shapes " + Arrays.toString(a) + " and " + Arrays.toString(b) + " do not fit together");
            }
            shape[shape.length - i] = ofA == 1 ? ofB : ofA;
        }
        return shape;
    }

    /** For each element of a shape, the index of the element of a smaller shape that stands for it. */
    static int[] indices(int[] small, int[] shape) {
        int[] strides = new int[shape.length];
        int stride = 1;
        for (int i = 1; i <= small.length; i++) {
            int length = small[small.length - i];
            strides[shape.length - i] = length == 1 ? 0 : stride;
            stride *= length;
        }
        return walk(shape, strides);
    }

    /** For each element of a shape, the sum of its coordinates times the strides. */
    static int[] walk(int[] shape, int[] strides) {
        int size = 1;
        for (int length : shape) {
            size *= length;
        }
        int[] indices = new int[size];
        int[] at = new int[shape.length];
        int index = 0;
        for (int i = 0; i < size; i++) {
            indices[i] = index;
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                index += strides[axis];
                if (++at[axis] < shape[axis]) {
                    break;
                }
                index -= strides[axis] * shape[axis];
                at[axis] = 0;
            }
        }
        return indices;
    }
}
