package org.qeperf.app.living;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.predict.Target;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.features.harvest.Clock;
import org.qeperf.features.harvest.RunTimes;
import org.qeperf.runtime.artifact.Manifest;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.models.ShippedModels;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.Grouping;
import org.qeperf.train.data.RunPlace;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.data.RunTarget;
import org.qeperf.train.plan.PlannedModel;
import org.qeperf.train.plan.TrainPlan;
import org.qeperf.train.registry.Alias;
import org.qeperf.train.registry.ModelRegistry;
import org.qeperf.train.registry.Slot;

/** Real runs as if they came from a machine of another name, in an order of a seed, some of them slower than they were. */
final class RealStream {

    static final FeatureExtractor EXTRACTOR = Extractors.find("pw.x");
    static final RegressorCatalogue CATALOGUE = RegressorCatalogue.load();
    static final ShippedModels SHIPPED = ShippedModels.read(EXTRACTOR.schemas());
    static final String MACHINE = "bench-a";
    static final Slot TIME = new Slot(Target.SECONDS_PER_SCF_ITERATION, MACHINE);

    private static final int LEARNT = 500;

    private static final List<RunRecord> LEARNT_FROM = new ArrayList<>();
    private static final List<RunRecord> OTHERS = new ArrayList<>();
    static final PlannedModel OLD;

    static {
        List<RunRecord> usable = Cleaning.find("default")
                .apply(RunSet.read(Path.of("../data/pwx-runs.jsonl.gz")).runs(), "pw.x")
                .kept();
        List<String> systems = new ArrayList<>(usable.stream()
                .map(run -> run.system().orElseThrow())
                .distinct()
                .sorted()
                .toList());
        Collections.shuffle(systems, new Random(7));
        Set<String> learnt = new HashSet<>(systems.subList(0, systems.size() / 2));
        for (RunRecord run : usable) {
            boolean first = learnt.contains(run.system().orElseThrow());
            (first ? LEARNT_FROM : OTHERS).add(run);
        }
        OLD = model("old", LEARNT_FROM.subList(0, LEARNT), 1);
    }

    private RealStream() {}

    static PlannedModel model(String name, List<RunRecord> runs, double factor) {
        return model(name, "1", runs, factor);
    }

    /** A model by the shipped recipe, of times multiplied by a factor. */
    static PlannedModel model(String name, String version, List<RunRecord> runs, double factor) {
        Manifest recipe = ((PortableModel) SHIPPED.own().secondsPerScfIteration()).manifest();
        TrainPlan plan = new TrainPlan(
                new TrainPlan.ModelName(name, version),
                "",
                "default",
                RunTarget.SECONDS_PER_SCF_ITERATION,
                "pw.x",
                recipe.schema(),
                recipe.normalizer(),
                recipe.algorithm(),
                Map.of("trees", "50"),
                Grouping.SYSTEM,
                5,
                1,
                "");
        List<RunRecord> slower = runs.stream().map(run -> slower(run, factor)).toList();
        return PlannedModel.of(
                plan,
                new RunSet("some", "0".repeat(64), slower),
                EXTRACTOR,
                CATALOGUE,
                LocalDate.of(2026, 1, 1),
                Progress.SILENT);
    }

    static List<RunRecord> learnt(int count) {
        return LEARNT_FROM.subList(0, count);
    }

    /** Runs of systems that the old model has not seen. */
    static List<RunRecord> shuffled(long seed) {
        List<RunRecord> runs = new ArrayList<>(OTHERS);
        Collections.shuffle(runs, new Random(seed));
        return runs;
    }

    static RunRecord slower(RunRecord run, double factor) {
        Machine old = run.place().machine().orElseThrow();
        Machine machine = new Machine(MACHINE, old.coresPerNode(), old.memoryBytesPerNode());
        Map<String, Clock> clocks = new LinkedHashMap<>();
        run.times()
                .clocks()
                .forEach((name, clock) -> clocks.put(
                        name,
                        new Clock(
                                clock.calls(), times(clock.cpuSeconds(), factor), times(clock.wallSeconds(), factor))));
        return new RunRecord(
                run.origin(),
                run.program(),
                new RunPlace(
                        run.place().host(),
                        Optional.of(machine),
                        run.place().layout(),
                        run.place().job()),
                run.contents(),
                run.iterations(),
                new RunTimes(
                        times(run.times().electronsWall(), factor),
                        times(run.times().totalWall(), factor),
                        times(run.times().totalCpu(), factor),
                        clocks),
                run.memory(),
                run.ending(),
                run.counts(),
                run.labels());
    }

    private static OptionalDouble times(OptionalDouble seconds, double factor) {
        return seconds.isPresent() ? OptionalDouble.of(seconds.getAsDouble() * factor) : seconds;
    }

    /** A registry that is there, or a new one whose machine is served by the old model, and for the other targets by what ships. */
    static ModelRegistry registry(Path folder) {
        ModelRegistry registry = ModelRegistry.open(folder, EXTRACTOR.schemas(), SHIPPED);
        if (!registry.history().isEmpty()) {
            return registry;
        }
        registry.assign(
                TIME, Alias.CHAMPION, registry.register(OLD.artifact(), "test").model(), "test");
        SHIPPED.own().all().stream()
                .filter(model -> !model.target().equals(Target.SECONDS_PER_SCF_ITERATION))
                .forEach(model ->
                        registry.assign(new Slot(model.target(), MACHINE), Alias.CHAMPION, model.model(), "test"));
        return registry;
    }
}
