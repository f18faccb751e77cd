package org.qeperf.features.counts;

import org.qeperf.features.basis.FftGrid;
import org.qeperf.features.basis.GSphere;
import org.qeperf.features.crystal.SymmetryReduction;
import org.qeperf.features.input.Polarization;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.PwInput.Calculation;
import org.qeperf.features.input.PwInput.Occupations;

/** How far a run goes, and what decides about layouts. */
final class CourseCounter {

    private CourseCounter() {}

    static PwCounts.Course course(PwInput input) {
        Calculation calculation = input.calculation();
        return new PwCounts.Course(
                calculation == Calculation.RELAX || calculation == Calculation.VC_RELAX,
                calculation == Calculation.VC_RELAX || calculation == Calculation.VC_MD,
                calculation == Calculation.MD || calculation == Calculation.VC_MD,
                input.course().steps(),
                input.course().iterations(),
                input.course().thresholdRydberg(),
                input.course().mixingBeta(),
                input.electrons().occupations() == Occupations.SMEARING,
                input.hubbard().isPresent());
    }

    /** {@code data_structure} in {@code PW/src/data_structure.f90} and {@code setup} in {@code PW/src/setup.f90}. */
    static PwCounts.Spread spread(PwInput input, SymmetryReduction symmetry, PwCounts.Basis basis) {
        double unit = 2 * Math.PI / symmetry.lattice().alat();
        double waves = basis.ecutwfcRydberg() / (unit * unit);
        double farthest = 0;
        double[] k = symmetry.kPoints();
        for (int i = 0; i < k.length; i += 3) {
            farthest = Math.max(farthest, Math.sqrt(k[i] * k[i] + k[i + 1] * k[i + 1] + k[i + 2] * k[i + 2]));
        }
        double reach = Math.sqrt(waves) + farthest;
        GSphere sphere = new GSphere(symmetry.lattice().reciprocalVectors(), basis.smoothGrid());
        double dual = basis.ecutrhoRydberg() / basis.ecutwfcRydberg();
        return new PwCounts.Spread(
                Math.min(sphere.rows(reach * reach), basis.smoothSticks()),
                FftGrid.expectedPlanes(
                        symmetry.lattice(),
                        dual > BasisCounter.SINGLE_GRID_DUAL ? 4 * waves : dual * waves,
                        symmetry.fftFactors().get(2)),
                input.symmetry().polarization().kind() != Polarization.Kind.NONE);
    }
}
