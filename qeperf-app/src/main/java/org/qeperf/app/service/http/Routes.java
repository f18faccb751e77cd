package org.qeperf.app.service.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Everything that can be asked for. */
public final class Routes {

    private final List<Entry> entries;
    private final Map<String, List<Entry>> byMethod;

    /**
     * Collects routes.
     *
     * @param routes of all endpoints
     * @throws IllegalArgumentException if two have the same method and template
     */
    public Routes(List<Route> routes) {
        Set<String> seen = new HashSet<>();
        List<Route> sorted = new ArrayList<>(routes);
        for (Route route : sorted) {
            if (!seen.add(route.method() + " " + route.template().replaceAll("\\{[^}]*}", "{}"))) {
                throw new IllegalArgumentException("two routes for " + route.method() + " " + route.template());
            }
        }
        // A name that is spelt out goes before one in braces.
        sorted.sort(Comparator.comparing(route -> route.template().replaceAll("\\{[^}]*}", "\uffff")));
        this.entries = sorted.stream()
                .map(route -> new Entry(route, List.copyOf(Route.segments(route.template()))))
                .toList();
        this.byMethod = Map.copyOf(entries.stream()
                .collect(Collectors.groupingBy(entry -> entry.route().method())));
    }

    /**
     * A route that is found quickly.
     *
     * @param route the route
     * @param names what stands between the slashes of its template
     */
    private record Entry(Route route, List<String> names) {

        boolean matches(List<String> segments) {
            if (names.size() != segments.size()) {
                return false;
            }
            for (int i = 0; i < names.size(); i++) {
                if (!isValue(i) && !names.get(i).equals(segments.get(i))) {
                    return false;
                }
            }
            return true;
        }

        /** The values of the names in braces. */
        Map<String, String> values(List<String> segments) {
            Map<String, String> values = new HashMap<>();
            for (int i = 0; i < names.size(); i++) {
                if (isValue(i)) {
                    String name = names.get(i);
                    values.put(name.substring(1, name.length() - 1), segments.get(i));
                }
            }
            return values;
        }

        private boolean isValue(int i) {
            return names.get(i).startsWith("{");
        }
    }

    /**
     * A route and the values in its path.
     *
     * @param route the route
     * @param values by name
     */
    record Found(Route route, Map<String, String> values) {}

    /**
     * What answers.
     *
     * @param method the request's; HEAD finds GET
     * @param segments the path between its slashes, decoded
     */
    Optional<Found> find(String method, List<String> segments) {
        String wanted = method.equals("HEAD") ? "GET" : method;
        for (Entry entry : byMethod.getOrDefault(wanted, List.of())) {
            if (entry.matches(segments)) {
                return Optional.of(new Found(entry.route(), entry.values(segments)));
            }
        }
        return Optional.empty();
    }

    /** The methods of a path, sorted; none if there is nothing at the path. */
    Set<String> allowed(List<String> segments) {
        Set<String> methods = new TreeSet<>();
        for (Entry entry : entries) {
            if (entry.matches(segments)) {
                methods.add(entry.route().method());
                if (entry.route().method().equals("GET")) {
                    methods.add("HEAD");
                }
            }
        }
        if (!methods.isEmpty()) {
            methods.add("OPTIONS");
        }
        return methods;
    }

    /** Whether pages of other origins may ask what is at a path. */
    boolean anyOrigin(List<String> segments) {
        return entries.stream()
                .anyMatch(entry -> entry.route().traits().contains(Trait.ANY_ORIGIN) && entry.matches(segments));
    }
}
