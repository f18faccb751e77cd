package org.qeperf.train.loop;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.qeperf.api.feature.Layout;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.forecast.Estimate;

/** Writes {@code job.json}, {@code "format": "qeperf-job/1"}. Every key is always there, {@code null} where nothing is known. */
final class JobWriter {

    static final String FORMAT = "qeperf-job/1";

    private static final ObjectMapper JSON = new ObjectMapper();

    private JobWriter() {}

    static ObjectNode write(JobRecord record) {
        ObjectNode object = JSON.createObjectNode();
        object.put("format", FORMAT)
                .put("id", record.id())
                .put("created", record.created().toString())
                .put("why", record.why());
        object.set("job", job(record.job()));
        object.set("terms", terms(record.terms()));
        object.set("forecast", forecast(record.forecast()));
        ArrayNode attempts = object.putArray("attempts");
        record.attempts().forEach(attempt -> attempts.add(attempt(attempt)));
        object.set(
                "verdict",
                record.verdict()
                        .map(verdict -> JSON.createObjectNode()
                                .put("kind", verdict.kind().key())
                                .put("reason", verdict.reason()))
                        .orElse(null));
        return object;
    }

    private static ObjectNode job(Job job) {
        ObjectNode object = JSON.createObjectNode().put("name", job.name());
        text(object, "account", job.queue().account());
        text(object, "partition", job.queue().partition());
        text(object, "qos", job.queue().qos());
        text(object, "constraint", job.queue().constraint());
        object.set("resources", resources(job.resources()));
        text(object, "output", job.output());
        text(object, "error", job.error());
        object.set(
                "modules",
                job.modules()
                        .map(block -> {
                            ObjectNode modules = JSON.createObjectNode().put("machine", block.machine());
                            texts(modules, "software", block.software());
                            texts(modules, "commands", block.commands());
                            return modules;
                        })
                        .orElse(null));
        ObjectNode environment = object.putObject("environment");
        job.environment().forEach(environment::put);
        ObjectNode command = object.putObject("command");
        command.put("launcher", job.command().launcher().name());
        command.set(
                "container",
                job.command()
                        .container()
                        .map(container -> JSON.createObjectNode()
                                .put("image", container.image())
                                .put("devices", container.devices().name()))
                        .orElse(null));
        text(command, "input", job.command().input());
        texts(command, "words", job.command().words());
        text(command, "output", job.command().output());
        return object;
    }

    private static ObjectNode resources(Resources resources) {
        ObjectNode object = JSON.createObjectNode()
                .put("nodes", resources.nodes())
                .put("tasks_per_node", resources.tasksPerNode())
                .put("cpus_per_task", resources.cpusPerTask())
                .put("gpus_per_node", resources.gpusPerNode())
                .put("exclusive", resources.exclusive());
        whole(object, "memory_bytes_per_node", resources.memoryBytesPerNode());
        whole(object, "seconds", resources.seconds());
        return object;
    }

    private static ObjectNode terms(JobTerms terms) {
        ObjectNode object =
                JSON.createObjectNode().put("scheduler", terms.scheduler().name());
        object.putObject("machine")
                .put("name", terms.machine().name())
                .put("cores_per_node", terms.machine().coresPerNode())
                .put("memory_bytes_per_node", terms.machine().memoryBytesPerNode());
        object.put("min_nodes", terms.minNodes())
                .put("max_nodes", terms.maxNodes())
                .put("max_cores", terms.maxCores());
        number(object, "max_seconds", terms.maxSeconds());
        text(object, "code_version", terms.codeVersion());
        object.put("level", terms.level())
                .put("own_seconds", terms.ownSeconds())
                .put("own_memory", terms.ownMemory());
        return object;
    }

    private static ObjectNode forecast(JobForecast forecast) {
        ObjectNode object = JSON.createObjectNode();
        Layout layout = forecast.layout();
        object.putObject("layout")
                .put("nodes", layout.nodes())
                .put("tasks_per_node", layout.tasksPerNode())
                .put("threads_per_task", layout.threadsPerTask())
                .put("pools", layout.pools())
                .put("diagonalization_ranks", layout.diagonalizationRanks())
                .put("task_groups", layout.taskGroups());
        texts(object, "models", forecast.models());
        object.set("seconds", estimate(forecast.seconds()));
        object.set("seconds_per_scf_iteration", estimate(forecast.secondsPerScfIteration()));
        object.set("scf_iterations", estimate(forecast.scfIterations()));
        object.set("bytes_per_node", estimate(forecast.bytesPerNode()));
        object.set("seconds_quantiles", quantiles(forecast.secondsTable()));
        object.set("bytes_quantiles", quantiles(forecast.bytesTable()));
        return object;
    }

    private static ObjectNode estimate(Estimate estimate) {
        return JSON.createObjectNode()
                .put("value", estimate.value())
                .put("lower", estimate.interval().lower())
                .put("upper", estimate.interval().upper())
                .put("level", estimate.interval().level());
    }

    private static ObjectNode quantiles(JobForecast.Quantiles quantiles) {
        ObjectNode object = JSON.createObjectNode();
        quantiles.shares().forEach(object.putArray("shares")::add);
        quantiles.values().forEach(object.putArray("values")::add);
        return object;
    }

    private static ObjectNode attempt(Attempt attempt) {
        ObjectNode object = JSON.createObjectNode()
                .put("number", attempt.number())
                .put("begun", attempt.begun().toString())
                .put("why", attempt.why());
        object.set("resources", resources(attempt.resources()));
        text(object, "job_id", attempt.jobId());
        ArrayNode history = object.putArray("history");
        for (Attempt.Seen seen : attempt.history()) {
            ObjectNode node = history.addObject().put("at", seen.at().toString());
            state(node, seen.state());
            text(node, "reason", seen.reason());
        }
        object.set("last", attempt.last().map(JobWriter::status).orElse(null));
        object.set("end", attempt.end().map(JobWriter::end).orElse(null));
        return object;
    }

    private static void state(ObjectNode object, JobState state) {
        object.put("state", state.word()).put("phase", state.phase().name());
        text(object, "kind", state.end().map(JobEnd::key));
    }

    private static ObjectNode status(JobStatus status) {
        ObjectNode object = JSON.createObjectNode();
        state(object, status.state());
        text(object, "reason", status.reason());
        whole(object, "exit_code", status.exitCode());
        whole(object, "signal", status.signal());
        whole(object, "elapsed_s", status.elapsedSeconds());
        whole(object, "max_rss_bytes", status.maxRssBytes());
        text(object, "nodes", status.nodes());
        return object;
    }

    private static ObjectNode end(Attempt.End end) {
        ObjectNode object = JSON.createObjectNode()
                .put("at", end.at().toString())
                .put("kind", end.kind().key())
                .put("message", end.message());
        object.set(
                "measured",
                end.measured()
                        .map(measured -> {
                            ObjectNode node = JSON.createObjectNode().put("run", measured.runId());
                            number(node, "total_s", measured.seconds());
                            number(node, "seconds_per_scf_iteration", measured.secondsPerScfIteration());
                            whole(node, "scf_iterations", measured.scfIterations());
                            whole(node, "ionic_steps", measured.ionicSteps());
                            whole(node, "peak_bytes_per_rank", measured.peakBytesPerRank());
                            node.put("converged", measured.converged());
                            return node;
                        })
                        .orElse(null));
        return object;
    }

    private static void text(ObjectNode object, String name, Optional<String> value) {
        object.put(name, value.orElse(null));
    }

    private static void texts(ObjectNode object, String name, List<String> values) {
        ArrayNode array = object.putArray(name);
        values.forEach(array::add);
    }

    private static void whole(ObjectNode object, String name, OptionalLong value) {
        object.put(name, value.isPresent() ? (Long) value.getAsLong() : null);
    }

    private static void whole(ObjectNode object, String name, OptionalInt value) {
        object.put(name, value.isPresent() ? (Integer) value.getAsInt() : null);
    }

    private static void number(ObjectNode object, String name, OptionalDouble value) {
        object.put(name, value.isPresent() ? (Double) value.getAsDouble() : null);
    }
}
