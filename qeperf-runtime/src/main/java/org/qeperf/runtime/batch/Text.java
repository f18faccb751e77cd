package org.qeperf.runtime.batch;

import java.util.List;
import java.util.Locale;
import org.qeperf.api.InputException;

/** Checks texts of users before they go into a script. */
final class Text {

    private Text() {}

    /** A text that stays on one line and is the same bytes in every tool. */
    static String plain(String text, String what) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (isUnprintable(c)) {
                throw new IllegalArgumentException(what + " has the character "
                        + String.format(Locale.ROOT, "U+%04X", c) + "; expected text of one line");
            }
            i += Character.charCount(c);
        }
        return text;
    }

    /** A text that is not empty besides. */
    static String filled(String text, String what) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException(what + " is empty; expected text of one line");
        }
        return plain(text, what);
    }

    /** A text of letters, digits and some characters more, that does not begin with a hyphen. */
    static String of(String others, String text, String what) {
        filled(text, what);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetterOrDigit(c) && others.indexOf(c) < 0 || i == 0 && c == '-') {
                throw new IllegalArgumentException(what + " is " + InputException.quote(text)
                        + ", which the batch system can't be told;" + " expected letters, digits and "
                        + String.join(" ", others.split("")) + ", no hyphen first");
            }
        }
        return text;
    }

    /** Control characters, what other programs take for a new line, and halves of a character. */
    static boolean isUnprintable(int c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || c >= 0xD800 && c <= 0xDFFF;
    }

    static boolean isLetterOrDigit(int c) {
        return isLetter(c) || c >= '0' && c <= '9';
    }

    static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** Whether a text is a name of a variable of the shell. */
    static boolean isVariable(String text) {
        if (text.isEmpty() || !isLetter(text.charAt(0)) && text.charAt(0) != '_') {
            return false;
        }
        return text.chars().allMatch(c -> isLetterOrDigit(c) || c == '_');
    }

    /** Words with a space between. */
    static String line(List<String> words) {
        return String.join(" ", words);
    }
}
