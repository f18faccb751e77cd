package org.qeperf.app.service.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.qeperf.api.feature.FileContent;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.SimulationContents;
import org.qeperf.api.feature.Workload;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.app.document.Words;
import org.qeperf.app.question.LayoutSearch;
import org.qeperf.app.question.Levels;
import org.qeperf.app.question.TimeLimit;
import org.qeperf.app.service.http.Request;
import org.qeperf.features.input.QeVersion;
import org.qeperf.runtime.advise.Bounds.NodeCounts;
import org.qeperf.runtime.advise.Objective;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.forecast.RunQuestion;
import org.qeperf.runtime.models.RunModels;
import org.qeperf.train.registry.ServedModels;

/** The fields that say a run: its input, where it goes, how it is spread, and which models are asked. */
final class RunFields {

    static final Set<String> INPUT = Set.of("input", "pseudos", "qe_version");
    static final Set<String> PLACE = Set.of("machine", "partition");
    static final Set<String> LAYOUT =
            Set.of("nodes", "tasks_per_node", "threads_per_task", "pools", "diagonalization_ranks", "task_groups");
    static final Set<String> QUESTION = Set.of("level", "request_level", "time_limit", "model");
    static final Set<String> SEARCH = Set.of(
            "nodes",
            "tasks_per_node",
            "threads_per_task",
            "pools",
            "objective",
            "max_nodes",
            "max_cores",
            "max_time",
            "max_core_hours",
            "max_memory_per_node");

    /** Models that one request may compare. */
    private static final int MOST_MODELS = 8;

    private final Fields fields;
    private final Engine engine;
    private final ServedModels served;

    RunFields(Request request, Engine engine, Set<String> known) {
        this.fields = Fields.of(request, known);
        this.engine = engine;
        this.served = engine.models();
    }

    /** All of several sets of names. */
    @SafeVarargs
    static Set<String> names(Set<String>... sets) {
        Set<String> all = new HashSet<>();
        for (Set<String> set : sets) {
            all.addAll(set);
        }
        return Set.copyOf(all);
    }

    Fields fields() {
        return fields;
    }

    SimulationContents contents() {
        FileContent input = fields.file("input")
                .orElseThrow(() -> Fields.wrong("input is missing; expected a pw.x input as a file or as text"));
        Optional<String> version =
                fields.read("qe_version", text -> QeVersion.parse(text).toString());
        return new SimulationContents(input, fields.files("pseudos"), version);
    }

    Workload workload() {
        return engine.extractor().read(contents());
    }

    Destination destination() {
        String machine = fields.text("machine").orElse(Clusters.LOCAL);
        Optional<String> partition = fields.text("partition");
        Cluster cluster = Fields.reading("machine", () -> engine.machine(machine));
        return Fields.reading("partition", () -> cluster.destination(partition));
    }

    Layout layout() {
        int nodes = fields.count("nodes").orElse(1);
        int tasks = fields.count("tasks_per_node").orElse(1);
        int threads = fields.count("threads_per_task").orElse(1);
        int pools = fields.count("pools").orElse(1);
        int diagonalization = fields.whole("diagonalization_ranks", 0).orElse(Layout.PROGRAM_CHOOSES);
        int groups = fields.count("task_groups").orElse(1);
        return Fields.asField(() -> new Layout(nodes, tasks, threads, pools, diagonalization, groups));
    }

    RunQuestion question(Destination destination) {
        double level = level("level", RunQuestion.DEFAULT.level());
        double request = level("request_level", RunQuestion.DEFAULT.requestLevel());
        Optional<TimeLimit> limit = fields.time("time_limit");
        return new RunQuestion(
                level,
                request,
                limit.map(time -> OptionalDouble.of(time.seconds())).orElse(destination.maxSeconds()));
    }

    private double level(String name, double otherwise) {
        double level = fields.number(name).orElse(otherwise);
        return Fields.asField(() -> Levels.require(name, level));
    }

    /** The predictors asked for, at least one: with the champions, or each with another model of the time per iteration. */
    List<RunPredictor> predictors(Destination destination, int nodes) {
        List<String> names = fields.values("model");
        if (names.size() > MOST_MODELS) {
            throw Fields.wrong("model stands " + names.size() + " times; expected at most " + MOST_MODELS);
        }
        RunModels champions = served.champions(destination.machine(), nodes);
        if (names.isEmpty()) {
            return List.of(new RunPredictor(engine.extractor(), champions));
        }
        List<RunPredictor> predictors = new ArrayList<>();
        for (String name : names) {
            predictors.add(Fields.reading("model", () -> {
                RuntimePredictor model = served.find(name);
                return new RunPredictor(engine.extractor(), champions.withTime(model));
            }));
        }
        return predictors;
    }

    /** Where nothing is compared. */
    RunPredictor onlyPredictor(Destination destination, int nodes) {
        fields.text("model");
        return predictors(destination, nodes).get(0);
    }

    LayoutSearch search() {
        if (fields.text("nodes").isPresent() && fields.text("max_nodes").isPresent()) {
            throw Fields.wrong("nodes and max_nodes exclude each other; expected one of them");
        }
        Optional<TimeLimit> time = fields.time("max_time");
        return new LayoutSearch(
                objective(),
                new LayoutSearch.Most(
                        fields.count("max_nodes"),
                        fields.count("max_cores"),
                        time.map(limit -> OptionalDouble.of(limit.seconds())).orElse(OptionalDouble.empty()),
                        fields.number("max_core_hours"),
                        fields.bytes("max_memory_per_node")),
                new LayoutSearch.Exactly(
                        fields.count("nodes"),
                        fields.count("tasks_per_node"),
                        fields.count("threads_per_task"),
                        fields.count("pools")),
                NodeCounts.SOME);
    }

    private Optional<Objective> objective() {
        return fields.read("objective", Words.of(Objective.class));
    }
}
