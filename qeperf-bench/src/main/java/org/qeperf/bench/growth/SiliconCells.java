package org.qeperf.bench.growth;

import java.util.List;
import java.util.Locale;
import org.qeperf.features.counts.PwCounter;
import org.qeperf.features.counts.PwCounts;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInputReader;
import org.qeperf.features.input.QeVersion;
import org.qeperf.features.input.SourceText;
import org.qeperf.features.pseudo.Pseudopotential;

/** Inputs for silicon of any size, and their counts with a made-up norm-conserving pseudopotential. */
final class SiliconCells {

    private static final double LATTICE_BOHR = 10.26;
    /** The eight atoms of a cube, in units of its edge. */
    private static final double[][] CUBE = {
        {0, 0, 0}, {0, 0.5, 0.5}, {0.5, 0, 0.5}, {0.5, 0.5, 0},
        {0.25, 0.25, 0.25}, {0.25, 0.75, 0.75}, {0.75, 0.25, 0.75}, {0.75, 0.75, 0.25}
    };

    private static final List<Pseudopotential> POTENTIALS = List.of(new Pseudopotential(
            "Si",
            Pseudopotential.Kind.NORM_CONSERVING,
            4,
            false,
            true,
            "PBE",
            0,
            0,
            2,
            1000,
            List.of(new Pseudopotential.Projector(0, 0), new Pseudopotential.Projector(1, 0)),
            List.of(new Pseudopotential.Orbital(0, 0, 1), new Pseudopotential.Orbital(1, 0, 1))));

    private SiliconCells() {}

    /** The cell of two atoms. */
    static String primitive(double cutoff, int mesh, boolean symmetric) {
        return head(
                        "ibrav = 2, celldm(1) = " + LATTICE_BOHR
                                + (symmetric ? "" : ", nosym = .true., noinv = .true."),
                        2,
                        cutoff)
                + "ATOMIC_POSITIONS alat\nSi 0 0 0\nSi 0.25 0.25 0.25\n" + mesh(mesh);
    }

    /** Cubes of eight atoms, as many along each axis; each atom a little off its place if not symmetric. */
    static String cubes(int edge, double cutoff, int mesh, boolean symmetric) {
        int atoms = CUBE.length * edge * edge * edge;
        StringBuilder text = new StringBuilder(
                head("ibrav = 1, celldm(1) = " + LATTICE_BOHR * edge, atoms, cutoff) + "ATOMIC_POSITIONS crystal\n");
        double off = symmetric ? 0 : 0.003 / edge;
        for (int atom = 0; atom < atoms; atom++) {
            int cube = atom / CUBE.length;
            double[] place = CUBE[atom % CUBE.length];
            text.append(String.format(
                    Locale.ROOT,
                    "Si %.12f %.12f %.12f%n",
                    (place[0] + cube % edge) / edge + off * Math.sin(atom + 1.0),
                    (place[1] + cube / edge % edge) / edge + off * Math.sin(3 * atom + 1.0),
                    (place[2] + cube / edge / edge) / edge + off * Math.sin(7 * atom + 1.0)));
        }
        return text + mesh(mesh);
    }

    private static String head(String cell, int atoms, double cutoff) {
        return "&CONTROL\n/\n&SYSTEM\n " + cell + "\n nat = " + atoms + ", ntyp = 1, ecutwfc = " + cutoff
                + "\n/\n&ELECTRONS\n/\nATOMIC_SPECIES\nSi 28.086 Si.UPF\n";
    }

    private static String mesh(int points) {
        return "K_POINTS automatic\n" + (points + " ").repeat(3) + "0 0 0\n";
    }

    static PwCounts count(String text) {
        return PwCounter.count(
                PwInputReader.parse(SourceText.of("pw.in", text), QeVersion.NEWEST, ParseLimits.DEFAULT),
                POTENTIALS,
                ParseLimits.DEFAULT);
    }
}
