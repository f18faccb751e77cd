package org.qeperf.features.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.qeperf.api.Diagnostic;

/**
 * Options that leave every count as it is but cost time and memory that no figure here holds, each with a warning. Names of
 * functionals are those of {@code Modules/funct.f90} of Quantum ESPRESSO.
 */
final class Omissions {

    private static final Set<String> HYBRIDS = Set.of(
            "pbe0",
            "hse",
            "b3lyp",
            "b3lyp-v1r",
            "gaupbe",
            "gau-pbe",
            "hf",
            "x3lyp",
            "b86bpbex",
            "bhahlyp",
            "scan0",
            "vdw-df-c090",
            "vdw-df2-br0");

    private static final Set<String> META = Set.of("tpss", "m06l", "tb09", "scan", "rscan", "r2scan", "scan0");

    private Omissions() {}

    static List<Diagnostic> of(Namelist system, Namelist electrons, Cards cards) {
        List<Diagnostic> warnings = new ArrayList<>();
        String functional = system.string("input_dft", "").toLowerCase(Locale.ROOT);
        if (HYBRIDS.contains(functional)) {
            warnings.add(warning(system, "input_dft", "exact exchange"));
        }
        if (META.contains(functional)) {
            warnings.add(warning(system, "input_dft", "the kinetic energy density of meta-GGA"));
        }
        if (system.string("vdw_corr", "").equalsIgnoreCase("xdm")) {
            warnings.add(warning(system, "vdw_corr", "XDM dispersion"));
        }
        if (electrons.logical("tqr", false)) {
            warnings.add(warning(electrons, "tqr", "augmentation in real space"));
        }
        if (system.logical("lda_plus_u", false)) {
            warnings.add(warning(system, "lda_plus_u", "the Hubbard correction"));
        }
        String solver = electrons.string("diagonalization", "david").toLowerCase(Locale.ROOT);
        if (!solver.startsWith("david")) {
            warnings.add(new Diagnostic(
                    electrons.locate("diagonalization"),
                    "the features do not tell solvers apart: a time is that of Davidson's method"));
        }
        cards.find("HUBBARD")
                .ifPresent(
                        card -> warnings.add(new Diagnostic(card.name().location(), text("the Hubbard correction"))));
        return warnings;
    }

    private static Diagnostic warning(Namelist list, String variable, String what) {
        return new Diagnostic(list.locate(variable), text(what));
    }

    private static String text(String what) {
        return what + " is in neither time nor memory: expect more of both";
    }
}
