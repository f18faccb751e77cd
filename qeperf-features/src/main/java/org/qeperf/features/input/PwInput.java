package org.qeperf.features.input;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.SourceLocation;

/**
 * What a pw.x input says, as far as it decides about counts. Names and defaults follow INPUT_PW of Quantum ESPRESSO and
 * {@code Modules/read_namelists.f90}. Immutable.
 *
 * @param source name of the input
 * @param version the release of pw.x that the input is for
 * @param calculation kind of calculation
 * @param cell the cell as it is given
 * @param species the ATOMIC_SPECIES card
 * @param atoms the ATOMIC_POSITIONS card, with all images of the sites of a space group
 * @param positionUnit unit of the positions
 * @param kPoints the K_POINTS card
 * @param additionalKPoints points of the ADDITIONAL_K_POINTS card
 * @param cutoffs cutoffs and explicit grids
 * @param electrons bands, occupations and spin
 * @param symmetry switches of the symmetry search
 * @param solver iterative solver, mixing and memory
 * @param exactExchange the functional and the variables of exact exchange
 * @param hubbard the Hubbard correction, where there is one
 * @param storage switches that decide about memory alone
 * @param course how far the run goes and how it converges
 * @param pseudoDir {@code pseudo_dir}, where given
 * @param variables every variable of every namelist, in their order, whether it decides about a count or not
 * @param cards every card as text, in their order
 * @param warnings what the user should know
 */
public record PwInput(
        String source,
        QeVersion version,
        Calculation calculation,
        Cell cell,
        List<Species> species,
        List<Atom> atoms,
        PositionUnit positionUnit,
        KPoints kPoints,
        Optional<KPoints> additionalKPoints,
        Cutoffs cutoffs,
        Electrons electrons,
        Symmetry symmetry,
        Solver solver,
        ExactExchangeInput exactExchange,
        Optional<Hubbard> hubbard,
        Storage storage,
        Course course,
        Optional<String> pseudoDir,
        List<Variable> variables,
        List<Card> cards,
        List<Diagnostic> warnings) {

    /** Copies the lists. */
    public PwInput {
        species = List.copyOf(species);
        atoms = List.copyOf(atoms);
        variables = List.copyOf(variables);
        cards = List.copyOf(cards);
        warnings = List.copyOf(warnings);
    }

    /**
     * A value of a namelist as it is typed.
     *
     * @param namelist name of the namelist, lower case
     * @param name name of the variable, lower case
     * @param index index of the value, from 1; 1 where the variable is no array
     * @param text the value, without quotes
     * @param location where the value stands
     */
    public record Variable(String namelist, String name, int index, String text, SourceLocation location) {}

    /**
     * A card as it is typed.
     *
     * @param name its name, upper case
     * @param option what stands behind the name, without brackets; empty for nothing
     * @param lines its lines, cut into words
     * @param location where it stands
     */
    public record Card(String name, String option, List<List<String>> lines, SourceLocation location) {
        /** Copies the lines. */
        public Card {
            lines = lines.stream().map(List::copyOf).toList();
        }
    }

    /** Kinds of calculation. */
    public enum Calculation {
        /** Self-consistency. */
        SCF,
        /** Fixed density, k-points completed by symmetry. */
        NSCF,
        /** Fixed density, k-points exactly as given. */
        BANDS,
        /** Moving atoms. */
        RELAX,
        /** Molecular dynamics. */
        MD,
        /** Moving atoms and cell. */
        VC_RELAX,
        /** Molecular dynamics with a moving cell. */
        VC_MD
    }

    /**
     * The cell as it is given; {@code celldm} already filled from A, B, C and cosines where those are given.
     *
     * @param ibrav index of the Bravais lattice, 0 for explicit vectors
     * @param celldm six parameters, the first in bohr; 0 where not given
     * @param vectors the CELL_PARAMETERS card for {@code ibrav = 0}: nine numbers, vector by vector
     * @param vectorUnit unit of these vectors
     * @param location where the lattice is chosen
     */
    public record Cell(
            int ibrav,
            List<Double> celldm,
            Optional<List<Double>> vectors,
            VectorUnit vectorUnit,
            SourceLocation location) {
        /** Copies the lists. */
        public Cell {
            celldm = List.copyOf(celldm);
            vectors = vectors.map(List::copyOf);
        }
    }

    /** Units of CELL_PARAMETERS. */
    public enum VectorUnit {
        /** Lattice parameter. */
        ALAT,
        /** Bohr radius. */
        BOHR,
        /** Angstrom. */
        ANGSTROM
    }

    /** Units of ATOMIC_POSITIONS. */
    public enum PositionUnit {
        /** Lattice parameter, Cartesian. */
        ALAT,
        /** Bohr radius, Cartesian. */
        BOHR,
        /** Angstrom, Cartesian. */
        ANGSTROM,
        /** Coefficients of the lattice vectors. */
        CRYSTAL
    }

    /**
     * One species.
     *
     * @param label its label
     * @param pseudopotential name of its file
     * @param startingMagnetization {@code starting_magnetization(i)}, where given
     * @param angle1Degrees polar angle of the magnetisation, degrees
     * @param angle2Degrees azimuth of the magnetisation, degrees
     * @param location where it is declared
     */
    public record Species(
            String label,
            String pseudopotential,
            OptionalDouble startingMagnetization,
            double angle1Degrees,
            double angle2Degrees,
            SourceLocation location) {}

    /**
     * One atom.
     *
     * @param species index into {@link PwInput#species()}
     * @param x first coordinate, in {@link PwInput#positionUnit()}
     * @param y second coordinate
     * @param z third coordinate
     */
    public record Atom(int species, double x, double y, double z) {}

    /**
     * Cutoffs and grids.
     *
     * @param ecutwfcRydberg {@code ecutwfc}; 0 asks for the pseudopotentials' suggestion
     * @param ecutrhoRydberg {@code ecutrho}; 0 asks for the default
     * @param dense {@code nr1, nr2, nr3}; 0 where not given
     * @param smooth {@code nr1s, nr2s, nr3s}; 0 where not given
     * @param location where the cutoff is set
     */
    public record Cutoffs(
            double ecutwfcRydberg,
            double ecutrhoRydberg,
            List<Integer> dense,
            List<Integer> smooth,
            SourceLocation location) {}

    /** How states are filled. */
    public enum Occupations {
        /** Insulator. */
        FIXED,
        /** Metal. */
        SMEARING,
        /** Tetrahedron methods. */
        TETRAHEDRA,
        /** Given in the OCCUPATIONS card. */
        FROM_INPUT
    }

    /** Treatment of spin. */
    public enum Spin {
        /** No spin. */
        NONE,
        /** Two spin directions ({@code nspin = 2}). */
        COLLINEAR,
        /** Spinors ({@code noncolin}). */
        NONCOLLINEAR
    }

    /**
     * Bands, occupations and spin.
     *
     * @param nbnd number of bands, where given
     * @param totCharge {@code tot_charge}, in elementary charges
     * @param totMagnetization {@code tot_magnetization}, where given
     * @param occupations how states are filled
     * @param degaussRydberg {@code degauss}, Ry; 0 where it is not positive
     * @param spin treatment of spin
     * @param spinOrbit {@code lspinorb}
     * @param occupationSum electrons in the OCCUPATIONS card, where it decides
     * @param location where occupations or nbnd are set
     */
    public record Electrons(
            OptionalInt nbnd,
            double totCharge,
            OptionalDouble totMagnetization,
            Occupations occupations,
            double degaussRydberg,
            Spin spin,
            boolean spinOrbit,
            OptionalDouble occupationSum,
            SourceLocation location) {}

    /**
     * Switches of the symmetry search.
     *
     * @param nosym no symmetry (also where an electric field forbids it)
     * @param nosymEvc {@code nosym_evc}
     * @param noinv {@code noinv}
     * @param noTimeReversal {@code no_t_rev}
     * @param forceSymmorphic {@code force_symmorphic}
     * @param useAllFrac {@code use_all_frac}
     * @param oneSided {@code gate}, or a screening medium whose sides differ, which forbids z to -z
     * @param byLabel {@code symmetry_with_labels}, where it counts
     * @param spinFlip {@code use_spinflip}, where it counts
     * @param constrainedMoments whether {@code constrained_magnetization} is not none
     * @param polarization Berry phases, electric fields and orbital magnetisation
     */
    public record Symmetry(
            boolean nosym,
            boolean nosymEvc,
            boolean noinv,
            boolean noTimeReversal,
            boolean forceSymmorphic,
            boolean useAllFrac,
            boolean oneSided,
            boolean byLabel,
            boolean spinFlip,
            boolean constrainedMoments,
            Polarization polarization) {}

    /** Iterative diagonalisation. */
    public enum Diagonalization {
        /** Davidson. */
        DAVID,
        /** Conjugate gradients, band by band. */
        CG,
        /** Projected preconditioned conjugate gradients. */
        PPCG,
        /** ParO. */
        PARO,
        /** Residual minimisation. */
        RMM
    }

    /**
     * Iterative solver, mixing, and what else decides about memory.
     *
     * @param diagonalization the method
     * @param davidsonDimension {@code diago_david_ndim}
     * @param mixingDimension {@code mixing_ndim}
     * @param localThomasFermi whether {@code mixing_mode} is local-TF
     * @param atomicStart whether wavefunctions start from pseudo-atomic ones ({@code startingwfc})
     * @param diskLevel {@code disk_io}: 2 high, 1 medium, 0 low, -1 nowf, lower for less
     * @param forces whether forces are computed
     * @param stress whether the stress is computed
     * @param cellFactor {@code cell_factor}, 1 where the cell is fixed
     */
    public record Solver(
            Diagonalization diagonalization,
            int davidsonDimension,
            int mixingDimension,
            boolean localThomasFermi,
            boolean atomicStart,
            int diskLevel,
            boolean forces,
            boolean stress,
            double cellFactor) {}
}
