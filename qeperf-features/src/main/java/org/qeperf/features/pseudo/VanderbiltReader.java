package org.qeperf.features.pseudo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.qeperf.features.pseudo.FortranReader.Line;
import org.qeperf.features.pseudo.Pseudopotential.Kind;
import org.qeperf.features.pseudo.Pseudopotential.Orbital;
import org.qeperf.features.pseudo.Pseudopotential.Projector;

/**
 * Reads files of Vanderbilt's ultrasoft code ({@code readvan} in {@code upflib/read_uspp.f90} of Quantum ESPRESSO), which
 * have fixed columns. Files before version 6 have no orbitals to start from and are refused.
 */
final class VanderbiltReader {

    private static final int ULTRASOFT = 3;

    /** The functionals of the codes -6 to 6. */
    private static final List<String> FUNCTIONALS =
            List.of("PW91", "BP", "", "GL", "HL", "WIG", "PZ", "BLYP", "B88", "BP", "PW91", "PBE", "TPSS");

    private final FortranReader reader;
    private int version;
    private int minor;
    private int mesh;
    private int largestL;
    private int[] l = new int[0];
    private double[] occupations = new double[0];
    private RadialSteps steps = new RadialSteps(0, i -> 0);

    private VanderbiltReader(PotentialText text) {
        reader = new FortranReader(text, 0);
    }

    static Pseudopotential read(PotentialText text) {
        return new VanderbiltReader(text).read();
    }

    private Pseudopotential read() {
        version = reader.whole("the version", 6, 7);
        minor = reader.whole("the version", 0, 9);
        reader.skipItems(4, "the version");
        Line title = reader.nextLine().line("the title");
        double valence = title.real(35, 15, 9, "the valence");
        if (!(valence > 0) || valence > 100) {
            throw title.error(35, "the valence is " + valence, "more than 0, at most 100");
        }
        Line sizes = reader.line("the number of orbitals");
        int nwfc = sizes.whole(0, 5, "the number of orbitals", 0, PotentialText.MOST_FUNCTIONS);
        mesh = sizes.whole(5, 5, "the mesh size", 1, PotentialText.MOST_POINTS);
        table(nwfc);
        Line kind = reader.line("the kind");
        int type = kind.whole(0, 5, "the kind", 0, ULTRASOFT);
        boolean coreCorrection = kind.whole(5, 5, "the core correction", -9999, 99_999) == 1;
        List<Projector> projectors = projectors();
        readMesh(projectors.size(), coreCorrection);
        return new Pseudopotential(
                title.string(0, 2).strip(),
                type == ULTRASOFT ? Kind.ULTRASOFT : Kind.NORM_CONSERVING,
                valence,
                false,
                coreCorrection,
                functional(title),
                0,
                0,
                2 * largestL,
                mesh,
                projectors,
                orbitals());
    }

    private static String functional(Line title) {
        double code = title.real(50, 15, 9, "the functional");
        String name = code < -6 || code > 6 ? "" : FUNCTIONALS.get((int) Math.round(code) + 6);
        if (name.isEmpty()) {
            throw title.error(50, "the functional is " + code, "a code from -6 to 6 but -4");
        }
        return name;
    }

    /** The code of an orbital is 100 n + 10 l + m. */
    private void table(int nwfc) {
        l = new int[nwfc];
        occupations = new double[nwfc];
        for (int i = 0; i < nwfc; i++) {
            Line orbital = reader.line("an orbital");
            int code = orbital.whole(0, 5, "an orbital", 100, 999);
            l[i] = code / 10 % 10;
            occupations[i] = orbital.real(5, 15, 9, "the occupation");
        }
    }

    private List<Projector> projectors() {
        Line line = reader.line("the number of channels");
        int channels = line.whole(0, 5, "the number of channels", 1, PotentialText.MOST_L + 1);
        int coefficients = line.whole(24, 5, "the number of coefficients", 0, PotentialText.MOST_FUNCTIONS);
        largestL = channels - 1;
        reader.skipItems(2 * channels - 1, "the inner radii");
        reader.nextLine();
        reader.line("relativistic").whole(0, 5, "relativistic", -9999, 99_999);
        reader.skipRecords(channels, 4, "the radii");
        Line sizes = reader.line("the number of projectors");
        int nbeta = sizes.whole(0, 5, "the number of projectors", 0, PotentialText.MOST_FUNCTIONS);
        int points = sizes.whole(5, 5, "the points of a projector", 0, mesh);
        List<Projector> projectors = new ArrayList<>();
        for (int i = 0; i < nbeta; i++) {
            int momentum = reader.line("a projector").whole(0, 5, "l of a projector", 0, PotentialText.MOST_L);
            projectors.add(new Projector(momentum, 0));
            reader.columns().skip(1L + points, "a projector");
            for (int k = i; k < nbeta; k++) {
                reader.columns().skip(3L + points + (long) coefficients * (2 * channels - 1), "a projector");
            }
        }
        return projectors;
    }

    /** From the end of the projectors to the orbitals. */
    private void readMesh(int nbeta, boolean coreCorrection) {
        if (10 * version + minor >= 72) {
            reader.skipRecords(nbeta, 6, "the types of projectors");
            reader.skipLines(1, "the types of projectors");
        }
        reader.columns().skip(1L + mesh, "the local potential");
        if (coreCorrection) {
            reader.skipLines(version >= 7 ? 1 : 0, "the core density");
            reader.columns().skip(mesh, "the core density");
        }
        for (String density : List.of("the total density", "the density", "the mesh")) {
            reader.columns().skip(mesh, density);
        }
        if (l.length > 0) {
            double[] read = new double[mesh];
            FortranReader.Columns numbers = reader.columns();
            Arrays.setAll(read, i -> numbers.next("the mesh"));
            steps = new RadialSteps(mesh, i -> read[i]);
        }
    }

    private List<Orbital> orbitals() {
        List<Orbital> orbitals = new ArrayList<>();
        if (version >= 7 && l.length > 0) {
            reader.whole("the number of orbitals", l.length, l.length);
            reader.nextLine();
        }
        for (int i = 0; i < l.length; i++) {
            int[] read = new int[1];
            double occupation = OrbitalNorm.occupation(
                    occupations[i],
                    () -> {
                        read[0]++;
                        return reader.quick("an orbital");
                    },
                    steps);
            if (i + 1 < l.length) {
                reader.skipItems(mesh - read[0], "an orbital");
            }
            orbitals.add(new Orbital(l[i], 0, occupation));
        }
        return orbitals;
    }
}
