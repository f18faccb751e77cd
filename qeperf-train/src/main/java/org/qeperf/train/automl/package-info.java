/** Finds the best technique for a table or a run set: {@link org.qeperf.train.automl.AutoMl}. */
@NullMarked
package org.qeperf.train.automl;

import org.jspecify.annotations.NullMarked;
