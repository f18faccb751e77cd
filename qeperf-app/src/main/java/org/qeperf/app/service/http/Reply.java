package org.qeperf.app.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param status status code
 * @param type media type of the body; empty for an answer without one
 * @param body the body; kept, not copied
 * @param headers further headers by name
 */
public record Reply(int status, String type, byte[] body, Map<String, String> headers) {

    /** The media type of JSON. */
    public static final String JSON = "application/json";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Copies the map. */
    public Reply {
        headers = Map.copyOf(headers);
    }

    /**
     * A document.
     *
     * @param status status code
     * @param document the document
     * @return the answer
     */
    public static Reply json(int status, JsonNode document) {
        return new Reply(status, JSON, bytes(document), Map.of());
    }

    /**
     * A document that is what was asked for.
     *
     * @param document the document
     * @return the answer with status 200
     */
    public static Reply json(JsonNode document) {
        return json(200, document);
    }

    /**
     * A text.
     *
     * @param type media type without a charset
     * @param text the text, sent as UTF-8
     * @return the answer with status 200
     */
    public static Reply text(String type, String text) {
        return new Reply(200, type + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /**
     * The same with another header.
     *
     * @param name name of the header
     * @param value its value
     * @return a new answer
     */
    public Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, type, body, more);
    }

    static byte[] bytes(JsonNode document) {
        try {
            return MAPPER.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }
}
