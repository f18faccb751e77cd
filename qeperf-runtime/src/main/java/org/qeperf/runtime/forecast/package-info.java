/**
 * The whole way from an input file to an answer: {@link org.qeperf.runtime.forecast.RunPredictor}.
 */
@NullMarked
package org.qeperf.runtime.forecast;

import org.jspecify.annotations.NullMarked;
