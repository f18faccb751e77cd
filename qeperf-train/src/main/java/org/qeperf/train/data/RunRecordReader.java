package org.qeperf.train.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.Machine;
import org.qeperf.features.harvest.Clock;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.features.harvest.RunBasis;
import org.qeperf.features.harvest.RunContents;
import org.qeperf.features.harvest.RunGrid;
import org.qeperf.features.harvest.RunIterations;
import org.qeperf.features.harvest.RunLayout;
import org.qeperf.features.harvest.RunMemory;
import org.qeperf.features.harvest.RunPotentials;
import org.qeperf.features.harvest.RunProgram;
import org.qeperf.features.harvest.RunTimes;

/** Reads a run record from its JSON object, in the order in which {@link RunRecordJson} writes it. */
final class RunRecordReader {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final JsonMembers run;

    private RunRecordReader(JsonNode object) {
        run = new JsonMembers(object, "");
    }

    /** Reads one record; anything missing, unknown or of the wrong kind is an {@link IllegalArgumentException}. */
    static RunRecord read(JsonNode object) {
        if (object == null || !object.isObject()) {
            throw new IllegalArgumentException("this is not an object");
        }
        RunRecordReader reader = new RunRecordReader(object);
        reader.requireFormat();
        RunRecord record = reader.record();
        reader.run.requireNoOthers();
        return record;
    }

    private void requireFormat() {
        String format = run.requiredText("format");
        if (format.equals("qeperf-run/1")) {
            throw new IllegalArgumentException(
                    "format 'qeperf-run/1' is no longer read: make the file again with 'qeperf harvest'");
        }
        if (!format.equals(RunRecordJson.FORMAT)) {
            throw new IllegalArgumentException("format '" + format + "' instead of '" + RunRecordJson.FORMAT + "'");
        }
    }

    private RunRecord record() {
        return new RunRecord(
                origin(),
                program(),
                place(),
                contents(),
                iterations(),
                times(),
                new RunMemory(
                        run.wholeLong("estimated_memory_bytes", 0),
                        run.wholeLong("estimated_total_memory_bytes", 0),
                        run.wholeLong("peak_memory_bytes", 0)),
                new RunEnding(outcome(), run.text("evidence"), run.text("crashed_in"), run.requiredTruth("disturbed")),
                counts(),
                labels());
    }

    private RunOrigin origin() {
        String id = run.requiredText("id");
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("'id' is not of 16 hexadecimal digits");
        }
        return new RunOrigin(
                id, run.requiredText("source"), run.text("system"), sha256("input_sha256"), sha256("output_sha256"));
    }

    private Optional<String> sha256(String name) {
        Optional<String> digest = run.text(name);
        if (digest.isPresent() && !SHA256.matcher(digest.get()).matches()) {
            throw new IllegalArgumentException("'" + name + "' is not of 64 hexadecimal digits");
        }
        return digest;
    }

    private RunProgram program() {
        return new RunProgram(
                run.requiredText("code"),
                run.text("qe_version"),
                run.requiredTruth("gpu"),
                run.text("calculation"),
                run.text("date").map(RunRecordReader::date));
    }

    private static LocalDateTime date(String text) {
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'date' is not a date and time such as 2026-11-20T19:08:12", e);
        }
    }

    private RunPlace place() {
        return new RunPlace(
                run.text("host"),
                run.object("machine").map(RunRecordReader::machine),
                new RunLayout(
                        run.whole("n_mpi", 1),
                        run.whole("n_threads", 1),
                        run.whole("n_nodes", 1),
                        run.whole("n_images", 1),
                        run.whole("n_pool", 1),
                        run.whole("n_bgrp", 1),
                        run.whole("n_diag", 1),
                        run.whole("n_task_groups", 1)),
                run.object("job").map(RunRecordReader::job));
    }

    private static Machine machine(JsonMembers machine) {
        Machine read = new Machine(
                machine.requiredText("name"),
                machine.requiredWhole("cores_per_node", 0),
                machine.requiredLong("memory_bytes_per_node", 0));
        machine.requireNoOthers();
        return read;
    }

    private static SlurmJob job(JsonMembers job) {
        String scheduler = job.requiredText("scheduler");
        if (!scheduler.equals(RunRecordJson.SLURM)) {
            throw new IllegalArgumentException(
                    "'job.scheduler' is '" + scheduler + "' instead of '" + RunRecordJson.SLURM + "'");
        }
        SlurmJob read = new SlurmJob(
                job.requiredText("id"),
                job.text("state"),
                job.wholeLong("elapsed_s", 0),
                job.wholeLong("max_rss_bytes", 0),
                job.text("nodes"),
                job.text("exit_code"));
        job.requireNoOthers();
        return read;
    }

    private RunContents contents() {
        return new RunContents(
                run.texts("elements"),
                run.whole("n_at", 0),
                run.whole("n_species", 0),
                run.number("n_el"),
                run.whole("n_ks", 0),
                run.whole("n_k", 0),
                run.whole("n_sym", 0),
                spin(),
                run.truth("gamma_only"),
                new RunBasis(
                        run.number("ecutwfc_ry"),
                        run.number("ecutrho_ry"),
                        run.number("volume_bohr3"),
                        grid("n_g_dense", "fft_dense"),
                        grid("n_g_smooth", "fft_smooth"),
                        run.wholeLong("n_pw_max", 0)),
                new RunPotentials(
                        run.whole("n_betas", 0),
                        run.whole("n_kb", 0),
                        run.truth("ultrasoft"),
                        run.truth("paw"),
                        run.text("functional")));
    }

    private OptionalInt spin() {
        OptionalInt spin = run.whole("n_spin", 1);
        if (spin.isPresent() && spin.getAsInt() != 1 && spin.getAsInt() != 2 && spin.getAsInt() != 4) {
            throw new IllegalArgumentException("'n_spin' is " + spin.getAsInt() + " instead of 1, 2 or 4");
        }
        return spin;
    }

    private Optional<RunGrid> grid(String vectorsName, String pointsName) {
        OptionalLong vectors = run.wholeLong(vectorsName, 0);
        Optional<int[]> points = run.grid(pointsName);
        if (vectors.isPresent() != points.isPresent()) {
            throw new IllegalArgumentException(
                    "one of '" + vectorsName + "' and '" + pointsName + "' is null, and the other is not");
        }
        return points.map(n -> new RunGrid(vectors.orElseThrow(), n[0], n[1], n[2]));
    }

    private RunIterations iterations() {
        OptionalInt scf = run.whole("n_scf_iterations", 0);
        List<Integer> perStep = run.wholes("scf_iterations_per_step");
        long sum = perStep.stream().mapToLong(Integer::longValue).sum();
        if (!perStep.isEmpty() && sum != scf.orElse(-1)) {
            throw new IllegalArgumentException(
                    "'scf_iterations_per_step' adds up to " + sum + ", which 'n_scf_iterations' is not");
        }
        return new RunIterations(
                scf, perStep, run.requiredNumbers("davidson_iterations"), run.whole("n_ionic_steps", 0));
    }

    private RunTimes times() {
        Map<String, Clock> clocks = new LinkedHashMap<>();
        JsonMembers all = new JsonMembers(run.requiredNode("clocks"), "clocks.");
        run.requiredNode("clocks").fieldNames().forEachRemaining(name -> {
            JsonMembers clock =
                    all.object(name).orElseThrow(() -> new IllegalArgumentException(all.quoted(name) + " is null"));
            clocks.put(name, new Clock(clock.wholeLong("calls", 0), clock.number("cpu_s"), clock.number("wall_s")));
            clock.requireNoOthers();
        });
        return new RunTimes(
                run.number("electrons_wall_s"), run.number("total_wall_s"), run.number("total_cpu_s"), clocks);
    }

    private Outcome outcome() {
        String key = run.requiredText("outcome");
        List<String> keys = Arrays.stream(Outcome.values()).map(Outcome::key).toList();
        if (!keys.contains(key)) {
            throw new IllegalArgumentException(
                    "'outcome' is '" + key + "' instead of one of " + String.join(", ", keys));
        }
        return Outcome.values()[keys.indexOf(key)];
    }

    private RunCounts counts() {
        return new RunCounts(run.node("counts").map(RunRecordReader::counts), run.text("counts_missing"));
    }

    private static Counts counts(JsonNode object) {
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

    private Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        run.requiredNode("labels").properties().forEach(entry -> {
            if (!entry.getValue().isTextual()) {
                throw new IllegalArgumentException("'labels." + entry.getKey() + "' is not a text");
            }
            labels.put(entry.getKey(), entry.getValue().textValue());
        });
        return labels;
    }
}
