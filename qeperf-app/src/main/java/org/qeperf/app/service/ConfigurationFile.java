package org.qeperf.app.service;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.app.service.http.ApiKeys;

/** Configuration files: lines {@code key = value}; what follows a number sign at the beginning of a line is a comment. */
final class ConfigurationFile {

    private ConfigurationFile() {}

    /**
     * Reads one.
     *
     * @param name name of the file, for messages
     * @param bytes its content
     */
    static Map<Setting, String> read(String name, byte[] bytes) {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            int start = line.length() - line.stripLeading().length();
            int equals = line.indexOf('=');
            SourceLocation place = new SourceLocation(name, i + 1, start + 1);
            if (equals < 0) {
                throw new InputException(
                        place,
                        line.strip(),
                        "the line " + InputException.quote(line.strip()) + " has no equals sign",
                        "key = value");
            }
            String key = line.substring(start, equals).strip();
            Setting setting = Setting.find(key)
                    .orElseThrow(() -> new InputException(
                            place, key, "unknown key " + InputException.quote(key), "one of " + Setting.keys()));
            String value = line.substring(equals + 1).strip();
            if (!setting.accepts(value)) {
                int column = equals
                        + 2
                        + line.substring(equals + 1).length()
                        - line.substring(equals + 1).stripLeading().length();
                String shown = setting.secret() ? "" : " " + InputException.quote(value);
                throw new InputException(
                        new SourceLocation(name, i + 1, column),
                        setting.secret() ? "" : value,
                        "the value" + shown + " of " + key + " is wrong",
                        setting.expected());
            }
            if (values.put(setting, value) != null) {
                throw new InputException(place, key, "the key " + key + " is there twice", "each key once");
            }
        }
        return values;
    }

    /** Reads a file of digests, one in a line. */
    static List<String> digests(String name, byte[] bytes) {
        List<String> digests = new ArrayList<>();
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (!ApiKeys.isDigest(line)) {
                // What stands there may be a key, so it is not shown.
                throw new InputException(
                        new SourceLocation(name, i + 1, 1),
                        "",
                        "the line is not the digest of a key",
                        "sha256: and 64 lower-case hexadecimal digits, as 'qeperf serve --new-key' prints them");
            }
            digests.add(line);
        }
        return digests;
    }
}
