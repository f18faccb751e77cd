package org.qeperf.features.counts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.features.basis.FftGrid;
import org.qeperf.features.crystal.SymmetryContext;
import org.qeperf.features.crystal.SymmetryReduction;
import org.qeperf.features.input.Functional;
import org.qeperf.features.input.KPoints;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.PwInput.Calculation;
import org.qeperf.features.input.PwInput.Diagonalization;
import org.qeperf.features.input.PwInput.Spin;
import org.qeperf.features.pseudo.Pseudopotential;

/** Derives the counts of a run from its input and its pseudopotentials. */
public final class PwCounter {

    private static final double OCCUPATION_TOLERANCE = 1e-5;

    private static final int MOST_ELECTRONS = 1_000_000;

    private final PwInput input;
    private final List<Pseudopotential> potentials;
    private final ParseLimits limits;

    private PwCounter(PwInput input, List<Pseudopotential> potentials, ParseLimits limits) {
        this.input = input;
        this.potentials = potentials;
        this.limits = limits;
    }

    /**
     * Counts.
     *
     * @param input the input
     * @param potentials one pseudopotential for each of its species, in order
     * @param limits what to accept at most
     * @return the counts
     * @throws InputException if pw.x would refuse the combination, or a count exceeds a limit
     */
    public static PwCounts count(PwInput input, List<Pseudopotential> potentials, ParseLimits limits) {
        if (potentials.size() != input.species().size()) {
            throw new IllegalArgumentException(potentials.size() + " pseudopotentials for "
                    + input.species().size() + " species");
        }
        requireOneFunctional(input, potentials);
        return new PwCounter(input, effective(input, potentials), limits).count(potentials);
    }

    /** Fully relativistic pseudopotentials without spin-orbit coupling are averaged. */
    private static List<Pseudopotential> effective(PwInput input, List<Pseudopotential> potentials) {
        if (input.electrons().spinOrbit()) {
            return potentials;
        }
        List<Pseudopotential> averaged = new ArrayList<>();
        for (int i = 0; i < potentials.size(); i++) {
            Pseudopotential potential = potentials.get(i);
            if (potential.spinOrbit()) {
                requireAverage(input, input.species().get(i), potential);
            }
            averaged.add(potential.averaged());
        }
        return averaged;
    }

    /** What pw.x does not average ({@code PW/src/average_pp.f90}; the one of Hubbard corrections since 7.4). */
    private static void requireAverage(PwInput input, PwInput.Species species, Pseudopotential potential) {
        boolean augmented = potential.kind().augmented();
        if (augmented || input.hubbard().isPresent() && input.version().atLeast(7, 4)) {
            throw new InputException(
                    species.location(),
                    species.pseudopotential(),
                    "fully relativistic " + (augmented ? "ultrasoft or PAW " : "") + "pseudopotential "
                            + InputException.quote(species.pseudopotential())
                            + (augmented ? "" : " with a Hubbard correction") + " without spin-orbit coupling",
                    "noncolin and lspinorb = .true., or a scalar-relativistic file");
        }
    }

    /**
     * Without {@code input_dft} the files decide, and pw.x stops where they differ ({@code set_dft_from_name}). Names that mean the
     * same are many, so only kinds are compared, which is what counts depend on.
     */
    private static void requireOneFunctional(PwInput input, List<Pseudopotential> potentials) {
        if (input.exactExchange().functional().isPresent()) {
            return;
        }
        for (int i = 1; i < potentials.size(); i++) {
            String first = potentials.get(0).functional();
            String other = potentials.get(i).functional();
            if (!first.isBlank() && !other.isBlank() && !Functional.of(first).equals(Functional.of(other))) {
                PwInput.Species species = input.species().get(i);
                throw new InputException(
                        species.location(),
                        species.pseudopotential(),
                        "the functional " + InputException.quote(other) + " of pseudopotential "
                                + InputException.quote(species.pseudopotential()) + " beside "
                                + InputException.quote(first) + " of the first",
                        "pseudopotentials of one functional, or input_dft");
            }
        }
    }

    private PwCounts count(List<Pseudopotential> given) {
        SymmetryReduction symmetry = SymmetryReduction.of(input, symmetryContext(given), limits);
        PwCounts.Composition composition = composition(given);
        int states = StateCount.of(input.electrons(), composition.electrons());
        requireEnough(states, composition.electrons());
        requireOccupations(composition.electrons());
        Spin spin = input.electrons().spin();
        int nspin = spin == Spin.NONCOLLINEAR ? 4 : spin == Spin.COLLINEAR ? 2 : 1;
        boolean gamma = input.kPoints() instanceof KPoints.Gamma;
        if (gamma && spin == Spin.NONCOLLINEAR) {
            throw new InputException(
                    input.kPoints().location(), "", "K_POINTS gamma beside noncolin", "an automatic mesh or a list");
        }
        int densities = nspin == 4 && !symmetry.magneticSpinors() ? 1 : nspin;
        PwCounts.Sampling sampling =
                new PwCounts.Sampling(symmetry.kPointCount(), symmetry.operations(), nspin, densities, gamma, states);
        PwCounts.Basis basis = new BasisCounter(input, potentials, limits).count(symmetry, gamma);
        Optional<PwCounts.ExactExchange> exchange =
                ExchangeCounter.count(input, potentials, symmetry, composition.electrons(), sampling, basis);
        PwCounts.Storage storage = StorageCounter.count(input, potentials, symmetry.lattice(), basis, exchange);
        return new PwCounts(
                composition,
                sampling,
                basis,
                effort(states),
                exchange,
                storage,
                Optional.of(CourseCounter.course(input)),
                Optional.of(CourseCounter.spread(input, symmetry, basis)),
                Optional.of(DescriptorCounter.count(input, potentials, given)));
    }

    /** What pseudopotentials decide about symmetry; before 6.4 the FFT grid comes first. */
    private SymmetryContext symmetryContext(List<Pseudopotential> given) {
        List<Double> valences = given.stream().map(Pseudopotential::valence).toList();
        List<Integer> fftGrid = List.of();
        if (!input.version().atLeast(6, 4)) {
            FftGrid grid = new BasisCounter(input, potentials, limits).gridWithoutSymmetry();
            fftGrid = List.of(grid.n1(), grid.n2(), grid.n3());
        }
        return new SymmetryContext(ExchangeCounter.functional(input, given).hybrid(), valences, fftGrid);
    }

    private void requireEnough(int states, double electrons) {
        if (input.electrons().nbnd().isEmpty()) {
            return;
        }
        double fewest = StateCount.fewest(input.electrons(), electrons);
        boolean selfConsistent = input.calculation() != Calculation.NSCF && input.calculation() != Calculation.BANDS;
        if (states < fewest && selfConsistent) {
            throw new InputException(
                    locate("nbnd"),
                    Integer.toString(states),
                    "nbnd = " + states + " is too few for " + electrons + " electrons",
                    "at least " + (long) fewest + ", or no nbnd");
        }
    }

    private void requireOccupations(double electrons) {
        double sum = input.electrons().occupationSum().orElse(electrons);
        if (Math.abs(sum - electrons) > OCCUPATION_TOLERANCE) {
            throw new InputException(
                    input.electrons().location(),
                    "",
                    "the OCCUPATIONS card holds " + sum + " electrons",
                    electrons + ", those of the cell");
        }
    }

    private PwCounts.Composition composition(List<Pseudopotential> given) {
        int[] atomsOf = new int[potentials.size()];
        input.atoms().forEach(atom -> atomsOf[atom.species()]++);
        double electrons = -input.electrons().totCharge();
        int transition = 0;
        int lanthanides = 0;
        int betas = 0;
        int projectors = 0;
        int orbitals = 0;
        int largestL = -1;
        int mostBetas = 0;
        int mostPairs = 0;
        int mostAtoms = 0;
        for (int i = 0; i < atomsOf.length; i++) {
            Pseudopotential potential = potentials.get(i);
            int element = element(potential, input.species().get(i));
            electrons += atomsOf[i] * potential.valence();
            transition += Element.isTransitionMetal(element) ? atomsOf[i] : 0;
            lanthanides += Element.isLanthanide(element) ? atomsOf[i] : 0;
            betas += atomsOf[i] * given.get(i).projectors().size();
            int nh = potential.projectorStates();
            projectors += atomsOf[i] * nh;
            orbitals += atomsOf[i] * orbitals(potential);
            largestL = Math.max(
                    largestL,
                    potential.projectors().stream().mapToInt(p -> p.l()).max().orElse(-1));
            mostBetas = Math.max(mostBetas, potential.projectors().size());
            if (potential.kind().augmented()) {
                mostPairs = Math.max(mostPairs, nh * (nh + 1) / 2);
                mostAtoms = Math.max(mostAtoms, atomsOf[i]);
            }
        }
        if (electrons > MOST_ELECTRONS) {
            throw new InputException(
                    locate("tot_charge"), "", "the cell has " + electrons + " electrons", "at most " + MOST_ELECTRONS);
        }
        if (!(electrons > 0)) {
            throw new InputException(
                    locate("tot_charge"), "", "the cell has " + electrons + " electrons", "more than none");
        }
        return new PwCounts.Composition(
                electrons,
                input.atoms().size(),
                atomsOf.length,
                transition,
                lanthanides,
                betas,
                projectors,
                orbitals,
                potentials.stream().anyMatch(p -> p.kind().augmented()),
                potentials.stream().anyMatch(p -> p.kind() == Pseudopotential.Kind.PAW),
                largestL,
                mostBetas,
                mostPairs,
                mostAtoms);
    }

    /** Where a variable of &amp;SYSTEM is set, or where occupations are. */
    private SourceLocation locate(String variable) {
        return input.variables().stream()
                .filter(v -> v.namelist().equals("system") && v.name().equals(variable))
                .findFirst()
                .map(PwInput.Variable::location)
                .orElse(input.electrons().location());
    }

    /** The atomic number that the file tells, else the label; 0 for none. */
    static int element(Pseudopotential potential, PwInput.Species species) {
        int number = Element.number(potential.element());
        return number > 0 ? number : Element.numberOfLabel(species.label());
    }

    /** Start wavefunctions of one atom ({@code upflib/upf_ions.f90}). */
    private int orbitals(Pseudopotential potential) {
        boolean spinors = input.electrons().spin() == Spin.NONCOLLINEAR;
        int n = 0;
        for (Pseudopotential.Orbital orbital : potential.orbitals()) {
            if (!orbital.start()) {
                continue;
            }
            int l = orbital.l();
            if (!spinors) {
                n += 2 * l + 1;
            } else if (potential.spinOrbit()) {
                n += orbital.j() > l ? 2 * l + 2 : 2 * l;
            } else {
                n += 2 * (2 * l + 1);
            }
        }
        return n;
    }

    private PwCounts.Effort effort(int states) {
        PwInput.Solver solver = input.solver();
        boolean davidson = solver.diagonalization() == Diagonalization.DAVID;
        int factor = davidson ? solver.davidsonDimension() : solver.diagonalization() == Diagonalization.RMM ? 2 : 1;
        boolean selfConsistent = input.calculation() != Calculation.NSCF && input.calculation() != Calculation.BANDS;
        return new PwCounts.Effort(
                selfConsistent,
                davidson,
                factor * states,
                solver.mixingDimension(),
                solver.localThomasFermi(),
                solver.atomicStart(),
                solver.diskLevel(),
                solver.forces(),
                solver.stress(),
                solver.cellFactor());
    }
}
