package org.qeperf.train.active;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.qeperf.api.feature.FeatureSchema;

/**
 * Chooses runs to make, one after another, each in the light of those chosen before: what was measured is not needed, so a first part of
 * a batch is the batch of that size. The Gaussian process is that of {@code org.qeperf.train.calibrate}: an offset of the machine, and
 * a part that is alike for rows that are alike. Immutable.
 */
public final class Batch {

    /** Deviation of the offset of a machine. */
    private static final double OFFSET = 0.3;

    /** Deviation of what differs between rows. */
    private static final double SPREAD = 0.5;

    /** Deviation of a run. */
    private static final double NOISE = 0.15;

    /** Rows that differ by this share of the range in all columns are alike by 1/e. */
    private static final double LENGTH = 0.3 / 7;

    /** The most candidates over which the mean of the variance is taken. */
    private static final int MOST_REFERENCES = 1000;

    /** The most known runs that the process learns; of more, as many spread over all. Memory grows with their square, time with their cube. */
    static final int MOST_KNOWN = 1000;

    private final int columns;
    private final double length;
    private final double[] candidates;
    private final double[] known;
    private final int count;

    private Batch(int columns, double[] candidates, double[] known) {
        this.columns = columns;
        this.length = LENGTH * columns;
        this.candidates = candidates;
        this.known = known;
        this.count = candidates.length / columns;
    }

    /**
     * Takes candidates.
     *
     * @param schema the columns
     * @param candidates rows of runs that could be made, row-major, at least two that differ
     * @param known rows of runs that were made, row-major, possibly none
     * @return what batches are chosen from
     * @throws IllegalArgumentException if the candidates are all alike
     */
    public static Batch of(FeatureSchema schema, double[] candidates, double[] known) {
        RowScale scale = RowScale.of(schema, candidates);
        if (scale.columns() == 0) {
            throw new IllegalArgumentException("candidates that are all alike; expected at least two that differ");
        }
        return new Batch(scale.columns(), scale.scaled(candidates), scale.scaled(known));
    }

    /**
     * Chooses.
     *
     * @param rule how
     * @param most how many at most
     * @param costs what each candidate costs, positive
     * @param seed of what is random
     * @return positions of candidates, the first choice first, each once
     */
    public int[] choose(Rule rule, int most, double[] costs, long seed) {
        return choose(rule, most, costs, new double[count], 0, seed);
    }

    /**
     * Chooses within a budget: what it does not allow any more is passed over, and those chosen later know nothing of it.
     *
     * @param rule how
     * @param most how many at most
     * @param costs what each candidate costs, positive
     * @param prices what each candidate takes of the budget
     * @param budget how much there is
     * @param seed of what is random
     * @return positions of candidates, the first choice first, each once
     */
    public int[] choose(Rule rule, int most, double[] costs, double[] prices, double budget, long seed) {
        int wanted = Math.min(most, count);
        Choices choices = new Choices(wanted, prices, budget);
        switch (rule) {
            case RANDOM -> random(choices, seed);
            case SPREAD -> spread(choices);
            case DEVIATION -> new Process(false).choose(choices, ones());
            case GAIN -> new Process(true).choose(choices, ones());
            case GAIN_PER_COST -> new Process(true).choose(choices, costs);
        }
        return choices.toArray();
    }

    /** What is chosen, and what may still be. */
    private static final class Choices {

        private final List<Integer> chosen = new ArrayList<>();
        private final boolean[] taken;
        private final int wanted;
        private final double[] prices;
        private double left;

        Choices(int wanted, double[] prices, double budget) {
            this.wanted = wanted;
            this.prices = prices;
            this.left = budget;
            this.taken = new boolean[prices.length];
        }

        boolean areWanted() {
            return chosen.size() < wanted;
        }

        boolean isOpen(int candidate) {
            return !taken[candidate] && prices[candidate] <= left;
        }

        void take(int candidate) {
            taken[candidate] = true;
            left -= prices[candidate];
            chosen.add(candidate);
        }

        int[] toArray() {
            return chosen.stream().mapToInt(i -> i).toArray();
        }
    }

    private double[] ones() {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private void random(Choices choices, long seed) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        for (int i : order) {
            if (choices.areWanted() && choices.isOpen(i)) {
                choices.take(i);
            }
        }
    }

    private void spread(Choices choices) {
        double[] nearest = new double[count];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        for (int k = 0; k < known.length / columns; k++) {
            approach(nearest, known, k);
        }
        boolean first = known.length == 0;
        while (choices.areWanted()) {
            int next = first ? central(choices) : farthest(nearest, choices);
            first = false;
            if (next < 0) {
                return;
            }
            choices.take(next);
            approach(nearest, candidates, next);
        }
    }

    private void approach(double[] nearest, double[] rows, int row) {
        for (int i = 0; i < count; i++) {
            nearest[i] = Math.min(nearest[i], distance(candidates, i, rows, row));
        }
    }

    /** None, if none is open. */
    private static int farthest(double[] nearest, Choices choices) {
        int best = -1;
        for (int i = 0; i < nearest.length; i++) {
            if (choices.isOpen(i) && (best < 0 || nearest[i] > nearest[best])) {
                best = i;
            }
        }
        return best;
    }

    /** The candidate nearest to the mean of all. */
    private int central(Choices choices) {
        double[] mean = new double[columns];
        for (int i = 0; i < candidates.length; i++) {
            mean[i % columns] += candidates[i] / count;
        }
        int best = -1;
        for (int i = 0; i < count; i++) {
            if (choices.isOpen(i)
                    && (best < 0 || distance(candidates, i, mean, 0) < distance(candidates, best, mean, 0))) {
                best = i;
            }
        }
        return best;
    }

    private double distance(double[] a, int i, double[] b, int j) {
        double sum = 0;
        for (int c = 0; c < columns; c++) {
            sum += Math.abs(a[i * columns + c] - b[j * columns + c]);
        }
        return sum;
    }

    private double covariance(double[] a, int i, double[] b, int j) {
        return OFFSET * OFFSET + SPREAD * SPREAD * StrictMath.exp(-distance(a, i, b, j) / length);
    }

    /** Covariances of candidates given some runs, by a Cholesky decomposition that grows with each run. */
    private final class Process {

        private final double[] variance = new double[count];

        /** One column of the decomposition for each run, of all candidates. */
        private final List<double[]> factors = new ArrayList<>();

        /** For each reference its covariance with all candidates; none where it is not asked for. */
        private final double[][] references;

        Process(boolean withReferences) {
            int n = withReferences ? Math.min(MOST_REFERENCES, count) : 0;
            references = new double[n][count];
            for (int r = 0; r < n; r++) {
                int row = reference(r);
                for (int i = 0; i < count; i++) {
                    references[r][i] = covariance(candidates, row, candidates, i);
                }
            }
            Arrays.fill(variance, OFFSET * OFFSET + SPREAD * SPREAD);
            learnKnown();
        }

        private int reference(int r) {
            return (int) ((long) r * count / references.length);
        }

        /** Rows that are known are no candidates, so their own decomposition is needed too. */
        private void learnKnown() {
            int all = known.length / columns;
            int n = Math.min(MOST_KNOWN, all);
            int[] rows =
                    IntStream.range(0, n).map(k -> (int) ((long) k * all / n)).toArray();
            double[][] own = new double[n][n];
            for (int k = 0; k < n; k++) {
                for (int j = 0; j <= k; j++) {
                    double value = covariance(known, rows[k], known, rows[j]) + (k == j ? NOISE * NOISE : 0);
                    for (int m = 0; m < j; m++) {
                        value -= own[k][m] * own[j][m];
                    }
                    own[k][j] = k == j ? Math.sqrt(value) : value / own[j][j];
                }
                double[] factor = new double[count];
                for (int i = 0; i < count; i++) {
                    double value = covariance(candidates, i, known, rows[k]);
                    for (int m = 0; m < k; m++) {
                        value -= factors.get(m)[i] * own[k][m];
                    }
                    factor[i] = value / own[k][k];
                }
                add(factor);
            }
        }

        private void add(double[] factor) {
            factors.add(factor);
            for (int i = 0; i < count; i++) {
                variance[i] = Math.max(0, variance[i] - factor[i] * factor[i]);
            }
            for (int r = 0; r < references.length; r++) {
                double own = factor[reference(r)];
                for (int i = 0; i < count; i++) {
                    references[r][i] -= own * factor[i];
                }
            }
        }

        private void learn(int chosen) {
            double scale = Math.sqrt(variance[chosen] + NOISE * NOISE);
            double[] factor = new double[count];
            for (int i = 0; i < count; i++) {
                double value = covariance(candidates, i, candidates, chosen);
                for (double[] earlier : factors) {
                    value -= earlier[i] * earlier[chosen];
                }
                factor[i] = value / scale;
            }
            add(factor);
        }

        void choose(Choices choices, double[] costs) {
            while (choices.areWanted()) {
                int best = -1;
                double most = Double.NEGATIVE_INFINITY;
                for (int i = 0; i < count; i++) {
                    double worth = choices.isOpen(i) ? worth(i) / costs[i] : Double.NEGATIVE_INFINITY;
                    if (worth > most) {
                        best = i;
                        most = worth;
                    }
                }
                if (best < 0) {
                    return;
                }
                choices.take(best);
                learn(best);
            }
        }

        private double worth(int i) {
            if (references.length == 0) {
                return variance[i];
            }
            double sum = 0;
            for (double[] reference : references) {
                sum += reference[i] * reference[i];
            }
            return sum / references.length / (variance[i] + NOISE * NOISE);
        }
    }
}
