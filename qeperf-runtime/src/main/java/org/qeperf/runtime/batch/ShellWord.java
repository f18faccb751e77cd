package org.qeperf.runtime.batch;

/**
 * A text as one word of a POSIX shell. A word of harmless characters stands as it is; every other stands in single quotes,
 * where only the quote itself ends the text (POSIX.1-2017, Shell Command Language, 2.2.2).
 */
final class ShellWord {

    private static final String HARMLESS = "_./+=:@,%-";

    private ShellWord() {}

    static String of(String text) {
        if (!text.isEmpty() && text.chars().allMatch(c -> Text.isLetterOrDigit(c) || HARMLESS.indexOf(c) >= 0)) {
            return text;
        }
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
