package org.qeperf.examples.cp2k;

import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.SimulationContents;
import org.qeperf.testkit.FeatureExtractorContract;

class Cp2kExtractorContractTest extends FeatureExtractorContract {

    @Override
    protected FeatureExtractor extractor() {
        return new Cp2kExtractor();
    }

    @Override
    protected SimulationContents contents() {
        return Example.contents();
    }
}
