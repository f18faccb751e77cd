package org.qeperf.features.crystal;

import java.util.Arrays;

/**
 * Finds the atom at a place of the crystal, modulo lattice vectors, without looking at all atoms. Counts the comparisons it
 * makes, so not for several threads.
 */
final class SiteIndex {

    /** Wider than any tolerance asked for, narrower than a bin. */
    private static final double MARGIN = 1e-4;

    private final int[] species;
    private final double[] positions;
    private final int bins;
    private final int[] first;
    private final int[] next;
    private long tests;

    /**
     * Sorts atoms into bins.
     *
     * @param species species of each atom
     * @param positions coefficients of the lattice vectors, three for each atom; kept
     */
    SiteIndex(int[] species, double[] positions) {
        this.species = species;
        this.positions = positions;
        this.bins = Math.max(1, (int) Math.cbrt(species.length));
        this.first = new int[bins * bins * bins];
        this.next = new int[species.length];
        Arrays.fill(first, -1);
        for (int atom = species.length - 1; atom >= 0; atom--) {
            int bin = (bin(positions[3 * atom], 0) * bins + bin(positions[3 * atom + 1], 0)) * bins
                    + bin(positions[3 * atom + 2], 0);
            next[atom] = first[bin];
            first[bin] = atom;
        }
    }

    /** The first atom of a species within the tolerance in each coefficient, or -1. */
    int find(int kind, double x, double y, double z, double tolerance) {
        int found = Integer.MAX_VALUE;
        int x0 = bin(x, -MARGIN);
        int y0 = bin(y, -MARGIN);
        int z0 = bin(z, -MARGIN);
        int x1 = bin(x, MARGIN);
        int y1 = bin(y, MARGIN);
        int z1 = bin(z, MARGIN);
        for (int i = x0; ; i = x1) {
            for (int j = y0; ; j = y1) {
                for (int k = z0; ; k = z1) {
                    for (int a = first[(i * bins + j) * bins + k]; a >= 0 && a < found; a = next[a]) {
                        tests++;
                        if (species[a] == kind && isAt(a, x, y, z, tolerance)) {
                            found = a;
                        }
                    }
                    if (k == z1) {
                        break;
                    }
                }
                if (j == y1) {
                    break;
                }
            }
            if (i == x1) {
                break;
            }
        }
        return found == Integer.MAX_VALUE ? -1 : found;
    }

    /** Comparisons made so far. */
    long tests() {
        return tests;
    }

    private boolean isAt(int atom, double x, double y, double z, double tolerance) {
        double dx = x - positions[3 * atom];
        double dy = y - positions[3 * atom + 1];
        double dz = z - positions[3 * atom + 2];
        return Math.abs(dx - Math.rint(dx)) < tolerance
                && Math.abs(dy - Math.rint(dy)) < tolerance
                && Math.abs(dz - Math.rint(dz)) < tolerance;
    }

    private int bin(double coefficient, double margin) {
        double shifted = coefficient + margin;
        double wrapped = shifted - Math.floor(shifted);
        return Math.min((int) (wrapped * bins), bins - 1);
    }
}
