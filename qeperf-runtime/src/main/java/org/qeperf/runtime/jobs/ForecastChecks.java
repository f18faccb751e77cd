package org.qeperf.runtime.jobs;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.feature.Workload;
import org.qeperf.runtime.batch.ReadScript;
import org.qeperf.runtime.batch.ReadScript.Part;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.forecast.Chance;
import org.qeperf.runtime.forecast.MemoryForecast.Fit;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.runtime.forecast.RunForecast;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.forecast.RunQuestion;
import org.qeperf.runtime.jobs.Finding.Severity;

/** Compares what a script asks for with what its run needs. */
final class ForecastChecks {

    /** More than this of what is needed is too much to ask for. */
    private static final double TOO_MUCH = 2;

    private static final double TEN_MINUTES = 600;
    private static final double GIBIBYTE = 1 << 30;
    private static final double RISK = 0.05;

    private final ReadScript script;
    private final Resources asked;
    private final Workload run;
    private final Destination destination;
    private final RunPredictor predictor;
    private final Findings findings;

    ForecastChecks(
            ReadScript script, Workload run, Destination destination, RunPredictor predictor, Findings findings) {
        this.script = script;
        this.asked = script.job().resources();
        this.run = run;
        this.destination = destination;
        this.predictor = predictor;
        this.findings = findings;
    }

    RunForecast check(Layout layout, RepeatedRuns repeated) {
        OptionalLong seconds = asked.seconds();
        long start = JobPlanner.startSeconds(destination);
        RunForecast free = predict(layout, OptionalDouble.empty());
        RunForecast forecast =
                seconds.isEmpty() ? free : predict(layout, OptionalDouble.of(Math.max(1, seconds.getAsLong() - start)));
        problems(forecast);
        if (forecast.starts()) {
            pools(layout);
        }
        if (seconds.isPresent()) {
            time(forecast, free.time().requestSeconds() + start, seconds.getAsLong(), repeated);
        }
        memory(forecast);
        convergence(forecast);
        return forecast;
    }

    private RunForecast predict(Layout layout, OptionalDouble limit) {
        return predictor.predict(
                run,
                layout,
                destination.machine(),
                new RunQuestion(RunQuestion.DEFAULT.level(), RunQuestion.DEFAULT.requestLevel(), limit));
    }

    private void problems(RunForecast forecast) {
        boolean told = (long) asked.tasksPerNode() * asked.cpusPerTask() > destination.coresPerNode();
        problems(forecast.problems(), told, findings);
    }

    /** Rules of pw.x that a layout breaks, without those of the machine where these are told or the machine is not known. */
    static void problems(List<LayoutProblem> problems, boolean withoutMachine, Findings findings) {
        for (LayoutProblem problem : problems) {
            if (!(withoutMachine && problem.rule().equals("threads-beyond-cores"))) {
                findings.add(
                        Part.COMMAND,
                        problem.severity() == LayoutProblem.Severity.STOPS ? Severity.STOPS : Severity.WASTES,
                        problem.rule(),
                        problem.message(),
                        "a layout in which "
                                + (problem.severity() == LayoutProblem.Severity.STOPS
                                        ? "pw.x runs"
                                        : "all ranks have work")
                                + problem.printed()
                                        .map(text -> " (pw.x prints \"" + text + "\")")
                                        .orElse(""),
                        problem.advice());
            }
        }
    }

    private void pools(Layout layout) {
        int points = KPoints.of(run);
        int pools = layout.pools();
        if (pools > 1 && pools < points && points % pools != 0) {
            int most = (points + pools - 1) / pools;
            findings.add(
                    Part.COMMAND,
                    Severity.WASTES,
                    "pools-uneven",
                    Quantities.counted(pools, "pool") + " share " + Quantities.counted(points, "k-point")
                            + ": some have " + most + ", and the others wait for these",
                    "a number of pools that divides " + points,
                    "take one of: " + divisors(points, layout.ranks()));
        }
    }

    private static String divisors(int points, int ranks) {
        StringBuilder text = new StringBuilder();
        for (int d = 1; d <= points; d++) {
            if (points % d == 0 && ranks % d == 0) {
                text.append(text.length() == 0 ? "" : ", ").append(d);
            }
        }
        return text.toString();
    }

    private void time(RunForecast forecast, long needed, long given, RepeatedRuns repeated) {
        String asks = "the job asks for " + Quantities.seconds(given);
        double longer = forecast.risk().timeLimit();
        if (longer > RISK) {
            findings.add(
                    Part.TIME,
                    Severity.WASTES,
                    "time-too-short",
                    asks + "; the run takes longer with a chance of " + Quantities.probability(longer),
                    Quantities.seconds(needed) + ", enough for 95 of 100 such runs",
                    "ask for that, or let max_seconds = " + forecast.time().maxSeconds() + " stop pw.x in time");
        } else if (repeated.none() && given > TOO_MUCH * needed && given - needed > TEN_MINUTES) {
            findings.add(
                    Part.TIME,
                    Severity.WASTES,
                    "time-too-long",
                    asks + "; the run needs " + Quantities.seconds(needed) + " (95 of 100 runs at most)",
                    "little more than it needs, since shorter jobs start earlier",
                    "ask for " + Quantities.seconds(needed));
        }
    }

    private void memory(RunForecast forecast) {
        double needed = forecast.memory().perNode().interval().upper()
                + JobPlanner.overheadBytes(destination, forecast.layout().tasksPerNode());
        if (forecast.memory().fit() != Fit.FITS) {
            findings.add(
                    Part.MEMORY,
                    Severity.WASTES,
                    "memory-of-a-node",
                    "the ranks of a node need up to " + Quantities.bytes(needed)
                            + ", more than a node has with a chance of "
                            + Quantities.probability(forecast.risk().memory()),
                    "at most " + Quantities.bytes(destination.machine().memoryBytesPerNode()),
                    String.join("; or ", forecast.memory().remedies()));
        }
        if (asked.memoryBytesPerNode().isEmpty()) {
            return;
        }
        double given = asked.memoryBytesPerNode().getAsLong();
        String asks = "the job asks for " + Quantities.bytes(given) + " of memory on each node";
        double perRank = Math.max(1, given - JobPlanner.LAUNCHER_BYTES)
                / forecast.layout().tasksPerNode();
        double more = Chance.above(forecast.memory().perRank(), perRank);
        if (more > RISK) {
            findings.add(
                    Part.MEMORY,
                    Severity.WASTES,
                    "memory-too-small",
                    asks + "; its ranks need more with a chance of " + Quantities.probability(more),
                    Quantities.bytes(needed) + ", enough for 95 of 100 such runs",
                    "ask for that");
        } else if (asked.gpusPerNode() == 0 && given > TOO_MUCH * needed && given - needed > GIBIBYTE) {
            // With accelerators goes their share of the node's memory.
            findings.add(
                    Part.MEMORY,
                    Severity.WASTES,
                    "memory-too-large",
                    asks + "; its ranks need " + Quantities.bytes(needed) + " (95 of 100 runs at most)",
                    "little more than it needs",
                    "ask for " + Quantities.bytes(needed));
        }
    }

    private void convergence(RunForecast forecast) {
        double chance = forecast.risk().notConverged();
        if (chance > RISK) {
            findings.add(
                    Part.COMMAND,
                    Severity.HINT,
                    "may-not-converge",
                    "self-consistency is not reached in the iterations allowed with a chance of "
                            + Quantities.probability(chance),
                    "more iterations allowed",
                    "raise electron_maxstep in the input");
        }
    }

    /** Cores of a node that the job asks for. */
    int cores() {
        return (int) Math.min(Integer.MAX_VALUE, (long) asked.tasksPerNode() * asked.cpusPerTask());
    }

    /** What the ranks of a node may need on the memory that the job asks for. */
    double memoryLimit() {
        long node = destination.machine().memoryBytesPerNode();
        return Math.max(1, Math.min(node, asked.memoryBytesPerNode().orElse(node)) - JobPlanner.LAUNCHER_BYTES);
    }

    void improvements(List<Improvement> improvements, RunForecast forecast) {
        String own = forecast.starts()
                ? "as the script spreads it, the run takes "
                        + Quantities.seconds(forecast.time().totalSeconds().value())
                : "as the script spreads it, the run does not start";
        for (Improvement better : improvements) {
            Layout layout = better.layout();
            String with = switch (better.change()) {
                case POOLS -> "with " + Quantities.counted(layout.pools(), "pool");
                case TASKS_AND_THREADS ->
                    "with " + Quantities.counted(layout.tasksPerNode(), "task") + " of "
                            + Quantities.counted(layout.threadsPerTask(), "thread") + " on each node";
                case ANY -> "with " + layout;
            };
            findings.add(
                    Part.COMMAND,
                    forecast.starts() ? Severity.WASTES : Severity.HINT,
                    "faster-layout",
                    own,
                    Quantities.seconds(better.seconds()) + " " + with,
                    better.change() == Improvement.Change.POOLS
                            ? "write -nk " + layout.pools()
                            : "take it over by hand, or with --update --apply");
        }
    }
}
