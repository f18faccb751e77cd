package org.qeperf.app.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.predict.Extrapolation;
import org.qeperf.api.predict.Interval;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.Prediction;
import org.qeperf.runtime.forecast.CountForecast;
import org.qeperf.runtime.forecast.Estimate;
import org.qeperf.runtime.forecast.MemoryForecast;
import org.qeperf.runtime.forecast.Risk;
import org.qeperf.runtime.forecast.RunForecast;
import org.qeperf.runtime.forecast.TimeForecast;

/** A forecast for programs. */
public final class ForecastDocument {

    private static final double MEBIBYTE = 1 << 20;

    private final RunForecast forecast;
    private final double level;
    private final ObjectNode document = JsonNodeFactory.instance.objectNode();

    private ForecastDocument(RunForecast forecast, double level) {
        this.forecast = forecast;
        this.level = level;
    }

    public static ObjectNode of(RunForecast forecast, List<String> warnings, double level) {
        ForecastDocument json = new ForecastDocument(forecast, level);
        json.time();
        json.memory();
        json.risk();
        json.experience();
        json.question();
        warnings.forEach(json.document.putArray("warnings")::add);
        return json.document;
    }

    private void time() {
        TimeForecast time = forecast.time();
        put("total_wall_seconds", time.totalSeconds(), 1);
        document.put("walltime_request_s", time.requestSeconds()).put("max_seconds", time.maxSeconds());
        put("seconds_per_scf_iteration", time.secondsPerScfIteration(), 1);
        put("n_scf_iterations", time.scfIterations());
        put("n_ionic_steps", time.ionicSteps());
        put("seconds_outside_scf", time.secondsOutsideScf(), 1);
        time.kernelShares().forEach(document.putObject("kernel_shares")::put);
    }

    private void memory() {
        MemoryForecast memory = forecast.memory();
        put("memory_per_rank_mb", memory.perRank(), MEBIBYTE);
        put("memory_per_node_mb", memory.perNode(), MEBIBYTE);
        memory.programsEstimateBytes().ifPresent(bytes -> document.put("memory_estimate_mb", bytes / MEBIBYTE));
        document.put("memory_fit", memory.fit().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        memory.remedies().forEach(document.putArray("memory_remedies")::add);
    }

    private void risk() {
        Risk risk = forecast.risk();
        document.put("failure_probability", risk.ofFailure());
        document.putObject("failure_probabilities")
                .put("memory", risk.memory())
                .put("not_converged", risk.notConverged())
                .put("time_limit", risk.timeLimit())
                .put("invalid_layout", risk.invalidLayout());
        ArrayNode problems = document.putArray("problems");
        for (LayoutProblem problem : forecast.problems()) {
            problems.addObject()
                    .put("rule", problem.rule())
                    .put("severity", problem.severity().name().toLowerCase(Locale.ROOT))
                    .put("message", problem.message())
                    .put("printed", problem.printed().orElse(null))
                    .put("advice", problem.advice());
        }
    }

    private void experience() {
        document.put("outside_training", forecast.outsideTraining());
        ArrayNode outside = document.putArray("outside_experience");
        for (Prediction prediction : forecast.predictions()) {
            for (Extrapolation feature : prediction.extrapolation()) {
                outside.addObject()
                        .put("target", prediction.target().name())
                        .put("feature", feature.feature())
                        .put("value", feature.value())
                        .put("lowest_seen", feature.lowestSeen())
                        .put("highest_seen", feature.highestSeen());
            }
        }
    }

    private void question() {
        ModelId time = forecast.models().values().iterator().next();
        document.putObject("model").put("name", time.name()).put("version", time.version());
        ObjectNode models = document.putObject("models");
        forecast.models()
                .forEach((target, model) -> models.putObject(target.name())
                        .put("name", model.name())
                        .put("version", model.version()));
        Layout layout = forecast.layout();
        ObjectNode asked = document.putObject("layout")
                .put("nodes", layout.nodes())
                .put("tasks_per_node", layout.tasksPerNode())
                .put("threads_per_task", layout.threadsPerTask())
                .put("pools", layout.pools());
        if (layout.diagonalizationRanks() != Layout.PROGRAM_CHOOSES) {
            asked.put("diagonalization_ranks", layout.diagonalizationRanks());
        }
        if (layout.taskGroups() > 1) {
            asked.put("task_groups", layout.taskGroups());
        }
        document.putObject("machine")
                .put("name", forecast.machine().name())
                .put("cores_per_node", forecast.machine().coresPerNode())
                .put("memory_bytes_per_node", forecast.machine().memoryBytesPerNode());
    }

    /** A count is 1 at least. */
    private void put(String key, CountForecast count) {
        put(key, new Estimate(count.value(), count.interval(level)), 1);
    }

    private void put(String key, Prediction prediction, double unit) {
        put(key, new Estimate(prediction.value(), prediction.interval(level)), unit);
    }

    private void put(String key, Estimate estimate, double unit) {
        Interval interval = estimate.interval();
        document.putObject(key)
                .put("value", estimate.value() / unit)
                .put("lower", interval.lower() / unit)
                .put("upper", interval.upper() / unit)
                .put("level", interval.level());
    }
}
