package org.qeperf.train.automl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.qeperf.api.QePerfException;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.train.automl.plan.AutoMlPlan.ColumnSelectionPlan;
import org.qeperf.train.automl.plan.AutoMlPlan.ColumnSelectionPlan.Method;
import org.qeperf.train.data.Samples;
import org.qeperf.train.fit.FittedModel;
import org.qeperf.train.fit.Fitter;
import org.qeperf.train.fit.Recipe;
import org.qeperf.train.validate.Divider;
import org.qeperf.train.validate.Fold;
import org.qeperf.train.validate.RowValues;
import org.qeperf.train.validate.Validation;

/**
 * Chooses some features on the rows learnt from: one after the other, always the one with which a cross-validated fit has the
 * least error (sequential forward selection, A. W. Whitney, IEEE Transactions on Computers C-20 (1971) 1100), or the most
 * important ones of a model of all.
 */
record ColumnSelector(ColumnSelectionPlan plan, RegressorCatalogue catalogue, long seed) {

    static int[] all(Samples samples) {
        return IntStream.range(0, samples.schema().size()).toArray();
    }

    /** Positions of the chosen columns, in ascending order. */
    int[] select(Recipe recipe, Samples samples) {
        int[] chosen = plan.method() == Method.FORWARD ? forward(recipe, samples) : important(recipe, samples);
        Arrays.sort(chosen);
        return chosen;
    }

    private int[] forward(Recipe recipe, Samples samples) {
        int most = Math.min(plan.most(), samples.schema().size());
        List<Fold> folds = Divider.divide(
                new Validation.KFold(Math.min(plan.folds(), samples.size())), RowValues.count(samples.size()), seed);
        List<Integer> chosen = new ArrayList<>();
        List<Integer> best = List.of();
        double least = Double.POSITIVE_INFINITY;
        while (chosen.size() < most) {
            int next = -1;
            double nextError = Double.POSITIVE_INFINITY;
            for (int column = 0; column < samples.schema().size(); column++) {
                if (!chosen.contains(column)) {
                    chosen.add(column);
                    double error = error(recipe, samples.columns(positions(chosen)), folds);
                    chosen.remove(chosen.size() - 1);
                    if (error < nextError) {
                        nextError = error;
                        next = column;
                    }
                }
            }
            if (next < 0) {
                break;
            }
            chosen.add(next);
            if (nextError < least || chosen.size() <= plan.least()) {
                least = nextError;
                best = List.copyOf(chosen);
            }
        }
        if (best.isEmpty()) {
            throw new TrainingException("no feature alone can be learnt from; expected one that can");
        }
        return positions(best);
    }

    private double error(Recipe recipe, Samples samples, List<Fold> folds) {
        double sum = 0;
        try {
            for (Fold fold : folds) {
                FittedModel model = new Fitter(recipe, seed).fit(samples.subset(fold.training()), Progress.SILENT);
                Samples heldOut = samples.subset(fold.heldOut());
                for (int row = 0; row < heldOut.size(); row++) {
                    double predicted =
                            model.predict(heldOut.rows(), row * heldOut.schema().size());
                    sum += Math.abs(predicted - heldOut.targets()[row]) / Math.abs(heldOut.targets()[row]);
                }
            }
        } catch (QePerfException e) {
            return Double.POSITIVE_INFINITY;
        }
        return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum / samples.size();
    }

    private int[] important(Recipe recipe, Samples samples) {
        Recipe judge = judge(recipe);
        FittedModel model = new Fitter(judge, seed).fit(samples, Progress.SILENT);
        double[] importance = model.trained()
                .insight(Insight.IMPORTANCE)
                .map(Insight::values)
                .or(() -> model.trained().insight(Insight.COEFFICIENTS).map(ColumnSelector::shares))
                .orElseThrow(() -> new TrainingException("technique "
                        + judge.model().id() + " says nothing of the importance of features; expected one that does"));
        List<Integer> order = IntStream.range(0, importance.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -importance[i]))
                .toList();
        List<Integer> chosen = new ArrayList<>();
        double sum = 0;
        for (int column : order) {
            boolean enough = chosen.size() >= plan.least() && sum >= 1 - plan.tolerance();
            if (chosen.size() < plan.most() && !enough) {
                chosen.add(column);
                sum += importance[column];
            }
        }
        return positions(chosen);
    }

    private Recipe judge(Recipe recipe) {
        if (plan.technique().isEmpty()) {
            return recipe;
        }
        Recipe.Step step = Recipe.Step.of(catalogue, plan.technique(), Map.of());
        return new Recipe(step, Optional.empty(), Optional.empty(), recipe.form());
    }

    private static double[] shares(Insight coefficients) {
        double[] shares = Arrays.stream(coefficients.values()).map(Math::abs).toArray();
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(x -> sum > 0 ? x / sum : 0).toArray();
    }

    private static int[] positions(List<Integer> columns) {
        return columns.stream().mapToInt(i -> i).toArray();
    }
}
