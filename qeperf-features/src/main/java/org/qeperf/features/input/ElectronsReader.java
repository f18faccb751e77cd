package org.qeperf.features.input;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.qeperf.api.InputException;
import org.qeperf.features.input.Cards.Card;
import org.qeperf.features.input.PwInput.Calculation;
import org.qeperf.features.input.PwInput.Occupations;
import org.qeperf.features.input.PwInput.Spin;

/**
 * Reads bands, occupations and spin, and refuses what pw.x refuses ({@code PW/src/input.f90},
 * {@code PW/src/set_occupations.f90}).
 */
final class ElectronsReader {

    private static final int MOST_STATES = 1_000_000;

    private static final double WHOLE = 1e-8;

    private static final Set<String> SMEARINGS = Set.of(
            "gaussian",
            "gauss",
            "Gaussian",
            "Gauss",
            "methfessel-paxton",
            "m-p",
            "mp",
            "Methfessel-Paxton",
            "M-P",
            "MP",
            "marzari-vanderbilt",
            "cold",
            "m-v",
            "mv",
            "Marzari-Vanderbilt",
            "M-V",
            "MV",
            "fermi-dirac",
            "f-d",
            "fd",
            "Fermi-Dirac",
            "F-D",
            "FD");

    private final Namelist system;
    private final Cards cards;
    private final QeVersion version;
    private final boolean selfConsistent;

    ElectronsReader(Namelist system, Cards cards, QeVersion version, Calculation calculation) {
        this.system = system;
        this.cards = cards;
        this.version = version;
        this.selfConsistent = calculation != Calculation.NSCF && calculation != Calculation.BANDS;
    }

    PwInput.Electrons read(List<PwInput.Species> species) {
        Spin spin = spin();
        Occupations occupations = occupations();
        OptionalDouble magnetization = magnetization(spin);
        double charge = charge();
        if (system.logical("sic_energy", false)) {
            throw new InputException(
                    system.locate("sic_energy"),
                    "",
                    "sic_energy, with which pw.x changes the number of electrons",
                    "an input without it");
        }
        boolean spinOrbit = system.logical("lspinorb", false);
        if (spinOrbit && spin != Spin.NONCOLLINEAR) {
            throw new InputException(
                    system.locate("lspinorb"), "", "lspinorb without noncolin", "noncolin = .true. beside it");
        }
        if (spin == Spin.COLLINEAR && selfConsistent && occupations == Occupations.FIXED) {
            requireWhole(magnetization, charge);
        }
        boolean anyStart =
                species.stream().anyMatch(s -> s.startingMagnetization().isPresent());
        requireConstraint(spin, anyStart);
        if (spin == Spin.COLLINEAR && selfConsistent && magnetization.isEmpty() && !anyStart) {
            requireStartingMagnetization(occupations);
        }
        OptionalInt states = states();
        return new PwInput.Electrons(
                states,
                charge,
                magnetization,
                occupations,
                Math.max(0, system.real("degauss", 0)),
                spin,
                spinOrbit,
                occupations == Occupations.FROM_INPUT
                        ? OptionalDouble.of(occupationSum(states, spin))
                        : OptionalDouble.empty(),
                system.locate("occupations"));
    }

    /** {@code tot_charge}; the card TOTAL_CHARGE, of 6.8 and later, wins. */
    private double charge() {
        Optional<Card> card = cards.find("TOTAL_CHARGE");
        return card.isPresent()
                ? card.get().line(0, 1, "the total charge").get(0).real("the total charge")
                : system.real("tot_charge", 0);
    }

    /** {@code nbnd}; 0 asks for the default. */
    private OptionalInt states() {
        Optional<Token> nbnd = system.value("nbnd");
        if (nbnd.isEmpty()) {
            return OptionalInt.empty();
        }
        int n = nbnd.get().whole("nbnd");
        if (n < 0 || n > MOST_STATES) {
            throw nbnd.get().error("nbnd = " + n, "between 0 (the default) and " + MOST_STATES);
        }
        return n == 0 ? OptionalInt.empty() : OptionalInt.of(n);
    }

    /** {@code tot_magnetization}: not set is -1 up to 6.8, when no other negative value is taken, and -10000 from 7.0 on. */
    private OptionalDouble magnetization(Spin spin) {
        boolean signed = version.atLeast(7, 0);
        double unset = signed ? -10000 : -1;
        double given = system.real("tot_magnetization", unset);
        if (given == unset) {
            return OptionalDouble.empty();
        }
        if (given < (signed ? -9999 : 0)) {
            throw new InputException(
                    system.locate("tot_magnetization"),
                    "",
                    "tot_magnetization = " + given,
                    signed ? "more than -9999" : "a positive value, or -1 for none, before pw.x 7.0");
        }
        if (spin != Spin.COLLINEAR) {
            throw new InputException(
                    system.locate("tot_magnetization"),
                    "",
                    "tot_magnetization without nspin = 2",
                    "nspin = 2 beside it");
        }
        return OptionalDouble.of(given);
    }

    private void requireWhole(OptionalDouble magnetization, double charge) {
        if (magnetization.isEmpty()) {
            throw new InputException(
                    system.locate("nspin"),
                    "",
                    "nspin = 2 with fixed occupations",
                    "tot_magnetization, or occupations = 'smearing', 'tetrahedra' or 'from_input'");
        }
        double m = magnetization.getAsDouble();
        if (Math.abs(m - Math.rint(m)) > WHOLE) {
            throw new InputException(
                    system.locate("tot_magnetization"),
                    "",
                    "tot_magnetization = " + m + " with fixed occupations",
                    "a whole number, or occupations = 'smearing'");
        }
        if (Math.abs(charge - Math.rint(charge)) > WHOLE) {
            throw new InputException(
                    system.locate("tot_charge"),
                    "",
                    "tot_charge = " + charge + " with nspin = 2 and fixed occupations",
                    "a whole number, or occupations = 'smearing'");
        }
    }

    /** Moments may be constrained as pw.x can do it ({@code PW/src/input.f90}, {@code PW/src/setup.f90}). */
    private void requireConstraint(Spin spin, boolean anyStart) {
        String variable = "constrained_magnetization";
        String kind = system.string(variable, "none");
        switch (kind) {
            case "none" -> {}
            case "atomic" -> {
                if (spin == Spin.NONE) {
                    throw constraint(kind, "without spin", "nspin = 2 or noncolin = .true. beside it");
                }
                if (!anyStart) {
                    throw constraint(
                            kind,
                            "without starting_magnetization",
                            "starting_magnetization(i) for at least one species");
                }
            }
            case "atomic direction", "total", "total direction" -> {
                if (spin != Spin.NONCOLLINEAR) {
                    throw constraint(kind, "without noncolin", "noncolin = .true. beside it, or tot_magnetization");
                }
            }
            default -> throw system.unknown(variable, kind, "none, atomic, atomic direction, total, total direction");
        }
    }

    private InputException constraint(String kind, String problem, String expected) {
        return new InputException(
                system.locate("constrained_magnetization"),
                "",
                "constrained_magnetization = '" + kind + "' " + problem,
                expected);
    }

    private void requireStartingMagnetization(Occupations occupations) {
        if (occupations != Occupations.FROM_INPUT) {
            throw new InputException(
                    system.locate("nspin"),
                    "",
                    "nspin = 2 without a magnetisation to start from",
                    "starting_magnetization(i) for at least one species, or tot_magnetization");
        }
    }

    private Spin spin() {
        boolean noncolin = system.logical("noncolin", false);
        int nspin = system.whole("nspin", 1);
        if (nspin != 1 && nspin != 2 && nspin != 4) {
            throw new InputException(system.locate("nspin"), "" + nspin, "nspin = " + nspin, "1, 2 or 4");
        }
        if (noncolin && nspin == 2) {
            throw new InputException(system.locate("nspin"), "2", "nspin = 2 beside noncolin", "one of them");
        }
        return noncolin || nspin == 4 ? Spin.NONCOLLINEAR : nspin == 2 ? Spin.COLLINEAR : Spin.NONE;
    }

    private Occupations occupations() {
        String given = system.string("occupations", "fixed");
        return switch (given) {
            case "fixed" -> Occupations.FIXED;
            case "smearing" -> smearing();
            case "from_input" -> Occupations.FROM_INPUT;
            case "tetrahedra", "tetrahedra_lin", "tetrahedra-lin", "tetrahedra_opt", "tetrahedra-opt" -> tetrahedra();
            default ->
                throw system.unknown(
                        "occupations",
                        given,
                        "smearing, tetrahedra, tetrahedra_lin, tetrahedra_opt, fixed, from_input");
        };
    }

    private Occupations smearing() {
        if (!(system.real("degauss", 0) > 0)) {
            throw new InputException(
                    system.locate("occupations"), "", "smearing without degauss", "degauss, positive, in Ry");
        }
        String kind = system.string("smearing", "gaussian");
        if (!SMEARINGS.contains(kind)) {
            throw system.unknown("smearing", kind, "gaussian, methfessel-paxton, marzari-vanderbilt, fermi-dirac");
        }
        return Occupations.SMEARING;
    }

    private Occupations tetrahedra() {
        boolean mesh = cards.find("K_POINTS")
                .map(card -> card.heading().contains("AUTOMATIC"))
                .orElse(false);
        if (!mesh) {
            throw new InputException(
                    system.locate("occupations"), "", "tetrahedra without a k-point mesh", "K_POINTS automatic");
        }
        return Occupations.TETRAHEDRA;
    }

    /** The electrons that the OCCUPATIONS card puts into the bands. */
    private double occupationSum(OptionalInt states, Spin spin) {
        if (states.isEmpty()) {
            throw new InputException(
                    system.locate("occupations"),
                    "",
                    "occupations from_input without nbnd",
                    "nbnd, the number of bands");
        }
        Card card = cards.require("OCCUPATIONS");
        int wanted = states.getAsInt();
        double most = spin == Spin.COLLINEAR ? 1 : 2;
        double sum = 0;
        int inSpin = 0;
        for (List<Token> line : card.lines()) {
            for (Token word : line) {
                if (inSpin == wanted) {
                    break;
                }
                double value = Expression.evaluate(word, "an occupation");
                if (value < 0 || value > most) {
                    throw word.error("occupation " + value, "between 0 and " + (int) most);
                }
                sum += value;
                inSpin++;
            }
            inSpin %= wanted;
        }
        return sum;
    }
}
