/** From rows to a fitted model: {@link org.qeperf.train.fit.Fitter}. */
@NullMarked
package org.qeperf.train.fit;

import org.jspecify.annotations.NullMarked;
