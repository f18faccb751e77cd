/** From a model and a few runs of a machine to a model of that machine: {@link org.qeperf.train.calibrate.Calibration}. */
@NullMarked
package org.qeperf.train.calibrate;

import org.jspecify.annotations.NullMarked;
