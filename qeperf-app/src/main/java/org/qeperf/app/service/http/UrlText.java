package org.qeperf.app.service.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.InputException;

/** Percent escapes (RFC 3986) and the pairs of {@code application/x-www-form-urlencoded}, read strictly as UTF-8. */
final class UrlText {

    private UrlText() {}

    /**
     * The text behind percent escapes.
     *
     * @param text as sent
     * @param plusIsSpace whether a plus sign stands for a space, as in forms
     * @param what what the text is, for the message
     */
    static String decode(String text, boolean plusIsSpace, String what) {
        if (text.indexOf('%') < 0 && !(plusIsSpace && text.indexOf('+') >= 0)) {
            return text;
        }
        // In place: what an escape stands for is shorter than the escape.
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int size = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte c = bytes[i];
            if (c == '%') {
                int high = i + 2 < bytes.length ? hexadecimal(bytes[i + 1]) : -1;
                int low = i + 2 < bytes.length ? hexadecimal(bytes[i + 2]) : -1;
                if (high < 0 || low < 0) {
                    String escape = new String(bytes, i, Math.min(3, bytes.length - i), StandardCharsets.UTF_8);
                    throw malformed(what + " has the escape " + InputException.quote(escape)
                            + "; expected a percent sign and two hexadecimal digits");
                }
                bytes[size++] = (byte) (16 * high + low);
                i += 2;
            } else {
                bytes[size++] = c == '+' && plusIsSpace ? (byte) ' ' : c;
            }
        }
        return utf8(bytes, 0, size)
                .orElseThrow(() -> malformed(what + " is not UTF-8; expected text encoded as UTF-8"));
    }

    /** The value of an ASCII digit; -1 for anything else. */
    private static int hexadecimal(byte c) {
        return c < 0 ? -1 : Character.digit(c, 16);
    }

    /** The pairs of a form or of an address after the question mark; a name without an equals sign has an empty value. */
    static Map<String, List<String>> pairs(String text, int most, String what) {
        if (text.isEmpty()) {
            return Map.of();
        }
        Map<String, List<String>> pairs = new LinkedHashMap<>();
        int count = 0;
        for (int start = 0; start < text.length(); ) {
            int end = text.indexOf('&', start);
            end = end < 0 ? text.length() : end;
            if (end > start) {
                if (++count > most) {
                    throw new Problem(
                            400, FormReader.MALFORMED, what + " has more than " + most + " values; expected fewer");
                }
                int equals = text.indexOf('=', start);
                boolean bare = equals < 0 || equals > end;
                String name = decode(text.substring(start, bare ? end : equals), true, "a name of " + what);
                String value = bare ? "" : decode(text.substring(equals + 1, end), true, "a value of " + what);
                pairs.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
            }
            start = end + 1;
        }
        return pairs;
    }

    static boolean hasControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Text, or nothing if the bytes are not UTF-8. */
    static Optional<String> utf8(byte[] bytes, int start, int length) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, length))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Problem malformed(String detail) {
        return new Problem(400, FormReader.MALFORMED, detail);
    }
}
