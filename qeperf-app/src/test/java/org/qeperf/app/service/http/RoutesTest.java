package org.qeperf.app.service.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Finding a route. */
class RoutesTest {

    private static Route route(String method, String template) {
        return new Route(method, template, Access.OPEN, request -> Reply.text("text/plain", template));
    }

    @Test
    void aNameSpeltOutGoesBeforeOneInBraces() {
        Routes routes =
                new Routes(List.of(route("GET", "/m/{name}"), route("GET", "/m/history"), route("PUT", "/m/{name}")));
        assertEquals("/m/history", found(routes, "GET", "m", "history"));
        assertEquals("/m/{name}", found(routes, "HEAD", "m", "x"));
        assertEquals("/m/{name}", found(routes, "PUT", "m", "history"));
        assertEquals(Set.of("GET", "HEAD", "PUT", "OPTIONS"), routes.allowed(List.of("m", "x")));
        assertEquals(Set.of(), routes.allowed(List.of("m")));
    }

    @Test
    void refusesTwoRoutesForOneQuestion() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> new Routes(List.of(route("GET", "/m/{a}"), route("GET", "/m/{b}"))));
        assertEquals("two routes for GET /m/{b}", e.getMessage());
    }

    private static String found(Routes routes, String method, String... segments) {
        return routes.find(method, List.of(segments)).orElseThrow().route().template();
    }
}
