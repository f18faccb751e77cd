package org.qeperf.train.automl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.train.Insight;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.explain.Contribution;
import org.qeperf.runtime.explain.Explanation;
import org.qeperf.train.data.Samples;
import org.qeperf.train.validate.Fold;

/** What can be told of the winner beside its error. */
final class Insights {

    private static final int MOST_EXPLAINED = 200;
    private static final int FEWEST_ROWS = 30;
    private static final double WORST = StrictMath.log(1000);

    private Insights() {}

    /** Error on the rows held out by number of rows learnt from, doubled each time. */
    static Map<Integer, Double> learningCurve(List<Task> tasks, Round round, TrialRunner runner) {
        Map<Integer, Double> curve = new LinkedHashMap<>();
        int all =
                round.folds().stream().mapToInt(f -> f.training().length).min().orElseThrow();
        for (int size = Math.min(FEWEST_ROWS, all); ; size = Math.min(2 * size, all)) {
            double sum = 0;
            int rows = 0;
            try {
                for (int i = 0; i < round.folds().size(); i++) {
                    Fold fold = round.folds().get(i);
                    int[] some = shuffled(fold.training(), size, round.seed() + i);
                    Problem heldOut = round.heldOut().get(i);
                    double[] predicted =
                            runner.fit(tasks, round.training().subset(some)).predict(heldOut);
                    sum += Accuracy.of(heldOut.targets(), predicted).mape() * predicted.length;
                    rows += predicted.length;
                }
                if (Double.isFinite(sum)) {
                    curve.put(size, sum / rows);
                }
            } catch (RuntimeException | Error e) {
                // Too few rows for this technique: the curve starts later.
                curve.remove(size);
            }
            if (size == all) {
                return curve;
            }
        }
    }

    private static int[] shuffled(int[] rows, int count, long seed) {
        int[] order = rows.clone();
        Random random = new Random(seed);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int other = order[i];
            order[i] = order[j];
            order[j] = other;
        }
        int[] some = Arrays.copyOf(order, count);
        Arrays.sort(some);
        return some;
    }

    /**
     * By how much the mean absolute logarithm of measured over predicted grows on rows held out where a column is shuffled among
     * them; what is no time counts as a factor of a thousand.
     */
    static double[] permutation(List<Candidate> models, Round round, long seed) {
        Random random = new Random(seed);
        double[] growth = new double[models.get(0).columns().length];
        int rows = 0;
        for (int i = 0; i < models.size(); i++) {
            Candidate model = models.get(i);
            if (model.columns().length != growth.length) {
                return new double[0];
            }
            Problem heldOut = round.heldOut().get(i);
            Samples samples = heldOut.features(model.features()).samples().columns(model.columns());
            double before = error(model, samples.rows(), samples);
            for (int c = 0; c < growth.length; c++) {
                double[] changed = samples.rows().clone();
                for (int row = samples.size() - 1; row > 0; row--) {
                    int other = random.nextInt(row + 1);
                    double value = changed[row * growth.length + c];
                    changed[row * growth.length + c] = changed[other * growth.length + c];
                    changed[other * growth.length + c] = value;
                }
                growth[c] += (error(model, changed, samples) - before) * samples.size();
            }
            rows += samples.size();
        }
        for (int c = 0; c < growth.length; c++) {
            growth[c] /= rows;
        }
        return growth;
    }

    private static double error(Candidate model, double[] rows, Samples samples) {
        double[] predicted = new double[samples.size()];
        for (int row = 0; row < predicted.length; row++) {
            predicted[row] = model.model().predict(rows, row * samples.schema().size());
        }
        double sum = 0;
        for (int row = 0; row < predicted.length; row++) {
            double error = Math.abs(StrictMath.log(samples.targets()[row] / predicted[row]));
            sum += Double.isFinite(error) ? Math.min(error, WORST) : WORST;
        }
        return sum / predicted.length;
    }

    /** All methods that can say something of the model. */
    static List<Importance> importance(PortableModel model, Samples samples, double[] permutation) {
        List<Importance> all = new ArrayList<>();
        model.insights().stream()
                .filter(insight -> insight.name().equals(Insight.IMPORTANCE))
                .forEach(insight -> all.add(named(
                        model,
                        "impurity",
                        "share of the squared error that splits on the feature save while the trees grow",
                        insight.values())));
        if (permutation.length == model.schema().size()) {
            all.add(named(
                    model,
                    "permutation",
                    "how much the mean absolute logarithm of measured over predicted grows on rows held out where the feature is shuffled",
                    permutation));
        }
        double[] shap = shap(model, samples);
        if (shap.length > 0) {
            all.add(named(
                    model,
                    "shap",
                    "mean absolute Shapley value: what the feature does to the prediction, or to its logarithm",
                    shap));
        }
        return all;
    }

    private static double[] shap(PortableModel model, Samples samples) {
        double[] sums = new double[model.schema().size()];
        int count = Math.min(MOST_EXPLAINED, samples.size());
        try {
            for (int i = 0; i < count; i++) {
                int row = (int) ((long) i * samples.size() / count);
                double[] values = Arrays.copyOfRange(samples.rows(), row * sums.length, (row + 1) * sums.length);
                Explanation explanation = Explanation.of(model, new FeatureVector(model.schema(), values));
                boolean factors = explanation.form() == Explanation.Form.FACTORS;
                for (Contribution c : explanation.contributions()) {
                    double effect = Math.abs(factors ? Math.log(c.effect()) : c.effect());
                    sums[model.schema().indexOf(c.feature())] += effect / count;
                }
            }
            return sums;
        } catch (QePerfException e) {
            // Not of a kind that can be explained feature by feature.
            return new double[0];
        }
    }

    private static Importance named(PortableModel model, String method, String meaning, double[] values) {
        List<String> names =
                model.schema().features().stream().map(FeatureSpec::name).toList();
        Map<String, Double> sorted = new LinkedHashMap<>();
        IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -values[i]))
                .forEach(i -> sorted.put(names.get(i), values[i]));
        return new Importance(method, meaning, sorted);
    }
}
