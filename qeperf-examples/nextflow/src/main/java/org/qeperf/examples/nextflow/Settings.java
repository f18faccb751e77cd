package org.qeperf.examples.nextflow;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.runtime.catalogue.Destination;

/**
 * The scope {@code qeperf} of {@code nextflow.config}.
 *
 * @param destination where tasks run: {@code machine} and {@code partition}
 * @param pseudoFolders where pseudopotentials are looked for first: {@code pseudoDir}
 * @param release of pw.x: {@code version}; empty for the newest that qeperf knows
 * @param runs the run file that finished runs are added to: {@code runs}
 */
record Settings(Destination destination, List<Path> pseudoFolders, Optional<String> release, Path runs) {

    private static final TreeSet<String> KEYS =
            new TreeSet<>(List.of("machine", "partition", "pseudoDir", "runs", "version"));

    static Settings of(Map<?, ?> config) {
        Map<?, ?> scope = config.get("qeperf") instanceof Map<?, ?> map ? map : Map.of();
        for (Object key : scope.keySet()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(
                        "nextflow.config: the scope qeperf has '" + key + "'; expected of " + String.join(", ", KEYS));
            }
        }
        return new Settings(
                Clusters.shipped().find(text(scope, "machine").orElse(Clusters.LOCAL), text(scope, "partition")),
                text(scope, "pseudoDir").map(Path::of).stream().toList(),
                text(scope, "version"),
                Path.of(text(scope, "runs").orElse("runs.jsonl")).toAbsolutePath());
    }

    private static Optional<String> text(Map<?, ?> scope, String key) {
        return Optional.ofNullable(scope.get(key)).map(Object::toString);
    }
}
