package org.qeperf.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Hyperparameter;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.train.plan.TrainingRun;

/** Trains one small model with every algorithm at hand. Arguments: a run file and a folder for the models. */
public final class TrainEveryAlgorithm {

    /** Values that make a training quick, by hyperparameter; those that an algorithm does not have are left out. */
    private static final Map<String, String> QUICK = Map.of("trees", "20", "epochs", "3");

    private static final String PLAN = """
            model: {name: %s, version: "1"}
            runs: %s
            code: pw.x
            schema: qeperf-1
            normalizer: "%s"
            algorithm: %s
            hyperparameters: {%s}
            folds: 2
            seed: 42
            output: %s.qeperf
            """;

    private TrainEveryAlgorithm() {}

    public static void main(String[] arguments) throws IOException {
        Path runs = Path.of(arguments[0]).toAbsolutePath();
        Path folder = Path.of(arguments[1]);
        FeatureExtractor extractor = Extractors.find("pw.x");
        RegressorCatalogue catalogue = RegressorCatalogue.load();
        for (Map.Entry<String, RegressorCatalogue.Choice> entry :
                catalogue.choices().entrySet()) {
            Algorithm algorithm = entry.getValue().algorithm();
            String name = entry.getKey().replace('/', '-');
            Map<String, String> settings = new LinkedHashMap<>();
            for (Hyperparameter parameter : algorithm.hyperparameters()) {
                if (QUICK.containsKey(parameter.name())) {
                    settings.put(parameter.name(), QUICK.get(parameter.name()));
                }
            }
            String normalizer = algorithm.inputs() == Algorithm.Inputs.RAW ? "" : "work_total";
            String hyperparameters = settings.toString().replaceAll("[{}]", "").replace("=", ": ");
            Path plan = folder.resolve(name + ".yaml");
            Files.writeString(plan, String.format(PLAN, name, runs, normalizer, entry.getKey(), hyperparameters, name));
            TrainingRun.carryOut(plan, extractor, catalogue, Progress.SILENT);
            System.out.println(entry.getKey());
        }
    }
}
