package org.qeperf.features.memory;

/** How sizes are multiplied: as numbers, or in pw.x's 32-bit integers, which overflow for large cells. */
enum Arithmetic {
    /** As numbers. */
    INTENDED,
    /** As pw.x does it: 32-bit integers. */
    PRINTED;

    /** A size put into an integer; one too large becomes the most negative integer, as on x86. */
    double convert(double size) {
        if (this == INTENDED) {
            return size;
        }
        return size < 0x1p31 ? Math.floor(size) : Integer.MIN_VALUE;
    }

    /** The product of an integer and a small factor. */
    double product(double size, double factor) {
        return this == INTENDED ? size * factor : (int) ((long) size * (long) factor);
    }
}
