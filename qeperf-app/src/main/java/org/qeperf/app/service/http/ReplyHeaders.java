package org.qeperf.app.service.http;

import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;

/** The headers of an answer: those that keep browsers careful, then its own, which win. */
final class ReplyHeaders {

    private static final HttpString[] NAMES = {
        new HttpString("X-Content-Type-Options"),
        Headers.REFERRER_POLICY,
        Headers.CACHE_CONTROL,
        new HttpString("Cross-Origin-Opener-Policy"),
        Headers.CONTENT_SECURITY_POLICY
    };
    private static final String[] VALUES = {
        "nosniff", "no-referrer", "no-store", "same-origin", "default-src 'none'; frame-ancestors 'none'"
    };

    private ReplyHeaders() {}

    static void write(Reply reply, HeaderMap out) {
        for (int i = 0; i < NAMES.length; i++) {
            out.put(NAMES[i], VALUES[i]);
        }
        if (!reply.type().isEmpty()) {
            out.put(Headers.CONTENT_TYPE, reply.type());
        }
        if (reply.status() == 401) {
            out.put(Headers.WWW_AUTHENTICATE, "Bearer realm=\"qeperf\"");
        }
        if (reply.status() == 503) {
            out.put(Headers.RETRY_AFTER, "1");
        }
        reply.headers().forEach((name, value) -> out.put(HttpString.tryFromString(name), printable(value)));
    }

    /** Without line ends, which would begin another header. */
    private static String printable(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (!isPrintable(value.charAt(i))) {
                return replaced(value);
            }
        }
        return value;
    }

    private static String replaced(String value) {
        StringBuilder text = new StringBuilder(value);
        for (int i = 0; i < text.length(); i++) {
            if (!isPrintable(text.charAt(i))) {
                text.setCharAt(i, '?');
            }
        }
        return text.toString();
    }

    private static boolean isPrintable(char c) {
        return c >= ' ' && c < 0x7f;
    }
}
