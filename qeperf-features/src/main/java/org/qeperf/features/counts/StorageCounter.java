package org.qeperf.features.counts;

import java.util.List;
import java.util.Optional;
import org.qeperf.api.InputException;
import org.qeperf.features.crystal.Lattice;
import org.qeperf.features.input.Functional;
import org.qeperf.features.input.Hubbard;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.PwInput.Diagonalization;
import org.qeperf.features.input.PwInput.Spin;
import org.qeperf.features.input.QeVersion;
import org.qeperf.features.pseudo.Pseudopotential;

/** Counts that memory alone depends on. */
final class StorageCounter {

    /** Step of the interpolation table of augmentation charges ({@code dq}), bohr^-1. */
    private static final double STEP = 0.01;

    private static final List<String> D_SHELLS = List.of("Ga", "In");
    private static final List<String> P_SHELLS = List.of("C", "N", "O", "As");

    private final PwInput input;
    private final List<Pseudopotential> potentials;

    private StorageCounter(PwInput input, List<Pseudopotential> potentials) {
        this.input = input;
        this.potentials = potentials;
    }

    static PwCounts.Storage count(
            PwInput input,
            List<Pseudopotential> potentials,
            Lattice lattice,
            PwCounts.Basis basis,
            Optional<PwCounts.ExactExchange> exchange) {
        StorageCounter counter = new StorageCounter(input, potentials);
        Functional functional = ExchangeCounter.functional(input, potentials);
        double step = exchange.map(PwCounts.ExactExchange::longestStep).orElse(0.0);
        double factor = input.solver().cellFactor();
        boolean rmm = input.solver().diagonalization() == Diagonalization.RMM;
        return new PwCounts.Storage(
                input.version(),
                tablePoints(input.version(), lattice.alat(), basis.ecutrhoRydberg(), step, factor),
                counter.hubbardWavefunctions(),
                functional.meta(),
                functional.meta() || input.storage().xdm(),
                input.storage().atomicWavefunctions(),
                rmm ? input.storage().rmmDimension() : 0,
                input.storage().small(),
                input.storage().realSpaceAugmentation());
    }

    /** Points of the interpolation table; up to 6.5 lengths are in 2 pi/alat. */
    private static int tablePoints(QeVersion version, double alat, double ecutrho, double step, double factor) {
        double unit = version.atLeast(6, 6) ? 1 : 2 * Math.PI / alat;
        return (int) (((Math.sqrt(ecutrho) + step) / unit / STEP + 4) * factor);
    }

    private int hubbardWavefunctions() {
        Optional<Hubbard> hubbard = input.hubbard().filter(h -> !h.pseudoProjectors());
        if (hubbard.isEmpty()) {
            return 0;
        }
        int[] atoms = new int[potentials.size()];
        input.atoms().forEach(atom -> atoms[atom.species()]++);
        boolean[] seen = new boolean[potentials.size()];
        boolean spinors = input.electrons().spin() == Spin.NONCOLLINEAR;
        int n = 0;
        for (Hubbard.Manifold manifold : hubbard.get().manifolds()) {
            // With spinors pw.x has no background shells.
            if (!spinors || !seen[manifold.species()]) {
                n += atoms[manifold.species()] * states(manifold, hubbard.get().named(), spinors);
            }
            seen[manifold.species()] = true;
        }
        return n;
    }

    /**
     * States of a shell on one atom ({@code PW/src/offset_atom_wfc.f90}): a named shell is one of the pseudopotential's; by
     * element pw.x takes every occupied one of the angular momentum.
     */
    private int states(Hubbard.Manifold manifold, boolean named, boolean spinors) {
        Pseudopotential potential = potentials.get(manifold.species());
        int l = manifold.l() >= 0 ? manifold.l() : shellOf(manifold.species());
        int n = 0;
        int channels = 0;
        int most = spinors && potential.spinOrbit() && l > 0 ? 2 : 1;
        for (Pseudopotential.Orbital orbital : potential.orbitals()) {
            boolean counts = named ? orbital.occupation() >= 0 && channels < most : orbital.occupation() > 0;
            if (orbital.l() == l && counts) {
                channels++;
                n += !spinors ? 2 * l + 1 : potential.spinOrbit() ? ofChannel(orbital) : 2 * (2 * l + 1);
            }
        }
        if (n == 0) {
            PwInput.Species species = input.species().get(manifold.species());
            throw new InputException(
                    species.location(),
                    species.pseudopotential(),
                    "the Hubbard correction of " + InputException.quote(species.label())
                            + " needs a pseudo-atomic wavefunction of l = " + l + ", and "
                            + InputException.quote(species.pseudopotential()) + " has none",
                    "a pseudopotential with it");
        }
        return n;
    }

    private static int ofChannel(Pseudopotential.Orbital orbital) {
        int l = orbital.l();
        return 2 * l + (orbital.j() > l ? 2 : 0) + 2 * l + 2;
    }

    /** The shell that pw.x up to 7.0 corrects ({@code Modules/set_hubbard_l.f90}). */
    private int shellOf(int species) {
        PwInput.Species given = input.species().get(species);
        int number = Element.number(potentials.get(species).element());
        if (number > 0) {
            String symbol = Element.symbol(number);
            boolean transition = Element.isTransitionMetal(number) && number < 104;
            boolean f = number >= 58 && number <= 71 || number >= 90 && number <= 103;
            if (transition && number != 21 && number != 39 || D_SHELLS.contains(symbol)) {
                return 2;
            }
            if (f || number == 1 || P_SHELLS.contains(symbol)) {
                return f ? 3 : number == 1 ? 0 : 1;
            }
        }
        throw new InputException(
                given.location(),
                given.label(),
                "pw.x " + input.version() + " knows no Hubbard correction for "
                        + InputException.quote(potentials.get(species).element()),
                "no Hubbard variables for this species, or a HUBBARD card and version 7.1 or later");
    }
}
