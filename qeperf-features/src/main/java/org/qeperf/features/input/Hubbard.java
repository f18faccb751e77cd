package org.qeperf.features.input;

import java.util.List;

/**
 * The Hubbard correction.
 *
 * @param pseudoProjectors whether it projects with the pseudopotential's own functions and needs no wavefunctions
 * @param named whether the manifolds are named in the input (HUBBARD card, from 7.1 on), else pw.x knows them by element
 * @param manifolds what is corrected
 */
public record Hubbard(boolean pseudoProjectors, boolean named, List<Manifold> manifolds) {

    /** Copies the list. */
    public Hubbard {
        manifolds = List.copyOf(manifolds);
    }

    /**
     * A shell of a species.
     *
     * @param species index into {@link PwInput#species()}
     * @param n principal quantum number; 0 where the element decides
     * @param l angular momentum; -1 where the element decides
     */
    public record Manifold(int species, int n, int l) {}
}
