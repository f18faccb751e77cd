package org.qeperf.examples.cp2k;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.train.data.Grouping;
import org.qeperf.train.data.Samples;
import org.qeperf.train.evaluate.ErrorReport;
import org.qeperf.train.evaluate.SystemFolds;
import org.qeperf.train.fit.FittedModel;
import org.qeperf.train.fit.Fitter;
import org.qeperf.train.fit.Recipe;

/**
 * Predictions of rows whose system was not learnt from. What is to be chosen, the candidate or the feature of a power law, is chosen anew
 * in each fold by folds of its training rows.
 */
final class HeldOut {

    private static final String LAW = "linear/kernel-costs";

    static final List<Candidate> CANDIDATES = List.of(
            new Candidate(LAW, ""),
            new Candidate("linear/ridge", LAW),
            new Candidate("linear/gaussian-process", LAW),
            new Candidate("linear/gaussian-process", ""));

    private final RegressorCatalogue catalogue = RegressorCatalogue.load();
    private final int folds;
    private final long seed;

    HeldOut(int folds, long seed) {
        this.folds = folds;
        this.seed = seed;
    }

    /**
     * What may be fitted.
     *
     * @param algorithm {@code provider/algorithm}, with its defaults
     * @param normalizer the law that the target is divided by, or empty
     */
    record Candidate(String algorithm, String normalizer) {}

    /** Learns from rows of some systems, and predicts others. */
    @FunctionalInterface
    interface Learner {

        /** What was learnt, asked by index of a row of the samples to predict. */
        IntToDoubleFunction learn(Samples training, Grouping systems, Samples heldOut);
    }

    /** One prediction for each row. */
    double[] predict(Samples samples, Grouping systems, Learner learner) {
        double[] predictions = new double[samples.size()];
        SystemFolds division = SystemFolds.of(systems, folds, seed);
        for (int fold = 0; fold < division.count(); fold++) {
            int[] training = division.training(fold);
            int[] rows = division.heldOut(fold);
            IntToDoubleFunction learnt =
                    learner.learn(samples.subset(training), systems.subset(training), samples.subset(rows));
            for (int i = 0; i < rows.length; i++) {
                predictions[rows[i]] = learnt.applyAsDouble(i);
            }
        }
        return predictions;
    }

    /** The geometric mean of what was learnt from. */
    IntToDoubleFunction mean(Samples training, Grouping systems, Samples heldOut) {
        double mean = Math.exp(
                Arrays.stream(training.targets()).map(Math::log).average().orElseThrow());
        return row -> mean;
    }

    /** A power of the one feature that predicts best, by least squares of logarithms. */
    IntToDoubleFunction law(Samples training, Grouping systems, Samples heldOut) {
        FeatureSchema schema = training.schema();
        int best = IntStream.range(0, schema.size())
                .boxed()
                .min((a, b) -> Double.compare(lawError(training, systems, a), lawError(training, systems, b)))
                .orElseThrow();
        return power(training, best, heldOut);
    }

    private double lawError(Samples training, Grouping systems, int column) {
        return error(training, predict(training, systems, (inner, groups, held) -> power(inner, column, held)));
    }

    private static IntToDoubleFunction power(Samples training, int column, Samples heldOut) {
        int n = training.size();
        double[] x = column(training, column);
        double[] y = Arrays.stream(training.targets()).map(Math::log).toArray();
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < n; i++) {
            covariance += (x[i] - meanX) * (y[i] - meanY);
            variance += (x[i] - meanX) * (x[i] - meanX);
        }
        double slope = variance > 0 ? covariance / variance : 0;
        double[] asked = column(heldOut, column);
        return row -> Math.exp(meanY + slope * (asked[row] - meanX));
    }

    private static double[] column(Samples samples, int column) {
        return IntStream.range(0, samples.size())
                .mapToDouble(i -> Math.log1p(samples.rows()[i * samples.schema().size() + column]))
                .toArray();
    }

    /** The candidate that predicts best, fitted on all that is to be learnt from. */
    IntToDoubleFunction model(Samples training, Grouping systems, Samples heldOut) {
        return ask(fitter(choose(training, systems), training.schema()), training, heldOut);
    }

    /** The candidate with the least error on systems held out. */
    Candidate choose(Samples samples, Grouping systems) {
        return CANDIDATES.stream()
                .min((a, b) -> Double.compare(modelError(samples, systems, a), modelError(samples, systems, b)))
                .orElseThrow();
    }

    private double modelError(Samples samples, Grouping systems, Candidate candidate) {
        return error(
                samples,
                predict(
                        samples,
                        systems,
                        (training, groups, held) -> ask(fitter(candidate, training.schema()), training, held)));
    }

    /** Fits a candidate. */
    Fitter fitter(Candidate candidate, FeatureSchema schema) {
        return new Fitter(Recipe.of(catalogue, schema, candidate.normalizer(), candidate.algorithm(), Map.of()), seed);
    }

    private static IntToDoubleFunction ask(Fitter fitter, Samples training, Samples heldOut) {
        FittedModel fitted = fitter.fit(training, Progress.SILENT);
        return row -> fitted.predict(heldOut.rows(), row * heldOut.schema().size());
    }

    private static double error(Samples samples, double[] predictions) {
        return ErrorReport.of(samples.targets(), predictions).mape();
    }
}
