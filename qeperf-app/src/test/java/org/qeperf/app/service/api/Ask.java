package org.qeperf.app.service.api;

import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qeperf.api.QePerfException;
import org.qeperf.app.service.http.Problem;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Request;
import org.qeperf.app.service.http.Route;

/** Asks endpoints as a server would. */
public final class Ask {

    private static final String BOUNDARY = "boundary-of-the-test";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private boolean form;

    public static Ask nothing() {
        return new Ask();
    }

    public Ask field(String name, Object value) {
        return part("form-data; name=\"" + name + "\"", value.toString().getBytes(StandardCharsets.UTF_8));
    }

    public Ask file(String name, String file, String content) {
        return file(name, file, content.getBytes(StandardCharsets.UTF_8));
    }

    public Ask file(String name, String file, byte[] content) {
        return part("form-data; name=\"" + name + "\"; filename=\"" + file + "\"", content);
    }

    private Ask part(String disposition, byte[] content) {
        form = true;
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public Ask body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    public Ask body(byte[] bytes) {
        body.writeBytes(bytes);
        return this;
    }

    public Ask header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** The request for a route, its path perhaps with a query. */
    public Request request(Route route, String address) {
        int mark = address.indexOf('?');
        String path = mark < 0 ? address : address.substring(0, mark);
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (mark >= 0) {
            for (String pair : address.substring(mark + 1).split("&")) {
                String[] parts = pair.split("=", 2);
                query.computeIfAbsent(parts[0], key -> new ArrayList<>())
                        .add(URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        if (form) {
            body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
            headers.put("content-type", "multipart/form-data; boundary=" + BOUNDARY);
        }
        return new Request(route.method(), path, values(route.template(), path), query, headers, body.toByteArray());
    }

    public Reply of(List<Route> routes, String method, String address) {
        String path = address.replaceAll("\\?.*", "");
        Route route = routes.stream()
                .filter(r -> r.method().equals(method) && matches(r.template(), path))
                .min(Comparator.comparing(r -> r.template().replaceAll("\\{[^}]*}", "\uffff")))
                .orElseThrow(() -> new AssertionError("nothing answers " + method + " " + address));
        Reply reply = answer(route, address);
        ApiDescription.check(route, reply);
        return reply;
    }

    private Reply answer(Route route, String address) {
        try {
            return route.endpoint().answer(request(route, address));
        } catch (QePerfException e) {
            return Problem.of(e).reply();
        }
    }

    static boolean matches(String template, String path) {
        String[] wanted = template.split("/");
        String[] given = path.split("/");
        boolean same = wanted.length == given.length;
        for (int i = 0; same && i < wanted.length; i++) {
            same = wanted[i].startsWith("{") || wanted[i].equals(given[i]);
        }
        return same;
    }

    private static Map<String, String> values(String template, String path) {
        Map<String, String> values = new LinkedHashMap<>();
        String[] wanted = template.split("/");
        String[] given = path.split("/");
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                values.put(
                        wanted[i].substring(1, wanted[i].length() - 1),
                        URLDecoder.decode(given[i], StandardCharsets.UTF_8));
            }
        }
        return values;
    }
}
