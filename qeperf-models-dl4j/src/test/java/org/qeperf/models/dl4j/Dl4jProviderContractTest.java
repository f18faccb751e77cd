package org.qeperf.models.dl4j;

import java.util.Map;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.RegressorProvider;
import org.qeperf.testkit.RegressorProviderContract;

class Dl4jProviderContractTest extends RegressorProviderContract {

    @Override
    protected RegressorProvider provider() {
        return new Dl4jProvider();
    }

    @Override
    protected Map<String, String> quickSettings(Algorithm algorithm) {
        return Map.of("learning-rate", "0.01", "epochs", "30", "batch", "32");
    }
}
