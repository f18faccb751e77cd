package org.qeperf.features.crystal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInput;

/**
 * Finds the operations that map a crystal to itself, with the tolerances and the order of pw.x
 * ({@code PW/src/symm_base.f90}, version 6.7): an operation with a fractional translation counts only where the
 * translation fits an FFT grid, and a set that is not closed is searched again with a smaller tolerance, at most three
 * times.
 */
final class SymmetrySearch {

    private static final double SITE_TOLERANCE = 1e-5;
    private static final double TRANSLATION_TOLERANCE = 1e-5;
    private static final int ATTEMPTS = 3;

    private final Crystal crystal;
    private final PwInput.Symmetry options;
    private final ParseLimits limits;
    private final SourceLocation location;
    private final boolean magnetic;
    private final List<Rotation> group;
    private final double[][] translations;
    private final boolean[] reversed;
    private final boolean[] accepted;
    private final int[][] images;
    private final SiteIndex sites;
    private final int[] fftFactors = {1, 1, 1};
    private double tolerance = SITE_TOLERANCE;

    private SymmetrySearch(Crystal crystal, PwInput input, ParseLimits limits) {
        this.limits = limits;
        this.location = input.cell().location();
        this.crystal = crystal;
        this.options = input.symmetry();
        this.magnetic = crystal.moments().length > 0;
        this.group = new ArrayList<>(Rotation.ofLattice(crystal.lattice()));
        this.translations = new double[group.size()][3];
        this.reversed = new boolean[group.size()];
        this.accepted = new boolean[group.size()];
        this.sites = new SiteIndex(crystal.species(), crystal.positions());
        this.images = new int[group.size()][crystal.size()];
    }

    static Symmetry of(Crystal crystal, PwInput input, ParseLimits limits) {
        return new SymmetrySearch(crystal, input, limits).search();
    }

    private Symmetry search() {
        boolean timeReversal = !options.noinv() && !magnetic;
        int order = 1;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            testOperations();
            order = moveAcceptedToFront();
            if (isClosed(order)) {
                break;
            }
            tolerance *= 0.5;
            order = attempt == ATTEMPTS ? 1 : order;
        }
        if (options.nosym()) {
            List<Rotation> identity = List.of(group.get(0));
            return new Symmetry(identity, new boolean[1], 1, new int[] {1, 1, 1}, timeReversal, magnetic);
        }
        int[] factors = options.useAllFrac() ? new int[] {1, 1, 1} : fftFactors;
        return new Symmetry(List.copyOf(group), reversed, order, factors.clone(), timeReversal, magnetic);
    }

    private void testOperations() {
        boolean fractional = !options.forceSymmorphic() && !isSupercell();
        Arrays.fill(fftFactors, 1);
        for (int op = 0; op < group.size(); op++) {
            double[] rotated = rotate(group.get(op), crystal.positions());
            double[] none = new double[3];
            translations[op] = none;
            accepted[op] = maps(rotated, none, images[op]) || fractional && findTranslation(op, rotated);
            if (accepted[op] && magnetic) {
                accepted[op] = keepsMoments(op);
            }
            if (options.gate() && group.get(op).matrix()[8] == -1 || options.nosymEvc() && op > 0) {
                accepted[op] = false;
            }
        }
    }

    /** Whether a pure translation maps the crystal to itself; pw.x then allows no fractional translations. */
    private boolean isSupercell() {
        int[] species = crystal.species();
        double[] x = crystal.positions();
        int[] scratch = new int[species.length];
        for (int atom = 1; atom < species.length; atom++) {
            if (species[atom] == species[0] && maps(x, translation(x, atom, x), scratch)) {
                return true;
            }
        }
        return false;
    }

    private boolean findTranslation(int op, double[] rotated) {
        int[] species = crystal.species();
        for (int atom = 0; atom < species.length; atom++) {
            if (species[atom] != species[0]) {
                continue;
            }
            double[] f = translation(rotated, atom, crystal.positions());
            if (fitsGrid(f) && maps(rotated, f, images[op])) {
                translations[op] = f;
                for (int i = 0; i < 3; i++) {
                    fftFactors[i] = leastCommonMultiple(fftFactors[i], denominator(f[i]));
                }
                return true;
            }
        }
        return false;
    }

    private static double[] translation(double[] from, int atom, double[] to) {
        double[] f = new double[3];
        for (int i = 0; i < 3; i++) {
            double d = from[3 * atom + i] - to[i];
            f[i] = d - Math.rint(d);
        }
        return f;
    }

    private static boolean fitsGrid(double[] f) {
        for (double component : f) {
            if (Math.abs(component) > TRANSLATION_TOLERANCE) {
                int n = denominator(component);
                double rest = Math.abs(1 / component - Math.rint(1 / component));
                boolean allowed = n == 2 || n == 3 || n == 4 || n == 6;
                if (rest > TRANSLATION_TOLERANCE || !allowed && rest < TRANSLATION_TOLERANCE) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int denominator(double component) {
        return Math.abs(component) > TRANSLATION_TOLERANCE ? (int) Math.rint(1 / Math.abs(component)) : 1;
    }

    private static int leastCommonMultiple(int a, int b) {
        int x = a;
        int y = b;
        while (y != 0) {
            int rest = x % y;
            x = y;
            y = rest;
        }
        return a / x * b;
    }

    /** Whether every rotated atom, less the translation, meets a like atom; notes which. */
    private boolean maps(double[] rotated, double[] f, int[] image) {
        if (sites.tests() > limits.maxSiteTests()) {
            throw new InputException(
                    location,
                    "",
                    "the symmetry of " + image.length + " atoms takes too long to find",
                    "fewer atoms, or atoms that are not crowded along one line");
        }
        for (int a = 0; a < image.length; a++) {
            double x = rotated[3 * a] - f[0];
            double y = rotated[3 * a + 1] - f[1];
            double z = rotated[3 * a + 2] - f[2];
            image[a] = sites.find(crystal.species()[a], x, y, z, tolerance);
            if (image[a] < 0) {
                return false;
            }
        }
        return true;
    }

    private static double[] rotate(Rotation rotation, double[] vectors) {
        int[] s = rotation.matrix();
        double[] out = new double[vectors.length];
        for (int a = 0; a < vectors.length; a += 3) {
            for (int j = 0; j < 3; j++) {
                out[a + j] = s[j] * vectors[a] + s[3 + j] * vectors[a + 1] + s[6 + j] * vectors[a + 2];
            }
        }
        return out;
    }

    /** Moments are axial vectors: an operation keeps them, turns all of them (then it needs time reversal), or fails. */
    private boolean keepsMoments(int op) {
        double[] moments = new double[crystal.moments().length];
        for (int a = 0; a < crystal.size(); a++) {
            double[] m = Arrays.copyOfRange(crystal.moments(), 3 * a, 3 * a + 3);
            System.arraycopy(crystal.lattice().toCrystal(m), 0, moments, 3 * a, 3);
        }
        double[] rotated = rotate(group.get(op), moments);
        double sign = group.get(op).improper() ? -1 : 1;
        boolean same = true;
        boolean opposite = true;
        for (int a = 0; a < crystal.size(); a++) {
            double difference = 0;
            double sum = 0;
            for (int c = 0; c < 3; c++) {
                double image = sign * rotated[3 * a + c];
                double there = moments[3 * images[op][a] + c];
                difference += Math.abs(image - there);
                sum += Math.abs(image + there);
            }
            same &= difference < TRANSLATION_TOLERANCE;
            opposite &= sum < TRANSLATION_TOLERANCE;
        }
        reversed[op] = opposite && !same && !options.noTimeReversal();
        return same || reversed[op];
    }

    /** Swaps as pw.x does, which decides about the order of what is left. */
    private int moveAcceptedToFront() {
        int front = 0;
        for (int op = 0; op < group.size(); op++) {
            if (accepted[op]) {
                if (op > front) {
                    swap(op, front);
                }
                front++;
            }
        }
        return front;
    }

    private void swap(int a, int b) {
        Rotation rotation = group.set(a, group.get(b));
        group.set(b, rotation);
        double[] f = translations[a];
        translations[a] = translations[b];
        translations[b] = f;
        boolean r = reversed[a];
        reversed[a] = reversed[b];
        reversed[b] = r;
    }

    private boolean isClosed(int order) {
        for (int a = 0; a < order; a++) {
            for (int b = 0; b < order; b++) {
                if (products(a, b, order) != 1) {
                    return false;
                }
            }
        }
        return true;
    }

    /** How many operations equal a product, rotation and translation. */
    private int products(int a, int b, int order) {
        int[] product = Rotation.multiply(group.get(a).matrix(), group.get(b).matrix());
        int[] s = group.get(b).matrix();
        double[] fa = translations[a];
        double[] f = new double[3];
        for (int i = 0; i < 3; i++) {
            f[i] = translations[b][i] + s[i] * fa[0] + s[3 + i] * fa[1] + s[6 + i] * fa[2];
        }
        int found = 0;
        for (int c = 0; c < order; c++) {
            if (Arrays.equals(group.get(c).matrix(), product)) {
                boolean equal = true;
                for (int i = 0; i < 3; i++) {
                    double d = translations[c][i] - f[i];
                    equal &= Math.abs(d - Math.rint(d)) < TRANSLATION_TOLERANCE;
                }
                found += equal ? 1 : 0;
            }
        }
        return found;
    }
}
