package org.qeperf.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.runtime.explain.Spread;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.score.PortableRegressor;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.Grouping;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.evaluate.CrossValidation;
import org.qeperf.train.evaluate.IntervalReport;
import org.qeperf.train.evaluate.SystemFolds;
import org.qeperf.train.evaluate.Widening;
import org.qeperf.train.fit.FittedModel;
import org.qeperf.train.fit.Fitter;
import org.qeperf.train.fit.Recipe;
import org.qeperf.train.plan.TrainPlan;

/**
 * How often intervals hold what was measured and how wide they are: conformal intervals with one group of errors, with three and
 * widened outside of what was seen, beside normal distributions as wide as the spread of trees or of dropout. Five folds, each
 * group of rows in one.
 */
public final class IntervalQuality {

    private static final int FOLDS = 5;

    /** Standard deviations on each side of a normal distribution that hold 80, 90 and 95 %. */
    private static final double[] DEVIATIONS = {1.281552, 1.644854, 1.959964};

    private final PrintStream out;
    private final Dataset data;
    private final Grouping grouping;
    private final SystemFolds folds;
    private final Fitter fitter;

    private IntervalQuality(PrintStream out, Path file) {
        TrainPlan plan = TrainPlan.read(file);
        FeatureExtractor extractor = Extractors.find(plan.code());
        FeatureSchema schema = extractor.schemas().stream()
                .filter(one -> one.name().equals(plan.schema()))
                .findFirst()
                .orElseThrow();
        this.out = out;
        this.data = Dataset.of(
                RunSet.read(file.resolveSibling(plan.runs())),
                Cleaning.find(plan.cleaning()),
                plan.target(),
                extractor,
                schema);
        this.grouping = Grouping.of(data, plan.group());
        this.folds = SystemFolds.of(grouping, FOLDS, plan.seed());
        this.fitter = new Fitter(
                Recipe.of(
                        RegressorCatalogue.load(), schema, plan.normalizer(), plan.algorithm(), plan.hyperparameters()),
                plan.seed());
    }

    /**
     * Prints a line for each plan, kind of interval and level.
     *
     * @param arguments plan files
     */
    public static void main(String[] arguments) {
        System.out.println(
                "model, interval, level: coverage %, mean log factor, log of the one factor that covers as many");
        for (String file : arguments) {
            new IntervalQuality(System.out, Path.of(file)).print();
        }
    }

    private void print() {
        String name = fitter.recipe().model().id();
        CrossValidation plain = CrossValidation.run(data, grouping, folds, fitter, Progress.SILENT);
        double slope = Widening.slope(data, fitter, plain, Progress.SILENT);
        double[] errors = plain.absoluteLogErrors(data);
        out.printf(
                Locale.ROOT,
                "%s: %d rows, %d groups, median factor %.3f, slope %.3f%n",
                name,
                data.size(),
                grouping.count(),
                plain.model().medianFactor(),
                slope);
        // Equal predictions make one group of errors.
        print(name, "one group", IntervalReport.of(grouping, new double[data.size()], errors, plain.distances(), 0));
        print(name, "groups", plain.intervals());
        print(name, "groups, widened", plain.widened(data, slope).intervals());
        thirds(plain, errors, new double[data.size()], "one group");
        thirds(plain, errors, plain.predictions(), "groups");
        far(plain, errors, 0);
        far(plain, errors, slope);
        ofSpread(name, errors);
    }

    private void print(String model, String kind, IntervalReport report) {
        report.levels().forEach(level -> print(model, kind, level));
    }

    private void print(String model, String kind, IntervalReport.Level level) {
        out.printf(
                Locale.ROOT,
                "%s, %s, %.0f: %.1f %.3f %.3f%n",
                model,
                kind,
                100 * level.level(),
                100 * level.coverage(),
                level.meanLogFactor(),
                level.constantLogFactor());
    }

    /** The coverage at 90 % of the third of the rows with the smallest predictions, of the middle and of the largest. */
    private void thirds(CrossValidation validation, double[] errors, double[] groupedBy, String kind) {
        double[] logFactors = IntervalReport.logFactors(
                grouping, groupedBy, errors, new double[errors.length], 0, CrossValidation.LEVEL);
        double[] predictions = validation.predictions();
        int[] order = IntStream.range(0, errors.length)
                .boxed()
                .sorted((a, b) -> Double.compare(predictions[a], predictions[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int third = 0; third < 3; third++) {
            int[] rows = Arrays.copyOfRange(order, third * order.length / 3, (third + 1) * order.length / 3);
            print("third " + (third + 1), kind, level(rows, errors, logFactors));
        }
    }

    private static IntervalReport.Level level(int[] rows, double[] errors, double[] logFactors) {
        return IntervalReport.level(
                CrossValidation.LEVEL,
                Arrays.stream(rows).mapToDouble(row -> errors[row]).toArray(),
                Arrays.stream(rows).mapToDouble(row -> logFactors[row]).toArray());
    }

    /** The rows outside of what their model has seen. */
    private void far(CrossValidation validation, double[] errors, double slope) {
        int[] rows = IntStream.range(0, errors.length)
                .filter(row -> validation.distances()[row] > 0)
                .toArray();
        double[] logFactors = IntervalReport.logFactors(
                grouping, validation.predictions(), errors, validation.distances(), slope, CrossValidation.LEVEL);
        print(rows.length + " rows outside", slope > 0 ? "groups, widened" : "groups", level(rows, errors, logFactors));
    }

    private void ofSpread(String name, double[] errors) {
        double[] deviations = new double[errors.length];
        int columns = data.schema().size();
        String source = "";
        for (int fold = 0; fold < folds.count(); fold++) {
            FittedModel fitted = fitter.fit(
                    data.samples().weighted(grouping.weights()).subset(folds.training(fold)), Progress.SILENT);
            PortableRegressor regressor = FittedModel.portable(fitted.trained().regressor(), name);
            for (int row : folds.heldOut(fold)) {
                double[] features = Arrays.copyOfRange(data.rows(), row * columns, (row + 1) * columns);
                Spread spread =
                        Spread.of(fitted.preparation(), regressor, features).orElseThrow();
                deviations[row] = spread.deviationLog();
                source = spread.source().name().toLowerCase(Locale.ROOT);
            }
        }
        for (int i = 0; i < DEVIATIONS.length; i++) {
            double width = DEVIATIONS[i];
            print(
                    name,
                    source,
                    IntervalReport.level(
                            IntervalReport.LEVELS.get(i),
                            errors,
                            Arrays.stream(deviations).map(d -> width * d).toArray()));
        }
    }
}
