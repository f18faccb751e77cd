package org.qeperf.features.crystal;

import java.util.Arrays;
import java.util.List;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.features.crystal.Crystal.Magnetism;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.QeVersion;

/**
 * Finds the operations that map a crystal to itself, with the tolerances and the order of pw.x
 * ({@code PW/src/symm_base.f90}): an operation with a fractional translation counts only where the translation fits an FFT
 * grid, and a set that is not closed is searched again with a smaller tolerance, at most three times.
 *
 * <p>What changed: 6.0 tests operations against the FFT grid in the search, 6.1 to 6.3 after it, later ones make the grid
 * fit the operations. Translations other than 1/2, 1/3, 1/4 and 1/6 are left out from 6.5 on.
 */
final class SymmetrySearch {

    private static final double SITE_TOLERANCE = 1e-5;
    static final double TRANSLATION_TOLERANCE = 1e-5;
    private static final double COLLINEAR_TOLERANCE = 1e-6;
    private static final int ATTEMPTS = 3;

    private final Crystal crystal;
    private final PwInput.Symmetry options;
    private final QeVersion version;
    private final List<Integer> fftGrid;
    private final boolean noTimeReversal;
    private final ParseLimits limits;
    private final SourceLocation location;
    private final PointGroup group;
    private final int[] order;
    private final double[] translations;
    private final boolean[] reversed;
    private final boolean[] accepted;
    private final double[] rotated;
    private final int[] image;
    private final int[] visits;
    private final SiteIndex sites;
    private final int[] fftFactors = {1, 1, 1};
    private double tolerance = SITE_TOLERANCE;

    private SymmetrySearch(
            Crystal crystal, PointGroup group, PwInput input, SymmetryContext context, ParseLimits limits) {
        this.limits = limits;
        this.location = input.cell().location();
        this.crystal = crystal;
        this.options = input.symmetry();
        this.version = input.version();
        this.fftGrid = context.fftGrid();
        boolean spinors = input.electrons().spin() == PwInput.Spin.NONCOLLINEAR;
        this.noTimeReversal = options.noTimeReversal() || spinors && context.hybrid();
        this.group = group;
        this.order = new int[group.size()];
        this.translations = new double[3 * group.size()];
        this.reversed = new boolean[group.size()];
        this.accepted = new boolean[group.size()];
        this.rotated = new double[3 * crystal.size()];
        this.image = new int[crystal.size()];
        this.visits = rareFirst(crystal.kinds());
        this.sites = new SiteIndex(crystal.kinds(), crystal.positions());
        for (int op = 0; op < order.length; op++) {
            order[op] = op;
        }
    }

    /**
     * Searches.
     *
     * @param group the operations of the lattice
     * @throws InputException if the search takes too long
     */
    static Symmetry of(Crystal crystal, PointGroup group, PwInput input, SymmetryContext context, ParseLimits limits) {
        return new SymmetrySearch(crystal, group, input, context, limits).search();
    }

    private Symmetry search() {
        boolean gridFirst = !version.atLeast(6, 4);
        if (gridFirst && fftGrid.isEmpty()) {
            throw new IllegalArgumentException("the symmetry in version " + version + " depends on the FFT grid");
        }
        int size = 1;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            testOperations();
            size = moveAcceptedToFront(order.length);
            if (new OperationProducts(group, order, size, translations).areClosed()) {
                break;
            }
            tolerance *= 0.5;
            size = attempt == ATTEMPTS ? 1 : size;
        }
        if (size == 0) {
            throw new InputException(
                    location,
                    "",
                    "the lattice vectors are too oblique for the identity to map the atoms to themselves",
                    "shorter lattice vectors of the same lattice");
        }
        if (gridFirst && version.atLeast(6, 1) && !options.useAllFrac()) {
            for (int at = 0; at < size; at++) {
                accepted[order[at]] = rotationFitsGrid(order[at]) && translationFitsGrid(order[at]);
            }
            size = moveAcceptedToFront(size);
        }
        boolean factorless = gridFirst || options.useAllFrac();
        double[] moved = new double[3 * size];
        boolean[] turned = new boolean[order.length];
        for (int at = 0; at < order.length; at++) {
            turned[at] = reversed[order[at]];
            if (at < size) {
                System.arraycopy(translations, 3 * order[at], moved, 3 * at, 3);
            }
        }
        return new Symmetry(
                group.inOrder(order), size, moved, turned, factorless ? new int[] {1, 1, 1} : fftFactors.clone());
    }

    /** Atoms of rare kinds first: they tell soonest that an operation fails. */
    private static int[] rareFirst(int[] kinds) {
        int most = 0;
        for (int kind : kinds) {
            most = Math.max(most, kind);
        }
        int[] members = new int[most + 1];
        for (int kind : kinds) {
            members[kind]++;
        }
        int[] visits = new int[kinds.length];
        int filled = 0;
        while (filled < kinds.length) {
            int least = Integer.MAX_VALUE;
            int rarest = 0;
            for (int kind = 0; kind <= most; kind++) {
                if (members[kind] > 0 && members[kind] < least) {
                    least = members[kind];
                    rarest = kind;
                }
            }
            for (int atom = 0; atom < kinds.length; atom++) {
                if (kinds[atom] == rarest) {
                    visits[filled++] = atom;
                }
            }
            members[rarest] = 0;
        }
        return visits;
    }

    private void testOperations() {
        boolean fractional = !options.forceSymmorphic() && !isSupercell();
        boolean gridFirst = !version.atLeast(6, 1);
        Arrays.fill(fftFactors, 1);
        Arrays.fill(translations, 0);
        for (int at = 0; at < order.length; at++) {
            int op = order[at];
            rotate(op, crystal.positions());
            boolean fits = !gridFirst || rotationFitsGrid(op);
            accepted[op] = fits && (maps(0, 0, 0) || fractional && findTranslation(op));
            if (accepted[op] && gridFirst && !options.useAllFrac()) {
                accepted[op] = translationFitsGrid(op);
            }
            reversed[op] = false;
            if (accepted[op] && crystal.magnetism() != Magnetism.NONE) {
                accepted[op] = crystal.magnetism() == Magnetism.SPINORS ? keepsMoments(op) : keepsCollinear(op);
            }
            if (options.oneSided() && group.matrix(op)[8] == -1 || options.nosymEvc() && at > 0) {
                accepted[op] = false;
            }
        }
    }

    /** Whether a pure translation maps the crystal to itself; pw.x then allows no fractional translations. */
    private boolean isSupercell() {
        int[] kinds = crystal.kinds();
        double[] x = crystal.positions();
        System.arraycopy(x, 0, rotated, 0, x.length);
        for (int atom = 1; atom < kinds.length; atom++) {
            if (kinds[atom] == kinds[0]
                    && maps(apart(x[3 * atom] - x[0]), apart(x[3 * atom + 1] - x[1]), apart(x[3 * atom + 2] - x[2]))) {
                return true;
            }
        }
        return false;
    }

    private boolean findTranslation(int op) {
        int[] kinds = crystal.kinds();
        double[] x = crystal.positions();
        for (int atom = 0; atom < kinds.length; atom++) {
            if (kinds[atom] != kinds[0]) {
                continue;
            }
            double f = apart(rotated[3 * atom] - x[0]);
            if (!isFraction(f)) {
                continue;
            }
            double g = apart(rotated[3 * atom + 1] - x[1]);
            double h = apart(rotated[3 * atom + 2] - x[2]);
            if (isFraction(g) && isFraction(h) && maps(f, g, h)) {
                translations[3 * op] = f;
                translations[3 * op + 1] = g;
                translations[3 * op + 2] = h;
                for (int i = 0; i < 3; i++) {
                    fftFactors[i] = leastCommonMultiple(fftFactors[i], denominator(translations[3 * op + i]));
                }
                return true;
            }
        }
        return false;
    }

    private static double apart(double d) {
        return d - Math.rint(d);
    }

    private boolean isFraction(double f) {
        if (Math.abs(f) <= TRANSLATION_TOLERANCE) {
            return true;
        }
        double rest = Math.abs(1 / f - Math.rint(1 / f));
        if (!version.atLeast(6, 5)) {
            return rest <= TRANSLATION_TOLERANCE;
        }
        int n = denominator(f);
        boolean allowed = n == 2 || n == 3 || n == 4 || n == 6;
        return rest <= TRANSLATION_TOLERANCE && (allowed || rest >= TRANSLATION_TOLERANCE);
    }

    private static int denominator(double f) {
        return Math.abs(f) > TRANSLATION_TOLERANCE ? (int) Math.rint(1 / Math.abs(f)) : 1;
    }

    private static int leastCommonMultiple(int a, int b) {
        int x = a;
        int y = b;
        while (y != 0) {
            int rest = x % y;
            x = y;
            y = rest;
        }
        return (int) Math.min((long) (a / x) * b, Integer.MAX_VALUE);
    }

    /** Whether a rotation maps the points of an FFT grid to points of it. */
    private boolean rotationFitsGrid(int op) {
        int[] s = group.matrix(op);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                if (i != j && (long) s[3 * i + j] * fftGrid.get(j) % fftGrid.get(i) != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean translationFitsGrid(int op) {
        for (int i = 0; i < 3; i++) {
            int n = fftGrid.get(i);
            double steps = translations[3 * op + i] * n;
            if (Math.abs(steps - Math.rint(steps)) / n > TRANSLATION_TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    /** Whether every rotated atom, less the translation, meets a like atom; notes which. */
    private boolean maps(double f, double g, double h) {
        int[] kinds = crystal.kinds();
        for (int i = 0; i < visits.length; i++) {
            requireShort();
            int a = visits[i];
            image[a] =
                    sites.find(kinds[a], rotated[3 * a] - f, rotated[3 * a + 1] - g, rotated[3 * a + 2] - h, tolerance);
            if (image[a] < 0) {
                visits[i] = visits[0];
                visits[0] = a;
                return false;
            }
        }
        return true;
    }

    private void requireShort() {
        if (sites.steps() > limits.maxSiteTests()) {
            throw new InputException(
                    location,
                    "",
                    "the symmetry of " + image.length + " atoms takes too long to find",
                    "fewer atoms, or nosym = .true.");
        }
    }

    private void rotate(int op, double[] vectors) {
        int[] s = group.matrix(op);
        for (int a = 0; a < vectors.length; a += 3) {
            for (int j = 0; j < 3; j++) {
                rotated[a + j] = s[j] * vectors[a] + s[3 + j] * vectors[a + 1] + s[6 + j] * vectors[a + 2];
            }
        }
    }

    /** Moments are axial vectors: an operation keeps them, turns all of them (then it needs time reversal), or fails. */
    private boolean keepsMoments(int op) {
        double[] moments = new double[crystal.moments().length];
        double[] m = new double[3];
        for (int a = 0; a < moments.length; a += 3) {
            System.arraycopy(crystal.moments(), a, m, 0, 3);
            System.arraycopy(crystal.lattice().toCrystal(m), 0, moments, a, 3);
        }
        rotate(op, moments);
        double sign = group.improper(op) ? -1 : 1;
        boolean same = true;
        boolean opposite = true;
        for (int a = 0; a < crystal.size(); a++) {
            double difference = 0;
            double sum = 0;
            for (int c = 0; c < 3; c++) {
                double turned = sign * rotated[3 * a + c];
                double there = moments[3 * image[a] + c];
                difference += Math.abs(turned - there);
                sum += Math.abs(turned + there);
            }
            same &= difference < TRANSLATION_TOLERANCE;
            opposite &= sum < TRANSLATION_TOLERANCE;
        }
        reversed[op] = opposite && !same && !noTimeReversal;
        return same || reversed[op];
    }

    /** Moments along z only: rotations leave them as they are ({@code sgam_at_collin}, from 7.4 on). */
    private boolean keepsCollinear(int op) {
        boolean same = true;
        boolean opposite = true;
        for (int a = 0; a < crystal.size(); a++) {
            double here = crystal.moments()[3 * a + 2];
            double there = crystal.moments()[3 * image[a] + 2];
            same &= Math.abs(here - there) < COLLINEAR_TOLERANCE;
            opposite &= Math.abs(here + there) < COLLINEAR_TOLERANCE;
        }
        reversed[op] = opposite && !same && crystal.magnetism() == Magnetism.COLLINEAR_OR_TURNED;
        return same || reversed[op];
    }

    /** Swaps as pw.x does, which decides about the order of what is left; looks at the first {@code size} only. */
    private int moveAcceptedToFront(int size) {
        int front = 0;
        for (int at = 0; at < size; at++) {
            int op = order[at];
            if (accepted[op]) {
                order[at] = order[front];
                order[front] = op;
                front++;
            }
        }
        return front;
    }
}
