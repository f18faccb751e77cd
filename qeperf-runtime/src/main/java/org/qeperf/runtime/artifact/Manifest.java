package org.qeperf.runtime.artifact;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a model file says of itself, as {@code manifest.json} in it.
 *
 * @param format version of the file format
 * @param name name of the model
 * @param version version of the model
 * @param algorithm {@code provider/algorithm} that trained it
 * @param hyperparameters settings of the algorithm
 * @param code simulation program it is for
 * @param schema schema of its rows
 * @param fingerprint digest of that schema
 * @param target quantity it predicts
 * @param unit unit of that quantity
 * @param normalizer feature that the target was divided by before its logarithm was taken; empty for none
 * @param regressor kind of function
 * @param words what the function consists of besides numbers
 * @param training where it comes from
 */
public record Manifest(
        int format,
        String name,
        String version,
        String algorithm,
        Map<String, String> hyperparameters,
        String code,
        String schema,
        String fingerprint,
        String target,
        String unit,
        String normalizer,
        String regressor,
        Map<String, String> words,
        Training training) {

    /** The version of the file format that this library writes. */
    public static final int CURRENT_FORMAT = ArtifactFormat.VERSION;

    /** Copies the maps, in alphabetical order so that equal manifests make equal bytes. */
    public Manifest {
        hyperparameters = sorted(hyperparameters);
        words = sorted(words);
    }

    private static <T> Map<String, T> sorted(Map<String, T> map) {
        // Map.copyOf refuses null values, which JSON can bring.
        return Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(map)));
    }

    /**
     * Where a model comes from.
     *
     * @param dataset name of the run set
     * @param datasetSha256 digest of its file
     * @param rows rows trained on
     * @param systems different physical systems among them
     * @param split how the rows were divided to measure the error
     * @param seed where all randomness came from
     * @param date day of the training, ISO 8601
     * @param versions of the software, by name
     * @param metrics errors on rows of systems that the measured models had not seen, by name
     */
    public record Training(
            String dataset,
            @JsonProperty("dataset_sha256") String datasetSha256,
            int rows,
            int systems,
            String split,
            long seed,
            String date,
            Map<String, String> versions,
            Map<String, Double> metrics) {

        /** Copies the maps in alphabetical order. */
        public Training {
            versions = sorted(versions);
            metrics = sorted(metrics);
        }
    }
}
