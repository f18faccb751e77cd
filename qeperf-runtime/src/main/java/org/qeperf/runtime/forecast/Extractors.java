package org.qeperf.runtime.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.qeperf.api.ProviderException;
import org.qeperf.api.ProviderLoader;
import org.qeperf.api.feature.FeatureExtractor;

/** Finds the feature extractor of a simulation program. */
public final class Extractors {

    private Extractors() {}

    /**
     * The extractor of a program.
     *
     * @param code name of its executable, such as {@code pw.x}
     * @return the extractor
     * @throws ProviderException if there is none or more than one
     */
    public static FeatureExtractor find(String code) {
        List<String> known = new ArrayList<>();
        List<FeatureExtractor> found = new ArrayList<>();
        for (FeatureExtractor extractor :
                ServiceLoader.load(FeatureExtractor.class, ProviderLoader.of(FeatureExtractor.class))) {
            known.add(extractor.code());
            if (extractor.code().equals(code)) {
                found.add(extractor);
            }
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new ProviderException(
                found.isEmpty()
                        ? "nothing on the class path reads the input of '" + code + "'; "
                                + (known.isEmpty()
                                        ? "no jar with an extractor is there"
                                        : "known are " + String.join(", ", known))
                        : "several extractors read the input of '" + code + "': "
                                + String.join(
                                        ", ",
                                        found.stream()
                                                .map(e -> e.getClass().getName())
                                                .toList()));
    }
}
