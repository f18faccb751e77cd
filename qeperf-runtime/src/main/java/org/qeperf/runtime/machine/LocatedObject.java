package org.qeperf.runtime.machine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;

/** A JSON object that knows where each of its members stands. Members are taken one by one; none may be left over. */
final class LocatedObject {

    private static final String EXPECTED = "one JSON object";
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build());

    private final SourceLocation start;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<String, Member> left;

    private record Member(SourceLocation at, JsonNode value) {}

    private LocatedObject(String source, JsonParser parser) throws IOException {
        start = new SourceLocation(source, 1, 1);
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new InputException(start, "", "the text does not begin with an object", EXPECTED);
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            SourceLocation at = location(source, parser.currentTokenLocation());
            parser.nextToken();
            members.put(key, new Member(at, JSON.<JsonNode>readTree(parser)));
        }
        if (parser.nextToken() != null) {
            SourceLocation at = location(source, parser.currentTokenLocation());
            throw new InputException(at, "", "something follows the object", EXPECTED);
        }
        left = new LinkedHashMap<>(members);
    }

    /**
     * Reads an object.
     *
     * @throws InputException if the bytes are anything else
     */
    static LocatedObject parse(byte[] bytes, String source) {
        try (JsonParser parser = JSON.createParser(new String(bytes, StandardCharsets.UTF_8))) {
            return new LocatedObject(source, parser);
        } catch (JsonProcessingException e) {
            String reason = String.valueOf(e.getOriginalMessage()).replaceFirst(" \\(start marker at .*", "");
            throw new InputException(
                    location(source, e.getLocation()),
                    "",
                    "not JSON: " + reason.replaceAll("\\p{Cntrl}", "?"),
                    EXPECTED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A member's value, which may be JSON's null.
     *
     * @throws InputException if there is none
     */
    JsonNode take(String key) {
        Member member = members.get(key);
        if (member == null) {
            throw new InputException(start, "", "'" + key + "' is missing", "all members of a machine record");
        }
        left.remove(key);
        return member.value();
    }

    /**
     * Demands that every member was taken.
     *
     * @throws InputException at the first that was not
     */
    void requireNoMore() {
        for (Map.Entry<String, Member> entry : left.entrySet()) {
            throw new InputException(
                    entry.getValue().at(),
                    entry.getKey(),
                    "unknown member " + InputException.quote(entry.getKey()),
                    "only those of a machine record");
        }
    }

    /** An error at a member that is there. */
    InputException error(String key, String problem, String expected) {
        Member member = members.get(key);
        return new InputException(member == null ? start : member.at(), key, problem, expected);
    }

    /** Errors about limits have no location. */
    private static SourceLocation location(String source, @Nullable JsonLocation at) {
        return at == null
                ? new SourceLocation(source, 1, 1)
                : new SourceLocation(source, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }
}
