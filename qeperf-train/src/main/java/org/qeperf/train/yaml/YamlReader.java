package org.qeperf.train.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.SourceText;

/** Turns the tokens of a YAML file into nodes. */
final class YamlReader {

    private static final ParseLimits LIMITS = ParseLimits.ofBytes(1 << 20);
    private static final int DEEPEST = 20;

    private final String source;

    YamlReader(String source) {
        this.source = source;
    }

    YamlNode.Mapping read(Path file) {
        YAMLFactory yaml = YAMLFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try (YAMLParser parser = yaml.createParser(SourceText.readBytes(file, LIMITS))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw error(parser.currentTokenLocation(), "this is not a plan", "keys and values in YAML");
            }
            YamlNode.Mapping root = mapping(parser, 0);
            if (parser.nextToken() != null) {
                throw error(parser.currentTokenLocation(), "something follows the plan", "one plan in a file");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw error(e.getLocation(), problem(e), "YAML");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private YamlNode.Mapping mapping(YAMLParser parser, int depth) throws IOException {
        SourceLocation start = location(parser.currentTokenLocation());
        Map<String, YamlNode> members = new LinkedHashMap<>();
        Map<String, SourceLocation> keys = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            keys.put(key, location(parser.currentTokenLocation()));
            parser.nextToken();
            members.put(key, node(parser, depth + 1));
        }
        return new YamlNode.Mapping(members, keys, start);
    }

    private YamlNode node(YAMLParser parser, int depth) throws IOException {
        SourceLocation start = location(parser.currentTokenLocation());
        JsonToken token = parser.currentToken();
        if (token == null || depth > DEEPEST) {
            throw error(parser.currentTokenLocation(), "lists in lists without end", "at most " + DEEPEST + " levels");
        }
        if (parser.isCurrentAlias()) {
            throw error(parser.currentTokenLocation(), "found an alias", "the value itself");
        }
        if (token == JsonToken.START_OBJECT) {
            return mapping(parser, depth);
        }
        if (token == JsonToken.START_ARRAY) {
            List<YamlNode> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(node(parser, depth + 1));
            }
            return new YamlNode.Sequence(items, start);
        }
        return new YamlNode.Scalar(token == JsonToken.VALUE_NULL ? "" : parser.getText(), start);
    }

    /** What stands in the way, without the parser's picture of the place. */
    private static String problem(JsonProcessingException e) {
        return InputException.printable(String.valueOf(e.getOriginalMessage())
                .lines()
                .takeWhile(line -> !line.startsWith(" "))
                .collect(Collectors.joining(", ")));
    }

    private InputException error(@Nullable JsonLocation at, String problem, String expected) {
        return new InputException(location(at), "", problem, expected);
    }

    private SourceLocation location(@Nullable JsonLocation at) {
        int line = at == null ? 1 : Math.max(1, at.getLineNr());
        int column = at == null ? 1 : Math.max(1, at.getColumnNr());
        return new SourceLocation(source, line, column);
    }
}
