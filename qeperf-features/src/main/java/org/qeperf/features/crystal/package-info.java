/**
 * From the cell and the atoms to lattice vectors, symmetry operations and irreducible k-points, as pw.x arrives at them.
 *
 * <p>{@link org.qeperf.features.crystal.Lattice}, then {@link org.qeperf.features.crystal.SymmetrySearch}, then
 * {@link org.qeperf.features.crystal.KPointReduction}.
 */
@NullMarked
package org.qeperf.features.crystal;

import org.jspecify.annotations.NullMarked;
