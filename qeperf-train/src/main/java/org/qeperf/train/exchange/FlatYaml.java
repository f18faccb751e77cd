package org.qeperf.train.exchange;

import java.util.Locale;

/** A YAML mapping that every reader takes alike: all texts in double quotes and ASCII, all else as it is. */
final class FlatYaml {

    private static final int FIRST_PRINTABLE = 0x20;
    private static final int LAST_PRINTABLE = 0x7E;
    private static final int LAST_OF_FOUR_DIGITS = 0xFFFF;

    private final StringBuilder text = new StringBuilder();

    FlatYaml text(String key, String value) {
        return bare(key, quoted(value));
    }

    FlatYaml number(String key, long value) {
        return bare(key, Long.toString(value));
    }

    /** A value that is YAML already. */
    FlatYaml bare(String key, String value) {
        text.append(key).append(": ").append(value).append('\n');
        return this;
    }

    /** A mapping within; its lines are indented. */
    FlatYaml mapping(String key, FlatYaml members) {
        text.append(key).append(":\n");
        members.text
                .toString()
                .lines()
                .forEach(line -> text.append("  ").append(line).append('\n'));
        return this;
    }

    /** Half a character, which no text has, becomes a question mark. */
    static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (c >= FIRST_PRINTABLE && c <= LAST_PRINTABLE) {
                quoted.appendCodePoint(c);
            } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                quoted.append('?');
            } else {
                quoted.append(String.format(Locale.ROOT, c <= LAST_OF_FOUR_DIGITS ? "\\u%04X" : "\\U%08X", c));
            }
        });
        return quoted.append('"').toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
