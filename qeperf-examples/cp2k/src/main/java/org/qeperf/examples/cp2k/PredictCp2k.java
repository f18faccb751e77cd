package org.qeperf.examples.cp2k;

import java.nio.file.Path;
import java.util.Locale;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.api.predict.Extrapolation;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.runtime.artifact.ArtifactReader;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.machine.Machines;

/** Asks a model how long a step of a CP2K run takes. */
public final class PredictCp2k {

    private PredictCp2k() {}

    /**
     * Prints the counts of an input and the time of a step.
     *
     * @param arguments the model file and the input
     */
    public static void main(String[] arguments) {
        FeatureExtractor extractor = Extractors.find(Cp2kExtractor.CODE);
        RuntimePredictor model = ArtifactReader.read(Path.of(arguments[0]), extractor.schemas());
        Workload run = extractor.read(SimulationFiles.of(Path.of(arguments[1])));
        run.counts().all().forEach(count -> System.out.println(count));
        Prediction step = model.predict(run.features(model.schema(), Layout.serial(), Machines.local()));
        System.out.printf(
                Locale.ROOT,
                "%.3f s of a processor for a step, 90 %% between %.3f s and %.3f s%n",
                step.value(),
                step.interval().lower(),
                step.interval().upper());
        for (Extrapolation outside : step.extrapolation()) {
            System.out.println("not seen: " + outside.feature() + " " + outside.value());
        }
    }
}
