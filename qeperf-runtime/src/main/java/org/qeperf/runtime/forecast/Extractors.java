package org.qeperf.runtime.forecast;

import java.util.ArrayList;
import java.util.List;
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
     * @throws ProviderException if there is none, or more than one; the message names the extractors that do not load
     */
    public static FeatureExtractor find(String code) {
        ProviderLoader.Found<FeatureExtractor> all = ProviderLoader.find(FeatureExtractor.class);
        List<String> known = new ArrayList<>();
        List<FeatureExtractor> found = new ArrayList<>();
        for (FeatureExtractor extractor : all.providers()) {
            known.add(extractor.code());
            if (extractor.code().equals(code)) {
                found.add(extractor);
            }
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.isEmpty()) {
            StringBuilder message = new StringBuilder("nothing on the class path reads the input of '" + code + "'; "
                    + (known.isEmpty()
                            ? "no jar with an extractor is there"
                            : "known are " + String.join(", ", known)));
            all.failures().forEach(e -> message.append("; ").append(e.getMessage()));
            throw new ProviderException(message.toString());
        }
        throw new ProviderException("several extractors read the input of '" + code + "': "
                + String.join(
                        ", ", found.stream().map(e -> e.getClass().getName()).toList()));
    }
}
