/** Training with XGBoost: {@link org.qeperf.models.xgboost.XgboostProvider}. Models leave as plain arrays. */
@NullMarked
package org.qeperf.models.xgboost;

import org.jspecify.annotations.NullMarked;
