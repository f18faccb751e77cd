package org.qeperf.train.automl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.qeperf.runtime.artifact.Preparation.TargetForm;
import org.qeperf.train.automl.plan.AutoMlPlan;
import org.qeperf.train.automl.plan.AutoMlPlan.ColumnSelectionPlan;
import org.qeperf.train.automl.plan.AutoMlPlan.SearchPlan;
import org.qeperf.train.automl.plan.AutoMlPlan.SearchPlan.Resource;
import org.qeperf.train.automl.plan.TechniquePlan;
import org.qeperf.train.table.ColumnPlan;
import org.qeperf.train.table.FeaturePlan;
import org.qeperf.train.validate.Validation;

/** A table of made-up times and a plan to learn them, of which a test changes what it is about. */
final class SmallPlan {

    static final int ROWS = 48;

    Path csv;
    List<FeaturePlan> features = List.of(FeaturePlan.PLAIN);
    List<Boolean> standardize = List.of(true);
    List<TargetForm> targets = List.of(TargetForm.LOGARITHM);
    Optional<ColumnSelectionPlan> columns = Optional.empty();
    Validation test = new Validation.HoldOut(0.25);
    Validation selection = new Validation.KFold(3);
    List<TechniquePlan> techniques = List.of(StubProvider.technique(StubProvider.RIDGE, Map.of()), steps());
    String method = "tpe";
    int trials = 6;
    OptionalDouble seconds = OptionalDouble.empty();
    Resource resource = Resource.ROWS;
    OptionalDouble latency = OptionalDouble.empty();
    int runs = 1;
    long seed = 7;
    boolean refit;

    SmallPlan(Path folder) {
        this.csv = write(folder.resolve("times.csv"), table(rows(ROWS)));
    }

    static TechniquePlan steps() {
        return StubProvider.technique(StubProvider.STEPS, Map.of());
    }

    static TechniquePlan odd(String way) {
        return new TechniquePlan(way, StubProvider.ODD, Map.of("way", way), Map.of(), true, List.of());
    }

    /** Work, cores, a number without meaning, and the time, which tells rows from each other. */
    static double[][] rows(int count) {
        double[][] rows = new double[count][];
        for (int i = 0; i < count; i++) {
            double work = 1 + i % 8 + 0.25 * (i % 5);
            double cores = 1 << i % 4;
            double noise = (i * 29 % 37) / 37.0;
            double time = 3 * Math.pow(work, 1.5) * Math.pow(cores, -0.5) * (1 + 0.1 * ((i * 17 % 23) / 23.0 - 0.5));
            rows[i] = new double[] {work, cores, noise + 0.5, time + 1e-6 * i};
        }
        return rows;
    }

    static String table(double[][] rows) {
        StringBuilder text = new StringBuilder("work,cores,noise,kind,time\n");
        for (int i = 0; i < rows.length; i++) {
            double[] r = rows[i];
            text.append(String.format(Locale.ROOT, "%s,%s,%s,%s,%s%n", r[0], r[1], r[2], "k" + i % 6, r[3]));
        }
        return text.toString();
    }

    static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double[] times(double[][] rows, int[] chosen) {
        return Arrays.stream(chosen).mapToDouble(row -> rows[row][3]).toArray();
    }

    AutoMlPlan make() {
        return new AutoMlPlan(
                new AutoMlPlan.ModelName("small", "1"),
                new AutoMlPlan.DataPlan.CsvFile(
                        csv, "time", new ColumnPlan(Map.of(), Map.of(), List.of(), List.of(), List.of())),
                features,
                standardize,
                targets,
                columns,
                test,
                selection,
                techniques,
                new SearchPlan(method, trials, seconds, resource, latency),
                runs,
                seed,
                refit,
                List.of());
    }

    AutoMlResult run(Path output, StubProvider provider) throws InterruptedException {
        return run(output, provider, 1);
    }

    AutoMlResult run(Path output, StubProvider provider, int threads) throws InterruptedException {
        return new AutoMl(make(), output, provider.catalogue()).run(threads, SearchProgress.SILENT);
    }

    AutoMlResult run(Path output) throws InterruptedException {
        return run(output, new StubProvider());
    }
}
