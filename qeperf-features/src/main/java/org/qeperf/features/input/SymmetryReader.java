package org.qeperf.features.input;

import java.util.Optional;
import org.qeperf.api.InputException;

/** Reads what decides about symmetry ({@code PW/src/input.f90}, {@code PW/src/setup.f90} of Quantum ESPRESSO). */
final class SymmetryReader {

    /** A field this small is none ({@code esm_z_inv} in {@code PW/src/esm_common_mod.f90}). */
    private static final double LEAST_FIELD = 1e-14;

    private static final int MOST_POINTS = 40_000;

    private final Namelist control;
    private final Namelist system;
    private final Cards cards;
    private final QeVersion version;

    private SymmetryReader(Namelist control, Namelist system, Cards cards, QeVersion version) {
        this.control = control;
        this.system = system;
        this.cards = cards;
        this.version = version;
    }

    /** Reads the switches; k-points, occupations and a variable cell exclude some. */
    static PwInput.Symmetry read(
            Namelist control,
            Namelist system,
            Cards cards,
            QeVersion version,
            KPoints kPoints,
            PwInput.Electrons electrons,
            boolean variableCell) {
        return new SymmetryReader(control, system, cards, version).read(kPoints, electrons, variableCell);
    }

    private PwInput.Symmetry read(KPoints kPoints, PwInput.Electrons electrons, boolean variableCell) {
        boolean gate = control.logical(gateName(), false);
        boolean field = control.logical("tefield", false) && !gate;
        boolean byLabel = since(control, "symmetry_with_labels", 7, 4);
        boolean flip = since(control, "use_spinflip", 7, 4);
        requireCompensation(gate);
        requireFieldWithoutSpinors(field);
        boolean constrained =
                !system.string("constrained_magnetization", "none").equals("none");
        boolean collinear = electrons.spin() == PwInput.Spin.COLLINEAR;
        byLabel &= electrons.spin() != PwInput.Spin.NONE;
        if (byLabel && collinear && constrained) {
            throw new InputException(
                    system.locate("constrained_magnetization"),
                    "",
                    "constrained_magnetization beside symmetry_with_labels and nspin = 2, where pw.x compares moments that"
                            + " are not set",
                    "one of them");
        }
        twoChemicalPotentials(electrons);
        return new PwInput.Symmetry(
                system.logical("nosym", false) || field,
                system.logical("nosym_evc", false),
                system.logical("noinv", false),
                system.logical("no_t_rev", false),
                system.logical("force_symmorphic", false),
                system.logical("use_all_frac", false),
                gate || oneSidedScreen(),
                byLabel,
                byLabel && collinear && flip && !hasIntersite(),
                constrained,
                polarization(kPoints, electrons, variableCell));
    }

    private void requireCompensation(boolean gate) {
        if (gate && system.real("tot_charge", 0) == 0) {
            throw error(gateName(), gateName() + " with tot_charge = 0", "tot_charge, which the gate compensates");
        }
        if (gate && control.logical("tefield", false) != control.logical("dipfield", false)) {
            throw error(gateName(), gateName() + " beside one of tefield and dipfield", "both of them or neither");
        }
    }

    /** pw.x stops at one spelling of spinors in a field ({@code PW/src/input.f90}). */
    private void requireFieldWithoutSpinors(boolean field) {
        if (field && system.whole("nspin", 1) == 4) {
            throw error("tefield", "tefield beside nspin = 4", "noncolin = .true. instead of nspin, or no tefield");
        }
    }

    /** Called monopole up to 6.1. */
    private String gateName() {
        return version.atLeast(6, 2) ? "gate" : "monopole";
    }

    /** A logical variable that older versions do not know. */
    private boolean since(Namelist list, String variable, int major, int minor) {
        boolean on = list.logical(variable, false);
        if (on && !version.atLeast(major, minor)) {
            throw new InputException(
                    list.locate(variable),
                    "",
                    variable + " is not known to pw.x " + version,
                    "version " + major + "." + minor + " or later, or an input without it");
        }
        return on;
    }

    /** An effective screening medium whose two sides differ forbids z to -z from 6.8 on ({@code esm_z_inv}). */
    private boolean oneSidedScreen() {
        if (!system.string("assume_isolated", "none").equals("esm") || !version.atLeast(6, 8)) {
            return false;
        }
        boolean solvent = version.atLeast(7, 1) && control.logical("trism", false);
        return switch (system.string("esm_bc", "pbc")) {
            case "bc1" -> solvent;
            case "bc2" -> Math.abs(system.real("esm_efield", 0)) >= LEAST_FIELD;
            case "bc3", "bc4" -> true;
            default -> false;
        };
    }

    /** Whether the HUBBARD card couples sites (V), where pw.x does not turn moments. */
    private boolean hasIntersite() {
        return cards.find("HUBBARD")
                .map(card -> card.lines().stream()
                        .anyMatch(words -> words.get(0).upper().equals("V")))
                .orElse(false);
    }

    private Polarization polarization(KPoints kPoints, PwInput.Electrons electrons, boolean variableCell) {
        String on = control.logical("lelfield", false)
                ? "lelfield"
                : control.logical("lorbm", false) ? "lorbm" : control.logical("lberry", false) ? "lberry" : "";
        if (on.isEmpty()) {
            return new Polarization(Polarization.Kind.NONE, 0, 0, control.location());
        }
        Polarization.Kind kind = switch (on) {
            case "lelfield" -> Polarization.Kind.ELECTRIC_FIELD;
            case "lorbm" -> Polarization.Kind.ORBITAL_MAGNETIZATION;
            default -> Polarization.Kind.BERRY_PHASE;
        };
        boolean metal = electrons.occupations() == PwInput.Occupations.SMEARING
                || electrons.occupations() == PwInput.Occupations.TETRAHEDRA;
        if (metal) {
            throw error(on, on + " beside smearing or tetrahedra", "an insulator, with fixed occupations");
        }
        if (variableCell) {
            throw error(on, on + " beside a variable cell", "calculation = 'scf', 'nscf', 'relax' or 'md'");
        }
        if (kind == Polarization.Kind.ELECTRIC_FIELD && kPoints instanceof KPoints.Gamma) {
            throw error(on, "lelfield beside K_POINTS gamma", "an automatic mesh or a list");
        }
        int gdir = control.whole("gdir", 0);
        int nppstr = control.whole("nppstr", 0);
        boolean strings = kPoints instanceof KPoints.Mesh
                ? kind == Polarization.Kind.BERRY_PHASE
                : kind == Polarization.Kind.ELECTRIC_FIELD;
        if (strings && (gdir < 1 || gdir > 3)) {
            throw error("gdir", on + " with gdir = " + gdir, "gdir = 1, 2 or 3");
        }
        int fewest = kind == Polarization.Kind.BERRY_PHASE ? 2 : 1;
        if (strings && (nppstr < fewest || nppstr > MOST_POINTS)) {
            throw error("nppstr", on + " with nppstr = " + nppstr, "nppstr between " + fewest + " and " + MOST_POINTS);
        }
        return new Polarization(kind, gdir, nppstr, control.locate(on));
    }

    private InputException error(String variable, String problem, String expected) {
        return new InputException(control.locate(variable), "", problem, expected);
    }

    /** Two chemical potentials change no count, but exclude some inputs ({@code PW/src/two_chem.f90}, from 7.2 on). */
    private void twoChemicalPotentials(PwInput.Electrons electrons) {
        if (!since(control, "twochem", 7, 2)) {
            return;
        }
        Optional<Token> occupations = system.value("occupations");
        if (electrons.occupations() != PwInput.Occupations.SMEARING) {
            throw new InputException(
                    occupations.map(Token::location).orElse(control.locate("twochem")),
                    "",
                    "twochem without smearing",
                    "occupations = 'smearing'");
        }
        if (electrons.totMagnetization().isPresent()) {
            throw new InputException(
                    system.locate("tot_magnetization"), "", "tot_magnetization beside twochem", "one of them");
        }
    }
}
