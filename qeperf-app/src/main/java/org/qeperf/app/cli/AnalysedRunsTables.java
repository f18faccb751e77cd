package org.qeperf.app.cli;

import static org.qeperf.app.cli.AnalysisTables.UNKNOWN;
import static org.qeperf.app.cli.AnalysisTables.number;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.qeperf.train.hardware.Correlation;
import org.qeperf.train.hardware.DescriptorEffect;
import org.qeperf.train.hardware.MachineMeans;
import org.qeperf.train.hardware.MeasuredSystem;
import org.qeperf.train.hardware.PairScore;
import org.qeperf.train.hardware.PositionSummary;

/** What runs show of machines, for people. */
final class AnalysedRunsTables {

    private static final int MOST_SHOWN = 8;
    private static final double GIGA = 1e9;
    private static final double PER_CENT = 100;
    /** What costs are told for. */
    static final double ITERATIONS = 100;

    private AnalysedRunsTables() {}

    static void print(AnalysedRuns runs, PrintWriter out) {
        out.println();
        out.println(runs.file() + ": " + runs.set().runs() + " runs are of "
                + runs.set().systems().size() + " systems (problem, release, machine, nodes and cores); "
                + runs.comparison().groups().stream().mapToInt(List::size).sum() + " of them in "
                + runs.comparison().groups().size() + " groups with the same problem, release and kind of devices.");
        leftOut(runs, out);
        means(runs, out);
        effects(runs, out);
        scores(runs, out);
        shared(runs, out);
        runs.measured().forEach(one -> positions(one, out));
    }

    private static void leftOut(AnalysedRuns runs, PrintWriter out) {
        runs.set().leftOut().forEach((reason, n) -> out.println("left out: " + n + " " + reason));
        List<Map.Entry<String, Integer>> unknown = runs.set().unknown().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        unknown.stream()
                .limit(MOST_SHOWN)
                .forEach(entry -> out.println("    " + entry.getValue() + " on " + entry.getKey()));
        if (unknown.size() > MOST_SHOWN) {
            out.println("    and " + (unknown.size() - MOST_SHOWN) + " more names");
        }
    }

    private static void means(AnalysedRuns runs, PrintWriter out) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of(
                "MACHINE",
                "RUNS",
                "SYSTEMS",
                "PROBLEMS",
                "MEAN s/iteration",
                "MEAN PERFORMANCE 1/s",
                "RELATIVE 1/s",
                "POTENTIAL Gflop"));
        for (MachineMeans one : runs.comparison().means()) {
            table.add(List.of(
                    one.machine(),
                    Integer.toString(one.runs()),
                    Integer.toString(one.systems()),
                    Integer.toString(one.problems()),
                    number(one.meanSeconds()),
                    number(one.meanPerformance()),
                    text(one.relativePerformance(), 1),
                    text(one.potentialFlop(), GIGA)));
        }
        out.println();
        out.println("Means of machines; they compare only where the problems are the same:");
        FormatOption.print(table, out);
    }

    private static void effects(AnalysedRuns runs, PrintWriter out) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of(
                "PERFORMANCE OF",
                "DESCRIPTOR",
                "n",
                "GROUPS",
                "MACHINES",
                "PEARSON",
                "95 % INTERVAL",
                "SPEARMAN",
                "p",
                "TREND: POWER"));
        for (DescriptorEffect effect : runs.comparison().effects()) {
            Optional<Correlation> found = effect.correlation();
            String of = effect.perUnit() ? "a core or accelerator" : "a system";
            table.add(found.map(c -> List.of(
                            of,
                            effect.descriptor(),
                            Integer.toString(c.points()),
                            Integer.toString(c.groups()),
                            Integer.toString(effect.machines()),
                            decimals(c.pearson()),
                            interval(c),
                            decimals(c.spearman()),
                            String.format(Locale.ROOT, "%.4f", c.pValue()),
                            decimals(c.slope())))
                    .orElseGet(() -> List.of(
                            of,
                            effect.descriptor(),
                            Integer.toString(effect.described()),
                            UNKNOWN,
                            Integer.toString(effect.machines()),
                            effect.remark())));
        }
        out.println();
        out.println(
                "What performance goes with: logarithms, within groups; a core's or accelerator's from the best system of"
                        + " each machine:");
        FormatOption.print(table, out);
    }

    private static String interval(Correlation c) {
        OptionalDouble lower = c.lower();
        OptionalDouble upper = c.upper();
        return lower.isPresent() && upper.isPresent()
                ? decimals(lower.getAsDouble()) + " to " + decimals(upper.getAsDouble())
                : "too few";
    }

    private static void scores(AnalysedRuns runs, PrintWriter out) {
        List<PairScore> scores = runs.comparison().scores();
        if (scores.isEmpty()) {
            out.println();
            out.println("No two described machines did the same problem with the same release.");
            return;
        }
        List<List<String>> table = new ArrayList<>();
        table.add(List.of(
                "MACHINE", "AND", "PROBLEMS", "SCORE 1/s", "AND", "RATIO", "PER CORE OR ACCELERATOR", "PER NODE"));
        for (PairScore score : scores) {
            table.add(List.of(
                    score.first(),
                    score.second(),
                    Integer.toString(score.problems()),
                    number(score.firstScore()),
                    number(score.secondScore()),
                    number(score.ratio()),
                    number(score.perUnitRatio()),
                    number(score.perNodeRatio())));
        }
        out.println();
        out.println("Scores over shared problems: geometric mean of inverse best times, and ratios:");
        FormatOption.print(table, out);
    }

    private static void shared(AnalysedRuns runs, PrintWriter out) {
        List<List<MeasuredSystem>> shared = runs.comparison().shared();
        if (shared.isEmpty()) {
            return;
        }
        out.println();
        out.println(
                "The fastest systems of shared problems, and what " + number(ITERATIONS) + " iterations cost there:");
        for (List<MeasuredSystem> group : shared.stream().limit(MOST_SHOWN).toList()) {
            MeasuredSystem fastest = group.get(0);
            out.println(fastest.problem().label() + ", release " + fastest.release() + ":");
            List<List<String>> table = new ArrayList<>();
            table.add(List.of("  MACHINE", "NODES", "CORES", "s/iteration", "CORE-h", "NODE-h", "CHARGED", "kWh"));
            for (MeasuredSystem system : group) {
                table.add(List.of(
                        "  " + system.machine(),
                        Integer.toString(system.nodes()),
                        Integer.toString(system.cores()),
                        number(system.secondsPerIteration()),
                        number(system.coreHours(ITERATIONS)),
                        number(system.nodeHours(ITERATIONS)),
                        charged(system),
                        text(system.kilowattHours(ITERATIONS), 1)));
            }
            FormatOption.print(table, out);
        }
    }

    private static String charged(MeasuredSystem system) {
        OptionalDouble charged = system.charged(ITERATIONS);
        return charged.isPresent()
                ? number(charged.getAsDouble()) + " "
                        + system.cluster()
                                .accountingUnit()
                                .orElseThrow()
                                .value()
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-')
                : UNKNOWN;
    }

    private static void positions(AnalysedRuns.Measured one, PrintWriter out) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of(
                "KERNEL",
                "BUSY CORES",
                "WORKS ON",
                "RUNS",
                "INTENSITY flop/byte",
                "ROOF Gflop/s",
                "REACHED Gflop/s",
                "SHARE OF ROOF",
                "8 OF 10 RUNS",
                "OPERATIONS DONE"));
        for (PositionSummary s : one.summaries()) {
            table.add(List.of(
                    s.kernel().key(),
                    Integer.toString(s.busyCores()),
                    s.size().label(),
                    Integer.toString(s.runs()),
                    number(s.intensity()),
                    number(s.attainable() / GIGA),
                    number(s.flopPerS() / GIGA),
                    percent(s.share()),
                    percent(s.lowShare()) + " to " + percent(s.highShare()),
                    percent(s.executed())));
        }
        out.println();
        out.println("Kernels of runs on " + one.rates().machine() + ", medians, of one core:");
        FormatOption.print(table, out);
        one.positions().leftOut().forEach((reason, n) -> out.println("left out: " + n + " " + reason));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", PER_CENT * share);
    }

    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String text(OptionalDouble value, double unit) {
        return value.isPresent() ? number(value.getAsDouble() / unit) : UNKNOWN;
    }
}
