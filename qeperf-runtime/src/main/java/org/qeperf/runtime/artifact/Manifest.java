package org.qeperf.runtime.artifact;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.qeperf.runtime.score.PortableRegressor;

/**
 * What a model file says of itself, as {@code manifest.json} in it.
 *
 * @param format version of the file format
 * @param name name of the model
 * @param version version of the model
 * @param algorithm {@code provider/algorithm} that trained it
 * @param hyperparameters settings of the algorithm
 * @param code simulation program it is for, or {@code table}
 * @param schema schema of its rows
 * @param fingerprint digest of that schema
 * @param target quantity it predicts
 * @param unit unit of that quantity
 * @param inputs {@code standardized} or {@code raw}: the form in which the regressor sees rows
 * @param targetForm {@code logarithm} or {@code identity}: what of the target it gives
 * @param normalizer feature that the target was divided by, or {@code provider/algorithm} of a law; empty for none
 * @param law the law that the target was divided by; of kind {@code none} for a feature or nothing
 * @param regressor the trained function
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
        String inputs,
        @JsonProperty("target_form") String targetForm,
        String normalizer,
        Function law,
        Function regressor,
        Training training) {

    /** The version of the file format that this library writes. */
    public static final int CURRENT_FORMAT = ArtifactFormat.VERSION;

    /** Copies the map in alphabetical order, so that equal manifests make equal bytes. */
    public Manifest {
        hyperparameters = sorted(hyperparameters);
    }

    /**
     * What a function is besides its arrays.
     *
     * @param kind kind of function
     * @param words what it consists of besides numbers
     */
    public record Function(String kind, Map<String, String> words) {

        /** No function. */
        public static final Function NONE = new Function("none", Map.of());

        /** Copies the map in alphabetical order. */
        public Function {
            words = sorted(words);
        }

        /**
         * What a portable function is.
         *
         * @param function the function
         * @return its kind and words
         */
        public static Function of(PortableRegressor function) {
            return new Function(function.kind(), function.words());
        }
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
