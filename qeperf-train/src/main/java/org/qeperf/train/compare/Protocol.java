package org.qeperf.train.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.train.compare.ComparisonPlan.Stage;
import org.qeperf.train.evaluate.AbsoluteErrors;

/** Published ways of training and measuring. */
public enum Protocol {
    /**
     * The thesis on a prediction-serving system for Quantum ESPRESSO at CINECA: its features, target, models, settings and
     * split, then the same with rows of one system kept together, then the features, the target and the models of this
     * library.
     */
    THESIS {
        @Override
        public ComparisonPlan plan(FeatureExtractor extractor) {
            List<Candidate> theirs = thesisModels(columns(extractor, Basis.THESIS), "");
            List<Candidate> ours = Stream.concat(
                            thesisModels(columns(extractor, Basis.QEPERF), WORK).stream(), ownModels().stream())
                    .toList();
            return new ComparisonPlan(
                    "thesis",
                    List.of(
                            new Stage("thesis", Basis.THESIS, Division.RANDOM, theirs),
                            new Stage("thesis-systems", Basis.THESIS, Division.SYSTEMS, theirs),
                            new Stage("thesis-folds", Basis.THESIS, Division.FOLDS, theirs),
                            new Stage("qeperf-systems", Basis.QEPERF, Division.SYSTEMS, ours),
                            new Stage("qeperf-folds", Basis.QEPERF, Division.FOLDS, ours)));
        }
    };

    private static final String WORK = "work_total";
    private static final String FOREST = "smile/random-forest";

    /**
     * What to compare.
     *
     * @param extractor knows the schemas
     * @return the plan
     */
    public abstract ComparisonPlan plan(FeatureExtractor extractor);

    /**
     * The models of the thesis with its settings, which are the defaults of scikit-learn where it names none: all columns
     * at each split of the forest, down to single rows, and a kernel width of one over the number of columns.
     */
    private static List<Candidate> thesisModels(int columns, String normalizer) {
        return List.of(
                new Candidate("LR", "linear/ols", Map.of(), normalizer, published(8.832e-6, 17.842e-7, 0.037)),
                new Candidate(
                        "KRR",
                        "linear/kernel-ridge",
                        Map.of("kernel", "gaussian", "alpha", "1.0", "gamma", "0"),
                        normalizer,
                        published(3.952e-6, 3.613e-7, 0.807)),
                new Candidate(
                        "FCNN", "dl4j/thesis-network", network(), normalizer, published(3.850e-6, 2.712e-7, 0.817)),
                new Candidate(
                        "RF",
                        FOREST,
                        Map.of("trees", "100", "features", Integer.toString(columns), "depth", "0", "leaf", "1"),
                        normalizer,
                        published(1.533e-6, 1.673e-7, 0.971)));
    }

    private static Map<String, String> network() {
        return Map.of(
                "learning-rate", "5e-5",
                "epochs", "50",
                "batch", "20",
                "dropout", "0.2",
                "l1", "1e-5",
                "l2", "1e-4",
                "validation", "0.2");
    }

    /** Table 2 of the thesis: RMSE, MAE and R2 of the normalised time. */
    private static Optional<AbsoluteErrors> published(double rmse, double mae, double r2) {
        return Optional.of(new AbsoluteErrors(rmse, mae, r2));
    }

    /** A forest of smaller trees; the same on a law of the kernels' work, which ships; boosted trees. */
    private static List<Candidate> ownModels() {
        Map<String, String> small = Map.of("trees", "100", "leaf", "5");
        List<Candidate> models = new ArrayList<>();
        models.add(new Candidate("small forest", FOREST, small, WORK, Optional.empty()));
        models.add(new Candidate("grey box", FOREST, small, "linear/kernel-costs", Optional.empty()));
        models.add(new Candidate("gradient boosting", "xgboost/gradient-boosting", Map.of(), WORK, Optional.empty()));
        return models;
    }

    private static int columns(FeatureExtractor extractor, Basis basis) {
        return extractor.schemas().stream()
                .filter(schema -> schema.name().equals(basis.schema()))
                .mapToInt(FeatureSchema::size)
                .findFirst()
                .orElseThrow();
    }
}
