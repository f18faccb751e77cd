/** The side of qeperf, and of the libraries for Java, in {@code side-by-side.py}. */
@NullMarked
package org.qeperf.bench.rival;

import org.jspecify.annotations.NullMarked;
