package org.qeperf.train.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.qeperf.api.InputException;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.Target;
import org.qeperf.train.data.RunTarget;
import org.qeperf.train.registry.RegistryException.Kind;

/** Events as lines of JSON. */
final class JournalLine {

    static final String FORMAT = "qeperf-registry/1";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final String EXPECTED = "; expected a line as qeperf wrote it";

    private JournalLine() {}

    static byte[] write(RegistryEvent event) {
        ObjectNode line = JSON.createObjectNode()
                .put("format", FORMAT)
                .put("sequence", event.sequence())
                .put("at", event.at().toString())
                .put("event", Words.of(event.kind()));
        event.slot().ifPresent(slot -> line.put("target", slot.target().name()).put("machine", slot.machine()));
        event.alias().ifPresent(alias -> line.put("alias", Words.of(alias)));
        event.model().ifPresent(model -> line.put("model", model.toString()));
        event.version()
                .ifPresent(version -> line.put("target", version.target().name())
                        .put("sha256", version.sha256())
                        .put("bytes", version.bytes()));
        line.put(event.version().isPresent() ? "origin" : "reason", event.reason());
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads the next event.
     *
     * @param place the line, for the message
     * @throws RegistryException if it is damaged or newer than this library
     */
    static void read(String place, byte[] bytes, int start, int length, RegistryState state) {
        try {
            JsonNode line = JSON.readTree(bytes, start, length);
            String format = text(line, "format");
            if (!format.equals(FORMAT)) {
                throw newer(place, "format", format, FORMAT);
            }
            String kind = text(line, "event");
            state.apply(event(
                    line,
                    Arrays.stream(RegistryEvent.Kind.values())
                            .filter(known -> Words.of(known).equals(kind))
                            .findFirst()
                            .orElseThrow(() -> newer(
                                    place,
                                    "event",
                                    kind,
                                    Arrays.stream(RegistryEvent.Kind.values())
                                            .map(Words::of)
                                            .collect(Collectors.joining(", ")))),
                    state));
        } catch (JsonProcessingException e) {
            throw new RegistryException(Kind.DAMAGED, place + ": this is not JSON" + EXPECTED, e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new RegistryException(Kind.DAMAGED, place + ": " + e.getMessage() + EXPECTED, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RegistryException newer(String place, String member, String value, String expected) {
        return new RegistryException(
                Kind.DAMAGED,
                place + ": " + member + " " + InputException.quote(value) + " was written by a newer qeperf; expected "
                        + expected + ", or use that qeperf");
    }

    private static RegistryEvent event(JsonNode line, RegistryEvent.Kind kind, RegistryState state) {
        long sequence = whole(line, "sequence");
        Instant at = Instant.parse(text(line, "at"));
        Target target = target(text(line, "target"));
        Optional<ModelId> model = line.has("model") ? Optional.of(model(text(line, "model"))) : Optional.empty();
        if (kind == RegistryEvent.Kind.REGISTERED) {
            String origin = text(line, "origin");
            ModelId id = model.orElseThrow(() -> new IllegalArgumentException("'model' is missing"));
            ModelVersion version =
                    new ModelVersion(id, target, digest(text(line, "sha256")), whole(line, "bytes"), at, origin);
            return new RegistryEvent(
                    sequence, at, kind, Optional.empty(), Optional.empty(), model, Optional.of(version), origin);
        }
        Slot slot = new Slot(target, text(line, "machine"));
        Alias alias = alias(text(line, "alias"));
        ModelVersion known = model.map(state.versions()::get).orElse(null);
        if (known != null && !known.target().equals(target)) {
            throw new IllegalArgumentException("'model' does not predict " + target.name());
        }
        if (kind != RegistryEvent.Kind.ROLLED_BACK && model.isEmpty()) {
            throw new IllegalArgumentException("'model' is missing");
        }
        return new RegistryEvent(
                sequence,
                at,
                kind,
                Optional.of(slot),
                Optional.of(alias),
                model,
                Optional.empty(),
                text(line, "reason"));
    }

    private static String text(JsonNode line, String name) {
        if (!line.path(name).isTextual()) {
            throw new IllegalArgumentException("'" + name + "' is not a text");
        }
        return line.path(name).textValue();
    }

    private static long whole(JsonNode line, String name) {
        if (!line.path(name).isIntegralNumber() || !line.path(name).canConvertToLong()) {
            throw new IllegalArgumentException("'" + name + "' is not a whole number");
        }
        return line.path(name).longValue();
    }

    private static Target target(String name) {
        return RunTarget.find(name).target();
    }

    private static ModelId model(String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("'model' has no version");
        }
        return new ModelId(text.substring(0, at), text.substring(at + 1));
    }

    private static Alias alias(String word) {
        return Arrays.stream(Alias.values())
                .filter(alias -> Words.of(alias).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'alias' is not one of champion, challenger"));
    }

    /** It names a file. */
    private static String digest(String text) {
        if (text.length() != 64 || !text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
            throw new IllegalArgumentException("'sha256' is not a digest");
        }
        return text;
    }
}
