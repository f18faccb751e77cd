/**
 * From the lattice and the cutoffs to FFT grids, G-vectors and plane waves. No allocation in the loops.
 */
@NullMarked
package org.qeperf.features.basis;

import org.jspecify.annotations.NullMarked;
