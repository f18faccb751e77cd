package org.qeperf.app.service.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request, read whole.
 *
 * @param method its method
 * @param path its path, decoded
 * @param values the values of the names in the route's template
 * @param query the parameters of its address, by name
 * @param headers its headers, by name in lower case
 * @param body its body; kept, not copied
 */
public record Request(
        String method,
        String path,
        Map<String, String> values,
        Map<String, List<String>> query,
        Map<String, String> headers,
        byte[] body) {

    /**
     * A parameter of the address.
     *
     * @param name its name
     * @return the first of its values
     */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).map(list -> list.get(0));
    }

    /**
     * A header.
     *
     * @param name its name in lower case
     * @return its value
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
