package org.qeperf.features.crystal;

/**
 * The symmetry of a crystal as pw.x finds it. Immutable; the arrays are not to be changed.
 *
 * @param group operations of the lattice; those of the crystal come first
 * @param order number of operations of the crystal ({@code Sym. Ops.} in the output)
 * @param translations for each operation of the crystal, three coefficients: what a rotated atom lies beyond a like one
 * @param reversed for each operation of the group, whether it needs time reversal
 * @param fftFactors for each axis, what the fractional translations make FFT dimensions a multiple of
 */
record Symmetry(PointGroup group, int order, double[] translations, boolean[] reversed, int[] fftFactors) {

    /** Only the identity, of the group too ({@code nosym}). */
    static Symmetry none(PointGroup group) {
        return new Symmetry(group.identity(), 1, new double[3], new boolean[1], new int[] {1, 1, 1});
    }
}
