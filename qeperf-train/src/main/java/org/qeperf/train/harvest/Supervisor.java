package org.qeperf.train.harvest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.api.feature.Machine;
import org.qeperf.features.harvest.RunLayout;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.SourceText;

/**
 * What the supervisor of a run saw: {@code run.json} beside the output, of format {@code qeperf-supervised-run/1}.
 *
 * @param id what names the run among those of its makers
 * @param labels what the run's makers call it
 * @param machine where it ran
 * @param host name of the computer
 * @param layout what was asked for
 * @param ended {@code exit}, {@code time_limit} or {@code killed}
 * @param exitStatus status that the program returned
 * @param wallSeconds elapsed time, start of MPI included
 * @param peakBytes largest resident size of a process
 * @param disturbed whether something else took the processors
 * @param jobId batch job
 */
record Supervisor(
        Optional<String> id,
        Map<String, String> labels,
        Optional<Machine> machine,
        Optional<String> host,
        RunLayout layout,
        Optional<String> ended,
        OptionalInt exitStatus,
        OptionalDouble wallSeconds,
        OptionalLong peakBytes,
        Optional<Boolean> disturbed,
        Optional<String> jobId) {

    static final String FILE = "run.json";

    private static final String FORMAT = "qeperf-supervised-run/1";
    private static final ParseLimits LIMITS = ParseLimits.ofBytes(1 << 20);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Nobody watched. */
    static final Supervisor NONE = new Supervisor(
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            RunLayout.UNKNOWN,
            Optional.empty(),
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty());

    /** Reads a file. */
    static Supervisor read(Path file) {
        JsonNode object;
        try {
            object = JSON.readTree(SourceText.readBytes(file, LIMITS));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            int column =
                    e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNr());
            throw new InputException(
                    new SourceLocation(file.toString(), line, column), "", "this is not JSON", "a JSON object");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Reading(file, object).supervisor();
    }

    /** One file being read. */
    private record Reading(Path file, JsonNode object) {

        private InputException error(String problem, String expected) {
            return new InputException(new SourceLocation(file.toString(), 1, 1), "", problem, expected);
        }

        Supervisor supervisor() {
            if (!object.isObject()) {
                throw error("this is not what a run's supervisor writes", "a JSON object");
            }
            JsonNode format = object.path("format");
            if (!format.asText().equals(FORMAT)) {
                throw error(
                        "the format is " + InputException.quote(format.isMissingNode() ? "" : format.asText()),
                        "'" + FORMAT + "'");
            }
            JsonNode layout = object(object, "layout");
            return new Supervisor(
                    text("id"),
                    labels(),
                    machine(),
                    text("host"),
                    layout(layout),
                    ended(),
                    whole(object, "exit_status", Integer.MIN_VALUE),
                    real("wall_s"),
                    large("peak_rss_bytes"),
                    truth("disturbed"),
                    text("job_id"));
        }

        private JsonNode object(JsonNode from, String name) {
            JsonNode member = from.path(name);
            if (!member.isObject() && !member.isMissingNode() && !member.isNull()) {
                throw error(name + " is " + InputException.quote(member.toString()), "an object");
            }
            return member;
        }

        private Map<String, String> labels() {
            Map<String, String> labels = new TreeMap<>();
            object(object, "labels").properties().forEach(entry -> {
                if (!entry.getValue().isTextual()) {
                    throw error(
                            "label " + InputException.quote(entry.getKey()) + " is "
                                    + InputException.quote(entry.getValue().toString()),
                            "a text");
                }
                labels.put(entry.getKey(), entry.getValue().textValue());
            });
            return labels;
        }

        private Optional<Machine> machine() {
            JsonNode machine = object(object, "machine");
            if (!machine.isObject()) {
                return Optional.empty();
            }
            JsonNode cores = machine.path("cores_per_node");
            JsonNode memory = machine.path("memory_bytes_per_node");
            if (!machine.path("name").isTextual() || !cores.canConvertToInt() || !memory.canConvertToLong()) {
                throw error("the machine is not described", "name, cores_per_node and memory_bytes_per_node");
            }
            try {
                return Optional.of(new Machine(machine.path("name").textValue(), cores.intValue(), memory.longValue()));
            } catch (IllegalArgumentException e) {
                throw error(String.valueOf(e.getMessage()), "a name and positive numbers");
            }
        }

        private RunLayout layout(JsonNode layout) {
            return new RunLayout(
                    whole(layout, "ranks", 1),
                    whole(layout, "threads", 1),
                    whole(layout, "nodes", 1),
                    OptionalInt.empty(),
                    whole(layout, "pools", 1),
                    whole(layout, "band_groups", 1),
                    whole(layout, "diagonalization", 1),
                    whole(layout, "task_groups", 1));
        }

        private Optional<String> ended() {
            Optional<String> ended = text("ended");
            String value = ended.orElse("");
            if (!value.equals("exit") && !value.equals("time_limit") && !value.equals("killed")) {
                throw error("ended is " + InputException.quote(value), "exit, time_limit or killed");
            }
            return ended;
        }

        private Optional<String> text(String name) {
            JsonNode member = object.path(name);
            if (member.isMissingNode() || member.isNull()) {
                return Optional.empty();
            }
            if (!member.isTextual()) {
                throw error(name + " is " + InputException.quote(member.toString()), "a text");
            }
            return Optional.of(member.textValue());
        }

        private Optional<Boolean> truth(String name) {
            JsonNode member = object.path(name);
            if (member.isMissingNode() || member.isNull()) {
                return Optional.empty();
            }
            if (!member.isBoolean()) {
                throw error(name + " is " + InputException.quote(member.toString()), "true or false");
            }
            return Optional.of(member.booleanValue());
        }

        private OptionalInt whole(JsonNode from, String name, int least) {
            JsonNode member = from.path(name);
            if (member.isMissingNode() || member.isNull()) {
                return OptionalInt.empty();
            }
            if (!member.isIntegralNumber() || !member.canConvertToInt() || member.intValue() < least) {
                throw error(name + " is " + InputException.quote(member.toString()), "a whole number");
            }
            return OptionalInt.of(member.intValue());
        }

        private OptionalDouble real(String name) {
            JsonNode member = object.path(name);
            if (member.isMissingNode() || member.isNull()) {
                return OptionalDouble.empty();
            }
            double value = member.doubleValue();
            if (!member.isNumber() || !(value >= 0) || value > 1e18) {
                throw error(name + " is " + InputException.quote(member.toString()), "a number of at least 0");
            }
            return OptionalDouble.of(value);
        }

        private OptionalLong large(String name) {
            OptionalDouble value = real(name);
            return value.isPresent() ? OptionalLong.of(Math.round(value.getAsDouble())) : OptionalLong.empty();
        }
    }
}
