package org.qeperf.api.feature;

import java.util.OptionalDouble;

/**
 * How far a run may go, as its input says.
 *
 * @param motion what moves between ionic steps
 * @param mostIonicSteps ionic steps at which the program stops, at least 1; 1 where nothing moves
 * @param mostScfIterations iterations of one ionic step after which the program gives up, at least 1
 * @param relativeIterations iterations that the input's convergence threshold takes, relative to those of the default
 *     threshold, positive
 * @param afterStep what the program computes when an ionic step is self-consistent
 * @param selfConsistent whether the density is iterated; if not, states are found once in a density that was known before
 * @param mostSeconds wall time after which the program writes its state and stops by itself, where the input sets one
 */
public record RunLength(
        Motion motion,
        int mostIonicSteps,
        int mostScfIterations,
        double relativeIterations,
        AfterStep afterStep,
        boolean selfConsistent,
        OptionalDouble mostSeconds) {

    /** What moves between ionic steps. */
    public enum Motion {
        /** Nothing: one ionic step. */
        NONE,
        /** Atoms, or atoms and cell, until forces vanish: as many steps as it takes. */
        RELAXATION,
        /** Atoms, or atoms and cell, as time goes on: all steps. */
        DYNAMICS
    }

    /**
     * What the program computes when an ionic step is self-consistent: forces, stress, the charge to start the next step from.
     *
     * @param iterations how many iterations would take as long, for one ionic step; 0 or more
     * @param again whether a relaxation ends with one more calculation from the start, as that of a cell does in its final cell
     */
    public record AfterStep(double iterations, boolean again) {

        /** Nothing is computed. */
        public static final AfterStep NOTHING = new AfterStep(0, false);

        /** Checks the number. */
        public AfterStep {
            if (!(iterations >= 0) || Double.isInfinite(iterations)) {
                throw new IllegalArgumentException(
                        "what follows a step takes " + iterations + " iterations; expected 0 or more");
            }
        }
    }

    /** One ionic step, with as many iterations as it takes. */
    public static final RunLength UNKNOWN = new RunLength(Motion.NONE, 1, Integer.MAX_VALUE, 1);

    /**
     * A self-consistent run whose input sets no wall time and asks for neither forces nor stress.
     *
     * @param motion what moves between ionic steps
     * @param mostIonicSteps ionic steps at which the program stops, at least 1
     * @param mostScfIterations iterations of one ionic step after which the program gives up, at least 1
     * @param relativeIterations iterations relative to those of the default threshold, positive
     */
    public RunLength(Motion motion, int mostIonicSteps, int mostScfIterations, double relativeIterations) {
        this(
                motion,
                mostIonicSteps,
                mostScfIterations,
                relativeIterations,
                AfterStep.NOTHING,
                true,
                OptionalDouble.empty());
    }

    /** Checks the numbers. */
    public RunLength {
        if (mostIonicSteps < 1 || mostScfIterations < 1) {
            throw new IllegalArgumentException(mostIonicSteps + " ionic steps of " + mostScfIterations
                    + " iterations; expected at least 1 of each");
        }
        if (!(relativeIterations > 0) || Double.isInfinite(relativeIterations)) {
            throw new IllegalArgumentException("iterations relative to the default threshold are " + relativeIterations
                    + "; expected a positive number");
        }
    }
}
