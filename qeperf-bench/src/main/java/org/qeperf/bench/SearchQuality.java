package org.qeperf.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.train.automl.AutoMl;
import org.qeperf.train.automl.SearchProgress;
import org.qeperf.train.automl.plan.AutoMlPlan;
import org.qeperf.train.automl.plan.AutoMlPlan.SearchPlan;
import org.qeperf.train.automl.plan.AutoMlPlanReader;

/**
 * How good the best of a few trials is: tree-structured Parzen estimators with 50 trials beside random search with 50 and 200,
 * on the data and techniques of plans. For each of ten seeds, rows and folds are the same for all three.
 */
public final class SearchQuality {

    private static final int SEEDS = 10;
    private static final String[] METHODS = {"tpe", "random", "random"};
    private static final int[] TRIALS = {50, 50, 200};

    private SearchQuality() {}

    /**
     * Prints a line for each plan and seed, and the medians.
     *
     * @param arguments plan files
     * @throws IOException if a folder for the trials cannot be made
     * @throws InterruptedException if somebody stops it
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = System.out;
        out.println("plan seed tpe50 random50 random200");
        for (String file : arguments) {
            AutoMlPlan plan = AutoMlPlanReader.read(Path.of(file), RegressorCatalogue.load(), Extractors.find("pw.x"));
            double[][] best = new double[METHODS.length][SEEDS];
            for (int seed = 1; seed <= SEEDS; seed++) {
                StringBuilder line =
                        new StringBuilder(plan.model().name()).append(' ').append(seed);
                for (int m = 0; m < METHODS.length; m++) {
                    best[m][seed - 1] = best(plan, METHODS[m], TRIALS[m], seed);
                    line.append(String.format(Locale.ROOT, " %.6f", best[m][seed - 1]));
                }
                out.println(line);
            }
            StringBuilder line = new StringBuilder(plan.model().name()).append(" median");
            for (double[] values : best) {
                line.append(String.format(Locale.ROOT, " %.6f", median(values)));
            }
            out.println(line);
        }
    }

    private static double best(AutoMlPlan plan, String method, int trials, long seed)
            throws IOException, InterruptedException {
        SearchPlan search = new SearchPlan(
                method, trials, OptionalDouble.empty(), plan.search().resource(), OptionalDouble.empty());
        Path folder = Files.createTempDirectory("qeperf-search");
        return new AutoMl(plan.searching(search, seed), folder, RegressorCatalogue.load())
                .run(Runtime.getRuntime().availableProcessors(), SearchProgress.SILENT)
                .best()
                .validationMape();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
