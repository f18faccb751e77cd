package org.qeperf.train.automl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qeperf.train.validate.RowValues;

/**
 * What is to be learnt, in every choice of features. All choices have the same rows.
 *
 * @param source name of the file
 * @param sha256 digest of its content
 * @param target what is predicted
 * @param unit its unit
 * @param features at least one choice
 * @param labels what the rows can be divided by
 * @param laws known laws of the target: by name, one positive number for each row
 * @param dropped number of rows left out, by reason
 * @param notes what people should know of how the data was read
 */
public record Problem(
        String source,
        String sha256,
        String target,
        String unit,
        List<FeatureSet> features,
        RowValues labels,
        Map<String, double[]> laws,
        Map<String, Integer> dropped,
        List<String> notes) {

    /** Copies the lists. */
    public Problem {
        features = List.copyOf(features);
        laws = new LinkedHashMap<>(laws);
        dropped = new LinkedHashMap<>(dropped);
        notes = List.copyOf(notes);
    }

    /**
     * Number of rows.
     *
     * @return at least 1
     */
    public int size() {
        return targets().length;
    }

    /**
     * What was measured.
     *
     * @return the shared array; not to be modified
     */
    public double[] targets() {
        return features.get(0).samples().targets();
    }

    /** Some of the rows, with nothing of the others in it. */
    Problem subset(int[] rows) {
        Map<String, double[]> some = new LinkedHashMap<>();
        laws.forEach((name, law) -> {
            double[] values = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                values[i] = law[rows[i]];
            }
            some.put(name, values);
        });
        return new Problem(
                source,
                sha256,
                target,
                unit,
                features.stream().map(set -> set.subset(rows)).toList(),
                labels.subset(rows),
                some,
                dropped,
                notes);
    }

    FeatureSet features(String name) {
        return features.stream()
                .filter(set -> set.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no features '" + name + "'"));
    }
}
