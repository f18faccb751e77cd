/** Slurm's commands, for whatever submits jobs. */
@NullMarked
package org.qeperf.train.slurm;

import org.jspecify.annotations.NullMarked;
