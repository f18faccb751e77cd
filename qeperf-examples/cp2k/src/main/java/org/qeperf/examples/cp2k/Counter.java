package org.qeperf.examples.cp2k;

import java.util.ArrayList;
import java.util.List;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.examples.cp2k.Cp2kInput.Electrons;
import org.qeperf.examples.cp2k.Cp2kInput.Kind;

/** Counts what CP2K counts. */
final class Counter {

    private Counter() {}

    /** The counts of an input, with basis sets from the first of its files that has them. */
    static Counts count(Cp2kInput input, List<Entries> bases, Entries potentials) {
        long atoms = 0;
        long sets = 0;
        long shells = 0;
        long primitives = 0;
        PairWork pairs = new PairWork();
        long cartesians = 0;
        long sphericals = 0;
        long electrons = -input.electrons().charge();
        for (Kind kind : input.kinds()) {
            long n = kind.atoms();
            BasisSet basis = basis(kind, bases);
            Potential potential = Potential.read(potentials.find(kind.element(), kind.potential(), "the potential"));
            atoms += n;
            sets += n * basis.sets();
            shells += n * basis.shells();
            primitives += n * basis.primitives();
            pairs.add(n, basis, kind.basis());
            cartesians += n * basis.cartesians();
            sphericals += n * basis.sphericals();
            electrons += n * potential.electrons();
        }
        List<Count> counts = new ArrayList<>();
        counts.add(new Count.Whole(CountNames.KINDS, input.kinds().size()));
        counts.add(new Count.Whole(CountNames.ATOMS, atoms));
        counts.add(new Count.Whole(CountNames.SHELL_SETS, sets));
        counts.add(new Count.Whole(CountNames.SHELLS, shells));
        counts.add(new Count.Whole(CountNames.PRIMITIVES, primitives));
        counts.add(new Count.Whole(CountNames.CARTESIANS, cartesians));
        counts.add(new Count.Whole(CountNames.SPHERICALS, sphericals));
        addOrbitals(input, electrons, sphericals, counts);
        counts.add(new Count.Flag(CountNames.TRANSFORMATION, input.scf().orbitalTransformation()));
        counts.add(new Count.Flag(CountNames.SMEARING, input.scf().smearing()));
        counts.add(new Count.Flag(CountNames.GRADIENT, input.gradient()));
        addGrids(input, counts);
        counts.add(new Count.Real(
                CountNames.PAIR_WORK,
                pairs.in(input.cell().volume(), input.mesh().relativeCutoffRydberg())));
        return new Counts(counts);
    }

    private static BasisSet basis(Kind kind, List<Entries> bases) {
        for (Entries file : bases) {
            if (file.has(kind.element(), kind.basis())) {
                return BasisSet.read(file.find(kind.element(), kind.basis(), "the basis set"));
            }
        }
        return BasisSet.read(bases.get(bases.size() - 1).find(kind.element(), kind.basis(), "the basis set"));
    }

    /** Electrons and orbitals of each spin, as {@code src/qs_environment.F} divides them. */
    private static void addOrbitals(Cp2kInput input, long electrons, long functions, List<Count> counts) {
        Electrons given = input.electrons();
        int spins = given.polarized() ? 2 : 1;
        long[] occupied = given.polarized() ? polarized(given, electrons) : restricted(given, electrons);
        long[] orbitals = new long[2];
        int[] added = input.scf().addedOrbitals();
        for (int spin = 0; spin < spins; spin++) {
            if (occupied[spin] > functions) {
                throw given.place()
                        .error(
                                occupied[spin] + " occupied orbitals of " + functions + " basis functions",
                                "larger basis sets");
            }
            int more = spin == 1 && added[1] == 0 ? added[0] : added[spin];
            if (given.polarized() && spin == 1 && added[1] == 0 && more < 0) {
                throw given.place()
                        .error("ADDED_MOS -1 for the first spin alone, at which CP2K stops", "ADDED_MOS -1 -1");
            }
            long free = functions - occupied[spin];
            orbitals[spin] = occupied[spin] + (more < 0 ? free : Math.min(more, free));
        }
        orbitals[1] = Math.min(orbitals[0], orbitals[1]);
        counts.add(new Count.Whole(CountNames.SPINS, spins));
        for (int spin = 0; spin < spins; spin++) {
            String of = "_" + (spin + 1);
            counts.add(new Count.Whole(
                    CountNames.ELECTRONS + of, given.polarized() ? occupied[spin] : 2 * occupied[spin]));
            counts.add(new Count.Whole(CountNames.OCCUPIED + of, occupied[spin]));
            counts.add(new Count.Whole(CountNames.ORBITALS + of, orbitals[spin]));
        }
    }

    private static long[] restricted(Electrons given, long electrons) {
        if (electrons < 1 || electrons % 2 != 0) {
            throw given.place()
                    .error(
                            electrons + " electrons without spin polarization",
                            "an even number above 0, or UKS in &DFT");
        }
        if (given.multiplicity() > 1) {
            throw given.place()
                    .error("MULTIPLICITY " + given.multiplicity() + " without spin polarization", "UKS in &DFT");
        }
        return new long[] {electrons / 2, 0};
    }

    private static long[] polarized(Electrons given, long electrons) {
        long multiplicity = given.multiplicity() == 0 ? 1 + Math.floorMod(electrons, 2) : given.multiplicity();
        if (electrons < 1 || (electrons + multiplicity - 1) % 2 != 0 || electrons < multiplicity - 1) {
            throw given.place()
                    .error(
                            electrons + " electrons cannot have MULTIPLICITY " + multiplicity,
                            electrons < 1
                                    ? "electrons"
                                    : (electrons % 2 == 0 ? "an odd" : "an even") + " one up to " + (electrons + 1));
        }
        return new long[] {(electrons + multiplicity - 1) / 2, (electrons - multiplicity + 1) / 2};
    }

    private static void addGrids(Cp2kInput input, List<Count> counts) {
        Cp2kInput.Mesh mesh = input.mesh();
        double cutoff = mesh.cutoff().positive("CUTOFF", Double.MAX_VALUE);
        List<int[]> grids = Grids.of(input.cell().edges(), cutoff, mesh.levels(), mesh.progression(), mesh.cutoff());
        counts.add(new Count.Real(CountNames.CUTOFF, cutoff));
        counts.add(new Count.Real(CountNames.RELATIVE_CUTOFF, mesh.relativeCutoffRydberg()));
        counts.add(new Count.Real(CountNames.VOLUME, input.cell().volume()));
        counts.add(new Count.Whole(CountNames.LEVELS, grids.size()));
        for (int i = 0; i < grids.size(); i++) {
            int[] points = grids.get(i);
            counts.add(new Count.Grid(CountNames.GRID + "_" + (i + 1), points[0], points[1], points[2]));
        }
    }
}
