package org.qeperf.app.service.http;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A value with parameters: what {@code Content-Type} and {@code Content-Disposition} carry.
 *
 * @param value what stands before the first semicolon, in lower case
 * @param parameters by name in lower case
 */
record MediaType(String value, Map<String, String> parameters) {

    /** Reads one; nothing if it is malformed or names a parameter twice. */
    static Optional<MediaType> read(String text) {
        int semicolon = text.indexOf(';');
        String value = (semicolon < 0 ? text : text.substring(0, semicolon)).strip();
        Map<String, String> parameters = new HashMap<>();
        int at = semicolon < 0 ? text.length() : semicolon + 1;
        int end = text.stripTrailing().length();
        while (at < end) {
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                return Optional.empty();
            }
            String name = text.substring(at, equals).strip().toLowerCase(Locale.ROOT);
            StringBuilder content = new StringBuilder();
            at = content(text, equals + 1, content);
            if (at < 0
                    || name.isEmpty()
                    || name.indexOf(';') >= 0
                    || parameters.put(name, content.toString()) != null) {
                return Optional.empty();
            }
        }
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(new MediaType(value.toLowerCase(Locale.ROOT), Map.copyOf(parameters)));
    }

    /** The parameter, if it is there. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** Appends a parameter's content; where the next parameter begins, or -1. */
    private static int content(String text, int start, StringBuilder content) {
        int at = start;
        if (at >= text.length() || text.charAt(at) != '"') {
            int end = text.indexOf(';', at);
            end = end < 0 ? text.length() : end;
            content.append(text.substring(at, end).strip());
            return end + 1;
        }
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            char c = text.charAt(at);
            // Browsers escape a quote as %22 and no backslash, others escape both.
            if (c == '\\' && at + 1 < text.length() && (text.charAt(at + 1) == '"' || text.charAt(at + 1) == '\\')) {
                c = text.charAt(++at);
            }
            content.append(c);
        }
        int end = at + 1;
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        boolean closed = at < text.length() && (end == text.length() || text.charAt(end) == ';');
        return closed ? end + 1 : -1;
    }
}
