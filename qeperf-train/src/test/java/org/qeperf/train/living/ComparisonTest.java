package org.qeperf.train.living;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** Systems of some runs each: both models err by system and by run, each on its own. */
    private static Trial.Verdict challenge(Random random, int runsOfSystem, double ofSystem, double ofRun) {
        LivingOptions options = LivingOptions.DEFAULT;
        List<Comparison.Pair> pairs = new ArrayList<>();
        Trial.Verdict verdict = Trial.Verdict.UNDECIDED;
        int judged = 0;
        for (int look = 0; verdict == Trial.Verdict.UNDECIDED; look++) {
            int systems = pairs.size() / runsOfSystem;
            while (!options.isDue(look, judged, pairs.size(), systems)) {
                double champion = ofSystem * random.nextGaussian();
                double challenger = ofSystem * random.nextGaussian();
                for (int run = 0; run < runsOfSystem; run++) {
                    pairs.add(new Comparison.Pair(
                            "system " + systems,
                            Math.abs(champion + ofRun * random.nextGaussian()),
                            Math.abs(challenger + ofRun * random.nextGaussian())));
                }
                systems++;
            }
            judged = pairs.size();
            verdict = Comparison.of(pairs).judge(options, look);
        }
        return verdict;
    }

    /** Champion and challenger equally good: all looks of a challenge together promote in no more than the level of cases. */
    @ParameterizedTest
    @CsvSource({"1, 0, 0.15", "4, 0.15, 0.05", "4, 0.15, 0.001", "10, 0.2, 0.1"})
    void equalsAreSeldomPromoted(int runsOfSystem, double ofSystem, double ofRun) {
        int challenges = 4000;
        int promoted = 0;
        int worse = 0;
        Random random = new Random(1);
        for (int i = 0; i < challenges; i++) {
            Trial.Verdict verdict = challenge(random, runsOfSystem, ofSystem, ofRun);
            promoted += verdict == Trial.Verdict.PROMOTED ? 1 : 0;
            worse += verdict == Trial.Verdict.WORSE ? 1 : 0;
        }
        assertTrue(promoted <= 0.05 * challenges, promoted + " of " + challenges + " were promoted");
        assertTrue(worse <= 0.05 * challenges, worse + " of " + challenges + " were called worse");
        assertTrue(promoted >= 0.01 * challenges, promoted + " of " + challenges + " were promoted");
    }

    private static Comparison clear(int systems, boolean challengerIsBetter) {
        double[] high = new double[systems];
        double[] low = new double[systems];
        Arrays.setAll(high, i -> 0.3 + 0.001 * i);
        Arrays.setAll(low, i -> 0.1 + 0.001 * i);
        return challengerIsBetter ? of(high, low) : of(low, high);
    }

    /** Systems that the challenger has learnt from tell nothing of others. */
    @Test
    void systemsNotLearntFromDecide() {
        LivingOptions options = LivingOptions.DEFAULT;
        Comparison better = clear(20, true);
        assertEquals(Trial.Verdict.PROMOTED, Comparison.judge(better, clear(8, true), options, 0));
        assertEquals(Trial.Verdict.WORSE, Comparison.judge(better, clear(8, false), options, 0));
        assertEquals(Trial.Verdict.UNDECIDED, Comparison.judge(better, clear(7, false), options, 0));
        assertEquals(Trial.Verdict.NO_BETTER, Comparison.judge(better, clear(7, false), options, 2));
        assertEquals(Trial.Verdict.PROMOTED, Comparison.judge(better, clear(7, true), options, 0));
        assertEquals(Trial.Verdict.PROMOTED, Comparison.judge(better, clear(0, true), options, 0));
    }

    /** Runs that came in a burst are not looked at again as if they were new. */
    @Test
    void eachLookHasRunsOfItsOwn() {
        LivingOptions options = LivingOptions.DEFAULT;
        assertFalse(options.isDue(0, 0, 19, 8));
        assertFalse(options.isDue(0, 0, 100, 7));
        assertTrue(options.isDue(0, 0, 100, 8));
        assertFalse(options.isDue(1, 100, 199, 8));
        assertTrue(options.isDue(1, 100, 200, 8));
        assertTrue(options.isDue(1, 20, 40, 8));
    }

    /** A look that came late has the next one wait for more runs, and patience with it. */
    @Test
    void aChallengeIsInVainAfterFourTimesTheRunsThatALookNeeds() {
        LivingOptions options = LivingOptions.DEFAULT;
        assertFalse(options.isInVain(0, 0, 79));
        assertTrue(options.isInVain(0, 0, 80));
        assertFalse(options.isInVain(1, 100, 160));
        assertFalse(options.isInVain(1, 100, 799));
        assertTrue(options.isInVain(1, 100, 800));
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
        assertEquals(11, figures.systems());
        assertEquals(1, figures.betterSystems());
        assertTrue(figures.better() > 0.9, figures::toString);
        assertNotEquals(Trial.Verdict.PROMOTED, figures.judge(LivingOptions.DEFAULT, 0));
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
                "fewest runs 2, every 100, trial runs 20, trial systems 5, looks 3, window 100, most runs 9, remembered 8;"
                        + " expected at least 3, 1, 6, 1, 1 (at most 10), 10, the fewest runs, the most runs",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new LivingOptions("default", 2, 100, 9, 20, 5, 3, 0.05, 0.05, 8, 100, 1))
                        .getMessage());
        assertEquals(
                "level 0.0, gain 0.05; expected above 0 and below 0.5, and at least 0 and below 1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new LivingOptions("default", 10, 100, 100, 20, 5, 3, 0, 0.05, 100, 100, 1))
                        .getMessage());
    }
}
