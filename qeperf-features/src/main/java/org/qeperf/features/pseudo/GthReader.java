package org.qeperf.features.pseudo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.qeperf.features.pseudo.Pseudopotential.Kind;
import org.qeperf.features.pseudo.Pseudopotential.Projector;

/**
 * Reads analytical potentials of Goedecker, Teter and Hutter in the format of ABINIT ({@code upflib/gth.f90} of Quantum
 * ESPRESSO). They have no orbitals; their mesh serves the atomic density alone.
 */
final class GthReader {

    private static final int MOST_PER_CHANNEL = 3;
    private static final int MOST_LOCAL = 4;
    private static final int LARGEST_L = 4;
    private static final int CORE_CORRECTED = 12;
    private static final double LARGEST_RADIUS = 100;
    private static final double SMALLEST_LOGARITHM = -7;
    private static final double STEP = 0.0125;

    private static final Map<Integer, String> FUNCTIONALS =
            Map.of(1, "PZ", 7, "PW", 11, "PBE", 18, "BLYP", -101130, "PBE");

    private static final String SYMBOLS = "H HeLiBeB C N O F NeNaMgAlSiP S ClArK CaScTiV CrMnFeCoNiCuZnGaGeAsSeBrKr"
            + "RbSrY ZrNbMoTcRuRhPdAgCdInSnSbTeI XeCsBaLaCePrNdPmSmEuGdTbDyHoErTmYbLuHfTaW ReOsIrPtAuHgTlPbBiPoAtRn"
            + "FrRaAcThPaU NpPuAmCmBkCfEsFmMdNoLr";

    private final FortranReader reader;

    private GthReader(PotentialText text) {
        reader = new FortranReader(text, 0);
    }

    static Pseudopotential read(PotentialText text) {
        return new GthReader(text).read();
    }

    private Pseudopotential read() {
        reader.skipLines(1, "the title");
        double charge = reader.real("the atomic number");
        if (!(charge > 0.5) || charge > SYMBOLS.length() / 2) {
            throw reader.error("the atomic number is " + charge, "1 to " + SYMBOLS.length() / 2);
        }
        double valence = reader.real("the valence");
        if (!(valence > 0) || valence > 100) {
            throw reader.error("the valence is " + valence, "more than 0, at most 100");
        }
        reader.word("the date");
        int code = reader.nextLine().whole("the format", 10, CORE_CORRECTED);
        if (code == 11) {
            throw reader.error("the format is 11", "10 or 12");
        }
        int functional = reader.whole("the functional", -999_999_999, 999_999_999);
        String name = FUNCTIONALS.get(functional);
        if (name == null) {
            throw reader.error("the functional is " + functional, "1, 7, 11, 18 or -101130");
        }
        int lmax = reader.whole("the largest l", -1, LARGEST_L);
        reader.skipItems(3, "the local l");
        reader.nextLine();
        reader.real("the local radius");
        reader.skipItems(reader.whole("the number of local coefficients", 0, MOST_LOCAL), "a local coefficient");
        reader.nextLine();
        reader.word("the number of channels");
        reader.nextLine();
        int element = (int) Math.round(charge);
        return new Pseudopotential(
                SYMBOLS.substring(2 * element - 2, 2 * element).strip(),
                Kind.NORM_CONSERVING,
                valence,
                false,
                code == CORE_CORRECTED,
                name,
                0,
                0,
                0,
                mesh(charge),
                projectors(lmax),
                List.of());
    }

    /** The atomic number of a symbol as it is written, or 0 where it is none. */
    static int atomicNumber(String symbol) {
        String padded = symbol.length() == 1 ? symbol + " " : symbol;
        if (padded.length() != 2) {
            return 0;
        }
        for (int i = 0; i < SYMBOLS.length(); i += 2) {
            if (SYMBOLS.startsWith(padded, i)) {
                return i / 2 + 1;
            }
        }
        return 0;
    }

    /** Each channel of l &gt; 0 has a second triangle of coefficients, for the spin-orbit. */
    private List<Projector> projectors(int lmax) {
        List<Projector> projectors = new ArrayList<>();
        for (int l = 0; l <= lmax; l++) {
            reader.real("the radius of a channel");
            int count = reader.whole("the number of projectors", 0, MOST_PER_CHANNEL);
            reader.skipItems(count, "a coefficient");
            reader.nextLine();
            skipTriangle(l, 1, count);
            skipTriangle(l, 0, l == 0 ? 0 : count);
            for (int i = 0; i < count; i++) {
                projectors.add(new Projector(l, 0));
            }
        }
        return projectors;
    }

    private void skipTriangle(int l, int from, int count) {
        for (int i = from; i < count; i++) {
            reader.skipItems(count - i, "a coefficient of l = " + l);
            reader.nextLine();
        }
    }

    private static int mesh(double charge) {
        int points = (int) (1 + (Math.log(charge * LARGEST_RADIUS) - SMALLEST_LOGARITHM) / STEP);
        return points / 2 * 2 + 1;
    }
}
