package org.qeperf.features.input;

import java.util.List;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.InputException;
import org.qeperf.features.input.PwInput.Calculation;
import org.qeperf.features.input.PwInput.Diagonalization;

/** Reads the iterative solver, mixing and what is kept in memory ({@code PW/src/input.f90}). */
final class SolverReader {

    private final Namelists lists;
    private final Namelist control;
    private final Namelist electrons;
    private final QeVersion version;
    private final Calculation calculation;
    private final List<Diagnostic> warnings;

    SolverReader(Namelists lists, QeVersion version, Calculation calculation, List<Diagnostic> warnings) {
        this.lists = lists;
        this.control = lists.get("control");
        this.electrons = lists.get("electrons");
        this.version = version;
        this.calculation = calculation;
        this.warnings = warnings;
    }

    PwInput.Solver read() {
        int davidson = bounded("diago_david_ndim", version.atLeast(6, 6) ? 2 : 4, 1, 100);
        int mixing = bounded("mixing_ndim", 8, 0, 1000);
        boolean variableCell = calculation == Calculation.VC_RELAX || calculation == Calculation.VC_MD;
        boolean moving = variableCell || calculation == Calculation.RELAX || calculation == Calculation.MD;
        boolean selfConsistent = calculation != Calculation.NSCF && calculation != Calculation.BANDS;
        double factor = variableCell ? lists.get("cell").real("cell_factor", 0) : 0;
        return new PwInput.Solver(
                diagonalization(),
                davidson,
                mixing,
                localThomasFermi(),
                Storage.startsFromAtoms(control, lists.get("system"), electrons, selfConsistent),
                diskLevel(selfConsistent),
                moving || selfConsistent && control.logical("tprnfor", false),
                variableCell
                        || selfConsistent
                                && control.logical("tstress", false)
                                && !Storage.forbidsStress(control, lists.get("system")),
                !variableCell ? 1 : factor > 0 ? factor : 2);
    }

    private int bounded(String variable, int byDefault, int least, int most) {
        int n = electrons.whole(variable, byDefault);
        if (n < least || n > most) {
            throw new InputException(
                    electrons.locate(variable), "", variable + " = " + n, "between " + least + " and " + most);
        }
        return n;
    }

    /** Names as they are compared, with case; a method of other releases gives a warning. */
    private Diagonalization diagonalization() {
        String given = electrons.string("diagonalization", "david");
        boolean later = given.startsWith("rmm") && !version.atLeast(7, 0)
                || (given.equals("ParO") || given.equals("PPCG")) && !version.atLeast(7, 5);
        if (later || given.equalsIgnoreCase("ppcg") && version.atLeast(7, 5)) {
            warnings.add(new Diagnostic(
                    electrons.locate("diagonalization"),
                    "pw.x " + version + " stops at diagonalization " + InputException.quote(given) + ", which "
                            + (later ? "later" : "earlier") + " releases have"));
        }
        return switch (given) {
            case "david", "davidson" -> Diagonalization.DAVID;
            case "cg" -> Diagonalization.CG;
            case "ppcg", "PPCG" -> Diagonalization.PPCG;
            case "paro", "ParO" -> Diagonalization.PARO;
            case "rmm", "rmm-diis", "rmm-davidson", "rmm-paro" -> Diagonalization.RMM;
            default ->
                throw electrons.unknown("diagonalization", given, "david, cg, ppcg, paro, rmm-davidson, rmm-paro");
        };
    }

    private boolean localThomasFermi() {
        String given = electrons.string("mixing_mode", "plain");
        return switch (given) {
            case "plain", "TF" -> false;
            case "local-TF" -> true;
            default -> throw electrons.unknown("mixing_mode", given, "plain, TF, local-TF");
        };
    }

    /** {@code disk_io}; a word that is none of its values means the default. */
    private int diskLevel(boolean selfConsistent) {
        boolean minimal = version.atLeast(7, 3);
        return switch (control.string("disk_io", "default")) {
            case "high" -> 2;
            case "medium" -> 1;
            case "low" -> 0;
            case "nowf" -> -1;
            case "minimal" -> minimal ? -2 : selfConsistent ? 0 : 1;
            case "none" -> minimal ? -3 : -2;
            default -> selfConsistent ? 0 : 1;
        };
    }
}
