package org.qeperf.train.exchange;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Texts in the few characters that every program of a format reads alike. Any other byte of UTF-8 becomes {@code +} and two hexadecimal
 * digits, as in addresses with {@code %}, so different texts stay different and the text can be had back.
 */
final class PlainName {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PlainName() {}

    /** Letters, digits and {@code _ - .}; the empty text is a lone {@code +}. */
    static String of(String text) {
        return escaped(text, '+', "_-.");
    }

    /** A name of MLflow, which is also that of a file; besides the above it has spaces, and {@code :} instead of {@code +}. */
    static String ofMlflow(String text) {
        String plain = escaped(text, ':', "_-. ");
        return plain.startsWith(".") ? ":2E" + plain.substring(1) : plain;
    }

    private static String escaped(String text, char escape, String others) {
        StringBuilder plain = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || others.indexOf(c) >= 0) {
                plain.append(c);
            } else {
                plain.append(escape).append(HEX.toHexDigits(b));
            }
        }
        return plain.isEmpty() ? String.valueOf(escape) : plain.toString();
    }
}
