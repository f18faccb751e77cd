/**
 * Everything that a pw.x input and its pseudopotentials determine before a layout is chosen: start at
 * {@link org.qeperf.features.counts.PwCounter}.
 */
@NullMarked
package org.qeperf.features.counts;

import org.jspecify.annotations.NullMarked;
