package org.qeperf.examples.cp2k;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.qeperf.api.InputException;

/**
 * The grids of plane waves of all levels: along an edge of length a at a cutoff of E hartree the fewest points that CP2K's
 * transforms take and that are not fewer than 2 floor(a sqrt(2 E) / 2 pi) + 1 ({@code pw_grid_n_from_cutoff} of
 * {@code src/pw/pw_grid_info.F}); lengths as without {@code EXTENDED_FFT_LENGTHS}.
 */
final class Grids {

    /** The bohr radius of {@code src/common/physcon.F} (CODATA 2006), angstrom. */
    private static final double BOHR = 0.52917720859;

    private static final double HARTREE_OF_RYDBERG = 0.5;

    /** How near to a whole number two computers may round differently. */
    private static final double EDGE = 1e-8;

    /** Lengths that the transforms take ({@code src/pw/fft/fftsg_lib.F}). */
    private static final int[] LENGTHS = {
        2, 4, 6, 8, 9, 12, 15, 16, 18, 20, 24, 25, 27, 30, 32, 36, 40, 45, 48, 54, 60, 64, 72, 75, 80, 81, 90, 96, 100,
        108, 120, 125, 128, 135, 144, 150, 160, 162, 180, 192, 200, 216, 225, 240, 243, 256, 270, 288, 300, 320, 324,
        360, 375, 384, 400, 405, 432, 450, 480, 486, 500, 512, 540, 576, 600, 625, 640, 648, 675, 720, 729, 750, 768,
        800, 810, 864, 900, 960, 972, 1000, 1024
    };

    private Grids() {}

    /**
     * The points along the three edges, of each level.
     *
     * @param edges lengths of the cell's vectors, angstrom
     * @param cutoff cutoff of the finest level, Ry
     * @param levels number of levels
     * @param progression by what the cutoff is divided from one level to the next, above 1
     * @param place what to blame
     */
    static List<int[]> of(double[] edges, double cutoff, int levels, double progression, Word place) {
        List<int[]> grids = new ArrayList<>();
        double level = cutoff * HARTREE_OF_RYDBERG;
        for (int i = 0; i < levels; i++) {
            int[] points = new int[edges.length];
            for (int axis = 0; axis < points.length; axis++) {
                points[axis] = points(edges[axis] / BOHR, level, place);
            }
            grids.add(points);
            level /= progression;
        }
        return grids;
    }

    private static int points(double edge, double cutoff, Word place) {
        double waves = Math.sqrt(2 * cutoff * edge * edge) / (2 * Math.PI);
        if (Math.abs(waves - Math.rint(waves)) < EDGE * Math.max(1, waves)) {
            throw place.error(
                    "a grid is as fine as the cutoff up to rounding, so that its points cannot be told",
                    "a cutoff that is a little larger");
        }
        double fewest = 2 * Math.floor(waves) + 1;
        int most = LENGTHS[LENGTHS.length - 1];
        if (fewest > most) {
            throw place.error(
                    "the cutoff asks for " + (fewest > Integer.MAX_VALUE ? "too many" : String.valueOf((long) fewest))
                            + " points along a vector of the cell, for which CP2K has no transform",
                    "at most " + most + ", by a smaller cutoff or cell (cutoff " + InputException.quote(place.text())
                            + ")");
        }
        int at = Arrays.binarySearch(LENGTHS, (int) fewest);
        return LENGTHS[at < 0 ? -at - 1 : at];
    }
}
