package org.qeperf.features.input;

/**
 * How much a reader accepts before it gives up, so that no file can exhaust the program.
 *
 * @param maxBytes largest file, in bytes
 * @param maxAtoms largest number of atoms
 * @param maxKPoints largest number of k-points, before and after reduction
 * @param maxColumns most columns of plane waves that are looked at, over all k-points
 * @param maxSiteTests largest number of places and atoms looked at in the search for symmetry; a million take about
 *     a tenth of a second where they do not fit the cache
 */
public record ParseLimits(int maxBytes, int maxAtoms, int maxKPoints, long maxColumns, long maxSiteTests) {

    /**
     * Limits that fit every real input: 64 MiB, 20,000 atoms, 40,000 k-points (pw.x's own limit {@code npk},
     * {@code Modules/parameters.f90}), and a second of searching for symmetry.
     */
    public static final ParseLimits DEFAULT = new ParseLimits(64 << 20, 20_000, 40_000, 30_000_000L, 30_000_000L);

    /**
     * The default limits for files of another size.
     *
     * @param bytes largest file, in bytes
     * @return the limits
     */
    public static ParseLimits ofBytes(int bytes) {
        return new ParseLimits(bytes, DEFAULT.maxAtoms, DEFAULT.maxKPoints, DEFAULT.maxColumns, DEFAULT.maxSiteTests);
    }
}
