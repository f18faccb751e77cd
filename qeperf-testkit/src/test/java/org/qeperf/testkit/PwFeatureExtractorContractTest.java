package org.qeperf.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FileContent;
import org.qeperf.api.feature.SimulationContents;
import org.qeperf.features.workload.PwFeatureExtractor;

/** Here, since the module of the extractor may not depend on the kit, which depends on it. */
class PwFeatureExtractorContractTest extends FeatureExtractorContract {

    private static final Path SILICON = Path.of("../qeperf-examples/silicon");

    @Override
    protected FeatureExtractor extractor() {
        return new PwFeatureExtractor();
    }

    @Override
    protected SimulationContents contents() {
        return new SimulationContents(file("si.in"), List.of(file("Si.pz-tm.UPF")), Optional.empty());
    }

    private static FileContent file(String name) {
        try {
            return new FileContent(name, Files.readAllBytes(SILICON.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
