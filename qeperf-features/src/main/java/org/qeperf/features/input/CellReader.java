package org.qeperf.features.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.InputException;
import org.qeperf.features.input.Cards.Card;
import org.qeperf.features.input.PwInput.VectorUnit;
import org.qeperf.features.spacegroup.SpaceGroup;

/** Reads the cell: {@code ibrav} with {@code celldm} or A, B, C, cosines, or the CELL_PARAMETERS card. */
final class CellReader {

    /** Values of {@code assume_isolated}; up to 6.7 another is passed over. */
    private static final Set<String> ISOLATIONS =
            Set.of("none", "makov-payne", "m-p", "mp", "martyna-tuckerman", "m-t", "mt", "esm", "2D");

    private CellReader() {}

    static PwInput.Cell read(
            Namelist system, Cards cards, QeVersion version, Optional<SpaceGroup> group, List<Diagnostic> warnings) {
        Token given = group.map(g -> SpaceGroupReader.bravaisLattice(g, system))
                .or(() -> system.value("ibrav"))
                .orElseThrow(() -> new InputException(
                        system.locateNear("ibrav"),
                        "",
                        "&SYSTEM does not set ibrav",
                        "ibrav, the index of the Bravais lattice"));
        int ibrav = given.whole("ibrav");
        requireCubic(system, ibrav, given, version);
        double[] celldm = parameters(system, ibrav, version);
        Optional<Card> card = cards.find("CELL_PARAMETERS");
        if (ibrav != 0) {
            card.ifPresent(c -> {
                throw c.name().error("CELL_PARAMETERS stands beside ibrav = " + ibrav, "ibrav = 0, or no such card");
            });
            if (celldm[0] == 0) {
                throw new InputException(
                        system.locate("celldm"), "", "no lattice parameter is given", "celldm(1) or A, positive");
            }
            return new PwInput.Cell(ibrav, boxed(celldm), Optional.empty(), VectorUnit.ALAT, given.location());
        }
        Card vectors = card.orElseThrow(
                () -> given.error("ibrav = 0 without a cell", "a CELL_PARAMETERS card with the three lattice vectors"));
        VectorUnit unit = unit(vectors, celldm[0], warnings);
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            List<Token> words = vectors.line(i, 3, "three lines of three numbers");
            for (int j = 0; j < 3; j++) {
                numbers.add(words.get(j).real("a lattice vector"));
            }
        }
        return new PwInput.Cell(0, boxed(celldm), Optional.of(numbers), unit, given.location());
    }

    /** The Makov-Payne correction is for cubic lattices; explicit vectors are not checked here. */
    private static void requireCubic(Namelist system, int ibrav, Token given, QeVersion version) {
        String isolated = system.string("assume_isolated", "none");
        if (version.atLeast(6, 8) && !ISOLATIONS.contains(isolated)) {
            throw system.unknown("assume_isolated", isolated, "none, makov-payne, martyna-tuckerman, esm, 2D");
        }
        boolean makovPayne = isolated.equals("makov-payne") || isolated.equals("m-p") || isolated.equals("mp");
        if (makovPayne && ibrav != 0 && (ibrav < 1 || ibrav > 3)) {
            throw given.error(
                    "assume_isolated = 'makov-payne' beside ibrav = " + ibrav, "a cubic lattice, ibrav 1, 2 or 3");
        }
    }

    private static VectorUnit unit(Card card, double alat, List<Diagnostic> warnings) {
        String option = card.heading();
        if (option.contains("BOHR") || option.contains("ANGSTROM")) {
            if (alat != 0) {
                throw card.optionToken()
                        .error(
                                "CELL_PARAMETERS in " + (option.contains("BOHR") ? "bohr" : "angstrom")
                                        + " beside celldm(1) or A",
                                "one way to give the lattice parameter");
            }
            return option.contains("BOHR") ? VectorUnit.BOHR : VectorUnit.ANGSTROM;
        }
        if (option.contains("ALAT")) {
            if (alat == 0) {
                throw card.optionToken().error("CELL_PARAMETERS in alat without a lattice parameter", "celldm(1) or A");
            }
            return VectorUnit.ALAT;
        }
        if (!option.isEmpty()) {
            warnings.add(new Diagnostic(
                    card.optionToken().location(),
                    "unknown unit " + InputException.quote(card.optionToken().text())
                            + " of CELL_PARAMETERS ignored, as pw.x does; it has alat, bohr and angstrom"));
        }
        return alat != 0 ? VectorUnit.ALAT : VectorUnit.BOHR;
    }

    /** {@code celldm}, given as such or as A, B, C and cosines ({@code Modules/cell_base.f90}). */
    private static double[] parameters(Namelist system, int ibrav, QeVersion version) {
        double[] celldm = new double[6];
        for (Map.Entry<Integer, Token> entry : system.values("celldm").entrySet()) {
            if (entry.getKey() < 1 || entry.getKey() > 6) {
                throw entry.getValue().error("celldm has no element " + entry.getKey(), "an index from 1 to 6");
            }
            celldm[entry.getKey() - 1] = entry.getValue().real("celldm(" + entry.getKey() + ")");
        }
        double a = system.real("a", 0);
        if (celldm[0] < 0 || a < 0) {
            throw new InputException(
                    system.locate(a < 0 ? "a" : "celldm"),
                    "",
                    "the lattice parameter is negative",
                    "a positive length");
        }
        if (a == 0) {
            return celldm;
        }
        Token place = system.value("a").orElseThrow();
        if (celldm[0] != 0) {
            throw place.error("both celldm(1) and A are given", "one of them");
        }
        celldm[0] = a / version.bohrAngstrom();
        celldm[1] = system.real("b", 0) / a;
        celldm[2] = system.real("c", 0) / a;
        double ab = system.real("cosab", 0);
        double ac = system.real("cosac", 0);
        double bc = system.real("cosbc", 0);
        boolean general = ibrav == 14 || ibrav == 0;
        boolean uniqueB = ibrav == -12 || ibrav == -13;
        celldm[3] = general ? bc : uniqueB ? 0 : ab;
        celldm[4] = general || uniqueB ? ac : 0;
        celldm[5] = general ? ab : 0;
        return celldm;
    }

    private static List<Double> boxed(double[] values) {
        List<Double> list = new ArrayList<>();
        for (double value : values) {
            list.add(value);
        }
        return list;
    }
}
