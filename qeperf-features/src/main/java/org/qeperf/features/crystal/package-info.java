/**
 * From the cell and the atoms to lattice vectors, symmetry operations and irreducible k-points, as pw.x arrives at them.
 *
 * <p>{@link org.qeperf.features.crystal.SymmetryReduction} is the way in: it gives the operations as
 * {@link org.qeperf.features.crystal.SymmetryOperation}, and the k-points with their weights.
 * {@link org.qeperf.features.crystal.SymmetryContext} tells it what pseudopotentials decide.
 */
@NullMarked
package org.qeperf.features.crystal;

import org.jspecify.annotations.NullMarked;
