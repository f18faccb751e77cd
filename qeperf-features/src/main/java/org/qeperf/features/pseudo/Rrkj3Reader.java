package org.qeperf.features.pseudo;

import java.util.ArrayList;
import java.util.List;
import org.qeperf.features.pseudo.FortranReader.Columns;
import org.qeperf.features.pseudo.FortranReader.Line;
import org.qeperf.features.pseudo.Pseudopotential.Kind;
import org.qeperf.features.pseudo.Pseudopotential.Orbital;
import org.qeperf.features.pseudo.Pseudopotential.Projector;

/**
 * Reads the format RRKJ3, which ld1.x wrote before UPF ({@code readrrkj} in {@code upflib/read_uspp.f90} of Quantum
 * ESPRESSO). It has fixed columns and no cutoffs; projector i has the l of orbital i.
 */
final class Rrkj3Reader {

    private static final int ULTRASOFT = 3;

    private final FortranReader reader;
    private int mesh;
    private int[] l = new int[0];
    private double[] occupations = new double[0];

    private Rrkj3Reader(PotentialText text) {
        reader = new FortranReader(text, 0);
    }

    static Pseudopotential read(PotentialText text) {
        return new Rrkj3Reader(text).read();
    }

    private Pseudopotential read() {
        String element = reader.line("the title").string(6, 2).strip();
        int type = reader.line("the type").whole(0, 5, "the type", 0, 9);
        Line flags = reader.line("the core correction");
        flags.logical(0, 5, "relativistic");
        boolean coreCorrection = flags.logical(5, 5, "the core correction");
        Line functional = reader.line("the functional");
        Line charge = reader.line("the valence");
        double valence = charge.real(0, 17, 11, "the valence");
        if (valence < 1 || valence > 100) {
            throw charge.error(0, "the valence is " + valence, "1 to 100");
        }
        int lmax = charge.whole(34, 5, "the largest l", 0, PotentialText.MOST_L);
        Line grid = reader.line("the mesh");
        double xmin = grid.real(0, 17, 11, "xmin");
        double zmesh = grid.real(34, 17, 11, "zmesh");
        double dx = grid.real(51, 17, 11, "dx");
        mesh = grid.whole(68, 5, "the mesh size", 1, PotentialText.MOST_POINTS);
        Line numbers = reader.line("the numbers of orbitals and projectors");
        int nwfc = numbers.whole(0, 5, "the number of orbitals", 0, PotentialText.MOST_FUNCTIONS);
        int nbeta = numbers.whole(5, 5, "the number of projectors", 0, nwfc);
        reader.skipRecords(nwfc, 4, "the radii");
        reader.skipRecords(nwfc, 4, "the radii");
        table(nwfc);
        skipProjectors(nbeta, type == ULTRASOFT);
        reader.columns().skip(mesh + 1L, "the local potential");
        reader.columns().skip(mesh, "the atomic density");
        if (coreCorrection) {
            reader.columns().skip(mesh, "the core density");
        }
        return new Pseudopotential(
                element,
                type == ULTRASOFT ? Kind.ULTRASOFT : Kind.NORM_CONSERVING,
                valence,
                false,
                coreCorrection,
                "INDEX: " + functional.string(0, 20).strip().replaceAll(" +", " "),
                0,
                0,
                2 * lmax,
                mesh,
                projectors(nbeta),
                orbitals(RadialSteps.logarithmic(mesh, xmin, dx, zmesh)));
    }

    private void table(int nwfc) {
        l = new int[nwfc];
        occupations = new double[nwfc];
        for (int i = 0; i < nwfc; i++) {
            Line orbital = reader.line("an orbital");
            l[i] = orbital.whole(5, 3, "l of an orbital", 0, PotentialText.MOST_L);
            occupations[i] = orbital.real(8, 6, 2, "the occupation");
        }
    }

    private void skipProjectors(int nbeta, boolean ultrasoft) {
        for (int i = 0; i < nbeta; i++) {
            int points = reader.line("a projector").whole(0, 6, "the points of a projector", 0, mesh);
            reader.columns().skip(points, "a projector");
            for (int k = 0; k <= i; k++) {
                reader.skipLines(1, "a projector");
                if (ultrasoft) {
                    reader.skipLines(1, "a projector");
                    reader.columns().skip(mesh, "an augmentation function");
                }
            }
        }
    }

    private List<Projector> projectors(int nbeta) {
        List<Projector> projectors = new ArrayList<>();
        for (int i = 0; i < nbeta; i++) {
            projectors.add(new Projector(l[i], 0));
        }
        return projectors;
    }

    /** The orbitals stand in one block of numbers; pw.x makes the occupation -1 where it is none. */
    private List<Orbital> orbitals(RadialSteps steps) {
        Columns numbers = reader.columns();
        List<Orbital> orbitals = new ArrayList<>();
        for (int i = 0; i < l.length; i++) {
            int[] read = new int[1];
            double occupation = OrbitalNorm.occupation(
                    occupations[i] > 0 ? occupations[i] : -1,
                    () -> {
                        read[0]++;
                        return numbers.next("an orbital");
                    },
                    steps);
            if (i + 1 < l.length) {
                numbers.skip(mesh - read[0], "an orbital");
            }
            orbitals.add(new Orbital(l[i], 0, occupation));
        }
        return orbitals;
    }
}
