package org.qeperf.models.smile;

import org.qeperf.api.train.RegressorProvider;
import org.qeperf.testkit.RegressorProviderContract;

class SmileProviderContractTest extends RegressorProviderContract {

    @Override
    protected RegressorProvider provider() {
        return new SmileProvider();
    }
}
