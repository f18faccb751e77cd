package org.qeperf.features.workload;

import org.qeperf.api.feature.RunLength.AfterStep;
import org.qeperf.features.counts.PwCounts.Course;

/**
 * What pw.x computes when a step is self-consistent, in iterations that take as long: forces, stress, and where atoms move the
 * charge and potential to start the next step from ({@code PW/src/run_pwscf.f90}). Parts of it go through all k-points, as an
 * iteration does, and others through G-vectors alone, so it is less of an iteration where there are many k-points: as their
 * inverse square root.
 *
 * <p>The factors are medians of 159 reference outputs of releases 6.7 and 7.5 of Quantum ESPRESSO (test-suite and PW/examples, at
 * least a second in {@code electrons}, equal ones once): wall time in each call of {@code forces}, {@code stress}, {@code update_pot} and
 * {@code hinit1}, over that of {@code electrons} in an iteration, times the square root of the number of k-points. docs/answers.md
 * says how they are made.
 */
final class StepEffort {

    /** 34 outputs of atoms that stay; half of them from 0.41 to 0.90. */
    private static final double FORCES = 0.62;

    /** 67 outputs of atoms that stay; half of them from 1.3 to 3.3. */
    private static final double FORCES_AND_STRESS = 2.37;

    /** 30 outputs of atoms that move; half of them from 0.70 to 1.59. */
    private static final double MOVE = 1.24;

    /**
     * 28 outputs of atoms that move, nearly all with their cell; half of them from 2.4 to 6.3. Where the cell moves, each G-vector
     * is a shell of its own ({@code gshells} in {@code Modules/recvec.f90}), with radial integrals of its own.
     */
    private static final double MOVE_WITH_STRESS = 4.45;

    private StepEffort() {}

    /**
     * What follows each step.
     *
     * @param course how far the run goes; a relaxed cell is calculated once more from the start, with the G-vectors of the
     *     final cell ({@code PW/src/run_pwscf.f90})
     * @param forces whether the input asks for forces
     * @param stress whether it asks for the stress
     * @param kPoints irreducible k-points, at least 1
     * @return iterations that take as long
     */
    static AfterStep of(Course course, boolean forces, boolean stress, int kPoints) {
        boolean moves = course.relaxesIons() || course.movesCell() || course.dynamics();
        double atOnePoint;
        if (moves) {
            atOnePoint = stress || course.movesCell() ? MOVE_WITH_STRESS : MOVE;
        } else if (stress) {
            atOnePoint = FORCES_AND_STRESS;
        } else {
            atOnePoint = forces ? FORCES : 0;
        }
        return new AfterStep(atOnePoint / Math.sqrt(kPoints), course.movesCell() && !course.dynamics());
    }
}
