package org.qeperf.features.counts;

/**
 * What else the time of a run depends on: the work of augmentation charges and of PAW's one-centre terms, the radial tables,
 * the chemistry, and how hard the states are to converge. Nothing of it is printed by pw.x.
 *
 * @param augmentation augmentation charges of ultrasoft and PAW species
 * @param oneCentre one-centre terms of PAW species
 * @param radial radial tables of the pseudopotentials
 * @param elements the chemical elements
 * @param solution how states are filled and what functional they feel
 */
public record Descriptors(
        Augmentation augmentation, OneCentre oneCentre, Radial radial, Elements elements, Solution solution) {

    /**
     * Augmentation charges ({@code PW/src/addusdens.f90}, {@code PW/src/newd.f90}). A pair is one of two projectors, each
     * with its magnetic quantum number, in either order: nh(nh+1)/2 of an atom.
     *
     * @param atoms ultrasoft and PAW atoms
     * @param pairs pairs over these atoms
     * @param speciesPairs pairs over these species
     * @param couplings products of spherical harmonics that are not zero, over the pairs of these species ({@code lpx})
     * @param spinOrbitPairs ordered pairs of the same l and j that spin-orbit coupling mixes, over these atoms
     * @param spinOrbitProducts the squares of these numbers, over these atoms
     */
    public record Augmentation(
            int atoms,
            double pairs,
            double speciesPairs,
            double couplings,
            double spinOrbitPairs,
            double spinOrbitProducts) {}

    /**
     * A number over atoms that are shared out over ranks.
     *
     * @param sum over all atoms
     * @param most of one atom
     */
    public record PerAtom(double sum, double most) {}

    /**
     * One-centre terms ({@code PW/src/paw_onecenter.f90}), in points of the radial mesh.
     *
     * @param directions directions of the angular integration ({@code nx} of {@code PW/src/paw_init.f90})
     * @param harmonics directions times spherical harmonics ({@code nx lm_max})
     * @param pairs pairs of projectors times harmonics of the density
     * @param couplings products of spherical harmonics that are not zero
     * @param moments harmonics of the density
     * @param rotations products of the dimensions 2l+1 over pairs: what an operation needs to symmetrise; no mesh
     */
    public record OneCentre(
            PerAtom directions,
            PerAtom harmonics,
            PerAtom pairs,
            PerAtom couplings,
            PerAtom moments,
            PerAtom rotations) {}

    /**
     * Radial tables, in points summed over species.
     *
     * @param largestMesh most points of a species
     * @param meshes points of the meshes
     * @param projectors points of the projectors
     * @param augmentation points of the augmentation functions of ultrasoft and PAW species, for each l
     */
    public record Radial(int largestMesh, double meshes, double projectors, double augmentation) {}

    /**
     * The elements, each atom counted once. An element that is not known counts as 0.
     *
     * @param meanNumber mean atomic number
     * @param leastNumber least atomic number
     * @param mostNumber largest atomic number
     * @param meanElectronegativity mean electronegativity by Pauling's scale
     * @param leastElectronegativity least
     * @param mostElectronegativity largest
     * @param alkaliMetals atoms from lithium to francium of group 1
     * @param actinides atoms from actinium to lawrencium
     */
    public record Elements(
            double meanNumber,
            int leastNumber,
            int mostNumber,
            double meanElectronegativity,
            double leastElectronegativity,
            double mostElectronegativity,
            int alkaliMetals,
            int actinides) {}

    /**
     * How states are filled and what functional they feel.
     *
     * @param tetrahedra whether occupations come from tetrahedra
     * @param degaussRydberg {@code degauss}
     * @param gradient whether the functional depends on the density's gradient
     * @param spinOrbit {@code lspinorb}
     * @param startingMagnetization largest {@code starting_magnetization} of a species, without its sign
     * @param fixedMagnetization whether {@code tot_magnetization} is given
     * @param speciesWithoutOrbitals species whose pseudopotential has no orbital to start from, as analytical ones
     */
    public record Solution(
            boolean tetrahedra,
            double degaussRydberg,
            boolean gradient,
            boolean spinOrbit,
            double startingMagnetization,
            boolean fixedMagnetization,
            int speciesWithoutOrbitals) {}
}
