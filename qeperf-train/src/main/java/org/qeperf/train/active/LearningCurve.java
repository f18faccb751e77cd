package org.qeperf.train.active;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.Progress;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.Samples;
import org.qeperf.train.evaluate.SignedRank;
import org.qeperf.train.fit.FittedModel;
import org.qeperf.train.fit.Fitter;

/**
 * How errors on systems that are never in the pool fall with the number of runs, by rule. For each seed a share of the systems is put
 * aside at random for the test; the runs of the others are the pool, from which each rule chooses; a model is fitted to the first
 * so many of the chosen.
 *
 * @param points figures by rule and number of runs
 * @param versus what rules are worth beside {@link Rule#RANDOM}
 * @param seeds number of seeds
 */
public record LearningCurve(List<Point> points, List<Versus> versus, int seeds) {

    private static final double TEST_SHARE = 0.25;

    /** Copies the lists. */
    public LearningCurve {
        points = List.copyOf(points);
        versus = List.copyOf(versus);
    }

    /**
     * A point.
     *
     * @param rule how the runs were chosen
     * @param runs how many
     * @param medianFactor geometric mean over seeds of the median factor between measured and predicted
     * @param lowest tenth percentile over seeds of the median factor
     * @param highest ninetieth percentile over seeds of it
     * @param factor90 geometric mean over seeds of the factor that 90 % stay below
     * @param coreSeconds mean over seeds of what the runs took, wall time times cores
     */
    public record Point(
            Rule rule,
            int runs,
            double medianFactor,
            double lowest,
            double highest,
            double factor90,
            double coreSeconds) {}

    /**
     * A rule beside random choice, by the logarithm of the median factor in the mean over all numbers of runs.
     *
     * @param rule the rule
     * @param ratio geometric mean over seeds of its error over that of random choice; below 1 it is better
     * @param wins number of seeds in which it is better
     * @param probability of such differences between equals, two-sided (signed ranks)
     */
    public record Versus(Rule rule, double ratio, int wins, double probability) {}

    /**
     * Measures.
     *
     * @param data the runs
     * @param costs what each run is expected to cost, which is not what it took, positive
     * @param fitter fits the models
     * @param sizes numbers of runs, ascending
     * @param rules the rules, {@link Rule#RANDOM} among them
     * @param seeds how often
     * @param progress hears about the seeds done
     * @return the curves
     * @throws TrainingException if a pool has fewer runs than the largest number
     */
    public static LearningCurve of(
            Dataset data,
            double[] costs,
            Fitter fitter,
            List<Integer> sizes,
            List<Rule> rules,
            int seeds,
            Progress progress) {
        Map<Rule, double[][][]> figures = new EnumMap<>(Rule.class);
        rules.forEach(rule -> figures.put(rule, new double[seeds][sizes.size()][]));
        for (int seed = 0; seed < seeds; seed++) {
            Division division = Division.of(data, seed);
            int largest = sizes.get(sizes.size() - 1);
            if (division.pool().length < largest) {
                throw new TrainingException("a pool of " + division.pool().length + " runs is too small for " + largest
                        + "; expected smaller numbers of runs, or more runs");
            }
            Samples pool = data.samples().subset(division.pool());
            double[] poolCosts =
                    Arrays.stream(division.pool()).mapToDouble(i -> costs[i]).toArray();
            Batch batch = Batch.of(data.schema(), pool.rows(), new double[0]);
            for (Rule rule : rules) {
                int[] chosen = batch.choose(rule, largest, poolCosts, seed);
                for (int s = 0; s < sizes.size(); s++) {
                    int[] rows = Arrays.stream(chosen, 0, sizes.get(s))
                            .map(i -> division.pool()[i])
                            .toArray();
                    series(figures, rule)[seed][s] = score(data, fitter, rows, division.test());
                }
            }
            progress.report("seed", seed + 1L, seeds);
        }
        return summary(figures, sizes, rules, seeds);
    }

    private static double[][][] series(Map<Rule, double[][][]> figures, Rule rule) {
        return java.util.Objects.requireNonNull(figures.get(rule));
    }

    /** Rows of the pool and of the test. */
    private record Division(int[] pool, int[] test) {
        static Division of(Dataset data, int seed) {
            List<String> systems = new ArrayList<>(data.runs().stream()
                    .map(run -> run.system().orElse(run.id()))
                    .distinct()
                    .sorted()
                    .toList());
            Collections.shuffle(systems, new Random(seed));
            Set<String> test = new HashSet<>(systems.subList(0, (int) Math.ceil(TEST_SHARE * systems.size())));
            return new Division(rows(data, test, false), rows(data, test, true));
        }

        private static int[] rows(Dataset data, Set<String> systems, boolean inside) {
            return IntStream.range(0, data.size())
                    .filter(i -> {
                        RunRecord run = data.runs().get(i);
                        return systems.contains(run.system().orElse(run.id())) == inside;
                    })
                    .toArray();
        }
    }

    /** Median and ninetieth percentile of the absolute logarithms of measured over predicted, and core-seconds. */
    private static double[] score(Dataset data, Fitter fitter, int[] rows, int[] test) {
        FittedModel model = fitter.fit(data, rows, Progress.SILENT);
        double[] errors = Arrays.stream(test)
                .mapToDouble(i -> Math.abs(StrictMath.log(data.targets()[i] / model.predict(data, i))))
                .sorted()
                .toArray();
        double coreSeconds = Arrays.stream(rows)
                .mapToDouble(i -> coreSeconds(data.runs().get(i)))
                .sum();
        return new double[] {quantile(errors, 0.5), quantile(errors, 0.9), coreSeconds};
    }

    /**
     * What a run took.
     *
     * @param run a run
     * @return wall time times ranks times threads, seconds; 0 where it is not known
     */
    static double coreSeconds(RunRecord run) {
        double wall = run.times().totalWall().orElse(0);
        int threads = Math.max(1, run.place().layout().threads().orElse(1));
        return wall * threads * run.place().layout().ranks().orElse(1);
    }

    private static LearningCurve summary(
            Map<Rule, double[][][]> figures, List<Integer> sizes, List<Rule> rules, int seeds) {
        List<Point> points = new ArrayList<>();
        List<Versus> versus = new ArrayList<>();
        double[] random = areas(series(figures, Rule.RANDOM));
        for (Rule rule : rules) {
            double[][][] series = series(figures, rule);
            for (int s = 0; s < sizes.size(); s++) {
                int size = s;
                double[] medians = Arrays.stream(series)
                        .mapToDouble(seed -> seed[size][0])
                        .sorted()
                        .toArray();
                points.add(new Point(
                        rule,
                        sizes.get(s),
                        Math.exp(mean(medians)),
                        Math.exp(quantile(medians, 0.1)),
                        Math.exp(quantile(medians, 0.9)),
                        Math.exp(mean(Arrays.stream(series)
                                .mapToDouble(seed -> seed[size][1])
                                .toArray())),
                        mean(Arrays.stream(series)
                                .mapToDouble(seed -> seed[size][2])
                                .toArray())));
            }
            if (rule != Rule.RANDOM) {
                versus.add(versus(rule, areas(series), random));
            }
        }
        return new LearningCurve(points, versus, seeds);
    }

    /** For each seed the mean over the numbers of runs of the logarithm of the error. */
    private static double[] areas(double[][][] series) {
        return Arrays.stream(series)
                .mapToDouble(seed -> mean(Arrays.stream(seed)
                        .mapToDouble(f -> StrictMath.log(f[0]))
                        .toArray()))
                .toArray();
    }

    private static Versus versus(Rule rule, double[] own, double[] random) {
        double[] differences = new double[own.length];
        Arrays.setAll(differences, i -> own[i] - random[i]);
        int wins = (int) Arrays.stream(differences).filter(d -> d < 0).count();
        return new Versus(
                rule,
                Math.exp(mean(differences)),
                wins,
                SignedRank.of(differences).pValue());
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    /** Of n sorted values, the one at the place share times n, rounded down and counted from 0; the last at most. */
    private static double quantile(double[] sorted, double share) {
        return sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))];
    }
}
