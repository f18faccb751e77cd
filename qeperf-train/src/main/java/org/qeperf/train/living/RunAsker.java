package org.qeperf.train.living;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.Workload;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.api.predict.Target;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunTarget;
import org.qeperf.train.registry.Alias;
import org.qeperf.train.registry.ServedModels;
import org.qeperf.train.registry.Slot;
import org.qeperf.train.store.RunPrediction;

/** Asks models about finished runs, and puts what was measured beside what they say. */
final class RunAsker {

    private final FeatureExtractor extractor;
    private final Cleaning cleaning;

    RunAsker(FeatureExtractor extractor, Cleaning cleaning) {
        this.extractor = extractor;
        this.cleaning = cleaning;
    }

    /** A run whose rows can be made. */
    private record Question(Workload workload, Layout layout, Machine machine, Map<FeatureSchema, FeatureVector> rows) {
        FeatureVector row(FeatureSchema schema) {
            return rows.computeIfAbsent(schema, one -> workload.features(one, layout, machine));
        }
    }

    /** Champions first, challengers then; nothing of a run whose counts, layout or machine are not known. */
    List<RunPrediction> ask(RunRecord run, ServedModels served) {
        Optional<Question> question = question(run);
        if (question.isEmpty()) {
            return List.of();
        }
        Machine machine = question.get().machine();
        Map<Target, OptionalDouble> measured = measured(run);
        List<RunPrediction> predictions = new ArrayList<>();
        for (RuntimePredictor champion :
                served.champions(machine, question.get().layout().nodes()).all()) {
            if (champion.target().equals(Target.IONIC_STEPS) && !relaxes(run)) {
                continue;
            }
            add(predictions, Alias.CHAMPION, champion, question.get(), measured);
        }
        Map<Target, PortableModel> challengers = served.challengers(machine);
        for (RunTarget target : RunTarget.values()) {
            PortableModel challenger = challengers.get(target.target());
            if (challenger != null && (target != RunTarget.IONIC_STEPS || relaxes(run))) {
                add(predictions, Alias.CHALLENGER, challenger, question.get(), measured);
            }
        }
        return predictions;
    }

    private static boolean relaxes(RunRecord run) {
        return run.program().calculation().filter(c -> c.endsWith("relax")).isPresent();
    }

    private Optional<Question> question(RunRecord run) {
        if (!run.program().code().equals(extractor.code())
                || run.counts().known().isEmpty()
                || run.place().machine().isEmpty()
                || run.place().nearestLayout().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Question(
                extractor.restore(run.counts().known().get()),
                run.place().nearestLayout().get(),
                run.place().machine().get(),
                new HashMap<>()));
    }

    /** A model that cannot say anything about a run says nothing. */
    private static void add(
            List<RunPrediction> predictions,
            Alias alias,
            RuntimePredictor model,
            Question question,
            Map<Target, OptionalDouble> measured) {
        try {
            Prediction prediction = model.predict(question.row(model.schema()));
            predictions.add(new RunPrediction(
                    alias,
                    model.model(),
                    model.target(),
                    prediction.value(),
                    prediction.interval(),
                    measured.getOrDefault(model.target(), OptionalDouble.empty())));
        } catch (IllegalArgumentException | QePerfException e) {
            // A count that the schema needs is not known, or the row is far outside of what the model has seen.
            return;
        }
    }

    /** What the run shows of each target, where the rules let models learn from it. */
    private Map<Target, OptionalDouble> measured(RunRecord run) {
        Map<Target, OptionalDouble> measured = new HashMap<>();
        for (RunTarget target : RunTarget.values()) {
            boolean usable = target.relevant(cleaning)
                    .reasonToDrop(run, extractor.code())
                    .isEmpty();
            measured.put(target.target(), usable ? target.of(run) : OptionalDouble.empty());
        }
        return measured;
    }

    /** The machine as slots have it; empty if its name cannot be one, so that it has no models of its own. */
    static Optional<String> slotName(RunRecord run) {
        return run.place()
                .machine()
                .map(machine -> machine.name().toLowerCase(Locale.ROOT))
                .filter(name -> name.matches("[a-z0-9][a-z0-9._-]{0,63}") && !name.equals(Slot.ANY_MACHINE));
    }
}
