package org.qeperf.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.qeperf.api.Diagnostic;
import org.qeperf.app.document.ForecastDocument;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.catalogue.Partition;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.runtime.forecast.RunForecast;
import org.qeperf.runtime.forecast.RunQuestion;
import org.qeperf.runtime.jobs.Finding;
import org.qeperf.runtime.jobs.Improvement;
import org.qeperf.runtime.jobs.ScriptReport;

/** What was found in a script, for people and for programs. */
final class ScriptReportView {

    private ScriptReportView() {}

    static void print(ScriptReport report, PrintWriter out) {
        FormatOption.print(facts(report), out);
        out.println();
        if (report.findings().isEmpty()) {
            out.println("nothing to find fault with");
        }
        List<List<String>> rows = new ArrayList<>();
        for (Finding finding : report.findings()) {
            rows.add(List.of(place(finding), word(finding.severity()), finding.toString()));
        }
        for (Diagnostic warning : report.script().warnings()) {
            rows.add(List.of("line " + warning.location().line(), "note", warning.message()));
        }
        FormatOption.print(rows, out);
    }

    static String place(Finding finding) {
        return finding.line().isPresent() ? "line " + finding.line().getAsInt() : "script";
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<List<String>> facts(ScriptReport report) {
        Resources asked = report.script().job().resources();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "asks for",
                asked.seconds().isPresent() ? Quantities.seconds(asked.seconds().getAsLong()) : "no time",
                Quantities.counted(asked.nodes(), "node") + " x " + Quantities.counted(asked.tasksPerNode(), "task")
                        + " x "
                        + Quantities.counted(asked.cpusPerTask(), "core")
                        + (asked.memoryBytesPerNode().isPresent()
                                ? ", "
                                        + Quantities.bytes(
                                                asked.memoryBytesPerNode().getAsLong()) + " of a node"
                                : "")));
        report.destination()
                .ifPresent(to -> rows.add(List.of("machine", to.cluster().name(), partition(to))));
        report.forecast().ifPresent(forecast -> forecast(forecast, rows));
        return rows;
    }

    private static String partition(Destination to) {
        return to.partition().map(p -> "partition " + p.selector()).orElse("");
    }

    private static void forecast(RunForecast forecast, List<List<String>> rows) {
        rows.add(List.of(
                "needs",
                Quantities.seconds(forecast.time().totalSeconds().value()),
                Quantities.range(forecast.time().totalSeconds().interval(), Quantities::seconds)));
        rows.add(List.of(
                "memory per node",
                Quantities.bytes(forecast.memory().perNode().value()),
                Quantities.range(forecast.memory().perNode().interval(), Quantities::bytes)));
        rows.add(List.of(
                "failure",
                Quantities.probability(forecast.risk().ofFailure()),
                !forecast.starts()
                        ? "the program does not start in this layout"
                        : "no convergence "
                                + Quantities.probability(forecast.risk().notConverged()) + ", too little memory "
                                + Quantities.probability(forecast.risk().memory()) + ", too little time "
                                + Quantities.probability(forecast.risk().timeLimit())));
        rows.add(List.of(
                "layout",
                Quantities.counted(forecast.layout().ranks(), "rank"),
                forecast.layout().toString()));
    }

    static ObjectNode document(ScriptReport report) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("scheduler", word(report.script().scheduler()));
        report.destination().ifPresent(to -> {
            document.put("machine", to.cluster().name());
            to.partition().map(Partition::selector).ifPresent(name -> document.put("partition", name));
        });
        document.put("stops", report.stops());
        ArrayNode findings = document.putArray("findings");
        report.findings().forEach(finding -> {
            ObjectNode node = findings.addObject();
            if (finding.line().isPresent()) {
                node.put("line", finding.line().getAsInt());
            } else {
                node.putNull("line");
            }
            node.put("severity", word(finding.severity()));
            node.put("rule", finding.rule());
            node.put("found", finding.found());
            node.put("expected", finding.expected());
            node.put("advice", finding.advice());
        });
        ArrayNode notes = document.putArray("notes");
        report.script()
                .warnings()
                .forEach(warning ->
                        notes.addObject().put("line", warning.location().line()).put("message", warning.message()));
        ArrayNode faster = document.putArray("faster");
        report.improvements().forEach(better -> faster(better, faster.addObject()));
        report.forecast()
                .ifPresent(forecast -> document.set(
                        "forecast", ForecastDocument.of(forecast, forecast.warnings(), RunQuestion.DEFAULT.level())));
        return document;
    }

    private static void faster(Improvement better, ObjectNode node) {
        node.put("change", word(better.change()));
        node.put("nodes", better.layout().nodes());
        node.put("tasks_per_node", better.layout().tasksPerNode());
        node.put("threads_per_task", better.layout().threadsPerTask());
        node.put("pools", better.layout().pools());
        node.put("diagonalization_ranks", better.layout().diagonalizationRanks());
        node.put("task_groups", better.layout().taskGroups());
        node.put("seconds", better.seconds());
        node.put("gain", better.gain());
    }
}
