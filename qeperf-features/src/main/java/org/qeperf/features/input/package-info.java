/**
 * Text of a pw.x input file to a typed {@link org.qeperf.features.input.PwInput}: start at
 * {@link org.qeperf.features.input.PwInputReader}. Nothing is derived here.
 */
@NullMarked
package org.qeperf.features.input;

import org.jspecify.annotations.NullMarked;
