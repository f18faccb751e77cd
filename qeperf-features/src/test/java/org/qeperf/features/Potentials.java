package org.qeperf.features;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.qeperf.features.pseudo.Pseudopotential;
import org.qeperf.features.pseudo.Pseudopotential.Kind;
import org.qeperf.features.pseudo.Pseudopotential.Orbital;
import org.qeperf.features.pseudo.Pseudopotential.Projector;

/** Pseudopotentials for tests: only the facts that counts depend on. */
public final class Potentials {

    private Potentials() {}

    /** Norm-conserving silicon with one s and one p projector. */
    public static Pseudopotential silicon() {
        return of("Si", Kind.NORM_CONSERVING, 4, List.of(0, 1), List.of(0, 1));
    }

    /** A scalar-relativistic pseudopotential with projectors and occupied orbitals of the angular momenta given. */
    public static Pseudopotential of(
            String element, Kind kind, double valence, List<Integer> projectors, List<Integer> orbitals) {
        return new Pseudopotential(
                element,
                kind,
                valence,
                false,
                false,
                "PBE",
                0,
                0,
                0,
                3,
                projectors.stream().map(l -> new Projector(l, 0)).toList(),
                orbitals.stream().map(l -> new Orbital(l, 0, 1)).toList());
    }

    /** The same with every channel of l &gt; 0 twice, once for each total momentum. */
    public static Pseudopotential fullyRelativistic(Pseudopotential p) {
        List<Projector> projectors = new ArrayList<>();
        p.projectors().forEach(b -> momenta(b.l()).forEach(j -> projectors.add(new Projector(b.l(), j))));
        List<Orbital> orbitals = new ArrayList<>();
        p.orbitals().forEach(o -> momenta(o.l()).forEach(j -> orbitals.add(new Orbital(o.l(), j, o.occupation()))));
        return new Pseudopotential(
                p.element(), p.kind(), p.valence(), true, false, "PBE", 0, 0, 0, 3, projectors, orbitals);
    }

    /** The same made for another functional. */
    public static Pseudopotential of(Pseudopotential p, String functional) {
        return new Pseudopotential(
                p.element(),
                p.kind(),
                p.valence(),
                p.spinOrbit(),
                p.coreCorrection(),
                functional,
                p.wavefunctionCutoffRydberg(),
                p.densityCutoffRydberg(),
                p.maxDensityL(),
                p.meshSize(),
                p.projectors(),
                p.orbitals());
    }

    /** The same with suggested cutoffs. */
    public static Pseudopotential suggesting(Pseudopotential p, double wavefunctions, double density) {
        return new Pseudopotential(
                p.element(),
                p.kind(),
                p.valence(),
                p.spinOrbit(),
                p.coreCorrection(),
                p.functional(),
                wavefunctions,
                density,
                p.maxDensityL(),
                p.meshSize(),
                p.projectors(),
                p.orbitals());
    }

    private static List<Double> momenta(int l) {
        return IntStream.rangeClosed(l == 0 ? 1 : 0, 1)
                .mapToObj(i -> l - 0.5 + i)
                .toList();
    }
}
