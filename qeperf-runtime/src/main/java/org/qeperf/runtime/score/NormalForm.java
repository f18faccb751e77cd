package org.qeperf.runtime.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The performance model normal form of Calotoiu et al., SC13 (2013), article 45, section 3, with several parameters as in
 * Calotoiu et al., IEEE Cluster (2016) 172: a constant plus a sum of terms {@code c x_i^a log2(x_i)^b x_j^... }. An input
 * below 1 counts as 1, so every term is finite. Immutable.
 */
public final class NormalForm implements PortableRegressor {

    /** The kind in model files. */
    public static final String KIND = "normal-form";

    /** The most factors of all terms together. Extra-P's models have a dozen. */
    public static final int MOST_FACTORS = 1000;

    private static final double LN_2 = StrictMath.log(2);

    private final int inputs;
    private final double constant;
    private final List<Term> terms;

    /**
     * One factor of a term: {@code x^power log2(x)^logarithmPower}.
     *
     * @param input index of the input x
     * @param power finite
     * @param logarithmPower from 0 to {@value #MOST_LOGARITHMS}
     */
    public record Factor(int input, double power, int logarithmPower) {

        /** The highest power of a logarithm. Extra-P's models go to 2. */
        public static final int MOST_LOGARITHMS = 8;

        /** Checks the numbers. */
        public Factor {
            Finite.require(power, "a power");
            if (input < 0 || logarithmPower < 0 || logarithmPower > MOST_LOGARITHMS) {
                throw new IllegalArgumentException(
                        "a factor of input " + input + " with the logarithm's power " + logarithmPower);
            }
        }

        private double apply(double[] rows, int offset) {
            double x = Math.max(1, rows[offset + input]);
            double value = StrictMath.pow(x, power);
            double logarithm = logarithmPower == 0 ? 0 : StrictMath.log(x) / LN_2;
            for (int i = 0; i < logarithmPower; i++) {
                value *= logarithm;
            }
            return value;
        }
    }

    /**
     * A product of factors.
     *
     * @param coefficient what it is multiplied by, finite
     * @param factors at least one
     */
    public record Term(double coefficient, List<Factor> factors) {
        /** Checks and copies. */
        public Term {
            Finite.require(coefficient, "a coefficient");
            factors = List.copyOf(factors);
            if (factors.isEmpty()) {
                throw new IllegalArgumentException("a term needs a factor");
            }
        }
    }

    /**
     * Creates a function.
     *
     * @param inputs length of a row, at least 1
     * @param constant what is added to the terms, finite
     * @param terms possibly none
     * @throws IllegalArgumentException if a term asks for an input that is not there
     */
    public NormalForm(int inputs, double constant, List<Term> terms) {
        Finite.require(constant, "the constant");
        if (inputs < 1) {
            throw new IllegalArgumentException("a normal form needs an input");
        }
        if (terms.stream().mapToLong(term -> term.factors().size()).sum() > MOST_FACTORS) {
            throw new IllegalArgumentException("a normal form of more than " + MOST_FACTORS + " factors");
        }
        for (Term term : terms) {
            for (Factor factor : term.factors()) {
                if (factor.input() >= inputs) {
                    throw new IllegalArgumentException("a term asks for input " + factor.input() + " of " + inputs);
                }
            }
        }
        this.inputs = inputs;
        this.constant = constant;
        this.terms = List.copyOf(terms);
    }

    static NormalForm of(NamedArrays named) {
        int[] shape = named.ints("inputs", 1);
        double[] coefficients = named.doubles("coefficients");
        int[] termOfFactor = named.ints("factor_term");
        int[] input = named.ints("factor_input", termOfFactor.length);
        double[] power = named.doubles("factor_power", termOfFactor.length);
        int[] logarithmPower = named.ints("factor_logarithm_power", termOfFactor.length);
        List<List<Factor>> factors = new ArrayList<>();
        for (int i = 0; i < coefficients.length; i++) {
            factors.add(new ArrayList<>());
        }
        for (int i = 0; i < termOfFactor.length; i++) {
            if (termOfFactor[i] < 0 || termOfFactor[i] >= coefficients.length) {
                throw new IllegalArgumentException("a factor of term " + termOfFactor[i]);
            }
            factors.get(termOfFactor[i]).add(new Factor(input[i], power[i], logarithmPower[i]));
        }
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < coefficients.length; i++) {
            terms.add(new Term(coefficients[i], factors.get(i)));
        }
        return new NormalForm(shape[0], named.doubles("constant", 1)[0], terms);
    }

    /**
     * What is added to the terms.
     *
     * @return a finite number
     */
    public double constant() {
        return constant;
    }

    /**
     * The terms.
     *
     * @return an unmodifiable list
     */
    public List<Term> terms() {
        return terms;
    }

    @Override
    public int inputs() {
        return inputs;
    }

    @Override
    public int scratchLength() {
        return 0;
    }

    @Override
    public double predict(double[] rows, int offset, double[] scratch) {
        double sum = constant;
        // By index: an iterator would allocate.
        for (int i = 0; i < terms.size(); i++) {
            Term term = terms.get(i);
            double product = term.coefficient();
            for (int j = 0; j < term.factors().size(); j++) {
                product *= term.factors().get(j).apply(rows, offset);
            }
            sum += product;
        }
        return sum;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> arrays() {
        int factors = terms.stream().mapToInt(term -> term.factors().size()).sum();
        int[] termOfFactor = new int[factors];
        int[] input = new int[factors];
        double[] power = new double[factors];
        int[] logarithmPower = new int[factors];
        int at = 0;
        for (int i = 0; i < terms.size(); i++) {
            for (Factor factor : terms.get(i).factors()) {
                termOfFactor[at] = i;
                input[at] = factor.input();
                power[at] = factor.power();
                logarithmPower[at++] = factor.logarithmPower();
            }
        }
        Map<String, Object> arrays = new LinkedHashMap<>();
        arrays.put("inputs", new int[] {inputs});
        arrays.put("constant", new double[] {constant});
        arrays.put("coefficients", terms.stream().mapToDouble(Term::coefficient).toArray());
        arrays.put("factor_term", termOfFactor);
        arrays.put("factor_input", input);
        arrays.put("factor_power", power);
        arrays.put("factor_logarithm_power", logarithmPower);
        return arrays;
    }

    @Override
    public Map<String, String> words() {
        return Map.of();
    }
}
