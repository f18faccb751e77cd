package org.qeperf.app.service.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.qeperf.app.service.http.Access;
import org.qeperf.app.service.http.Problem;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Request;
import org.qeperf.app.service.http.Route;
import org.qeperf.app.service.http.Trait;

/** Serves the page: itself at {@code /}, its files below a digest that changes with them. Nothing else is served. */
public final class PageRoutes {

    /** Scripts, styles, pictures and requests from here only; no scripts or styles within the markup. */
    static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private static final String CACHE = "Cache-Control";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final Map<String, String> TYPES =
            Map.of("css", "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8", "svg", "image/svg+xml");

    private final String digest;
    private final Asset index;
    private final Map<String, Asset> assets = new LinkedHashMap<>();

    /**
     * Reads the files.
     *
     * @param largestUpload the most bytes that the service takes, which the page tells before it sends more
     */
    public PageRoutes(long largestUpload) {
        PageFiles files = new PageFiles();
        digest = files.digest();
        byte[] page = files.index(largestUpload);
        index = new Asset(
                "text/html; charset=utf-8",
                page,
                PageFiles.digest(List.of(page)),
                Map.of(CACHE, "no-cache", "Content-Security-Policy", POLICY));
        files.contents()
                .forEach((name, content) -> assets.put(
                        name,
                        new Asset(type(name), content, digest, Map.of(CACHE, "public, max-age=31536000, immutable"))));
    }

    /**
     * The addresses.
     *
     * @return the routes
     */
    public List<Route> routes() {
        Set<Trait> traits = Set.of(Trait.AT_ONCE);
        return List.of(
                new Route("GET", "/", Access.OPEN, index::answer, traits),
                new Route("GET", "/page/{digest}/{file}", Access.OPEN, this::file, traits));
    }

    private Reply file(Request request) {
        Asset asset = assets.get(request.values().getOrDefault("file", ""));
        if (asset == null || !digest.equals(request.values().get("digest"))) {
            throw new Problem(404, "There is no such file", "the page has no such file; load the page again");
        }
        return asset.answer(request);
    }

    private static String type(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return Optional.ofNullable(TYPES.get(ending)).orElse(TEXT);
    }
}
