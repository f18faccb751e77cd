package org.qeperf.examples.nextflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nextflow.Session;
import nextflow.processor.TaskHandler;
import nextflow.processor.TaskRun;
import nextflow.trace.TraceRecord;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.jobs.PlannedJob;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunRecordJson;
import org.qeperf.train.harvest.HarvestOptions;
import org.qeperf.train.harvest.Harvester;

/**
 * Adds the run of each finished task to the run file, also where it failed, and puts predicted beside measured at the end. Tasks
 * count whose input was asked about; those that {@code -resume} takes over were added when they ran.
 */
final class FinishedRuns extends QuietObserver {

    private static final String ROW = "%-20s %7s  %-20s %10s %10s %10s %10s%n";
    private static final double MEBIBYTE = 1 << 20;

    private final Session session;
    private final Settings settings;
    private final Plans plans;
    private final List<String> rows = Collections.synchronizedList(new ArrayList<>());
    private final List<String> problems = Collections.synchronizedList(new ArrayList<>());

    FinishedRuns(Session session, Settings settings, Plans plans) {
        this.session = session;
        this.settings = settings;
        this.plans = plans;
    }

    /** The peak of resident memory is among the metrics. */
    @Override
    public boolean enableMetrics() {
        return true;
    }

    @Override
    public void onProcessComplete(TaskHandler handler, TraceRecord trace) {
        TaskRun task = handler.getTask();
        task.getInputFilesMap().values().stream()
                .flatMap(input -> plans.known(input).stream())
                .findFirst()
                .ifPresent(plan -> harvest(task, trace, plan));
    }

    private void harvest(TaskRun task, TraceRecord trace, PlannedJob plan) {
        Harvester harvester = new Harvester(
                Extractors.find("pw.x"),
                new HarvestOptions(
                        Optional.of(settings.destination().machine()), settings.pseudoFolders(), line -> {}));
        harvester.harvest(task.getWorkDir());
        harvester.problems().forEach(problem -> problems.add(task.getName() + ": " + problem));
        if (harvester.records().isEmpty()) {
            problems.add(task.getName() + ": no run of pw.x in " + task.getWorkDir());
        }
        for (RunRecord run : harvester.records()) {
            add(run, Map.of("task", task.getName(), "attempt", String.valueOf(trace.get("attempt"))));
            rows.add(row(run, trace, plan));
        }
    }

    private void add(RunRecord run, Map<String, String> labels) {
        RunRecord labelled = run.withLabels(labels);
        try {
            Files.writeString(
                    settings.runs(),
                    RunRecordJson.write(labelled) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String row(RunRecord run, TraceRecord trace, PlannedJob plan) {
        double seconds = plan.forecast().time().totalSeconds().value();
        double bytes = plan.forecast().memory().perNode().value();
        return String.format(
                Locale.ROOT,
                ROW,
                trace.get("name"),
                trace.get("attempt"),
                run.outcome().key() + (run.ending().disturbed() ? ", disturbed" : ""),
                seconds(seconds),
                run.times().totalWall().isPresent()
                        ? seconds(run.times().totalWall().getAsDouble())
                        : "-",
                mebibytes(bytes),
                trace.get("peak_rss") instanceof Number peak ? mebibytes(peak.doubleValue()) : "-");
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f s", seconds);
    }

    private static String mebibytes(double bytes) {
        return String.format(Locale.ROOT, "%.0f MB", bytes / MEBIBYTE);
    }

    @Override
    public void onFlowComplete() {
        StringBuilder text = new StringBuilder();
        problems.forEach(problem -> text.append("qeperf: ").append(problem).append('\n'));
        if (!rows.isEmpty()) {
            Path runs = settings.runs();
            text.append("qeperf: runs added to ")
                    .append(runs)
                    .append(": ")
                    .append(rows.size())
                    .append('\n');
            text.append(String.format(
                    Locale.ROOT, ROW, "task", "attempt", "outcome", "predicted", "measured", "predicted", "measured"));
            rows.forEach(text::append);
        }
        if (text.length() > 0) {
            session.printConsole(text.toString());
        }
    }
}
