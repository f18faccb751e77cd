package org.qeperf.features.crystal;

import java.util.List;

/**
 * The symmetry of a crystal as pw.x finds it. Immutable.
 *
 * @param latticeGroup operations of the lattice; those of the crystal come first
 * @param reversed for each operation, whether it needs time reversal
 * @param order number of operations of the crystal ({@code Sym. Ops.} in the output)
 * @param fftFactors for each axis, what the fractional translations make FFT dimensions a multiple of
 * @param timeReversal whether k and -k are equivalent
 * @param magnetic whether magnetic moments took part in the search
 */
record Symmetry(
        List<Rotation> latticeGroup,
        boolean[] reversed,
        int order,
        int[] fftFactors,
        boolean timeReversal,
        boolean magnetic) {}
