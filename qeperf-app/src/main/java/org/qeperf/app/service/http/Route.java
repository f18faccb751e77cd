package org.qeperf.app.service.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An address and what answers there.
 *
 * @param method GET, POST, PUT or DELETE; GET stands for HEAD too
 * @param template path with names in braces for single segments, such as {@code /api/v1/models/{name}}
 * @param access who may ask
 * @param endpoint what answers
 * @param traits what is special about it
 */
public record Route(String method, String template, Access access, Endpoint endpoint, Set<Trait> traits) {

    /** Copies the traits. */
    public Route {
        traits = Set.copyOf(traits);
    }

    /** One with nothing special about it. */
    public Route(String method, String template, Access access, Endpoint endpoint) {
        this(method, template, access, endpoint, Set.of());
    }

    /** What stands between the slashes; a slash at the end makes no difference. */
    static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (int start = 1; start <= path.length(); ) {
            int end = path.indexOf('/', start);
            end = end < 0 ? path.length() : end;
            if (end > start || end < path.length()) {
                segments.add(path.substring(start, end));
            }
            start = end + 1;
        }
        return segments;
    }
}
