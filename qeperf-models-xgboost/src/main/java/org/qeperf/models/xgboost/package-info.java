/** Trains boosted trees with XGBoost. */
@NullMarked
package org.qeperf.models.xgboost;

import org.jspecify.annotations.NullMarked;
