/** What to search for, and how plan files say it: {@link org.qeperf.train.automl.plan.AutoMlPlan}. */
@NullMarked
package org.qeperf.train.automl.plan;

import org.jspecify.annotations.NullMarked;
