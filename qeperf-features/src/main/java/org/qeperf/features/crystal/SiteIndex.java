package org.qeperf.features.crystal;

import java.util.Arrays;

/**
 * Finds the atom at a place of the crystal, modulo lattice vectors, without looking at all atoms. Counts the steps it
 * takes, so not for several threads.
 */
final class SiteIndex {

    /** Wider than any tolerance asked for, narrower than a cell. */
    private static final double MARGIN = 2e-5;

    /** Cells along each axis: so many that crowded atoms still fall into different ones. */
    private static final int CELLS = 1021;

    /** Keeps cell borders away from places such as 0, 1/2 and 1/3. */
    private static final double SHIFT = 0.4142 / CELLS;

    /** Up to this number of atoms all are looked at. */
    private static final int FEW = 12;

    private final int[] kinds;
    private final double[] positions;
    private final int mask;
    private final int[] first;
    private final int[] next;
    private long steps;

    /**
     * Sorts atoms into cells.
     *
     * @param kinds kind of each atom
     * @param positions coefficients of the lattice vectors, three for each atom; kept
     */
    SiteIndex(int[] kinds, double[] positions) {
        this.kinds = kinds;
        this.positions = positions;
        int n = kinds.length;
        if (n <= FEW) {
            this.mask = 0;
            this.first = new int[0];
            this.next = new int[0];
            return;
        }
        this.mask = (Integer.highestOneBit(n) << 2) - 1;
        this.first = new int[mask + 1];
        this.next = new int[n];
        Arrays.fill(first, -1);
        for (int atom = n - 1; atom >= 0; atom--) {
            int slot = slot(
                    cell(positions[3 * atom], 0), cell(positions[3 * atom + 1], 0), cell(positions[3 * atom + 2], 0));
            next[atom] = first[slot];
            first[slot] = atom;
        }
    }

    /** The first atom of a kind within the tolerance in each coefficient, or -1. */
    int find(int kind, double x, double y, double z, double tolerance) {
        steps++;
        if (kinds.length <= FEW) {
            steps += kinds.length;
            for (int atom = 0; atom < kinds.length; atom++) {
                if (kinds[atom] == kind && isAt(atom, x, y, z, tolerance)) {
                    return atom;
                }
            }
            return -1;
        }
        int x0 = cell(x, -MARGIN);
        int y0 = cell(y, -MARGIN);
        int z0 = cell(z, -MARGIN);
        int x1 = cell(x, MARGIN);
        int y1 = cell(y, MARGIN);
        int z1 = cell(z, MARGIN);
        int found = findIn(slot(x0, y0, z0), kind, x, y, z, tolerance, Integer.MAX_VALUE);
        if (x0 != x1 || y0 != y1 || z0 != z1) {
            for (int corner = 1; corner < 8; corner++) {
                int i = (corner & 1) == 0 ? x0 : x1;
                int j = (corner & 2) == 0 ? y0 : y1;
                int k = (corner & 4) == 0 ? z0 : z1;
                found = findIn(slot(i, j, k), kind, x, y, z, tolerance, found);
            }
        }
        return found == Integer.MAX_VALUE ? -1 : found;
    }

    private int findIn(int slot, int kind, double x, double y, double z, double tolerance, int before) {
        for (int atom = first[slot]; atom >= 0 && atom < before; atom = next[atom]) {
            steps++;
            if (kinds[atom] == kind && isAt(atom, x, y, z, tolerance)) {
                return atom;
            }
        }
        return before;
    }

    /** Steps taken so far: places asked for and atoms compared. */
    long steps() {
        return steps;
    }

    private boolean isAt(int atom, double x, double y, double z, double tolerance) {
        double dx = x - positions[3 * atom];
        double dy = y - positions[3 * atom + 1];
        double dz = z - positions[3 * atom + 2];
        return Math.abs(dx - Math.rint(dx)) < tolerance
                && Math.abs(dy - Math.rint(dy)) < tolerance
                && Math.abs(dz - Math.rint(dz)) < tolerance;
    }

    private static int cell(double coefficient, double margin) {
        double shifted = coefficient + (SHIFT + margin);
        return Math.min((int) ((shifted - Math.floor(shifted)) * CELLS), CELLS - 1);
    }

    private int slot(int i, int j, int k) {
        int hash = (i * CELLS + j) * CELLS + k;
        hash *= 0x9E3779B9;
        return (hash ^ hash >>> 15) & mask;
    }
}
