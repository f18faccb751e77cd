package org.qeperf.train.loop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.predict.Interval;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.SourceText;
import org.qeperf.runtime.batch.Command;
import org.qeperf.runtime.batch.Container;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.Launcher;
import org.qeperf.runtime.batch.ModuleBlock;
import org.qeperf.runtime.batch.Queue;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.forecast.Estimate;

/** Reads what {@link JobWriter} writes. */
final class JobReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JobReader() {}

    /**
     * Reads a file.
     *
     * @param id the name of its folder
     * @throws QePerfException if it is not one of these
     */
    static JobRecord read(Path file, String id) {
        try {
            return checked(record(new Members(JSON.readTree(SourceText.readBytes(file, ParseLimits.DEFAULT)))), id);
        } catch (JsonProcessingException e) {
            throw new QePerfException(file + ": this is not JSON; expected a job as qeperf wrote it", e);
        } catch (IllegalArgumentException e) {
            throw new QePerfException(file + ": " + e.getMessage() + "; expected a job as qeperf wrote it", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Both name folders to write to. */
    private static JobRecord checked(JobRecord record, String id) {
        if (!record.id().equals(id)) {
            throw new IllegalArgumentException("'id' is not the name of its folder");
        }
        for (int i = 0; i < record.attempts().size(); i++) {
            if (record.attempts().get(i).number() != i + 1) {
                throw new IllegalArgumentException("'number' of attempt " + (i + 1) + " is not " + (i + 1));
            }
        }
        return record;
    }

    private static JobRecord record(Members object) {
        if (!object.text("format").equals(JobWriter.FORMAT)) {
            throw new IllegalArgumentException("'format' is not " + JobWriter.FORMAT);
        }
        return new JobRecord(
                object.text("id"),
                object.time("created"),
                job(object.object("job")),
                terms(object.object("terms")),
                forecast(object.object("forecast")),
                object.objects("attempts", JobReader::attempt),
                object.text("why"),
                object.maybe(
                        "verdict",
                        verdict ->
                                new JobRecord.Verdict(verdict.constant("kind", JobEnd.class), verdict.text("reason"))));
    }

    private static Job job(Members object) {
        Map<String, String> environment = new LinkedHashMap<>();
        Members variables = object.object("environment");
        variables.node().fieldNames().forEachRemaining(name -> environment.put(name, variables.text(name)));
        Members command = object.object("command");
        return new Job(
                object.text("name"),
                new Queue(
                        object.maybeText("account"),
                        object.maybeText("partition"),
                        object.maybeText("qos"),
                        object.maybeText("constraint")),
                resources(object.object("resources")),
                object.maybeText("output"),
                object.maybeText("error"),
                object.maybe(
                        "modules",
                        block -> new ModuleBlock(
                                block.text("machine"), block.texts("software"), block.texts("commands"))),
                environment,
                new Command(
                        command.constant("launcher", Launcher.class),
                        command.maybe(
                                "container",
                                container -> new Container(
                                        container.text("image"),
                                        container.constant("devices", Container.Devices.class))),
                        command.texts("words"),
                        command.maybeText("input"),
                        command.maybeText("output")));
    }

    private static Resources resources(Members object) {
        return new Resources(
                object.number("nodes"),
                object.number("tasks_per_node"),
                object.number("cpus_per_task"),
                object.number("gpus_per_node"),
                object.maybeWhole("memory_bytes_per_node"),
                object.truth("exclusive"),
                object.maybeWhole("seconds"));
    }

    private static JobTerms terms(Members object) {
        Members machine = object.object("machine");
        return new JobTerms(
                object.constant("scheduler", Scheduler.class),
                new Machine(
                        machine.text("name"), machine.number("cores_per_node"), machine.whole("memory_bytes_per_node")),
                object.number("min_nodes"),
                object.number("max_nodes"),
                object.number("max_cores"),
                object.maybeReal("max_seconds"),
                object.maybeText("code_version"),
                object.real("level"),
                object.truth("own_seconds"),
                object.truth("own_memory"));
    }

    private static JobForecast forecast(Members object) {
        Members layout = object.object("layout");
        return new JobForecast(
                new Layout(
                        layout.number("nodes"),
                        layout.number("tasks_per_node"),
                        layout.number("threads_per_task"),
                        layout.number("pools"),
                        layout.number("diagonalization_ranks"),
                        layout.number("task_groups")),
                object.texts("models"),
                estimate(object.object("seconds")),
                estimate(object.object("seconds_per_scf_iteration")),
                estimate(object.object("scf_iterations")),
                estimate(object.object("bytes_per_node")),
                quantiles(object.object("seconds_quantiles")),
                quantiles(object.object("bytes_quantiles")));
    }

    private static Estimate estimate(Members object) {
        return new Estimate(
                object.real("value"), new Interval(object.real("lower"), object.real("upper"), object.real("level")));
    }

    private static JobForecast.Quantiles quantiles(Members object) {
        return new JobForecast.Quantiles(object.reals("shares"), object.reals("values"));
    }

    private static Attempt attempt(Members object) {
        return new Attempt(
                object.number("number"),
                object.time("begun"),
                resources(object.object("resources")),
                object.text("why"),
                object.maybeText("job_id"),
                object.objects(
                        "history", seen -> new Attempt.Seen(seen.time("at"), state(seen), seen.maybeText("reason"))),
                object.maybe("last", JobReader::status),
                object.maybe("end", JobReader::end));
    }

    private static JobState state(Members object) {
        Optional<JobEnd> kind =
                object.isNull("kind") ? Optional.empty() : Optional.of(object.constant("kind", JobEnd.class));
        return new JobState(object.text("state"), object.constant("phase", JobState.Phase.class), kind);
    }

    private static JobStatus status(Members object) {
        return new JobStatus(
                state(object),
                object.maybeText("reason"),
                object.maybeNumber("exit_code"),
                object.maybeNumber("signal"),
                object.maybeWhole("elapsed_s"),
                object.maybeWhole("max_rss_bytes"),
                object.maybeText("nodes"));
    }

    private static Attempt.End end(Members object) {
        return new Attempt.End(
                object.time("at"),
                object.constant("kind", JobEnd.class),
                object.text("message"),
                object.maybe(
                        "measured",
                        measured -> new Attempt.Measured(
                                measured.text("run"),
                                measured.maybeReal("total_s"),
                                measured.maybeReal("seconds_per_scf_iteration"),
                                measured.maybeNumber("scf_iterations"),
                                measured.maybeNumber("ionic_steps"),
                                measured.maybeWhole("peak_bytes_per_rank"),
                                measured.truth("converged"))));
    }
}
