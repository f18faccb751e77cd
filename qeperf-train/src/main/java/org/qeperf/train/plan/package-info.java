/** A declarative plan and what becomes of it: {@link org.qeperf.train.plan.TrainingRun}. */
@NullMarked
package org.qeperf.train.plan;

import org.jspecify.annotations.NullMarked;
