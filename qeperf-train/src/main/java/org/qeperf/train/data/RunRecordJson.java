package org.qeperf.train.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;

/** Run records as JSON objects, {@code "format": "qeperf-run/1"}. */
public final class RunRecordJson {

    private static final String FORMAT = "qeperf-run/1";
    private static final List<String> OUTCOMES = List.of("converged", "not-converged", "crashed", "incomplete");
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunRecordJson() {}

    /**
     * Counts as a JSON object: numbers, truth values, and grids as arrays of three.
     *
     * @param counts the counts
     * @return a new object with one member for each count, in order
     */
    public static ObjectNode write(Counts counts) {
        ObjectNode object = JSON.createObjectNode();
        for (Count count : counts.all()) {
            if (count instanceof Count.Whole whole) {
                object.put(whole.name(), whole.value());
            } else if (count instanceof Count.Real real) {
                object.put(real.name(), real.value());
            } else if (count instanceof Count.Flag flag) {
                object.put(flag.name(), flag.value());
            } else if (count instanceof Count.Grid grid) {
                object.putArray(grid.name()).add(grid.n1()).add(grid.n2()).add(grid.n3());
            }
        }
        return object;
    }

    static ObjectNode write(RunRecord run) {
        ObjectNode object = JSON.createObjectNode();
        object.put("format", FORMAT).put("id", run.id()).put("system", run.system());
        object.put("code", run.code()).put("code_version", run.codeVersion());
        object.putObject("machine")
                .put("name", run.machine().name())
                .put("cores_per_node", run.machine().coresPerNode())
                .put("memory_bytes_per_node", run.machine().memoryBytesPerNode());
        object.putObject("layout")
                .put("nodes", run.layout().nodes())
                .put("tasks_per_node", run.layout().tasksPerNode())
                .put("threads_per_task", run.layout().threadsPerTask())
                .put("pools", run.layout().pools());
        object.set("counts", write(run.counts()));
        object.put("outcome", run.outcome()).put("evidence", run.evidence());
        object.put("scf_iterations", run.scfIterations());
        object.put("electrons_wall_s", run.electronsSeconds());
        object.put("total_wall_s", run.totalSeconds()).put("total_cpu_s", run.totalCpuSeconds());
        object.put("peak_memory_bytes", run.peakMemoryBytes());
        object.put("estimated_memory_bytes", run.estimatedMemoryBytes());
        return object.put("disturbed", run.disturbed()).put("input_sha256", run.inputSha256());
    }

    /** Reads one record; anything missing or of the wrong kind is an {@link IllegalArgumentException}. */
    static RunRecord read(JsonNode object) {
        if (!text(object, "format").equals(FORMAT)) {
            throw new IllegalArgumentException("format '" + text(object, "format") + "' instead of '" + FORMAT + "'");
        }
        JsonNode machine = member(object, "machine");
        JsonNode layout = member(object, "layout");
        return new RunRecord(
                text(object, "id"),
                text(object, "system"),
                text(object, "code"),
                text(object, "code_version"),
                new Machine(
                        text(machine, "name"),
                        whole(machine, "cores_per_node"),
                        wholeLong(machine, "memory_bytes_per_node")),
                new Layout(
                        whole(layout, "nodes"),
                        whole(layout, "tasks_per_node"),
                        whole(layout, "threads_per_task"),
                        whole(layout, "pools")),
                counts(member(object, "counts")),
                outcome(object),
                text(object, "evidence"),
                whole(object, "scf_iterations"),
                number(object, "electrons_wall_s"),
                number(object, "total_wall_s"),
                number(object, "total_cpu_s"),
                number(object, "peak_memory_bytes"),
                number(object, "estimated_memory_bytes"),
                truth(object, "disturbed"),
                text(object, "input_sha256"));
    }

    private static Counts counts(JsonNode object) {
        if (!object.isObject()) {
            throw new IllegalArgumentException("'counts' is not an object");
        }
        List<Count> all = new ArrayList<>();
        object.properties().forEach(entry -> all.add(count(entry.getKey(), entry.getValue())));
        return new Counts(all);
    }

    private static Count count(String name, JsonNode value) {
        if (value.isIntegralNumber()) {
            if (!value.canConvertToLong()) {
                throw new IllegalArgumentException("count '" + name + "' is too large");
            }
            return new Count.Whole(name, value.longValue());
        } else if (value.isNumber()) {
            return new Count.Real(name, value.doubleValue());
        } else if (value.isBoolean()) {
            return new Count.Flag(name, value.booleanValue());
        } else if (value instanceof ArrayNode grid && grid.size() == 3 && isWhole(grid)) {
            return new Count.Grid(
                    name,
                    grid.get(0).intValue(),
                    grid.get(1).intValue(),
                    grid.get(2).intValue());
        }
        throw new IllegalArgumentException("count '" + name + "' is neither number, truth value nor grid");
    }

    private static boolean isWhole(ArrayNode grid) {
        for (JsonNode points : grid) {
            if (!points.isIntegralNumber() || !points.canConvertToInt()) {
                return false;
            }
        }
        return true;
    }

    private static String outcome(JsonNode object) {
        String outcome = text(object, "outcome");
        if (!OUTCOMES.contains(outcome)) {
            throw new IllegalArgumentException(
                    "'outcome' is '" + outcome + "' instead of one of " + String.join(", ", OUTCOMES));
        }
        return outcome;
    }

    private static boolean truth(JsonNode object, String name) {
        JsonNode member = member(object, name);
        if (!member.isBoolean()) {
            throw new IllegalArgumentException("'" + name + "' is not a truth value");
        }
        return member.booleanValue();
    }

    private static JsonNode member(JsonNode object, String name) {
        JsonNode member = object.get(name);
        if (member == null || member.isNull()) {
            throw new IllegalArgumentException("'" + name + "' is missing");
        }
        return member;
    }

    private static String text(JsonNode object, String name) {
        JsonNode member = member(object, name);
        if (!member.isTextual()) {
            throw new IllegalArgumentException("'" + name + "' is not a text");
        }
        return member.textValue();
    }

    private static int whole(JsonNode object, String name) {
        long value = wholeLong(object, name);
        if (value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("'" + name + "' is too large");
        }
        return (int) value;
    }

    private static long wholeLong(JsonNode object, String name) {
        JsonNode member = member(object, name);
        if (!member.isIntegralNumber() || !member.canConvertToLong() || member.longValue() < 0) {
            throw new IllegalArgumentException("'" + name + "' is not a whole number of at least 0");
        }
        return member.longValue();
    }

    private static double number(JsonNode object, String name) {
        JsonNode member = member(object, name);
        double value = member.doubleValue();
        if (!member.isNumber() || !Double.isFinite(value) || value < 0) {
            throw new IllegalArgumentException("'" + name + "' is not a number of at least 0");
        }
        return value;
    }
}
