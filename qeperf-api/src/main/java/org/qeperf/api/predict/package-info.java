/**
 * From feature rows to predictions: start at {@link org.qeperf.api.predict.RuntimePredictor}.
 *
 * <p>In: {@link org.qeperf.api.feature.FeatureVector}. Out: {@link org.qeperf.api.predict.Prediction}.
 */
@NullMarked
package org.qeperf.api.predict;

import org.jspecify.annotations.NullMarked;
