package org.qeperf.train.living;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static Comparison of(double[] champion, double[] challenger) {
        List<Comparison.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < champion.length; i++) {
            pairs.add(new Comparison.Pair("system " + i, champion[i], challenger[i]));
        }
        return Comparison.of(pairs);
    }

    /** The depression scores of Hollander and Wolfe, Nonparametric Statistical Methods, 1973, chapter 3. */
    @Test
    void theProbabilityIsThatOfThePublishedExample() {
        Comparison figures = of(
                new double[] {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30},
                new double[] {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29});
        assertEquals(0.01953125, figures.better(), 1e-12);
        assertEquals(1.68, figures.champion());
        assertEquals(1.06, figures.challenger());
        assertEquals(7, figures.betterSystems());
    }

    /** Champion and challenger equally good: all looks of a challenge together promote in no more than the level of cases. */
    @Test
    void equalsAreSeldomPromoted() {
        LivingOptions options = LivingOptions.DEFAULT;
        int challenges = 1000;
        int promoted = 0;
        int worse = 0;
        for (int seed = 0; seed < challenges; seed++) {
            Random random = new Random(seed);
            List<Comparison.Pair> pairs = new ArrayList<>();
            Trial.Verdict verdict = Trial.Verdict.UNDECIDED;
            for (int look = 0; verdict == Trial.Verdict.UNDECIDED; look++) {
                while (pairs.size() < options.due(look)) {
                    double shared = 0.2 * random.nextGaussian();
                    pairs.add(new Comparison.Pair(
                            "system " + pairs.size() / 2,
                            Math.abs(shared + 0.1 * random.nextGaussian()),
                            Math.abs(shared + 0.1 * random.nextGaussian())));
                }
                verdict = Comparison.of(pairs).judge(options, look);
            }
            promoted += verdict == Trial.Verdict.PROMOTED ? 1 : 0;
            worse += verdict == Trial.Verdict.WORSE ? 1 : 0;
        }
        assertTrue(promoted <= 0.05 * challenges, promoted + " of " + challenges + " were promoted");
        assertTrue(worse <= 0.06 * challenges, worse + " of " + challenges + " were called worse");
    }

    @Test
    void aSmallGainIsNotEnough() {
        double[] champion = new double[40];
        double[] challenger = new double[40];
        for (int i = 0; i < champion.length; i++) {
            champion[i] = 0.1 + 0.001 * i;
            challenger[i] = 0.98 * champion[i];
        }
        Comparison figures = of(champion, challenger);
        assertTrue(figures.better() < 1e-6, figures::toString);
        assertEquals(Trial.Verdict.UNDECIDED, figures.judge(LivingOptions.DEFAULT, 0));
        assertEquals(Trial.Verdict.NO_BETTER, figures.judge(LivingOptions.DEFAULT, 2));
        assertEquals(Trial.Verdict.WORSE, of(challenger, champion).judge(LivingOptions.DEFAULT, 0));
    }

    @Test
    void oneSystemAloneDoesNotDecide() {
        List<Comparison.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            boolean often = i < 30;
            pairs.add(new Comparison.Pair(often ? "often" : "system " + i, 0.2, often ? 0.1 + 0.001 * i : 0.21));
        }
        Comparison figures = Comparison.of(pairs);
        assertTrue(figures.better() < 1e-3, figures::toString);
        assertEquals(Trial.Verdict.UNDECIDED, figures.judge(LivingOptions.DEFAULT, 0));
    }

    @Test
    void thereIsNothingToSayWithoutRunsOrDifferences() {
        Comparison nothing = Comparison.of(List.of());
        assertEquals(0, nothing.runs());
        assertTrue(Double.isNaN(nothing.champion()));
        assertEquals(1, nothing.better());
        assertEquals(1, of(new double[] {0.1, 0.2}, new double[] {0.1, 0.2}).worse());
    }

    @Test
    void optionsAreChecked() {
        assertEquals(
                "fewest runs 2, every 100, trial runs 20, trial systems 5, looks 3, window 100; expected at least 3, 1, 6,"
                        + " 1, 1 (at most 10), 10",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new LivingOptions("default", 2, 100, 20, 5, 3, 0.05, 0.05, 100, 1))
                        .getMessage());
        assertEquals(
                "level 0.0, gain 0.05; expected above 0 and below 0.5, and at least 0 and below 1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new LivingOptions("default", 10, 100, 20, 5, 3, 0, 0.05, 100, 1))
                        .getMessage());
    }
}
