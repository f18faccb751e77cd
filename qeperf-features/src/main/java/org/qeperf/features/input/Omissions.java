package org.qeperf.features.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.InputException;

/**
 * Options that leave every count of the work as it is but cost time that no figure here holds, each with a warning. Memory
 * knows all of them but augmentation in real space and solvents.
 */
final class Omissions {

    private Omissions() {}

    static List<Diagnostic> of(Namelists lists, Cards cards, QeVersion version) {
        Namelist control = lists.get("control");
        Namelist system = lists.get("system");
        Namelist electrons = lists.get("electrons");
        List<Diagnostic> warnings = new ArrayList<>();
        String name = system.string("input_dft", "");
        if (!name.isBlank() && !Functional.isKnown(name)) {
            warnings.add(new Diagnostic(
                    system.locate("input_dft"),
                    "pw.x has no functional " + InputException.quote(name)
                            + " and stops at it; taken for one without exact exchange"));
        } else if (Functional.needsLibxc(name)) {
            warnings.add(new Diagnostic(
                    system.locate("input_dft"),
                    "a pw.x without libxc stops at functional " + InputException.quote(name)));
        }
        Functional functional = Functional.of(name);
        if (functional.hybrid()) {
            warnings.add(new Diagnostic(system.locate("input_dft"), onOneMachine("exact exchange")));
        }
        if (functional.meta()) {
            warnings.add(warning(system, "input_dft", "the kinetic energy density of meta-GGA"));
        }
        if (Storage.isXdm(system)) {
            warnings.add(warning(system, system.logical("xdm", false) ? "xdm" : "vdw_corr", "XDM dispersion"));
        }
        if (version.atLeast(7, 1) && control.logical("trism", false)) {
            warnings.add(new Diagnostic(
                    control.locate("trism"), "the solvent (RISM) is in neither time nor memory: expect more of both"));
        }
        if (electrons.logical("tqr", false)) {
            warnings.add(new Diagnostic(
                    electrons.locate("tqr"),
                    "augmentation in real space: its boxes are in neither time nor memory: expect more of both"));
        }
        if (system.logical("lda_plus_u", false)) {
            warnings.add(new Diagnostic(system.locate("lda_plus_u"), onOneMachine("the Hubbard correction")));
        }
        String solver = electrons.string("diagonalization", "david").toLowerCase(Locale.ROOT);
        if (!solver.startsWith("david") && !solver.equals("cg")) {
            warnings.add(new Diagnostic(
                    electrons.locate("diagonalization"),
                    "no run with this solver has been seen: a time is that of Davidson's method"));
        }
        cards.find("HUBBARD")
                .filter(card -> version.atLeast(7, 1))
                .ifPresent(card ->
                        warnings.add(new Diagnostic(card.name().location(), onOneMachine("the Hubbard correction"))));
        return warnings;
    }

    private static Diagnostic warning(Namelist list, String variable, String what) {
        return new Diagnostic(list.locate(variable), text(what));
    }

    private static String text(String what) {
        return what + " is not in the time: expect more";
    }

    /** The model of the time on any machine knows nothing of it. */
    private static String onOneMachine(String what) {
        return what + " is in the time on qeperf's own machine alone: on others expect more";
    }
}
