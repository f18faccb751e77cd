package org.qeperf.runtime.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.qeperf.api.InputException;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.SourceText;

/** Machine records in. Every member must be there, null where unknown, and no other. */
final class MachineProfileReader {

    private static final ParseLimits LIMITS = ParseLimits.ofBytes(1 << 20);
    private static final String COUNT = "a whole number of at least 1";

    private final LocatedObject object;

    private MachineProfileReader(LocatedObject object) {
        this.object = object;
    }

    static MachineProfile read(Path file) {
        return read(LocatedJson.parse(SourceText.readBytes(file, LIMITS), file.toString()));
    }

    static MachineProfile read(LocatedJson json) {
        return new MachineProfileReader(json.object("a machine record")).profile();
    }

    private MachineProfile profile() {
        String format = text("format");
        if (!format.equals(MachineProfile.FORMAT)) {
            throw object.error("format", "format " + InputException.quote(format), "'" + MachineProfile.FORMAT + "'");
        }
        String name = text("name");
        if (name.isBlank()) {
            throw object.error("name", "'name' is empty", "the name of the machine");
        }
        Instant date = date();
        String java = text("java_version");
        Hardware hardware = hardware();
        int threads = count("measured_threads");
        long arrays = bytes("measured_array_bytes");
        MachineProfile profile = new MachineProfile(name, date, java, hardware, threads, arrays, figures());
        object.requireNoMore();
        return profile;
    }

    private Hardware hardware() {
        JsonNode model = take("cpu_model");
        if (!model.isNull() && !model.isTextual()) {
            throw object.error("cpu_model", "'cpu_model' is " + shown(model), "a text or null");
        }
        return new Hardware(
                model.isNull() ? Optional.empty() : Optional.of(model.textValue()),
                countOrUnknown("sockets"),
                countOrUnknown("numa_nodes"),
                countOrUnknown("cores"),
                count("hardware_threads"),
                hertzOrUnknown("clock_hz"),
                hertzOrUnknown("clock_nominal_hz"),
                hertzOrUnknown("clock_max_hz"),
                flags(),
                countOrUnknown("vector_bits"),
                caches(),
                bytes("memory_bytes"));
    }

    private List<String> flags() {
        List<String> flags = new ArrayList<>();
        for (JsonNode flag : array("vector_flags")) {
            if (!flag.isTextual()) {
                throw object.error("vector_flags", "a flag is " + shown(flag), "an array of texts");
            }
            flags.add(flag.textValue());
        }
        return flags;
    }

    private List<Cache> caches() {
        List<Cache> caches = new ArrayList<>();
        for (JsonNode cache : array("caches")) {
            if (!(isWhole(cache.path("level"), Integer.MAX_VALUE)
                    && cache.path("type").isTextual()
                    && isWhole(cache.path("size_bytes"), Long.MAX_VALUE)
                    && isWhole(cache.path("shared_by_threads"), Integer.MAX_VALUE)
                    && isWhole(cache.path("count"), Integer.MAX_VALUE)
                    && cache.size() == 5)) {
                throw object.error(
                        "caches",
                        "cache " + (caches.size() + 1) + " is " + shown(cache),
                        "objects of level, type, size_bytes, shared_by_threads and count");
            }
            caches.add(new Cache(
                    cache.path("level").intValue(),
                    cache.path("type").textValue(),
                    cache.path("size_bytes").longValue(),
                    cache.path("shared_by_threads").intValue(),
                    cache.path("count").intValue()));
        }
        return caches;
    }

    private Map<MachineFigure, Measurement> figures() {
        JsonNode spread = take("spread");
        Map<MachineFigure, Measurement> figures = new EnumMap<>(MachineFigure.class);
        for (MachineFigure figure : MachineFigure.values()) {
            JsonNode part = spread.path(figure.key());
            if (!part.isNumber() || !(part.doubleValue() >= 0 && part.doubleValue() <= 1)) {
                throw object.error(
                        "spread",
                        "'spread' has " + shown(part) + " for '" + figure.key() + "'",
                        "an object with a number from 0 to 1 for each figure");
            }
            JsonNode rate = take(figure.key());
            if (!rate.isNumber() || !(rate.doubleValue() > 0 && Double.isFinite(rate.doubleValue()))) {
                throw object.error(figure.key(), "'" + figure.key() + "' is " + shown(rate), "a positive number");
            }
            figures.put(figure, new Measurement(rate.doubleValue(), part.doubleValue()));
        }
        return figures;
    }

    private Instant date() {
        String date = text("date");
        try {
            return Instant.parse(date);
        } catch (DateTimeParseException e) {
            throw object.error(
                    "date", "'date' is " + InputException.quote(date), "a time such as 2026-01-31T12:00:00Z");
        }
    }

    private JsonNode take(String key) {
        return object.take(key).value();
    }

    private String text(String key) {
        JsonNode node = take(key);
        if (!node.isTextual()) {
            throw object.error(key, "'" + key + "' is " + shown(node), "a text");
        }
        return node.textValue();
    }

    private JsonNode array(String key) {
        JsonNode node = take(key);
        if (!node.isArray()) {
            throw object.error(key, "'" + key + "' is " + shown(node), "an array");
        }
        return node;
    }

    private int count(String key) {
        return (int) whole(key, take(key), Integer.MAX_VALUE, COUNT);
    }

    private OptionalInt countOrUnknown(String key) {
        JsonNode node = take(key);
        return node.isNull()
                ? OptionalInt.empty()
                : OptionalInt.of((int) whole(key, node, Integer.MAX_VALUE, COUNT + ", or null where unknown"));
    }

    private OptionalLong hertzOrUnknown(String key) {
        JsonNode node = take(key);
        return node.isNull()
                ? OptionalLong.empty()
                : OptionalLong.of(whole(key, node, Long.MAX_VALUE, COUNT + ", or null where unknown"));
    }

    private long bytes(String key) {
        return whole(key, take(key), Long.MAX_VALUE, COUNT);
    }

    private long whole(String key, JsonNode node, long most, String expected) {
        if (!isWhole(node, most)) {
            throw object.error(key, "'" + key + "' is " + shown(node), expected);
        }
        return node.longValue();
    }

    private static boolean isWhole(JsonNode node, long most) {
        return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() > 0 && node.longValue() <= most;
    }

    private static String shown(JsonNode node) {
        return node.isMissingNode() ? "nothing" : InputException.quote(node.toString());
    }
}
