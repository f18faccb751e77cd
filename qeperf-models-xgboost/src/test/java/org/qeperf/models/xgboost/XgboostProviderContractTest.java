package org.qeperf.models.xgboost;

import org.qeperf.api.train.RegressorProvider;
import org.qeperf.testkit.RegressorProviderContract;

class XgboostProviderContractTest extends RegressorProviderContract {

    @Override
    protected RegressorProvider provider() {
        return new XgboostProvider();
    }
}
