/**
 * Trained functions as plain arrays, evaluated without the library that trained them:
 * {@link org.qeperf.runtime.score.PortableRegressor}.
 */
@NullMarked
package org.qeperf.runtime.score;

import org.jspecify.annotations.NullMarked;
