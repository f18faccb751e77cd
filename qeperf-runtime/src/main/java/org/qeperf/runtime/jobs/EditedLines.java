package org.qeperf.runtime.jobs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The lines of a text while some of them change. Lines keep their numbers, from 1, until all are joined. */
final class EditedLines {

    private final List<Optional<String>> lines = new ArrayList<>();
    private final Map<Integer, List<String>> before = new TreeMap<>();
    private final boolean endsWithNewline;

    EditedLines(String text) {
        endsWithNewline = text.endsWith("\n");
        String whole = endsWithNewline ? text.substring(0, text.length() - 1) : text;
        for (String line : whole.split("\n", -1)) {
            lines.add(Optional.of(line));
        }
    }

    int size() {
        return lines.size();
    }

    /** The line as it is now, empty where it was deleted. */
    String get(int line) {
        return lines.get(line - 1).orElse("");
    }

    /** The lines as they are now, those that were inserted left out. */
    List<String> all() {
        return Collections.unmodifiableList(
                lines.stream().map(line -> line.orElse("")).toList());
    }

    void set(int line, String text) {
        lines.set(line - 1, Optional.of(text));
    }

    void splice(int line, int from, int to, String text) {
        String old = get(line);
        set(line, old.substring(0, from) + text + old.substring(to));
    }

    void delete(int line) {
        lines.set(line - 1, Optional.empty());
    }

    void insertBefore(int line, List<String> texts) {
        before.computeIfAbsent(line, key -> new ArrayList<>()).addAll(texts);
    }

    /** All lines, those that were deleted left out. */
    String text() {
        List<String> all = new ArrayList<>();
        for (int line = 1; line <= lines.size() + 1; line++) {
            all.addAll(before.getOrDefault(line, List.of()));
            if (line <= lines.size()) {
                lines.get(line - 1).ifPresent(all::add);
            }
        }
        return String.join("\n", all) + (endsWithNewline ? "\n" : "");
    }
}
