package org.qeperf.features.pseudo;

import java.util.ArrayList;
import java.util.List;
import org.qeperf.features.pseudo.Pseudopotential.Kind;
import org.qeperf.features.pseudo.Pseudopotential.Orbital;
import org.qeperf.features.pseudo.Pseudopotential.Projector;

/**
 * Reads the old norm-conserving format of PWscf, analytical or on a mesh ({@code upflib/read_ncpp.f90} of Quantum
 * ESPRESSO): one projector for each l but the local one.
 */
final class NormConservingReader {

    private static final int LARGEST_L = 3;
    private static final int LARGEST_LOCAL = -1000;

    private final FortranReader reader;
    private int lmax;
    private int local;
    private int mesh;

    private NormConservingReader(PotentialText text) {
        reader = new FortranReader(text, 0);
    }

    static Pseudopotential read(PotentialText text) {
        return new NormConservingReader(text).read();
    }

    private Pseudopotential read() {
        String functional = reader.word("the functional");
        String element = reader.nextLine().word("the element");
        double valence = reader.real("the valence");
        if (!(valence > 0) || valence > 100) {
            throw reader.error("the valence is " + valence, "more than 0, at most 100");
        }
        lmax = reader.whole("the largest l", 0, LARGEST_L);
        int core = reader.whole("the number of core functions", -9999, 2);
        int exponents = reader.whole("the number of exponents", -9999, 3);
        if ((long) core * exponents < 0) {
            throw reader.error(core + " core functions and " + exponents + " exponents", "two numbers of one sign");
        }
        boolean numeric = core <= 0 && exponents <= 0;
        boolean coreCorrection = reader.logical("the core correction");
        int given = reader.whole("the local l", LARGEST_LOCAL, numeric ? lmax : lmax + 1);
        local = given == LARGEST_LOCAL ? lmax : given;
        if (local < 0) {
            throw reader.error("the local l is " + local, "0 or more");
        }
        reader.logical("the kind of exponents");
        reader.nextLine();
        if (!numeric) {
            skipParameters(coreCorrection);
        }
        double zmesh = reader.real("zmesh");
        double xmin = reader.real("xmin");
        double dx = reader.real("dx");
        mesh = reader.whole("the mesh size", 1, PotentialText.MOST_POINTS);
        int nwfc =
                reader.whole("the number of orbitals", local == lmax ? lmax : lmax + 1, PotentialText.MOST_FUNCTIONS);
        reader.nextLine();
        if (numeric) {
            skipPotentials(coreCorrection);
        }
        List<Orbital> orbitals = orbitals(nwfc, RadialSteps.logarithmic(nwfc == 0 ? 0 : mesh, xmin, dx, zmesh));
        List<Projector> projectors = projectors();
        return new Pseudopotential(
                element.strip(),
                Kind.NORM_CONSERVING,
                valence,
                false,
                coreCorrection,
                functional.startsWith("**") ? "PZ" : functional.strip(),
                0,
                0,
                0,
                mesh,
                projectors,
                orbitals);
    }

    private void skipParameters(boolean coreCorrection) {
        reader.skipItems(4, "the core functions");
        reader.nextLine();
        for (int l = 0; l <= lmax; l++) {
            reader.skipItems(9, "the exponents");
            reader.nextLine();
        }
        if (coreCorrection) {
            reader.skipItems(3, "the core density");
            reader.nextLine();
        }
    }

    private void skipPotentials(boolean coreCorrection) {
        for (int l = 0; l <= lmax; l++) {
            reader.skipLines(1, "a potential");
            reader.skipItems(mesh, "a potential");
            reader.nextLine();
        }
        if (coreCorrection) {
            reader.skipItems(mesh, "the core density");
            reader.nextLine();
        }
    }

    private List<Orbital> orbitals(int nwfc, RadialSteps steps) {
        List<Orbital> orbitals = new ArrayList<>();
        for (int i = 0; i < nwfc; i++) {
            reader.skipLines(1, "an orbital");
            boolean ordered = i < lmax;
            int l = reader.whole("l of an orbital", ordered ? i : 0, ordered ? i : LARGEST_L);
            double given = reader.real("the occupation");
            if (given < 0 || given > 2 * (2 * l + 1)) {
                throw reader.error("the occupation is " + given, "0 to " + 2 * (2 * l + 1));
            }
            reader.nextLine();
            int[] read = new int[1];
            double occupation = OrbitalNorm.occupation(
                    given,
                    () -> {
                        read[0]++;
                        return reader.quick("an orbital");
                    },
                    steps);
            if (i + 1 < nwfc) {
                reader.skipItems(mesh - read[0], "an orbital");
                reader.nextLine();
            }
            orbitals.add(new Orbital(l, 0, occupation));
        }
        return orbitals;
    }

    private List<Projector> projectors() {
        List<Projector> projectors = new ArrayList<>();
        for (int l = 0; l <= lmax; l++) {
            if (l != local) {
                projectors.add(new Projector(l, 0));
            }
        }
        return projectors;
    }
}
