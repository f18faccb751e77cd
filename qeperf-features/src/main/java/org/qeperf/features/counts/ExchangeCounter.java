package org.qeperf.features.counts;

import java.util.List;
import java.util.Optional;
import org.qeperf.api.InputException;
import org.qeperf.features.basis.FftGrid;
import org.qeperf.features.basis.GSphere;
import org.qeperf.features.basis.GVectors;
import org.qeperf.features.crystal.ExchangePoints;
import org.qeperf.features.crystal.Lattice;
import org.qeperf.features.crystal.SymmetryReduction;
import org.qeperf.features.input.ExactExchangeInput;
import org.qeperf.features.input.Functional;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.PwInput.Calculation;
import org.qeperf.features.input.PwInput.Spin;
import org.qeperf.features.pseudo.Pseudopotential;

/** Counts what exact exchange needs ({@code PW/src/exx.f90}, {@code PW/src/setup.f90}, {@code PW/src/input.f90}). */
final class ExchangeCounter {

    private final PwInput input;
    private final ExactExchangeInput given;
    private final PwCounts.Basis basis;
    private final boolean ultrasoft;

    private ExchangeCounter(PwInput input, PwCounts.Basis basis, boolean ultrasoft) {
        this.input = input;
        this.given = input.exactExchange();
        this.basis = basis;
        this.ultrasoft = ultrasoft;
    }

    /** The functional of a run: that of the input, else that of the pseudopotentials. */
    static Functional functional(PwInput input, List<Pseudopotential> potentials) {
        return Functional.of(input.exactExchange()
                .functional()
                .orElseGet(() -> potentials.isEmpty() ? "" : potentials.get(0).functional()));
    }

    static Optional<PwCounts.ExactExchange> count(
            PwInput input,
            List<Pseudopotential> potentials,
            SymmetryReduction symmetry,
            double electrons,
            PwCounts.Sampling sampling,
            PwCounts.Basis basis) {
        boolean ultrasoft = potentials.stream().anyMatch(p -> p.kind().augmented());
        ExchangeCounter counter = new ExchangeCounter(input, basis, ultrasoft);
        double cutoff = counter.cutoff();
        Functional functional = functional(input, potentials);
        if (functional.meta() && input.electrons().spin() == Spin.NONCOLLINEAR) {
            throw counter.functionalError(
                    "a meta-GGA functional beside noncolin", "another functional, or no noncolin");
        }
        if (!functional.hybrid()) {
            return Optional.empty();
        }
        counter.refuseWhereItStops();
        ExchangePoints points = ExchangePoints.of(input, symmetry);
        return Optional.of(counter.count(cutoff, symmetry, sampling, points, compressed(input, electrons)));
    }

    /** Compressed exchange is for more than one electron from 7.3 on ({@code PW/src/input.f90}). */
    private static boolean compressed(PwInput input, double electrons) {
        return input.exactExchange().projectors()
                && (electrons > 1 || !input.version().atLeast(7, 3));
    }

    /** The cutoff of products of wavefunctions; ultrasoft pseudopotentials leave no choice. */
    private double cutoff() {
        double asked = given.ecutfockRydberg();
        if (asked > 0 && (asked < basis.ecutwfcRydberg() || asked > basis.ecutrhoRydberg())) {
            throw new InputException(
                    given.cutoffLocation(),
                    "",
                    "ecutfock = " + asked + " is not between ecutwfc = " + basis.ecutwfcRydberg() + " and ecutrho = "
                            + basis.ecutrhoRydberg(),
                    "a cutoff between them, or no ecutfock");
        }
        return asked > 0 && !ultrasoft ? asked : Math.min(basis.ecutrhoRydberg(), 4 * basis.ecutwfcRydberg());
    }

    private void refuseWhereItStops() {
        Calculation calculation = input.calculation();
        boolean fixedDensity = calculation == Calculation.NSCF || calculation == Calculation.BANDS;
        boolean spinors = input.electrons().spin() == Spin.NONCOLLINEAR;
        if (input.symmetry().useAllFrac()) {
            throw functionalError("exact exchange beside use_all_frac", "one of them");
        }
        if (fixedDensity && !input.version().atLeast(7, 1)) {
            throw functionalError(
                    "exact exchange without self-consistency, which pw.x " + input.version() + " does not do",
                    "another calculation or functional, or version 7.1 or later");
        }
        if (ultrasoft && !fixedDensity && calculation != Calculation.SCF) {
            throw functionalError(
                    "exact exchange with ultrasoft or PAW pseudopotentials and moving atoms",
                    "norm-conserving pseudopotentials, or calculation = 'scf'");
        }
        if (ultrasoft && spinors) {
            throw functionalError(
                    "exact exchange with ultrasoft or PAW pseudopotentials beside noncolin",
                    "norm-conserving pseudopotentials, or no noncolin");
        }
    }

    private InputException functionalError(String problem, String expected) {
        return new InputException(given.functionalLocation(), "", problem, expected);
    }

    private PwCounts.ExactExchange count(
            double cutoff,
            SymmetryReduction symmetry,
            PwCounts.Sampling sampling,
            ExchangePoints points,
            boolean compressed) {
        Lattice lattice = symmetry.lattice();
        double unit = 2 * Math.PI / lattice.alat();
        double radius = cutoff / (unit * unit);
        if (!sampling.gammaOnly() && input.version().atLeast(6, 2)) {
            double reach = Math.sqrt(basis.ecutwfcRydberg() / (unit * unit)) + farthest(symmetry.kPoints());
            radius = Math.max(radius, reach * reach);
        }
        FftGrid grid = grid(lattice, radius, symmetry);
        double dense = basis.ecutrhoRydberg() / basis.ecutwfcRydberg() * basis.ecutwfcRydberg() / (unit * unit);
        long vectors = new GSphere(lattice.reciprocalVectors(), basis.denseGrid()).count(Math.min(radius, dense));
        int spins = sampling.spinComponents() == 2 ? 2 : 1;
        return new PwCounts.ExactExchange(
                cutoff,
                points.mesh().get(0) * points.mesh().get(1) * points.mesh().get(2),
                spins * points.points(),
                points.longestStep(),
                sampling.gammaOnly() ? (vectors + 1) / 2 : vectors,
                grid,
                compressed);
    }

    private FftGrid grid(Lattice lattice, double radius, SymmetryReduction symmetry) {
        try {
            return GVectors.of(lattice, radius, symmetry.fftFactors()).grid();
        } catch (IllegalArgumentException e) {
            throw new InputException(
                    input.kPoints().location(),
                    "",
                    "exact exchange asks for " + e.getMessage(),
                    "k-points nearer to the origin, or a smaller cutoff");
        }
    }

    private static double farthest(double[] k) {
        double longest = 0;
        for (int i = 0; i < k.length; i += 3) {
            longest = Math.max(longest, k[i] * k[i] + k[i + 1] * k[i + 1] + k[i + 2] * k[i + 2]);
        }
        return Math.sqrt(longest);
    }
}
