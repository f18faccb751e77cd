package org.qeperf.bench.answer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.qeperf.api.feature.Layout;
import org.qeperf.bench.answer.Table.Column;
import org.qeperf.bench.answer.Table.Row;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.train.data.RunRecord;

/** Whether the layout of the shortest prediction is the one to take, for problems that were run in several. */
final class AdvicePart {

    private static final double SMALL = 0.05;
    private static final int DRAWS = 1000;

    /** Labels in which runs of the same problem may differ. */
    private static final List<String> NOT_THE_PROBLEM = List.of("block", "repeat");

    private static final Map<String, Layout> FIXED = fixed();

    private final HeldOut time;
    private final long seed;
    private final Map<Map<String, String>, Map<Layout, List<RunRecord>>> problems = new LinkedHashMap<>();

    AdvicePart(HeldOut time) {
        this.time = time;
        this.seed = time.fitter().seed();
        List<RunRecord> converged = time.data().runs().stream()
                .filter(run -> run.outcome() == Outcome.CONVERGED)
                .toList();
        for (RunRecord run : converged) {
            Map<String, String> problem = new TreeMap<>(run.labels());
            NOT_THE_PROBLEM.forEach(problem::remove);
            problems.computeIfAbsent(problem, k -> new LinkedHashMap<>())
                    .computeIfAbsent(run.place().evenLayout().orElseThrow(), k -> new ArrayList<>())
                    .add(run);
        }
        problems.values().removeIf(layouts -> layouts.size() < 2);
    }

    private static Map<String, Layout> fixed() {
        Map<String, Layout> fixed = new LinkedHashMap<>();
        fixed.put("always two ranks in one pool, as pw.x itself would", new Layout(1, 2, 1, 1));
        fixed.put("always two ranks in two pools", new Layout(1, 2, 1, 2));
        fixed.put("always one rank", new Layout(1, 1, 1, 1));
        fixed.put("always one rank of two threads", new Layout(1, 1, 2, 1));
        return fixed;
    }

    /** A problem as a choice; layouts in the order of the map. */
    private record Problem(List<Layout> layouts, Choice choice) {}

    List<Table> tables(HeldOut iterations, HeldOut outside) {
        ToDoubleFunction<RunRecord> total = run -> TotalPart.expected(time, iterations, outside, run);
        return List.of(
                table(
                        "by time per iteration",
                        problems(
                                run -> run.secondsPerScfIteration().orElseThrow(),
                                run -> time.of(run).value(),
                                run -> true)),
                table(
                        "by total time",
                        problems(
                                run -> run.times().totalWall().orElseThrow(),
                                total,
                                run -> iterations.has(run) && outside.has(run))));
    }

    private List<Problem> problems(
            ToDoubleFunction<RunRecord> measured, ToDoubleFunction<RunRecord> predicted, Predicate<RunRecord> usable) {
        List<Problem> all = new ArrayList<>();
        for (Map<Layout, List<RunRecord>> layouts : problems.values()) {
            Map<Layout, List<RunRecord>> used = new LinkedHashMap<>();
            layouts.forEach((layout, runs) -> {
                List<RunRecord> some = runs.stream().filter(usable::test).toList();
                if (!some.isEmpty()) {
                    used.put(layout, some);
                }
            });
            if (used.size() > 1) {
                all.add(new Problem(
                        List.copyOf(used.keySet()),
                        new Choice(
                                means(used, measured),
                                means(used, predicted),
                                used.values().stream().mapToInt(List::size).toArray())));
            }
        }
        return all;
    }

    /** Geometric means over the runs of each layout. */
    private static double[] means(Map<Layout, List<RunRecord>> layouts, ToDoubleFunction<RunRecord> value) {
        return layouts.values().stream()
                .mapToDouble(runs -> Math.exp(runs.stream()
                        .mapToDouble(run -> Math.log(value.applyAsDouble(run)))
                        .average()
                        .orElseThrow()))
                .toArray();
    }

    private Table table(String by, List<Problem> all) {
        List<Row> rows = new ArrayList<>();
        double[] advice = regrets(all);
        rows.add(row("the layout of the shortest prediction", advice, advice));
        rows.add(row("a perfect model, with the noise of the measurements", perfect(all), advice));
        rows.add(row("any layout, by chance", chance(all), advice));
        FIXED.forEach((name, layout) -> {
            List<Problem> with = all.stream()
                    .filter(problem -> problem.layouts().contains(layout))
                    .toList();
            double[] regrets = with.stream()
                    .mapToDouble(
                            problem -> problem.choice().regret(problem.layouts().indexOf(layout)))
                    .toArray();
            rows.add(new Row(name, figures(with.size(), regrets, regrets(with))));
        });
        return new Table(
                "Advice " + by + ": " + all.size() + " problems",
                "choice",
                List.of(
                        Column.count("problems"),
                        Column.percent("regret at most 5 %"),
                        Column.percent("median regret"),
                        Column.percent("90 % below"),
                        Column.percent("advice on the same problems: at most 5 %")),
                rows);
    }

    private Row row(String name, double[] regrets, double[] advice) {
        return new Row(name, figures(advice.length, regrets, advice));
    }

    private static double[] figures(int problems, double[] regrets, double[] advice) {
        return new double[] {
            problems,
            Numbers.shareUpTo(regrets, SMALL),
            Numbers.median(regrets),
            Numbers.quantile(regrets, 0.9),
            Numbers.shareUpTo(advice, SMALL)
        };
    }

    private static double[] regrets(List<Problem> problems) {
        return problems.stream()
                .mapToDouble(problem -> problem.choice().regret())
                .toArray();
    }

    private double[] perfect(List<Problem> problems) {
        double deviation = Repeats.of(time.data()).deviation();
        Random random = new Random(seed);
        return IntStream.range(0, DRAWS)
                .boxed()
                .flatMapToDouble(draw -> problems.stream()
                        .mapToDouble(problem -> problem.choice().regretUnderNoise(deviation, random)))
                .toArray();
    }

    private static double[] chance(List<Problem> problems) {
        return problems.stream()
                .flatMapToDouble(problem -> IntStream.range(0, problem.layouts().size())
                        .mapToDouble(layout -> problem.choice().regret(layout)))
                .toArray();
    }
}
