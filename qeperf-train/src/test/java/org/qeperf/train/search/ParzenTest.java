package org.qeperf.train.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.qeperf.api.train.Dimension;

class ParzenTest {

    private static final int[] NUMBER_AND_WORD = {0, 3};

    @Test
    void densitiesAddUpToOne() {
        ParzenEstimator estimator = threePoints();
        double sum = 0;
        for (int word = 0; word < 3; word++) {
            for (int i = 0; i < 2000; i++) {
                double[] at = {(i + 0.5) / 2000, (word + 0.5) / 3};
                sum += Math.exp(estimator.logDensity(at)) / 2000;
            }
        }
        assertEquals(1, sum, 1e-6);
    }

    @Test
    void drawsWhatItsDensitySays() {
        ParzenEstimator estimator = threePoints();
        Random random = new Random(3);
        int hits = 0;
        for (int i = 0; i < 20_000; i++) {
            double[] at = estimator.draw(random);
            hits += at[0] < 0.1 && (int) (3 * at[1]) == 1 ? 1 : 0;
        }
        double expected = 0;
        for (int i = 0; i < 1000; i++) {
            expected += Math.exp(estimator.logDensity(new double[] {(i + 0.5) / 10_000, 0.5})) / 10_000;
        }
        assertEquals(expected, hits / 20_000.0, 0.01);
    }

    @Test
    void withoutPointsEverythingIsEquallyLikely() {
        ParzenEstimator estimator = new ParzenEstimator(List.of(), new double[0], NUMBER_AND_WORD, 0);
        assertEquals(-Math.log(3), estimator.logDensity(new double[] {0.3, 0.5}), 1e-12);
    }

    private static ParzenEstimator threePoints() {
        List<double[]> points = List.of(new double[] {0.02, 0.5}, new double[] {0.6, 0.5}, new double[] {1, 5 / 6.0});
        return new ParzenEstimator(points, new double[] {2, 1, 1}, NUMBER_AND_WORD, 10);
    }

    @Test
    void advisesWhereOutcomesWereGood() {
        SearchSpace space = Trials.space(
                Map.of("kind", new Dimension.Words(List.of("p", "q", "r")), "x", new Dimension.Reals(0, 1, false)));
        ParzenAdvice advice = new ParzenAdvice(space, 0, new Random(1));
        Random random = new Random(2);
        assertEquals(List.of(), advice.candidates());
        for (int number = 1; number <= 60; number++) {
            Map<String, String> values = space.at(Untried.point(space, random));
            double error = Math.abs(x(values) - 0.7) + ("q".equals(values.get("kind")) ? 0 : 1);
            advice.learn(new Outcome(Proposal.fresh(number, values, 1), error));
        }
        Map<String, String> best = advice.candidates().get(0);
        assertEquals("q", best.get("kind"));
        assertEquals(0.7, x(best), 0.15);
    }

    @Test
    void failuresAreBad() {
        ParzenAdvice advice = new ParzenAdvice(Trials.line(), 0, new Random(1));
        for (int number = 1; number <= 40; number++) {
            double x = number / 40.0;
            advice.learn(outcome(number, x, 1, x > 0.5 ? Double.NaN : 1 - x));
        }
        assertEquals(0.45, x(advice.candidates().get(0)), 0.08);
    }

    @Test
    void onlyTheLargestShareWithEnoughOutcomesCounts() {
        ParzenAdvice advice = new ParzenAdvice(Trials.line(), 0, new Random(1));
        for (int number = 1; number <= 30; number++) {
            double x = number / 30.0;
            advice.learn(outcome(number, x, 0.1, x));
        }
        for (int number = 31; number <= 39; number++) {
            advice.learn(outcome(number, (number - 30) / 10.0, 1, -number));
        }
        assertTrue(x(advice.candidates().get(0)) < 0.3);
        advice.learn(outcome(40, 1, 1, -40));
        assertTrue(x(advice.candidates().get(0)) > 0.7);
    }

    @Test
    void aBatchDoesNotTryTheSameTwice() {
        ParzenAdvice advice = new ParzenAdvice(Trials.line(), 0, new Random(1));
        for (int number = 1; number <= 20; number++) {
            double x = number / 20.0;
            advice.learn(outcome(number, x, 1, Math.abs(x - 0.5)));
        }
        double first = x(advice.candidates().get(0));
        for (int number = 21; number <= 40; number++) {
            advice.propose(Proposal.fresh(number, Map.of("x", Double.toString(first)), 1));
        }
        double second = x(advice.candidates().get(0));
        assertTrue(Math.abs(first - second) > 0.05, first + " " + second);
        for (int number = 21; number <= 40; number++) {
            advice.learn(outcome(number, first, 1, 0));
        }
        assertEquals(first, x(advice.candidates().get(0)), 0.1);
    }

    @Test
    void aThirdOfBohbStaysRandom() {
        ParzenAdvice advice = new ParzenAdvice(Trials.line(), 1 / 3.0, new Random(1));
        for (int number = 1; number <= 10; number++) {
            advice.learn(outcome(number, number / 10.0, 1, number));
        }
        int random = 0;
        for (int i = 0; i < 900; i++) {
            random += advice.candidates().isEmpty() ? 1 : 0;
        }
        assertEquals(300, random, 50);
    }

    @Test
    void bohbDrawsBetterValuesThanHyperband() {
        Budget budget = new Budget(128, 1 / 81.0, 3, 2);
        List<Double> drawn = new ArrayList<>();
        for (SearchMethod method : List.of(SearchMethod.HYPERBAND, SearchMethod.BOHB)) {
            Set<Map<String, String>> seen = new HashSet<>();
            double sum = 0;
            for (Outcome outcome : Trials.run(Trials.start(method, Trials.MIXED, budget, 9), Trials::error)) {
                Proposal proposal = outcome.proposal();
                sum += seen.add(proposal.values()) ? outcome.error() - 0.1 / proposal.share() : 0;
            }
            drawn.add(sum / seen.size());
        }
        assertNotEquals(drawn.get(0), drawn.get(1));
        assertTrue(drawn.get(1) < 0.7 * drawn.get(0), drawn.toString());
    }

    private static Outcome outcome(int number, double x, double share, double error) {
        return new Outcome(Proposal.fresh(number, Map.of("x", Double.toString(x)), share), error);
    }

    private static double x(Map<String, String> values) {
        return Double.parseDouble(values.getOrDefault("x", ""));
    }
}
