/**
 * The service provider interface of training back-ends: implement {@link org.qeperf.api.train.RegressorProvider}, find
 * the installed ones with {@link org.qeperf.api.train.RegressorCatalogue}.
 *
 * <p>In: {@link org.qeperf.api.train.TrainingSet}. Out: {@link org.qeperf.api.train.TrainedRegressor}.
 */
@NullMarked
package org.qeperf.api.train;

import org.jspecify.annotations.NullMarked;
