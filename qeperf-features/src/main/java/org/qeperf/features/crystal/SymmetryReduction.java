package org.qeperf.features.crystal;

import java.util.ArrayList;
import java.util.List;
import org.qeperf.api.InputException;
import org.qeperf.features.input.KPoints;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.Polarization;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.QeVersion;

/**
 * What symmetry leaves of a crystal: its operations and the k-points to compute, in the order of pw.x
 * ({@code PW/src/setup.f90}).
 *
 * <pre>{@code
 * PwInput input = PwInputReader.read(Path.of("pw.in"), QeVersion.NEWEST, ParseLimits.DEFAULT);
 * SymmetryReduction reduction = SymmetryReduction.of(input, ParseLimits.DEFAULT);
 * reduction.operations();   // as pw.x prints "Sym. Ops."
 * reduction.kPoints();      // x, y, z of each point in 2 pi/alat
 * reduction.weights();      // add up to 1
 * }</pre>
 *
 * <p>Immutable, so for any number of threads.
 */
public final class SymmetryReduction {

    private final Lattice lattice;
    private final Symmetry symmetry;
    private final boolean magneticSpinors;
    private final double[] points;
    private final double[] weights;

    private SymmetryReduction(Lattice lattice, Symmetry symmetry, boolean magneticSpinors, KPointList list) {
        this.lattice = lattice;
        this.symmetry = symmetry;
        this.magneticSpinors = magneticSpinors;
        this.points = list.points();
        this.weights = list.weights();
    }

    /**
     * Searches the symmetry of an input and reduces its k-points, for a functional without exact exchange and versions
     * from 6.4 on.
     *
     * @param input the input
     * @param limits the largest accepted number of k-points and length of the search
     * @return what is left
     * @throws InputException if the cell is not one, pw.x would stop, too many k-points remain, or the search takes too long
     * @throws IllegalArgumentException for a version before 6.4 with symmetry
     */
    public static SymmetryReduction of(PwInput input, ParseLimits limits) {
        return of(input, SymmetryContext.NONE, limits);
    }

    /**
     * Searches the symmetry of an input and reduces its k-points.
     *
     * @param input the input
     * @param context what symmetry depends on beside the input
     * @param limits the largest accepted number of k-points and length of the search
     * @return what is left
     * @throws InputException if the cell is not one, pw.x would stop, too many k-points remain, or the search takes too long
     * @throws IllegalArgumentException for a version before 6.4 with symmetry, if the context has no FFT grid
     */
    public static SymmetryReduction of(PwInput input, SymmetryContext context, ParseLimits limits) {
        Lattice lattice = Lattice.of(input);
        Crystal crystal = Crystal.of(input, lattice, context);
        crystal.requireDistinctPlaces(input.cell().location());
        PointGroup group = PointGroup.of(lattice, input.version(), input.cell().location());
        PwInput.Symmetry options = input.symmetry();
        boolean magnetic = crystal.magnetism() == Crystal.Magnetism.SPINORS;
        boolean timeReversal = !options.noinv() && !magnetic;
        PointGroup meshGroup = options.nosym() ? group.identity() : group;
        KPointList list = start(input, lattice, meshGroup, timeReversal, limits);
        addAdditional(input, lattice, list);
        boolean none = options.nosym() || options.polarization().forbidsSymmetry(input.kPoints());
        Symmetry symmetry = none ? Symmetry.none(group) : SymmetrySearch.of(crystal, group, input, context, limits);
        if (input.calculation() == PwInput.Calculation.BANDS) {
            list.normalise();
        } else if (magnetic) {
            KPointReduction.completeMagnetic(lattice, symmetry, limits.maxKPoints(), list);
        } else {
            boolean turnsFlip = crystal.magnetism() != Crystal.Magnetism.COLLINEAR_OR_TURNED;
            KPointReduction.complete(lattice, symmetry, timeReversal, turnsFlip, list);
        }
        return new SymmetryReduction(lattice, symmetry, magnetic, list);
    }

    /** The points before the crystal's own symmetry counts. */
    private static KPointList start(
            PwInput input, Lattice lattice, PointGroup group, boolean timeReversal, ParseLimits limits) {
        KPoints card = input.kPoints();
        KPointList list = new KPointList(limits.maxKPoints(), card.location());
        if (card instanceof KPoints.Mesh mesh) {
            Polarization polarization = input.symmetry().polarization();
            switch (polarization.kind()) {
                case ELECTRIC_FIELD, ORBITAL_MAGNETIZATION -> KPointGrid.full(mesh, lattice, list);
                case BERRY_PHASE -> KPointGrid.strings(mesh, polarization, lattice, group, list);
                case NONE -> KPointGrid.reduce(mesh, lattice, group, timeReversal, list);
            }
        } else {
            addListed(listed(card, input, lattice), lattice, list, 0);
        }
        return list;
    }

    private static KPoints.Listed listed(KPoints card, PwInput input, Lattice lattice) {
        if (card instanceof KPoints.Path path) {
            return BrillouinZone.layOut(path, input.cell(), lattice, input.version());
        }
        return card instanceof KPoints.Listed given
                ? given
                : new KPoints.Listed(List.of(new KPoints.Point(0, 0, 0, 1)), false, card.location());
    }

    private static void addListed(KPoints.Listed listed, Lattice lattice, KPointList list, double weight) {
        double[] k = new double[3];
        for (KPoints.Point p : listed.points()) {
            k[0] = p.x();
            k[1] = p.y();
            k[2] = p.z();
            double[] x = listed.crystal() ? lattice.kToCartesian(k) : k;
            list.add(x[0], x[1], x[2], weight == 0 ? p.weight() : weight);
        }
    }

    /**
     * Points of the ADDITIONAL_K_POINTS card, once for each point of a mesh of exact exchange
     * ({@code Modules/additional_kpoints.f90}; up to 7.1 without weight, later with a tiny one).
     */
    private static void addAdditional(PwInput input, Lattice lattice, KPointList list) {
        if (input.additionalKPoints().isEmpty()) {
            return;
        }
        QeVersion version = input.version();
        KPoints card = input.additionalKPoints().orElseThrow();
        KPoints.Listed listed = listed(card, input, lattice);
        int[] n = new int[3];
        for (int i = 0; i < 3; i++) {
            n[i] = Math.max(1, input.exactExchange().mesh().get(i));
        }
        int copies = n[0] * n[1] * n[2];
        int before = list.size();
        double weight = version.atLeast(7, 2) ? 1e-8 : 0;
        double[] k = new double[3];
        double[] q = new double[3];
        for (int copy = 0; copy < copies; copy++) {
            q[0] = (double) (copy / (n[1] * n[2])) / n[0];
            q[1] = (double) (copy / n[2] % n[1]) / n[1];
            q[2] = (double) (copy % n[2]) / n[2];
            double[] shift = lattice.kToCartesian(q);
            for (KPoints.Point p : listed.points()) {
                k[0] = p.x();
                k[1] = p.y();
                k[2] = p.z();
                // Before 6.8 their coordinates are Cartesian whatever the card says.
                double[] x = listed.crystal() && version.atLeast(6, 8) ? lattice.kToCartesian(k) : k;
                list.add(x[0] + shift[0], x[1] + shift[1], x[2] + shift[2], weight);
            }
        }
        if (copies > 1 && !version.atLeast(7, 1)) {
            list.move(before, copies);
        }
        if (version.atLeast(7, 2)) {
            list.normalise();
        }
    }

    /**
     * The lattice.
     *
     * @return vectors and reciprocal vectors
     */
    public Lattice lattice() {
        return lattice;
    }

    /**
     * Number of symmetry operations of the crystal, as pw.x prints it.
     *
     * @return at least 1
     */
    public int operations() {
        return symmetry.order();
    }

    /**
     * The operations, the identity first.
     *
     * @return as many as {@link #operations()}, a new list
     */
    public List<SymmetryOperation> symmetryOperations() {
        List<SymmetryOperation> operations = new ArrayList<>(symmetry.order());
        for (int op = 0; op < symmetry.order(); op++) {
            double[] t = symmetry.translations();
            operations.add(new SymmetryOperation(
                    symmetry.group().matrix(op),
                    new double[] {t[3 * op], t[3 * op + 1], t[3 * op + 2]},
                    symmetry.reversed()[op]));
        }
        return operations;
    }

    /**
     * Whether spinors have magnetic moments.
     *
     * @return true for {@code noncolin} with a magnetisation ({@code domag})
     */
    public boolean magneticSpinors() {
        return magneticSpinors;
    }

    /**
     * What the fractional translations make FFT dimensions a multiple of.
     *
     * @return one factor for each axis
     */
    public List<Integer> fftFactors() {
        int[] factors = symmetry.fftFactors();
        return List.of(factors[0], factors[1], factors[2]);
    }

    /**
     * The k-points, Cartesian in 2 pi/alat, in pw.x's order.
     *
     * @return three numbers for each point, a new array
     */
    public double[] kPoints() {
        return points.clone();
    }

    /**
     * The weights of the k-points; pw.x prints twice as much without spin.
     *
     * @return one number for each point, a new array; their sum is 1 unless all are 0
     */
    public double[] weights() {
        return weights.clone();
    }

    /**
     * Number of k-points, as pw.x prints it.
     *
     * @return at least 1
     */
    public int kPointCount() {
        return weights.length;
    }
}
