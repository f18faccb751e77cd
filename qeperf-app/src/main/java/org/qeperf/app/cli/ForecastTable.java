package org.qeperf.app.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.feature.LayoutProblem.Severity;
import org.qeperf.api.predict.Prediction;
import org.qeperf.runtime.forecast.CountForecast;
import org.qeperf.runtime.forecast.Estimate;
import org.qeperf.runtime.forecast.MemoryForecast;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.runtime.forecast.RunForecast;
import org.qeperf.runtime.forecast.RunQuestion;
import org.qeperf.runtime.forecast.TimeForecast;

/** A forecast for people: what they need for a job first, then what it is made of. */
final class ForecastTable {

    private static final String WORK = "work_";

    private static final double SMALLEST_SHARE = 0.01;

    private final RunForecast forecast;
    private final RunQuestion question;
    private final List<List<String>> rows = new ArrayList<>();

    private ForecastTable(RunForecast forecast, RunQuestion question) {
        this.forecast = forecast;
        this.question = question;
    }

    /** Rows of a name, a value and what there is to say about it. */
    static List<List<String>> of(RunForecast forecast, RunQuestion question) {
        ForecastTable table = new ForecastTable(forecast, question);
        table.answer();
        table.row("", "", "");
        table.parts();
        return table.rows;
    }

    private void answer() {
        TimeForecast time = forecast.time();
        MemoryForecast memory = forecast.memory();
        row("total time", time.totalSeconds(), Quantities::seconds);
        row(
                "ask for",
                Quantities.seconds(time.requestSeconds()),
                "enough for " + Quantities.level(question.requestLevel()) + " of such runs; write max_seconds = "
                        + time.maxSeconds());
        if (question.timeLimitSeconds().isPresent()) {
            double limit = question.timeLimitSeconds().getAsDouble();
            row(
                    "time limit",
                    Quantities.seconds(limit),
                    Quantities.probability(forecast.risk().timeLimit()) + " take longer");
        }
        row(
                "memory per node",
                Quantities.bytes(memory.perNode().value()),
                fit(memory.fit()) + "; " + Quantities.range(memory.perNode().interval(), Quantities::bytes));
        memory.remedies().forEach(remedy -> row("", "", remedy));
        row("failure", Quantities.probability(forecast.risk().ofFailure()), reasons());
        for (LayoutProblem problem : forecast.problems()) {
            if (problem.severity() == Severity.STOPS) {
                row("", "stops", problem.toString());
            }
        }
    }

    private static String fit(MemoryForecast.Fit fit) {
        return switch (fit) {
            case FITS -> "fits";
            case TOO_CLOSE -> "too close";
            case DOES_NOT_FIT -> "does not fit";
        };
    }

    private String reasons() {
        if (!forecast.starts()) {
            return "the program does not start in this layout";
        }
        List<String> reasons = new ArrayList<>();
        reasons.add("no convergence " + Quantities.probability(forecast.risk().notConverged()));
        reasons.add(
                "too little memory " + Quantities.probability(forecast.risk().memory()));
        if (question.timeLimitSeconds().isPresent()) {
            reasons.add(
                    "too little time " + Quantities.probability(forecast.risk().timeLimit()));
        }
        return String.join(", ", reasons);
    }

    private void parts() {
        TimeForecast time = forecast.time();
        row("time per SCF iteration", time.secondsPerScfIteration(), Quantities::seconds);
        row("SCF iterations", time.scfIterations(), Quantities::count);
        if (Math.round(time.ionicSteps().value()) > 1) {
            row("ionic steps", time.ionicSteps(), Quantities::count);
        }
        row("time outside of SCF", time.secondsOutsideScf(), Quantities::seconds);
        kernels(time.kernelShares());
        row("memory per rank", forecast.memory().perRank(), Quantities::bytes);
        forecast.memory()
                .programsEstimateBytes()
                .ifPresent(bytes ->
                        row("pw.x's own estimate", Quantities.bytes(bytes), "of its arrays, for the largest rank"));
        row(
                "layout",
                Quantities.counted(forecast.layout().ranks(), "rank"),
                forecast.layout().toString());
        row(
                "machine",
                forecast.machine().name(),
                Quantities.counted(forecast.machine().coresPerNode(), "core") + " and "
                        + Quantities.bytes(forecast.machine().memoryBytesPerNode()) + " in a node");
        row("model", forecast.models().values().iterator().next().toString(), "of the time per iteration");
    }

    /** Those that count, the largest first. */
    private void kernels(Map<String, Double> shares) {
        List<String> words = shares.entrySet().stream()
                .filter(e -> e.getValue() >= SMALLEST_SHARE)
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(e -> (e.getKey().startsWith(WORK) ? e.getKey().substring(WORK.length()) : e.getKey()) + " "
                        + Quantities.probability(e.getValue()))
                .toList();
        if (!words.isEmpty()) {
            row("its kernels", words.get(0), String.join(", ", words.subList(1, words.size())));
        }
    }

    private void row(String name, Prediction prediction, DoubleFunction<String> unit) {
        row(name, unit.apply(prediction.value()), Quantities.range(prediction.interval(question.level()), unit));
    }

    private void row(String name, CountForecast count, DoubleFunction<String> unit) {
        row(name, unit.apply(count.value()), Quantities.range(count.interval(question.level()), unit));
    }

    private void row(String name, Estimate estimate, DoubleFunction<String> unit) {
        row(name, unit.apply(estimate.value()), Quantities.range(estimate.interval(), unit));
    }

    private void row(String name, String value, String remark) {
        rows.add(List.of(name, value, remark));
    }
}
