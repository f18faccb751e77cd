package org.qeperf.features.workload;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.features.counts.Descriptors;
import org.qeperf.features.counts.Descriptors.PerAtom;

/** Counts that time depends on besides what pw.x prints. Records from before these counts lack all of them. */
final class DescriptorCodec {

    private static final List<String> NAMES = List.of(
            "n_augmented",
            "n_augmentation_pairs",
            "n_augmentation_pairs_species",
            "n_augmentation_couplings",
            "n_spin_orbit_pairs",
            "n_spin_orbit_products",
            "paw_directions",
            "paw_directions_max",
            "paw_harmonics",
            "paw_harmonics_max",
            "paw_pairs",
            "paw_pairs_max",
            "paw_couplings",
            "paw_couplings_max",
            "paw_moments",
            "paw_moments_max",
            "paw_rotations",
            "paw_rotations_max",
            "mesh_max",
            "n_mesh",
            "n_mesh_projectors",
            "n_mesh_augmentation",
            "atomic_number_mean",
            "atomic_number_min",
            "atomic_number_max",
            "electronegativity_mean",
            "electronegativity_min",
            "electronegativity_max",
            "n_alkali",
            "n_actinid",
            "tetrahedra",
            "degauss_ry",
            "gradient_corrected",
            "spin_orbit",
            "starting_magnetization_max",
            "fixed_magnetization",
            "n_species_without_orbitals");
    private static final String LARGEST = "_max";

    private DescriptorCodec() {}

    static void write(List<Count> all, Descriptors d) {
        CountsCodec.whole(all, "n_augmented", d.augmentation().atoms());
        real(all, "n_augmentation_pairs", d.augmentation().pairs());
        real(all, "n_augmentation_pairs_species", d.augmentation().speciesPairs());
        real(all, "n_augmentation_couplings", d.augmentation().couplings());
        real(all, "n_spin_orbit_pairs", d.augmentation().spinOrbitPairs());
        real(all, "n_spin_orbit_products", d.augmentation().spinOrbitProducts());
        perAtom(all, "paw_directions", d.oneCentre().directions());
        perAtom(all, "paw_harmonics", d.oneCentre().harmonics());
        perAtom(all, "paw_pairs", d.oneCentre().pairs());
        perAtom(all, "paw_couplings", d.oneCentre().couplings());
        perAtom(all, "paw_moments", d.oneCentre().moments());
        perAtom(all, "paw_rotations", d.oneCentre().rotations());
        CountsCodec.whole(all, "mesh_max", d.radial().largestMesh());
        real(all, "n_mesh", d.radial().meshes());
        real(all, "n_mesh_projectors", d.radial().projectors());
        real(all, "n_mesh_augmentation", d.radial().augmentation());
        real(all, "atomic_number_mean", d.elements().meanNumber());
        CountsCodec.whole(all, "atomic_number_min", d.elements().leastNumber());
        CountsCodec.whole(all, "atomic_number_max", d.elements().mostNumber());
        real(all, "electronegativity_mean", d.elements().meanElectronegativity());
        real(all, "electronegativity_min", d.elements().leastElectronegativity());
        real(all, "electronegativity_max", d.elements().mostElectronegativity());
        CountsCodec.whole(all, "n_alkali", d.elements().alkaliMetals());
        CountsCodec.whole(all, "n_actinid", d.elements().actinides());
        all.add(new Count.Flag("tetrahedra", d.solution().tetrahedra()));
        real(all, "degauss_ry", d.solution().degaussRydberg());
        all.add(new Count.Flag("gradient_corrected", d.solution().gradient()));
        all.add(new Count.Flag("spin_orbit", d.solution().spinOrbit()));
        real(all, "starting_magnetization_max", d.solution().startingMagnetization());
        all.add(new Count.Flag("fixed_magnetization", d.solution().fixedMagnetization()));
        CountsCodec.whole(all, "n_species_without_orbitals", d.solution().speciesWithoutOrbitals());
    }

    /** Nothing where one is missing. */
    static Optional<Descriptors> read(Counts c) {
        return missing(c).isEmpty() ? Optional.of(readAll(c)) : Optional.empty();
    }

    static List<String> missing(Counts c) {
        Set<String> there = c.all().stream().map(Count::name).collect(Collectors.toSet());
        return NAMES.stream().filter(name -> !there.contains(name)).toList();
    }

    private static Descriptors readAll(Counts c) {
        return new Descriptors(
                new Descriptors.Augmentation(
                        CountsCodec.whole(c, "n_augmented"),
                        c.real("n_augmentation_pairs"),
                        c.real("n_augmentation_pairs_species"),
                        c.real("n_augmentation_couplings"),
                        c.real("n_spin_orbit_pairs"),
                        c.real("n_spin_orbit_products")),
                new Descriptors.OneCentre(
                        perAtom(c, "paw_directions"),
                        perAtom(c, "paw_harmonics"),
                        perAtom(c, "paw_pairs"),
                        perAtom(c, "paw_couplings"),
                        perAtom(c, "paw_moments"),
                        perAtom(c, "paw_rotations")),
                new Descriptors.Radial(
                        CountsCodec.whole(c, "mesh_max"),
                        c.real("n_mesh"),
                        c.real("n_mesh_projectors"),
                        c.real("n_mesh_augmentation")),
                new Descriptors.Elements(
                        c.real("atomic_number_mean"),
                        CountsCodec.whole(c, "atomic_number_min"),
                        CountsCodec.whole(c, "atomic_number_max"),
                        c.real("electronegativity_mean"),
                        c.real("electronegativity_min"),
                        c.real("electronegativity_max"),
                        CountsCodec.whole(c, "n_alkali"),
                        CountsCodec.whole(c, "n_actinid")),
                new Descriptors.Solution(
                        c.flag("tetrahedra"),
                        c.real("degauss_ry"),
                        c.flag("gradient_corrected"),
                        c.flag("spin_orbit"),
                        c.real("starting_magnetization_max"),
                        c.flag("fixed_magnetization"),
                        CountsCodec.whole(c, "n_species_without_orbitals")));
    }

    private static void real(List<Count> all, String name, double value) {
        all.add(new Count.Real(name, value));
    }

    private static void perAtom(List<Count> all, String name, PerAtom number) {
        real(all, name, number.sum());
        real(all, name + LARGEST, number.most());
    }

    private static PerAtom perAtom(Counts c, String name) {
        return new PerAtom(c.real(name), c.real(name + LARGEST));
    }
}
