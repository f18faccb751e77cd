package org.qeperf.train.plan;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.SourceText;
import org.qeperf.train.data.Cleaning;

/** Reads a training plan key by key, so that every error knows its place. Keys below another are joined by a period. */
final class TrainPlanReader {

    private static final ParseLimits LIMITS = ParseLimits.ofBytes(1 << 20);
    private static final String MODEL = "model";
    private static final String CLEANING = "cleaning";
    private static final String HYPERPARAMETERS = "hyperparameters";
    private static final List<String> KEYS = List.of(
            MODEL,
            "runs",
            CLEANING,
            "code",
            "schema",
            "normalizer",
            "algorithm",
            HYPERPARAMETERS,
            "folds",
            "seed",
            "output");
    private static final List<String> MODEL_KEYS = List.of("model.name", "model.version");

    private final String source;
    private final Map<String, Scalar> scalars = new LinkedHashMap<>();

    private record Scalar(String text, SourceLocation location) {}

    private TrainPlanReader(String source) {
        this.source = source;
    }

    static TrainPlan read(Path file) {
        TrainPlanReader reader = new TrainPlanReader(file.toString());
        YAMLFactory yaml = YAMLFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try (YAMLParser parser = yaml.createParser(SourceText.readBytes(file, LIMITS))) {
            return reader.plan(parser);
        } catch (JsonProcessingException e) {
            throw reader.error(e.getLocation(), problem(e), "YAML");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TrainPlan plan(YAMLParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw error(parser.currentTokenLocation(), "this is not a plan", "the keys " + String.join(", ", KEYS));
        }
        members(parser, "");
        if (parser.nextToken() != null) {
            throw error(parser.currentTokenLocation(), "something follows the plan", "one plan in a file");
        }
        return new TrainPlan(
                new TrainPlan.ModelName(text("model.name"), text("model.version")),
                text("runs"),
                scalars.containsKey(CLEANING) ? text(CLEANING) : Cleaning.DEFAULT,
                text("code"),
                text("schema"),
                scalar("normalizer").text(),
                text("algorithm"),
                hyperparameters(),
                (int) whole("folds", Integer.MAX_VALUE),
                whole("seed", Long.MAX_VALUE),
                text("output"));
    }

    private void members(YAMLParser parser, String prefix) throws IOException {
        List<String> known = prefix.isEmpty() ? KEYS : MODEL_KEYS;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = prefix + parser.currentName();
            if (!known.contains(key) && !prefix.startsWith(HYPERPARAMETERS)) {
                throw error(
                        parser.currentTokenLocation(),
                        "unknown key " + InputException.quote(key),
                        "one of " + String.join(", ", known));
            }
            JsonToken value = parser.nextToken();
            boolean nested = key.equals(MODEL) || key.equals(HYPERPARAMETERS);
            if (nested && value == JsonToken.START_OBJECT) {
                members(parser, key + ".");
            } else if (!nested && value.isScalarValue() && value != JsonToken.VALUE_NULL && !parser.isCurrentAlias()) {
                scalars.put(key, new Scalar(parser.getText(), location(parser.currentTokenLocation())));
            } else {
                throw error(
                        parser.currentTokenLocation(),
                        "key " + InputException.quote(key) + " has the wrong kind of value",
                        nested ? "keys and values" : "one word or number");
            }
        }
    }

    private Scalar scalar(String key) {
        Scalar scalar = scalars.get(key);
        if (scalar == null) {
            throw new InputException(
                    new SourceLocation(source, 1, 1), "", "key '" + key + "' is missing", "it somewhere in the plan");
        }
        return scalar;
    }

    private String text(String key) {
        Scalar scalar = scalar(key);
        if (scalar.text().isBlank()) {
            throw new InputException(scalar.location(), "", "key '" + key + "' is empty", "a word");
        }
        return scalar.text();
    }

    private long whole(String key, long highest) {
        Scalar scalar = scalar(key);
        try {
            long value = Long.parseLong(scalar.text());
            if (Math.abs(value) <= highest) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrongNumber(key, scalar, highest);
        }
        throw wrongNumber(key, scalar, highest);
    }

    private static InputException wrongNumber(String key, Scalar scalar, long highest) {
        return new InputException(
                scalar.location(),
                scalar.text(),
                "key '" + key + "' is " + InputException.quote(scalar.text()),
                "a whole number of at most " + highest);
    }

    private Map<String, String> hyperparameters() {
        int prefix = HYPERPARAMETERS.length() + 1;
        return scalars.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(HYPERPARAMETERS))
                .collect(Collectors.toMap(
                        entry -> entry.getKey().substring(prefix),
                        entry -> entry.getValue().text()));
    }

    /** What stands in the way, without the parser's picture of the place. */
    private static String problem(JsonProcessingException e) {
        return String.valueOf(e.getOriginalMessage())
                .lines()
                .takeWhile(line -> !line.startsWith(" "))
                .collect(Collectors.joining(", "))
                .replaceAll("\\p{Cntrl}", "?");
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
