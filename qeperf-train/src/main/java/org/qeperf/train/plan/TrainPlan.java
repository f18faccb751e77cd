package org.qeperf.train.plan;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.qeperf.api.InputException;
import org.qeperf.train.data.RunTarget;

/**
 * What to train, as written in a YAML file.
 *
 * @param model name and version of the model to make
 * @param runs run file, relative to the plan
 * @param cleaning name of the rules that decide which runs to keep, as {@link org.qeperf.train.data.Cleaning#find} reads it
 * @param target what to predict
 * @param code simulation program of the runs
 * @param schema columns of the rows
 * @param normalizer feature that the target is divided by; empty for none
 * @param algorithm {@code provider/algorithm}
 * @param hyperparameters settings that differ from the defaults
 * @param group what keeps rows together in folds: {@code system}, or a label of the runs such as {@code repository}
 * @param folds number of folds
 * @param seed where all randomness comes from
 * @param output model file to write, relative to the plan
 */
public record TrainPlan(
        ModelName model,
        String runs,
        String cleaning,
        RunTarget target,
        String code,
        String schema,
        String normalizer,
        String algorithm,
        Map<String, String> hyperparameters,
        String group,
        int folds,
        long seed,
        String output) {

    /** Copies the map. */
    public TrainPlan {
        hyperparameters = Map.copyOf(hyperparameters);
    }

    /**
     * Name and version of a model.
     *
     * @param name lower-case letters, digits and hyphens
     * @param version lower-case letters, digits, hyphens and periods
     */
    public record ModelName(String name, String version) {}

    /**
     * Reads a plan.
     *
     * @param file a YAML file
     * @return the plan
     * @throws InputException if it is not a plan; an unknown key is answered with the known ones
     * @throws UncheckedIOException if it cannot be read
     */
    public static TrainPlan read(Path file) {
        return TrainPlanReader.read(file);
    }
}
