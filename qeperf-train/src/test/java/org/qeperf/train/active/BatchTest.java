package org.qeperf.train.active;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;

class BatchTest {

    private static final FeatureSchema SCHEMA = new FeatureSchema(
            "some-1",
            java.util.List.of(
                    new FeatureSpec("x", "1", "a number", "none", FeatureSpec.Scale.LINEAR),
                    new FeatureSpec("y", "1", "a number", "none", FeatureSpec.Scale.LINEAR),
                    new FeatureSpec("z", "1", "always the same", "none", FeatureSpec.Scale.LINEAR)));

    private static double[] rows(long seed, int count) {
        Random random = new Random(seed);
        double[] rows = new double[3 * count];
        Arrays.setAll(rows, i -> i % 3 == 2 ? 5 : random.nextDouble());
        rows[0] = 0;
        rows[1] = 0;
        rows[3] = 1;
        rows[4] = 1;
        return rows;
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void aFirstPartOfABatchIsTheBatchOfThatSize(Rule rule) {
        Batch batch = Batch.of(SCHEMA, rows(1, 40), rows(2, 5));
        int[] all = batch.choose(rule, 100, ones(40), 3);
        assertEquals(40, Arrays.stream(all).distinct().count());
        assertArrayEquals(Arrays.copyOf(all, 7), batch.choose(rule, 7, ones(40), 3));
    }

    /** What is too dear is passed over, and what is chosen after it knows nothing of it. */
    @ParameterizedTest
    @EnumSource(Rule.class)
    void aBudgetLeavesOutWhatIsTooDear(Rule rule) {
        double[] rows = rows(1, 40);
        int first = Batch.of(SCHEMA, rows, rows(2, 5)).choose(rule, 1, ones(40), 3)[0];
        double[] prices = ones(40);
        prices[first] = 5.5;
        int[] chosen = Batch.of(SCHEMA, rows, rows(2, 5)).choose(rule, 100, ones(40), prices, 5, 3);
        assertEquals(5, Arrays.stream(chosen).distinct().count());
        assertTrue(Arrays.stream(chosen).noneMatch(i -> i == first));
        if (rule == Rule.SPREAD || rule == Rule.DEVIATION) {
            double[] others = IntStream.range(0, 3 * 40)
                    .filter(i -> i / 3 != first)
                    .mapToDouble(i -> rows[i])
                    .toArray();
            int[] without = Batch.of(SCHEMA, others, rows(2, 5)).choose(rule, 5, ones(39), 3);
            int[] positions =
                    Arrays.stream(without).map(i -> i < first ? i : i + 1).toArray();
            assertArrayEquals(positions, chosen);
        }
    }

    /** As many as can be, spread over all: two in three of the last known runs are beside the second candidate. */
    @Test
    void ofManyKnownRunsSomeAreLearnt() {
        double[] line = {0, 0, 5, 1, 0, 5};
        int rows = 3 * Batch.MOST_KNOWN;
        double[] known = new double[3 * rows];
        for (int row = 0; row < rows; row++) {
            known[3 * row] = row < Batch.MOST_KNOWN ? 0 : 1;
            known[3 * row + 2] = 5;
        }
        Batch batch = Batch.of(SCHEMA, line, known);
        assertArrayEquals(new int[] {0, 1}, batch.choose(Rule.DEVIATION, 2, ones(2), 1));
    }

    /** On a line 0, 0.1, 0.5, 1 the middle comes first, then the ends. */
    @Test
    void spreadTakesTheFarthest() {
        double[] line = {0, 0, 5, 0.1, 0, 5, 0.5, 0, 5, 1, 0, 5};
        Batch batch = Batch.of(SCHEMA, line, new double[0]);
        assertArrayEquals(new int[] {2, 0, 3, 1}, batch.choose(Rule.SPREAD, 4, ones(4), 1));
        Batch beside = Batch.of(SCHEMA, line, new double[] {0, 0, 5});
        assertEquals(3, beside.choose(Rule.SPREAD, 1, ones(4), 1)[0]);
    }

    /** Against variances from the whole covariance matrix, inverted at each step. */
    @Test
    void deviationTakesTheLeastCertain() {
        int n = 25;
        double[] rows = rows(4, n);
        double[] known = rows(5, 4);
        Reference reference = new Reference(rows, known);
        int[] chosen = Batch.of(SCHEMA, rows, known).choose(Rule.DEVIATION, 8, ones(n), 1);
        for (int row : chosen) {
            double[] variances = new double[n];
            for (int i = 0; i < n; i++) {
                variances[i] = reference.covariance(i, i);
            }
            double most = -1;
            for (int i = 0; i < n; i++) {
                most = reference.has(i) ? most : Math.max(most, variances[i]);
            }
            assertEquals(most, variances[row], 1e-9);
            reference.learn(row);
        }
    }

    @Test
    void gainLowersTheVarianceOfAllMost() {
        int n = 25;
        double[] rows = rows(6, n);
        double[] known = rows(7, 4);
        double[] costs = new double[n];
        Arrays.setAll(costs, i -> 1 + i % 3);
        Reference reference = new Reference(rows, known);
        int[] chosen = Batch.of(SCHEMA, rows, known).choose(Rule.GAIN_PER_COST, 8, costs, 1);
        for (int row : chosen) {
            double most = -1;
            for (int i = 0; i < n; i++) {
                most = reference.has(i) ? most : Math.max(most, reference.gain(i) / costs[i]);
            }
            assertEquals(most, reference.gain(row) / costs[row], 1e-9);
            reference.learn(row);
        }
    }

    @Test
    void candidatesThatAreAlikeAreRefused() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> Batch.of(SCHEMA, new double[] {1, 2, 3, 1, 2, 3}, new double[0]));
        assertEquals("candidates that are all alike; expected at least two that differ", e.getMessage());
    }

    @Test
    void randomChoiceDependsOnTheSeedAlone() {
        Batch batch = Batch.of(SCHEMA, rows(1, 40), new double[0]);
        assertArrayEquals(batch.choose(Rule.RANDOM, 40, ones(40), 3), batch.choose(Rule.RANDOM, 40, ones(40), 3));
        assertTrue(
                !Arrays.equals(batch.choose(Rule.RANDOM, 40, ones(40), 3), batch.choose(Rule.RANDOM, 40, ones(40), 4)));
    }

    /** The Gaussian process by the textbook: Rasmussen and Williams, equation 2.24. */
    private static final class Reference {
        private final double[] rows;
        private final int count;
        private final java.util.List<Integer> learnt = new java.util.ArrayList<>();
        private final int known;

        Reference(double[] candidates, double[] known) {
            rows = Arrays.copyOf(candidates, candidates.length + known.length);
            System.arraycopy(known, 0, rows, candidates.length, known.length);
            count = candidates.length / 3;
            this.known = known.length / 3;
            for (int k = 0; k < this.known; k++) {
                learnt.add(count + k);
            }
        }

        boolean has(int row) {
            return learnt.contains(row);
        }

        void learn(int row) {
            learnt.add(row);
        }

        private double prior(int a, int b) {
            double distance = Math.abs(rows[3 * a] - rows[3 * b]) + Math.abs(rows[3 * a + 1] - rows[3 * b + 1]);
            return 0.09 + 0.25 * Math.exp(-distance / (2 * 0.3 / 7));
        }

        double covariance(int a, int b) {
            int n = learnt.size();
            SimpleMatrix of = new SimpleMatrix(n, n);
            SimpleMatrix left = new SimpleMatrix(1, n);
            SimpleMatrix right = new SimpleMatrix(n, 1);
            for (int i = 0; i < n; i++) {
                left.set(0, i, prior(a, learnt.get(i)));
                right.set(i, 0, prior(b, learnt.get(i)));
                for (int j = 0; j < n; j++) {
                    of.set(i, j, prior(learnt.get(i), learnt.get(j)) + (i == j ? 0.0225 : 0));
                }
            }
            return prior(a, b) - left.mult(of.invert()).mult(right).get(0, 0);
        }

        double gain(int row) {
            double sum = 0;
            for (int i = 0; i < count; i++) {
                double shared = covariance(i, row);
                sum += shared * shared;
            }
            return sum / count / (covariance(row, row) + 0.0225);
        }
    }
}
