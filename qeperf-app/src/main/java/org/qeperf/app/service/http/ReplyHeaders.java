package org.qeperf.app.service.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** The headers of an answer: those that keep browsers careful, then its own, which win. */
final class ReplyHeaders {

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-store",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'");

    private ReplyHeaders() {}

    static Map<String, String> of(Reply reply) {
        Map<String, String> headers = new LinkedHashMap<>(ALWAYS);
        if (!reply.type().isEmpty()) {
            headers.put("Content-Type", reply.type());
        }
        if (reply.status() == 401) {
            headers.put("WWW-Authenticate", "Bearer realm=\"qeperf\"");
        }
        if (reply.status() == 503) {
            headers.put("Retry-After", "1");
        }
        reply.headers().forEach((name, value) -> {
            headers.keySet().removeIf(name::equalsIgnoreCase);
            headers.put(name, printable(value));
        });
        return headers;
    }

    /** Without line ends, which would begin another header. */
    private static String printable(String value) {
        return value.codePoints()
                .map(c -> c >= ' ' && c < 0x7f ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
