package org.qeperf.app.service.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.qeperf.api.EditDistance;
import org.qeperf.api.InputException;
import org.qeperf.app.service.http.Problem;
import org.qeperf.app.service.http.Request;

/** A small JSON object of texts as the body of a request: each member known, none twice, nothing after it. */
final class JsonBody {

    private static final String WRONG = "The body is wrong";
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final JsonNode object;

    private JsonBody(JsonNode object) {
        this.object = object;
    }

    static JsonBody of(Request request, String... known) {
        JsonNode object = read(request.body());
        if (object == null || !object.isObject()) {
            throw wrong("the body is no JSON object; expected one");
        }
        List<String> names = List.of(known);
        for (Iterator<String> each = object.fieldNames(); each.hasNext(); ) {
            String name = each.next();
            if (!names.contains(name)) {
                throw wrong("there is no member " + InputException.quote(name) + EditDistance.suggestion(name, names)
                        + "; expected one of " + String.join(", ", names));
            }
        }
        return new JsonBody(object);
    }

    private static JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            String what = String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field")
                    ? "a member stands twice; expected a JSON object with each once"
                    : "this is not JSON; expected a JSON object";
            throw wrong("line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ": " + what);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A member that must be there. */
    String text(String name) {
        return optional(name).orElseThrow(() -> wrong(name + " is missing or no text; expected text"));
    }

    /** A member that may be left out. */
    Optional<String> optional(String name) {
        JsonNode value = object.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw wrong(name + " is missing or no text; expected text");
        }
        return Optional.of(value.textValue());
    }

    static Problem wrong(String detail) {
        return new Problem(400, WRONG, detail);
    }
}
