package org.qeperf.models.linear;

import org.qeperf.api.train.RegressorProvider;
import org.qeperf.testkit.RegressorProviderContract;

class LinearProviderContractTest extends RegressorProviderContract {

    @Override
    protected RegressorProvider provider() {
        return new LinearProvider();
    }
}
