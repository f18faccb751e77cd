package org.qeperf.features.input;

import org.qeperf.api.SourceLocation;

/**
 * What pw.x computes from phases between k-points: it then takes other points from a mesh and no symmetry
 * ({@code PW/src/setup.f90}).
 *
 * @param kind what is computed
 * @param gdir {@code gdir}, the reciprocal vector along the strings of k-points, 1 to 3; 0 where not given
 * @param nppstr {@code nppstr}, the number of k-points in a string; 0 where not given
 * @param location where it is switched on, or the head of the namelist
 */
public record Polarization(Kind kind, int gdir, int nppstr, SourceLocation location) {

    /** What is computed. */
    public enum Kind {
        /** Nothing of this kind. */
        NONE,
        /** The Berry phase along strings of k-points ({@code lberry}). */
        BERRY_PHASE,
        /** Orbital magnetisation ({@code lorbm}). */
        ORBITAL_MAGNETIZATION,
        /** A homogeneous electric field ({@code lelfield}). */
        ELECTRIC_FIELD
    }

    /**
     * Whether pw.x does without symmetry.
     *
     * @param kPoints the k-points
     * @return true for a mesh, and for an electric field in any case
     */
    public boolean forbidsSymmetry(KPoints kPoints) {
        return kind == Kind.ELECTRIC_FIELD || kind != Kind.NONE && kPoints instanceof KPoints.Mesh;
    }
}
