package org.qeperf.train.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.qeperf.api.train.Algorithm.Inputs;
import org.qeperf.runtime.artifact.Manifest;
import org.qeperf.runtime.artifact.Normalizer;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.artifact.PredictionInterval;
import org.qeperf.runtime.artifact.Preparation;
import org.qeperf.runtime.artifact.Preparation.TargetForm;
import org.qeperf.runtime.score.LinearFunction;
import org.qeperf.runtime.table.TableColumn;
import org.qeperf.runtime.table.TableFeatures;
import org.qeperf.runtime.table.Term;
import org.qeperf.train.automl.Accuracy;
import org.qeperf.train.automl.AutoMlResult;
import org.qeperf.train.automl.Importance;
import org.qeperf.train.automl.LeaderboardRow;
import org.qeperf.train.automl.LeaderboardRow.Kind;
import org.qeperf.train.automl.Predictions;
import org.qeperf.train.automl.Trial;
import org.qeperf.train.automl.plan.AutoMlPlan;
import org.qeperf.train.automl.plan.AutoMlPlan.DataPlan;
import org.qeperf.train.automl.plan.AutoMlPlan.ModelName;
import org.qeperf.train.automl.plan.AutoMlPlan.SearchPlan;
import org.qeperf.train.automl.plan.TechniquePlan;
import org.qeperf.train.table.ColumnPlan;
import org.qeperf.train.table.FeaturePlan;
import org.qeperf.train.validate.Validation;

/** Invented results of searches. */
final class ExampleResult {

    /** What no page, sheet or terminal may take for its own. */
    static final String HOSTILE = "<script>alert('x')</script> & \"quoted\" \u0007\u001b[31m\u202e\ud800";

    static final String LONG =
            "a technique whose name somebody made by joining all of its settings with hyphens-0.001-64";

    private static final List<String> NAMES = List.of(
            "normal form",
            "gradient boosting (XGBoost)",
            LONG,
            "random forest",
            HOSTILE,
            "kernel ridge regression",
            "support vectors",
            "dense network",
            "lasso",
            "elastic net",
            "ridge regression",
            "=HYPERLINK(1)",
            "single tree");

    private ExampleResult() {}

    /** 13 techniques, two baselines, something refused; failed trials, groups, hostile names; a test. */
    static AutoMlResult large() {
        Random random = new Random(7);
        List<Trial> trials = new ArrayList<>();
        List<LeaderboardRow> rows = new ArrayList<>();
        double lowest = 0.071;
        for (int i = 0; i < NAMES.size(); i++) {
            double error = lowest * Math.pow(1.35, i);
            boolean useless = i == NAMES.size() - 1;
            trials.addAll(trials(NAMES.get(i), error, useless, random));
            rows.add(technique(NAMES.get(i), i, useless ? Double.NaN : error));
        }
        rows.add(11, row("median of the rows", Kind.BASELINE, "", Map.of(), 1.4, accuracy(1.6)));
        rows.add(5, row("straight line", Kind.BASELINE, "", Map.of(), 0.31, accuracy(0.29)));
        rows.add(row("-1+SUM(A1)", Kind.REFUSED, "smile/svr", Map.of(), Double.NaN, Optional.empty()));
        Map<String, Double> impurity = new LinkedHashMap<>();
        Map<String, Double> permutation = new LinkedHashMap<>();
        for (int i = 0; i < 22; i++) {
            String name = i == 2 ? HOSTILE : i == 4 ? "log_" + LONG : "feature_" + i + "^2*nodes";
            impurity.put(name, 0.4 * Math.pow(0.7, i));
            permutation.put(name, i > 10 ? -0.01 * i : 1.3 * Math.pow(0.6, i));
        }
        Map<Integer, Double> curve = new LinkedHashMap<>();
        for (int n : new int[] {30, 60, 120, 240, 480, 512}) {
            curve.put(n, 0.07 + 3.0 / n);
        }
        return new AutoMlResult(
                plan(new Validation.Extrapolation(Map.of("nodes", 8.0)), new Validation.Groups("system", 5)),
                "runs.csv",
                "exec time",
                "s",
                640,
                512,
                Map.of("no number in column 'exec time'", 12, HOSTILE, 3),
                rows,
                rows.get(0),
                model(),
                640,
                trials,
                predictions(512, 0.09, random),
                Optional.of(predictions(128, 0.11, random)),
                curve,
                List.of(
                        new Importance(
                                "impurity", "share of the squared error that splits on the feature save", impurity),
                        new Importance("permutation", "growth of the error where the feature is shuffled", permutation),
                        new Importance("shap", "mean absolute Shapley value", impurity)),
                Optional.of("exec time = 1.25e-3 * nodes^-0.93 * n_atoms^2.1 * exp(0.2 * [solver is " + HOSTILE + "])"),
                183.25,
                List.of("the test is an extrapolation: its rows are unlike those learnt from", HOSTILE));
    }

    /** One technique with one trial, no test, no groups, nothing else. */
    static AutoMlResult small(Predictions validation, Trial trial) {
        LeaderboardRow only = row("only", Kind.TECHNIQUE, "linear/ols", Map.of(), trial.error(), Optional.empty());
        return new AutoMlResult(
                plan(new Validation.None(), new Validation.Automatic()),
                "t.csv",
                "y",
                "",
                4,
                4,
                Map.of(),
                List.of(only),
                only,
                model(),
                4,
                List.of(trial),
                validation,
                Optional.empty(),
                Map.of(),
                List.of(),
                Optional.empty(),
                0.5,
                List.of());
    }

    /** The same with another winner. */
    static AutoMlResult withBest(AutoMlResult result, LeaderboardRow best) {
        return with(result, result.plan(), best);
    }

    /** The same by another plan. */
    static AutoMlResult withPlan(AutoMlResult result, AutoMlPlan plan) {
        return with(result, plan, result.best());
    }

    private static AutoMlResult with(AutoMlResult result, AutoMlPlan plan, LeaderboardRow best) {
        return new AutoMlResult(
                plan,
                result.source(),
                result.target(),
                result.unit(),
                result.rows(),
                result.rowsSearched(),
                result.dropped(),
                result.leaderboard(),
                best,
                result.model(),
                result.modelRows(),
                result.trials(),
                result.validation(),
                result.test(),
                result.learningCurve(),
                result.importance(),
                result.formula(),
                result.seconds(),
                result.notes());
    }

    static Trial trial(double error) {
        return new Trial(0, "only", 1, Map.of(), 1, OptionalInt.empty(), error, new double[] {error}, 0.25, 3.5, "");
    }

    static AutoMlPlan plan(Validation test, Validation selection) {
        return new AutoMlPlan(
                new ModelName("exec-time", "1"),
                new DataPlan.CsvFile(Path.of("data", "runs.csv"), "exec time", ColumnPlan.ALL),
                List.of(FeaturePlan.PLAIN),
                List.of(true),
                List.of(TargetForm.LOGARITHM),
                Optional.empty(),
                test,
                selection,
                List.of(new TechniquePlan("normal form", "linear/nnls", Map.of(), Map.of(), true, List.of())),
                new SearchPlan("tpe", 20, OptionalDouble.of(600), SearchPlan.Resource.ROWS, OptionalDouble.empty()),
                2,
                42,
                true,
                List.of("key hyperparameters_selection was read as search"));
    }

    private static List<Trial> trials(String technique, double error, boolean useless, Random random) {
        List<Trial> trials = new ArrayList<>();
        for (int number = 1; number <= 20; number++) {
            boolean failed = useless || random.nextInt(12) == 0;
            double share = number % 3 == 0 ? 1.0 / 9 : number % 3 == 1 ? 1 : 1.0 / 3;
            double spread = error * (1 + Math.abs(random.nextGaussian()) * (2 - share));
            trials.add(new Trial(
                    0,
                    technique,
                    number,
                    Map.of("trees", Integer.toString(number)),
                    share,
                    number % 3 == 2 ? OptionalInt.of(number - 1) : OptionalInt.empty(),
                    failed ? Double.NaN : number == 7 ? 1e9 : spread,
                    failed ? new double[0] : new double[] {spread, spread},
                    0.5,
                    failed ? Double.NaN : 2.5,
                    failed ? "predicts -1.5 s for a row; expected a positive number " + HOSTILE : ""));
        }
        return trials;
    }

    private static LeaderboardRow technique(String name, int place, double error) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("@features", "logarithms");
        values.put("@target", "logarithm");
        values.put("learning_rate", "0.05");
        values.put("trees", "20" + place);
        boolean useless = Double.isNaN(error);
        return new LeaderboardRow(
                name,
                Kind.TECHNIQUE,
                "provider/algorithm-" + place,
                values,
                error,
                useless ? Optional.empty() : accuracy(error * (1.1 + 0.1 * Math.sin(place))),
                12.5 * (place + 1),
                20,
                useless ? 20 : place % 3,
                useless ? Double.NaN : 1.5 * (place + 1),
                useless ? "all trials failed: predicts -1.5 s for a row; expected a positive number" : "");
    }

    private static LeaderboardRow row(
            String name,
            Kind kind,
            String algorithm,
            Map<String, String> values,
            double error,
            Optional<Accuracy> test) {
        String reason = kind == Kind.REFUSED ? "@kernel: sigmoid is not positive definite; expected gaussian" : "";
        return new LeaderboardRow(name, kind, algorithm, values, error, test, 0.25, 1, 0, Double.NaN, reason);
    }

    private static Optional<Accuracy> accuracy(double mape) {
        return Optional.of(new Accuracy(128, mape, 0.7 * mape, 12, 8, 1 - mape, Double.NaN));
    }

    static Predictions predictions(int rows, double error, Random random) {
        double[] measured = new double[rows];
        double[] predicted = new double[rows];
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            measured[i] = 0.02 * Math.exp(6 * random.nextDouble());
            int group = random.nextInt(9);
            predicted[i] = measured[i]
                    * Math.exp(error * random.nextGaussian() * (1 + group / 3.0) - 0.05 * Math.log(measured[i]));
            groups.add(group == 8 ? HOSTILE : "System" + group);
        }
        return new Predictions(measured, predicted, "system", groups);
    }

    private static PortableModel model() {
        TableFeatures table =
                new TableFeatures("y", List.of(TableColumn.numbers("nodes")), List.of(Term.column("nodes")));
        Preparation preparation = Preparation.of(
                table.schema(),
                Inputs.RAW,
                new double[1],
                new double[] {1},
                TargetForm.LOGARITHM,
                0,
                1,
                Normalizer.NONE);
        LinearFunction function = new LinearFunction(0.5, new double[] {0.25});
        return new PortableModel(
                new Manifest(
                        Manifest.CURRENT_FORMAT,
                        "exec-time",
                        "1",
                        "linear/ols",
                        Map.of(),
                        "table",
                        table.schema().name(),
                        table.schema().fingerprint(),
                        "y",
                        "",
                        preparation.word(),
                        preparation.targetForm().word(),
                        "",
                        Manifest.Function.NONE,
                        Manifest.Function.of(function),
                        new Manifest.Training("t", "00", 1, 1, "none", 1, "2024-01-01", Map.of(), Map.of())),
                table,
                preparation,
                function,
                new PredictionInterval(new double[] {0.1}),
                new double[] {1},
                new double[] {2},
                List.of());
    }

    /** Predictions without groups. */
    static Predictions predictions(double[] measured, double[] predicted) {
        return new Predictions(measured, predicted, "", List.of());
    }

    static double[] upTo(int n) {
        return IntStream.rangeClosed(1, n).asDoubleStream().toArray();
    }
}
