package org.qeperf.app;

import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.api.train.RegressorProvider;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.forecast.RunPredictor;

/** Prints what is found, and the module that it was found in. Started in a process of its own. */
final class ProviderProbe {

    private ProviderProbe() {}

    public static void main(String[] arguments) {
        print("api", RegressorCatalogue.class);
        print("runtime", RunPredictor.class);
        for (RegressorProvider provider : RegressorCatalogue.load().providers()) {
            print(provider.name(), provider.getClass());
        }
        FeatureExtractor extractor = Extractors.find("pw.x");
        print(extractor.code(), extractor.getClass());
    }

    private static void print(String what, Class<?> type) {
        Module module = type.getModule();
        String kind = !module.isNamed()
                ? "class path"
                : module.getDescriptor().isAutomatic() ? "automatic " + module.getName() : module.getName();
        System.out.println(what + ": " + kind);
    }
}
