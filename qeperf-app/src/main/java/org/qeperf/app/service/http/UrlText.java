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
        byte[] bytes = new byte[3 * text.length()];
        int size = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw malformed(what + " has the escape "
                            + InputException.quote(text.substring(i, Math.min(i + 3, text.length())))
                            + "; expected a percent sign and two hexadecimal digits");
                }
                bytes[size++] = (byte) (16 * high + low);
                i += 2;
            } else if (c < 0x80) {
                bytes[size++] = (byte) (c == '+' && plusIsSpace ? ' ' : c);
            } else {
                int end = Character.isHighSurrogate(c) && i + 1 < text.length() ? i + 2 : i + 1;
                for (byte b : text.substring(i, end).getBytes(StandardCharsets.UTF_8)) {
                    bytes[size++] = b;
                }
                i = end - 1;
            }
        }
        return utf8(bytes, 0, size)
                .orElseThrow(() -> malformed(what + " is not UTF-8; expected text encoded as UTF-8"));
    }

    /** The pairs of a form or of an address after the question mark; a name without an equals sign has an empty value. */
    static Map<String, List<String>> pairs(String text, int most, String what) {
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
