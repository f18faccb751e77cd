package org.qeperf.train.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.qeperf.train.automl.Accuracy;
import org.qeperf.train.automl.AutoMlResult;
import org.qeperf.train.automl.LeaderboardRow;
import org.qeperf.train.automl.LeaderboardRow.Kind;
import org.qeperf.train.automl.Trial;
import org.qeperf.train.automl.plan.AutoMlPlan;
import org.qeperf.train.automl.plan.AutoMlPlan.DataPlan;

/** A report as one page that needs nothing else and asks nobody for anything. */
final class ReportPage {

    /** Groups of failed trials that are listed. */
    private static final int MOST_FAILURES = 50;

    private final AutoMlResult result;
    private final Html html = new Html();

    private ReportPage(AutoMlResult result) {
        this.result = result;
    }

    static String of(AutoMlResult result, List<PageFigure> figures, String withoutFigures) {
        return new ReportPage(result).page(figures, withoutFigures);
    }

    private String page(List<PageFigure> figures, String withoutFigures) {
        html.raw("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
        html.empty("meta", "charset", "utf-8");
        html.empty(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                "default-src 'none'; style-src 'unsafe-inline'; img-src data:");
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.element("title", title());
        html.open("style").raw(PageStyle.CSS).close("style").close("head");
        html.open("body").open("main");
        head();
        leaderboard();
        formula();
        figures(figures, withoutFigures);
        failures();
        data();
        settings();
        notes();
        repeat();
        return html.close("main").close("body").close("html").toString();
    }

    private String title() {
        return "Predicting " + Wording.target(result) + " from "
                + Wording.count(result.model().schema().size(), "feature", "features") + " of " + result.source();
    }

    private void head() {
        html.open("header").element("h1", title());
        Headline headline = Headline.of(result);
        html.element(
                "p", String.join(" ", headline.sentences()), "class", headline.isBeaten() ? "lead warning" : "lead");
        html.open("dl", "class", "facts");
        fact("best technique", result.best().technique());
        Optional<Accuracy> test = result.best().test();
        test.ifPresent(accuracy -> fact("error on the test (MAPE)", Wording.percent(accuracy.mape())));
        fact("error in the search (MAPE)", Wording.percent(result.best().validationMape()));
        test.ifPresent(accuracy -> fact("R2 on the test", Wording.decimal(accuracy.r2())));
        fact("rows", Wording.count(result.rows(), "", "").strip());
        fact("trials", Wording.count(result.trials().size(), "", "").strip());
        fact("time", Wording.seconds(result.seconds()) + " s");
        html.close("dl").close("header");
    }

    private void fact(String name, String value) {
        html.open("div").element("dt", name).element("dd", value).close("div");
    }

    private void leaderboard() {
        section("Leaderboard");
        table(
                "Techniques and baselines, the best first. MAPE is the mean absolute percentage error, median APE its median"
                        + " on the rows of the test, R2 the coefficient of determination there.",
                List.of(
                        "Technique",
                        "Algorithm",
                        "MAPE, search",
                        "MAPE, test",
                        "Median APE",
                        "R2",
                        "Seconds",
                        "Trials",
                        "Failed",
                        "\u00b5s a row",
                        "Remark"),
                1);
        for (LeaderboardRow row : result.leaderboard()) {
            html.open("tr", "class", Wording.kind(row.kind())).element("th", row.technique(), "scope", "row");
            html.element(
                    "td",
                    row.kind() == Kind.TECHNIQUE ? row.algorithm() : Wording.kind(row.kind()),
                    "class",
                    "algorithm");
            number(Wording.percent(row.validationMape()));
            number(Wording.percent(Wording.testMape(row)));
            number(Wording.percent(row.test().map(Accuracy::medianApe).orElse(Double.NaN)));
            number(Wording.decimal(row.test().map(Accuracy::r2).orElse(Double.NaN)));
            number(Wording.seconds(row.seconds()));
            number(Integer.toString(row.trials()));
            number(Integer.toString(row.failed()));
            number(Wording.microseconds(row.latencyMicroseconds()));
            html.element("td", row.reason(), "class", "remark").close("tr");
        }
        endTable();
        html.close("section");
    }

    private void formula() {
        if (result.formula().isPresent()) {
            section("Formula");
            html.element("p", "The best technique is a formula, here in the units of the data:");
            html.open("pre")
                    .element("code", result.formula().get())
                    .close("pre")
                    .close("section");
        }
    }

    private void figures(List<PageFigure> figures, String withoutFigures) {
        section("Figures");
        if (!withoutFigures.isEmpty()) {
            html.element("p", "There are no figures: " + withoutFigures, "class", "warning");
        } else if (figures.isEmpty()) {
            html.element("p", "There are no numbers to draw.");
        }
        for (PageFigure figure : figures) {
            html.element("h3", figure.drawing().title()).open("figure");
            html.open("div", "class", "picture", "tabindex", "0")
                    .raw(figure.markup())
                    .close("div");
            html.element("figcaption", figure.drawing().reading()).close("figure");
        }
        html.close("section");
    }

    private void failures() {
        Map<List<String>, List<Trial>> groups = new LinkedHashMap<>();
        for (Trial trial : result.trials()) {
            if (trial.failed()) {
                groups.computeIfAbsent(List.of(trial.technique(), trial.reason()), key -> new ArrayList<>())
                        .add(trial);
            }
        }
        section("Trials that failed");
        if (groups.isEmpty()) {
            html.element("p", "None.").close("section");
            return;
        }
        table(
                "Failed trials by technique and reason, with the values of the first of them.",
                List.of("Technique", "Trials", "Reason", "Values"),
                -1);
        groups.entrySet().stream().limit(MOST_FAILURES).forEach(group -> {
            List<Trial> trials = group.getValue();
            html.open("tr").element("th", trials.get(0).technique(), "scope", "row");
            number(Integer.toString(trials.size()));
            html.element("td", trials.get(0).reason(), "class", "remark");
            html.open("td", "class", "remark")
                    .open("code")
                    .text(Wording.values(trials.get(0).values()))
                    .close("code")
                    .close("td");
            html.close("tr");
        });
        endTable();
        if (groups.size() > MOST_FAILURES) {
            html.element("p", "Only the first " + MOST_FAILURES + " reasons are listed; report.json has all trials.");
        }
        html.close("section");
    }

    private void data() {
        section("Data");
        table("What was learnt from.", List.of("", ""), 0);
        pair("source", result.source());
        pair("target", Wording.target(result));
        html.open("tr").element("th", "features of the model", "scope", "row").open("td", "class", "values");
        result.model().schema().features().forEach(feature -> html.element("code", feature.name()));
        html.close("td").close("tr");
        pair("rows", Wording.rows(result.rows()));
        new TreeMap<>(result.dropped()).forEach((reason, rows) -> pair("left out: " + reason, Wording.rows(rows)));
        pair("held out for the test", Wording.test(result.plan().test()));
        pair("rows that the search saw", Wording.rows(result.rowsSearched()));
        pair("held out to choose by", Wording.division(result.plan().selection()));
        pair("rows the written model learnt from", Wording.rows(result.modelRows()));
        endTable();
        html.close("section");
    }

    private void settings() {
        section("Settings");
        table(
                "Values of the best trial of each technique. Names that begin with @ are choices common to all techniques.",
                List.of("Technique", "Values"),
                -1);
        for (LeaderboardRow row : result.leaderboard()) {
            if (!row.values().isEmpty()) {
                html.open("tr").element("th", row.technique(), "scope", "row").open("td", "class", "values");
                row.values().forEach((name, value) -> html.element("code", name + "=" + value));
                html.close("td").close("tr");
            }
        }
        endTable();
        html.close("section");
    }

    private void notes() {
        List<String> notes = new ArrayList<>(result.plan().notes());
        notes.addAll(result.notes());
        if (!notes.isEmpty()) {
            section("Notes");
            html.list(notes).close("section");
        }
    }

    private void repeat() {
        AutoMlPlan plan = result.plan();
        section("How to do it again");
        html.element(
                "p",
                "With the same plan, data and versions the same numbers come out, except for times, in any number of threads:");
        html.open("pre")
                .element("code", "qeperf train PLAN --output EMPTY-FOLDER")
                .close("pre");
        table("What the plan says.", List.of("", ""), 0);
        pair("model", plan.model().name() + " " + plan.model().version());
        if (plan.data() instanceof DataPlan.CsvFile csv) {
            pair("data", csv.file().toString());
        } else if (plan.data() instanceof DataPlan.RunFile runs) {
            pair("data", runs.file() + ", cleaning " + runs.cleaning() + ", runs of " + runs.code());
        }
        pair("seed", Long.toString(plan.seed()));
        pair("search", plan.search().method() + ", at most " + plan.search().trials() + " trials of each technique");
        plan.search().seconds().ifPresent(limit -> pair("time limit", Wording.seconds(limit) + " s"));
        plan.search()
                .latencyMicroseconds()
                .ifPresent(limit -> pair("limit of a prediction", Wording.microseconds(limit) + " \u00b5s a row"));
        pair("rounds", Integer.toString(plan.runs()));
        pair("written model", plan.refit() ? "learns from all rows in the end" : "is the one that was measured");
        endTable();
        html.close("section");
    }

    private void section(String name) {
        html.open("section").element("h2", name);
    }

    /** Begins a table; numbers stand in all columns from {@code 2} to the one before the last where {@code numbers} is 1. */
    private void table(String caption, List<String> header, int numbers) {
        html.open("div", "class", "table", "tabindex", "0").open("table");
        html.open("caption").element("span", caption).close("caption");
        if (numbers != 0) {
            html.open("thead").open("tr");
            for (int i = 0; i < header.size(); i++) {
                boolean number = numbers == 1 && i > 1 && i + 1 < header.size();
                html.element("th", header.get(i), "scope", "col", "class", number ? "number" : "word");
            }
            html.close("tr").close("thead");
        }
        html.open("tbody");
    }

    private void endTable() {
        html.close("tbody").close("table").close("div");
    }

    private void pair(String name, String value) {
        html.open("tr").element("th", name, "scope", "row").element("td", value).close("tr");
    }

    private void number(String text) {
        html.element("td", text, "class", "number");
    }
}
