package org.qeperf.app.service.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.qeperf.app.service.http.Access;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Route;

/** The description of all addresses, in OpenAPI 3.1. */
public final class OpenApiEndpoint {

    private static final String FILE = "openapi.json";

    private final byte[] document = read();

    /** Reads the description. */
    public OpenApiEndpoint() {}

    /**
     * The addresses.
     *
     * @return the routes
     */
    public List<Route> routes() {
        return List.of(new Route(
                "GET",
                "/api/v1/openapi.json",
                Access.OPEN,
                request -> new Reply(200, Reply.JSON, document, Map.of("Access-Control-Allow-Origin", "*"))));
    }

    private static byte[] read() {
        try (InputStream in = OpenApiEndpoint.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the build has no " + FILE);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
