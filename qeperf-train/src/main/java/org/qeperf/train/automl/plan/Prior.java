package org.qeperf.train.automl.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.Dimension;
import org.qeperf.api.train.Hyperparameter;

/**
 * Values between two bounds, written as Hyperopt names its distributions: {@code uniform(a,b)}, {@code loguniform(a,b)},
 * {@code quniform(a,b,q)}, {@code qloguniform(a,b,q)}. The bounds of the logarithmic ones are values, not logarithms of values,
 * as in aMLLibrary.
 *
 * @param from smallest value
 * @param to largest value
 * @param step distance between values; 0 where all are allowed
 * @param logarithmic whether factors count instead of differences
 */
public record Prior(double from, double to, double step, boolean logarithmic) {

    /** What may be written. */
    public static final String EXPECTED =
            "uniform(from,to), loguniform(from,to), quniform(from,to,step) or qloguniform(from,to,step)";

    private static final List<String> NAMES = List.of("uniform", "loguniform", "quniform", "qloguniform");
    private static final int MOST_STEPS = 10_000;

    /**
     * Whether a text is meant as a prior.
     *
     * @param text any text
     * @return whether it is a word with something in parentheses
     */
    public static boolean isMeant(String text) {
        String words = text.strip();
        return words.indexOf('(') > 0 && words.endsWith(")");
    }

    /**
     * Reads a prior.
     *
     * @param text what {@link #isMeant} says yes to
     * @return the prior
     * @throws IllegalArgumentException if it is none; the message follows the word "expected"
     */
    public static Prior parse(String text) {
        String words = text.strip();
        int open = words.indexOf('(');
        String name = words.substring(0, open).strip();
        if (name.endsWith("normal")) {
            throw new IllegalArgumentException(
                    EXPECTED + ", since values of a normal distribution have no bounds to search between");
        }
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException(EXPECTED);
        }
        double[] numbers = numbers(words.substring(open + 1, words.length() - 1));
        boolean steps = name.startsWith("q");
        boolean logarithmic = name.contains("log");
        if (numbers.length != (steps ? 3 : 2)) {
            throw new IllegalArgumentException(EXPECTED);
        }
        if (!(numbers[0] <= numbers[1]) || logarithmic && numbers[0] <= 0 || steps && !(numbers[2] > 0)) {
            throw new IllegalArgumentException(
                    "bounds in ascending order, positive ones of logarithms, and a positive step");
        }
        return new Prior(numbers[0], numbers[1], steps ? numbers[2] : 0, logarithmic);
    }

    private static double[] numbers(String text) {
        try {
            double[] numbers = Arrays.stream(text.split(",", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (Arrays.stream(numbers).allMatch(Double::isFinite)) {
                return numbers;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(EXPECTED, e);
        }
        throw new IllegalArgumentException(EXPECTED);
    }

    /**
     * The values of a hyperparameter.
     *
     * @param parameter the hyperparameter
     * @return its values; empty where there is only one, which is {@link #only}
     * @throws IllegalArgumentException if it cannot have them; the message follows the word "expected"
     */
    public Optional<Dimension> dimension(Hyperparameter parameter) {
        if (parameter instanceof Hyperparameter.Choice) {
            throw new IllegalArgumentException(parameter.range());
        }
        List<String> steps = steps(parameter);
        if (steps.size() == 1) {
            return Optional.empty();
        }
        if (parameter instanceof Hyperparameter.Whole) {
            int first = Integer.parseInt(steps.get(0));
            int last = Integer.parseInt(steps.get(steps.size() - 1));
            boolean every = last - first == steps.size() - 1;
            return Optional.of(
                    every ? new Dimension.Wholes(first, last, logarithmic) : new Dimension.Words(List.copyOf(steps)));
        }
        if (step > 0) {
            return Optional.of(new Dimension.Words(steps));
        }
        return Optional.of(new Dimension.Reals(from, to, logarithmic));
    }

    /**
     * The one value of a hyperparameter for which {@link #dimension} is empty.
     *
     * @param parameter the hyperparameter
     * @return the value
     */
    public String only(Hyperparameter parameter) {
        return steps(parameter).get(0);
    }

    /** The multiples of the step that Hyperopt can draw; the two bounds where there is no step. */
    private List<String> steps(Hyperparameter parameter) {
        boolean whole = parameter instanceof Hyperparameter.Whole;
        if (whole && (step == 0 || step != Math.rint(step))) {
            throw new IllegalArgumentException(
                    "whole numbers, such as quniform(" + plain(Math.ceil(from)) + "," + plain(Math.floor(to)) + ",1)");
        }
        Set<String> values = new LinkedHashSet<>();
        if (step == 0) {
            values.add(checked(parameter, from, false));
            values.add(checked(parameter, to, false));
            return new ArrayList<>(values);
        }
        double first = Math.rint(from / step);
        double last = Math.rint(to / step);
        if (!(last - first < MOST_STEPS)) {
            throw new IllegalArgumentException("at most " + MOST_STEPS + " steps");
        }
        for (int i = 0; i <= last - first; i++) {
            values.add(checked(parameter, (first + i) * step, whole));
        }
        return new ArrayList<>(values);
    }

    private static String checked(Hyperparameter parameter, double value, boolean whole) {
        try {
            return parameter.normalize(whole ? plain(value) : Double.toString(value));
        } catch (TrainingException e) {
            throw new IllegalArgumentException(parameter.range(), e);
        }
    }

    private static String plain(double value) {
        return Long.toString((long) value);
    }
}
