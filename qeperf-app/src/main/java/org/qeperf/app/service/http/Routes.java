package org.qeperf.app.service.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Everything that can be asked for. */
public final class Routes {

    private final List<Route> routes;

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
        this.routes = List.copyOf(sorted);
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
        for (Route route : routes) {
            Optional<Map<String, String>> values =
                    route.method().equals(wanted) ? route.match(segments) : Optional.empty();
            if (values.isPresent()) {
                return Optional.of(new Found(route, values.get()));
            }
        }
        return Optional.empty();
    }

    /** The methods of a path, sorted; none if there is nothing at the path. */
    Set<String> allowed(List<String> segments) {
        Set<String> methods = new TreeSet<>();
        for (Route route : routes) {
            if (route.match(segments).isPresent()) {
                methods.add(route.method());
                if (route.method().equals("GET")) {
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
        return routes.stream()
                .anyMatch(route -> route.traits().contains(Trait.ANY_ORIGIN)
                        && route.match(segments).isPresent());
    }
}
