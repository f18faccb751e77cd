package org.qeperf.api.feature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The columns of a feature row, in order. A schema never changes: another set, order, unit or scale is another name.
 *
 * @param name stable name, such as {@code thesis-14}
 * @param features the columns, at least one; no name twice
 */
public record FeatureSchema(String name, List<FeatureSpec> features) {

    /** Copies the list and refuses an empty one and a column given twice. */
    public FeatureSchema {
        features = List.copyOf(features);
        if (features.isEmpty()) {
            throw new IllegalArgumentException("schema " + name + " has no features; expected at least one");
        }
        Set<String> names = new HashSet<>();
        for (FeatureSpec feature : features) {
            if (!names.add(feature.name())) {
                throw new IllegalArgumentException("schema " + name + " has '" + feature.name() + "' twice");
            }
        }
    }

    /**
     * Number of columns.
     *
     * @return the length of a row
     */
    public int size() {
        return features.size();
    }

    /**
     * The position of a column.
     *
     * @param feature its name
     * @return index from 0
     * @throws IllegalArgumentException if there is no such column
     */
    public int indexOf(String feature) {
        for (int i = 0; i < features.size(); i++) {
            if (features.get(i).name().equals(feature)) {
                return i;
            }
        }
        throw new IllegalArgumentException("schema " + name + " has no feature '" + feature + "'; it has "
                + String.join(", ", features.stream().map(FeatureSpec::name).toList()));
    }

    /**
     * A digest of names, units and scales in their order. Two schemas with one fingerprint mean the same rows.
     *
     * @return SHA-256 in lower-case hexadecimal
     */
    public String fingerprint() {
        StringBuilder text = new StringBuilder(name).append('\n');
        for (FeatureSpec feature : features) {
            text.append(feature.name()).append('\t').append(feature.unit()).append('\t');
            text.append(feature.scale()).append('\n');
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
