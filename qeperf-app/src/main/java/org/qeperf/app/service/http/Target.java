package org.qeperf.app.service.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.qeperf.api.InputException;

/**
 * What a request asks for.
 *
 * @param segments the path between its slashes, decoded
 * @param query parameters by name
 */
record Target(List<String> segments, Map<String, List<String>> query) {

    /**
     * Reads one.
     *
     * @param uri path as sent, with scheme and host or without
     * @param query what stands behind the question mark
     * @throws Problem with status 400 if an escape is malformed or hides what no path of this service has
     */
    static Target read(String uri, String query) {
        List<String> segments = new ArrayList<>();
        for (String raw : Route.segments(path(uri))) {
            String segment = UrlText.decode(raw, false, "the address");
            if (segment.equals(".")
                    || segment.equals("..")
                    || segment.indexOf('/') >= 0
                    || segment.indexOf('\\') >= 0
                    || UrlText.hasControls(segment)) {
                throw new Problem(
                        400,
                        FormReader.MALFORMED,
                        "the address has the part " + InputException.quote(raw)
                                + "; expected parts without slashes, control characters, and other than . and ..");
            }
            segments.add(segment);
        }
        return new Target(
                List.copyOf(segments), UrlText.pairs(query, HttpOptions.MOST_PARAMETERS, "the query of the address"));
    }

    /** The path, decoded. */
    String path() {
        return "/" + String.join("/", segments);
    }

    private static String path(String uri) {
        int scheme = uri.startsWith("/") ? -1 : uri.indexOf("://");
        int start = scheme < 0 ? 0 : uri.indexOf('/', scheme + 3);
        String path = start < 0 ? "/" : uri.substring(start);
        if (!path.startsWith("/")) {
            throw new Problem(
                    400,
                    FormReader.MALFORMED,
                    "the address is " + InputException.quote(uri) + "; expected a path that begins with a slash");
        }
        return path;
    }
}
