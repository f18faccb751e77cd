package org.qeperf.train.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.RunSet;

/**
 * What became of a plan on a run set. All stages see the same rows.
 *
 * @param protocol name of the protocol that the first stage follows
 * @param data what was compared on
 * @param seed where all chance came from
 * @param stages the stages in order
 */
public record Comparison(String protocol, Data data, long seed, List<StageResult> stages) {

    /** Copies the list. */
    public Comparison {
        stages = List.copyOf(stages);
    }

    /**
     * The rows.
     *
     * @param file name of the run file
     * @param sha256 digest of its content
     * @param rules name of the cleaning
     * @param rows number of rows
     * @param systems number of systems
     * @param dropped number of runs left out, by reason
     * @param withoutBetas whether no run tells its number of projectors, so that {@code n_betas} is the same in every row
     */
    public record Data(
            String file,
            String sha256,
            String rules,
            int rows,
            int systems,
            Map<String, Integer> dropped,
            boolean withoutBetas) {

        /** Copies the map. */
        public Data {
            dropped = Collections.unmodifiableMap(new TreeMap<>(dropped));
        }
    }

    /**
     * Carries a plan out. A model that cannot be trained is left out with its reason.
     *
     * @param plan the plan
     * @param runs the run set
     * @param cleaning decides which runs to keep
     * @param tools what makes rows and what trains
     * @param seed where all chance comes from
     * @param progress hears about the models
     * @return what became of it
     * @throws TrainingException if no model can be trained, or too few runs can be used
     */
    public static Comparison of(
            ComparisonPlan plan, RunSet runs, Cleaning cleaning, Tools tools, long seed, Progress progress) {
        ComparisonData data = ComparisonData.of(runs, cleaning, tools.extractor());
        StageRunner runner = new StageRunner(data, tools.catalogue(), seed);
        List<StageResult> stages = new ArrayList<>();
        for (ComparisonPlan.Stage stage : plan.stages()) {
            stages.add(runner.run(stage, progress));
        }
        if (stages.stream().allMatch(stage -> stage.scores().isEmpty())) {
            throw new TrainingException("none of the models could be trained: "
                    + failures(stages).entrySet().stream()
                            .map(failure -> failure.getKey() + ": " + failure.getValue())
                            .collect(Collectors.joining("; ")));
        }
        Data facts = new Data(
                runs.name(),
                runs.sha256(),
                cleaning.name(),
                data.basis(Basis.THESIS).size(),
                data.basis(Basis.THESIS).systems(),
                data.dropped(),
                data.withoutBetas());
        return new Comparison(plan.protocol(), facts, seed, stages);
    }

    /**
     * What a comparison works with.
     *
     * @param extractor makes rows of runs
     * @param catalogue the training back-ends at hand
     */
    public record Tools(FeatureExtractor extractor, RegressorCatalogue catalogue) {}

    /**
     * The stage that follows the protocol.
     *
     * @return the first
     */
    public StageResult first() {
        return stages.get(0);
    }

    /**
     * Models that could not be trained.
     *
     * @return the reason by name; that of the first stage where it failed
     */
    public Map<String, String> failures() {
        return failures(stages);
    }

    private static Map<String, String> failures(List<StageResult> stages) {
        Map<String, String> failures = new LinkedHashMap<>();
        for (StageResult stage : stages) {
            stage.failures().forEach(failures::putIfAbsent);
        }
        return failures;
    }
}
