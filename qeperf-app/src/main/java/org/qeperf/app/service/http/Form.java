package org.qeperf.app.service.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.feature.FileContent;

/**
 * What a form sent.
 *
 * @param fields values without a file name, by name
 * @param files values with a file name, by name, in the order sent
 */
public record Form(Map<String, List<String>> fields, Map<String, List<FileContent>> files) {

    /** Copies the maps. */
    public Form {
        fields = Map.copyOf(fields);
        files = Map.copyOf(files);
    }

    /**
     * A field.
     *
     * @param name its name
     * @return the first of its values
     */
    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name)).map(list -> list.get(0));
    }

    /**
     * The files of a field.
     *
     * @param name its name
     * @return in the order sent, possibly none
     */
    public List<FileContent> files(String name) {
        return files.getOrDefault(name, List.of());
    }
}
