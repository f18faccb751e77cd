package org.qeperf.store;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Texts as both databases keep them: PostgreSQL has no character zero, and half of a surrogate pair has no bytes in UTF-8.
 * They are written as a backslash, {@code u} and four hexadecimal digits, and a backslash is doubled.
 */
final class EscapedText {

    private static final int HEX_DIGITS = 4;

    private EscapedText() {}

    /** The text to store. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            if (point == 0 || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                out.append(String.format("\\u%04x", point));
            } else if (point == '\\') {
                out.append("\\\\");
            } else {
                out.appendCodePoint(point);
            }
            i += Character.charCount(point);
        }
        return out.toString();
    }

    /** The text that was stored. */
    static String unescape(String stored) {
        StringBuilder out = new StringBuilder(stored.length());
        int i = 0;
        while (i < stored.length()) {
            char c = stored.charAt(i);
            if (c != '\\' || i + 1 == stored.length()) {
                out.append(c);
                i++;
            } else if (isCharacter(stored, i)) {
                out.append((char) HexFormat.fromHexDigits(stored, i + 2, i + 2 + HEX_DIGITS));
                i += 2 + HEX_DIGITS;
            } else {
                out.append(stored.charAt(i + 1));
                i += 2;
            }
        }
        return out.toString();
    }

    private static boolean isCharacter(String stored, int backslash) {
        int end = backslash + 2 + HEX_DIGITS;
        if (end > stored.length() || stored.charAt(backslash + 1) != 'u') {
            return false;
        }
        for (int i = backslash + 2; i < end; i++) {
            if (!HexFormat.isHexDigit(stored.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static @Nullable String escapeIfKnown(@Nullable String text) {
        return text == null ? null : escape(text);
    }
}
