package org.qeperf.features.counts;

import java.util.Optional;
import org.qeperf.features.basis.FftGrid;
import org.qeperf.features.input.QeVersion;

/**
 * What a pw.x run consists of, whatever the layout. Where pw.x prints a number, this is that number.
 *
 * @param composition atoms, electrons and projectors
 * @param sampling k-points, spin and states
 * @param basis cutoffs, grids and plane waves
 * @param effort how the states are found and what else is computed
 * @param exchange exact exchange, where the functional has it
 * @param storage what else memory depends on
 * @param course how far the run goes, where it is known: counts recorded earlier lack it
 * @param spread what decides about layouts alone, where it is known
 * @param descriptors what else time depends on, where it is known
 */
public record PwCounts(
        Composition composition,
        Sampling sampling,
        Basis basis,
        Effort effort,
        Optional<ExactExchange> exchange,
        Storage storage,
        Optional<Course> course,
        Optional<Spread> spread,
        Optional<Descriptors> descriptors) {

    /**
     * Atoms, electrons and projectors.
     *
     * @param electrons number of electrons, perhaps fractional
     * @param atoms number of atoms
     * @param species number of species, unused ones too
     * @param transitionMetals atoms of groups 3 to 12
     * @param lanthanides atoms from lanthanum to lutetium
     * @param betas projectors over all atoms, each counted once as in the file's header
     * @param projectorStates projectors over all atoms, each counted 2l+1 times ({@code nkb})
     * @param atomicWavefunctions pseudo-atomic wavefunctions to start from ({@code natomwfc})
     * @param ultrasoft whether any species is ultrasoft or PAW
     * @param paw whether any species is PAW
     * @param largestProjectorL largest l of a projector, -1 without projectors ({@code lmaxkb})
     * @param mostBetas largest number of projectors of a species, each counted once
     * @param mostAugmentationPairs largest number of projector pairs nh(nh+1)/2 of an ultrasoft or PAW species, 0 for none
     * @param mostAugmentedAtoms largest number of atoms of one ultrasoft or PAW species, 0 for none
     */
    public record Composition(
            double electrons,
            int atoms,
            int species,
            int transitionMetals,
            int lanthanides,
            int betas,
            int projectorStates,
            int atomicWavefunctions,
            boolean ultrasoft,
            boolean paw,
            int largestProjectorL,
            int mostBetas,
            int mostAugmentationPairs,
            int mostAugmentedAtoms) {}

    /**
     * K-points, spin and states.
     *
     * @param kPoints number of k-points as pw.x prints it; with two spin directions it works on twice as many
     * @param symmetryOperations number of symmetry operations as pw.x prints it
     * @param spinComponents 1, 2 for two spin directions, 4 for spinors ({@code nspin})
     * @param densityComponents components of the magnetic density: as above, but 1 for spinors without magnetisation
     * @param gammaOnly whether the algorithms for real wavefunctions are used
     * @param states number of Kohn-Sham states ({@code nbnd})
     */
    public record Sampling(
            int kPoints,
            int symmetryOperations,
            int spinComponents,
            int densityComponents,
            boolean gammaOnly,
            int states) {

        /**
         * Components of a wavefunction.
         *
         * @return 2 for spinors, else 1 ({@code npol})
         */
        public int spinorComponents() {
            return spinComponents == 4 ? 2 : 1;
        }

        /**
         * K-points that work is done for: spin directions are k-points of their own.
         *
         * @return at least 1
         */
        public int workingKPoints() {
            return workingKPoints(kPoints, spinComponents);
        }

        /**
         * The same of numbers at hand.
         *
         * @param kPoints number of k-points as pw.x prints it
         * @param spinComponents 1, 2 for two spin directions, 4 for spinors
         * @return twice as many for two spin directions
         */
        public static int workingKPoints(int kPoints, int spinComponents) {
            return spinComponents == 2 ? 2 * kPoints : kPoints;
        }
    }

    /**
     * Cutoffs, grids and plane waves.
     *
     * @param ecutwfcRydberg cutoff of wavefunctions, Ry
     * @param ecutrhoRydberg cutoff of the density, Ry
     * @param volumeBohr3 volume of the cell
     * @param denseVectors G-vectors of the dense grid; half of them with {@code gammaOnly}
     * @param denseGrid FFT grid of the density
     * @param smoothVectors G-vectors of the smooth grid; half of them with {@code gammaOnly}
     * @param smoothGrid FFT grid of wavefunctions
     * @param denseSticks columns of the dense grid that hold G-vectors
     * @param smoothSticks columns of the smooth grid that hold G-vectors
     * @param largestPlaneWaves most plane waves of a k-point ({@code npwx})
     */
    public record Basis(
            double ecutwfcRydberg,
            double ecutrhoRydberg,
            double volumeBohr3,
            long denseVectors,
            FftGrid denseGrid,
            long smoothVectors,
            FftGrid smoothGrid,
            long denseSticks,
            long smoothSticks,
            long largestPlaneWaves) {}

    /**
     * How the states are found and what else is computed.
     *
     * @param selfConsistent whether the density is iterated
     * @param davidson whether Davidson diagonalisation is used
     * @param workingStates size of the work space in bands ({@code nbndx})
     * @param mixingDimension iterations kept for mixing
     * @param localThomasFermi whether mixing is local-TF
     * @param atomicStart whether wavefunctions start from atomic ones
     * @param diskLevel level of {@code disk_io}, 2 to -2
     * @param forces whether forces are computed
     * @param stress whether the stress is computed
     * @param cellFactor {@code cell_factor}
     */
    public record Effort(
            boolean selfConsistent,
            boolean davidson,
            int workingStates,
            int mixingDimension,
            boolean localThomasFermi,
            boolean atomicStart,
            int diskLevel,
            boolean forces,
            boolean stress,
            double cellFactor) {}

    /**
     * Exact exchange.
     *
     * @param ecutfockRydberg cutoff of products of wavefunctions, Ry
     * @param qPoints points of the mesh of q
     * @param kqPoints different points k+q, spin directions each on their own ({@code nkqs})
     * @param longestStep largest distance of k and k+q, bohr^-1 ({@code qnorm})
     * @param vectors G-vectors of the grid of exact exchange; half of them with {@code gammaOnly}
     * @param grid FFT grid of exact exchange
     * @param projectors whether adaptively compressed exchange is used
     */
    public record ExactExchange(
            double ecutfockRydberg,
            int qPoints,
            int kqPoints,
            double longestStep,
            long vectors,
            FftGrid grid,
            boolean projectors) {}

    /**
     * What memory alone depends on.
     *
     * @param version the release of pw.x
     * @param tablePoints points of the interpolation table of augmentation charges ({@code nqxq})
     * @param hubbardWavefunctions wavefunctions that the Hubbard correction projects on ({@code nwfcU})
     * @param metaGga whether the functional depends on the kinetic energy density
     * @param kineticDensity whether densities carry the kinetic energy density (meta-GGA, XDM)
     * @param atomicWavefunctions whether pseudo-atomic wavefunctions are kept
     * @param rmmDimension vectors that residual minimisation keeps for each state, 0 for another solver
     * @param small whether memory is saved where it can
     * @param realSpaceAugmentation whether augmentation charges are kept in real space ({@code tqr})
     */
    public record Storage(
            QeVersion version,
            int tablePoints,
            int hubbardWavefunctions,
            boolean metaGga,
            boolean kineticDensity,
            boolean atomicWavefunctions,
            int rmmDimension,
            boolean small,
            boolean realSpaceAugmentation) {}

    /**
     * How far a run goes and how it converges.
     *
     * @param relaxesIons whether atoms move to where no force is ({@code relax}, {@code vc-relax})
     * @param movesCell whether the cell moves ({@code vc-relax}, {@code vc-md})
     * @param dynamics whether atoms move in time ({@code md}, {@code vc-md})
     * @param steps ionic steps at most ({@code nstep})
     * @param iterations self-consistency iterations of a step at most ({@code electron_maxstep})
     * @param thresholdRydberg {@code conv_thr}
     * @param mixingBeta {@code mixing_beta}
     * @param smearing whether occupations are smeared
     * @param hubbard whether there is a Hubbard correction
     */
    public record Course(
            boolean relaxesIons,
            boolean movesCell,
            boolean dynamics,
            int steps,
            int iterations,
            double thresholdRydberg,
            double mixingBeta,
            boolean smearing,
            boolean hubbard) {}

    /**
     * What decides about layouts alone.
     *
     * @param waveSticks columns of the grid that hold plane waves of any k-point; both halves with {@code gammaOnly}
     * @param expectedPlanes planes of the smooth grid as pw.x expects them, from 7.1 on, before it knows the grid
     *     ({@code PW/src/setup.f90})
     * @param phases whether it needs phases between k-points ({@code lberry, lelfield, lorbm})
     */
    public record Spread(long waveSticks, int expectedPlanes, boolean phases) {}
}
