package org.qeperf.runtime.machine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;

/**
 * A JSON value that knows where it stands: a member where its name does, an element of an array where it begins. Immutable, if
 * nobody changes the nodes.
 *
 * @param at the place
 * @param name the member's name, for elements that of the array; empty for the whole text
 * @param value the value
 * @param members the members of an object
 * @param elements the elements of an array
 */
public record LocatedJson(
        SourceLocation at, String name, JsonNode value, Map<String, LocatedJson> members, List<LocatedJson> elements) {

    /** More than any machine file needs. */
    private static final int DEEPEST = 16;

    private static final String EXPECTED = "one JSON object";
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build());

    /** Wraps the collections. */
    public LocatedJson {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        elements = List.copyOf(elements);
    }

    /**
     * Reads a text that is one object.
     *
     * @param bytes the text in UTF-8
     * @param source what to call it in messages
     * @return the object
     * @throws InputException if the bytes are anything else, name a member twice, or lie deeper than {@value #DEEPEST} levels
     */
    public static LocatedJson parse(byte[] bytes, String source) {
        try (JsonParser parser = JSON.createParser(new String(bytes, StandardCharsets.UTF_8))) {
            SourceLocation start = new SourceLocation(source, 1, 1);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InputException(start, "", "the text does not begin with an object", EXPECTED);
            }
            LocatedJson root = read(parser, start, "", 1);
            if (parser.nextToken() != null) {
                SourceLocation at = location(source, parser.currentTokenLocation());
                throw new InputException(at, "", "something follows the object", EXPECTED);
            }
            return root;
        } catch (JsonProcessingException e) {
            String reason = String.valueOf(e.getOriginalMessage()).replaceFirst(" \\(start marker at .*", "");
            throw new InputException(
                    location(source, e.getLocation()), "", "not JSON: " + InputException.printable(reason), EXPECTED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LocatedJson read(JsonParser parser, SourceLocation at, String name, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new InputException(at, name, "the text is nested deeper", "at most " + DEEPEST + " levels");
        }
        Map<String, LocatedJson> members = new LinkedHashMap<>();
        List<LocatedJson> elements = new ArrayList<>();
        JsonNode value;
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            ObjectNode object = JSON.createObjectNode();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                SourceLocation place = location(at.source(), parser.currentTokenLocation());
                parser.nextToken();
                LocatedJson member = read(parser, place, key, depth + 1);
                members.put(key, member);
                object.set(key, member.value());
            }
            value = object;
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            ArrayNode array = JSON.createArrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                SourceLocation place = location(at.source(), parser.currentTokenLocation());
                LocatedJson element = read(parser, place, name, depth + 1);
                elements.add(element);
                array.add(element.value());
            }
            value = array;
        } else {
            value = JSON.readTree(parser);
        }
        return new LocatedJson(at, name, value, members, elements);
    }

    /**
     * This value as an object whose members are taken.
     *
     * @param what what it is, such as {@code a machine record}
     * @return its members
     * @throws InputException if it is no object
     */
    public LocatedObject object(String what) {
        if (!value.isObject()) {
            throw error("'" + name + "' is " + shown(), "an object, " + what);
        }
        return new LocatedObject(this, what);
    }

    /**
     * An error at this place.
     *
     * @param problem what is wrong
     * @param expected what would be right
     * @return the error
     */
    public InputException error(String problem, String expected) {
        return new InputException(at, name, problem, expected);
    }

    /**
     * The value for messages.
     *
     * @return its JSON, quoted and cut
     */
    public String shown() {
        return InputException.quote(value.toString());
    }

    /** Errors about limits have no location. */
    private static SourceLocation location(String source, @Nullable JsonLocation at) {
        return at == null
                ? new SourceLocation(source, 1, 1)
                : new SourceLocation(source, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }
}
