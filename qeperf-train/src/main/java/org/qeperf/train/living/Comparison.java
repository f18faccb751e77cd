package org.qeperf.train.living;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/**
 * Two models on the same runs, by the absolute logarithms of measured over predicted.
 *
 * @param runs number of runs
 * @param systems number of different systems
 * @param champion median error of the champion; {@code NaN} without runs
 * @param challenger median error of the challenger; {@code NaN} without runs
 * @param better probability of differences like these, or more in the challenger's favour, between equals (Wilcoxon, Biometrics Bulletin
 *     1 (1945) 80, signed ranks, one-sided; the test of Apache Commons Statistics)
 * @param worse the same in the champion's favour
 * @param betterSystems number of systems in which the median difference favours the challenger
 */
public record Comparison(
        int runs, int systems, double champion, double challenger, double better, double worse, int betterSystems) {

    /** Errors of both for a run of a system. */
    record Pair(String system, double champion, double challenger) {
        double gain() {
            return champion - challenger;
        }
    }

    static Comparison of(List<Pair> pairs) {
        double[] champion = pairs.stream().mapToDouble(Pair::champion).toArray();
        double[] challenger = pairs.stream().mapToDouble(Pair::challenger).toArray();
        Map<String, List<Double>> bySystem = new TreeMap<>();
        for (Pair pair : pairs) {
            bySystem.computeIfAbsent(pair.system(), system -> new ArrayList<>()).add(pair.gain());
        }
        return new Comparison(
                pairs.size(),
                bySystem.size(),
                median(champion),
                median(challenger),
                probability(pairs, AlternativeHypothesis.GREATER_THAN),
                probability(pairs, AlternativeHypothesis.LESS_THAN),
                (int) bySystem.values().stream()
                        .filter(gains -> median(gains) > 0)
                        .count());
    }

    /** 1 where there is no difference at all. */
    private static double probability(List<Pair> pairs, AlternativeHypothesis alternative) {
        double[] gains = pairs.stream().mapToDouble(Pair::gain).toArray();
        if (Arrays.stream(gains).allMatch(gain -> gain == 0)) {
            return 1;
        }
        return WilcoxonSignedRankTest.withDefaults()
                .with(alternative)
                .test(gains)
                .getPValue();
    }

    private static double median(Collection<Double> values) {
        return median(values.stream().mapToDouble(x -> x).toArray());
    }

    static double median(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /**
     * Judges when a look is due. The level is shared among the looks (Bonferroni), so that looking again does not make chance
     * findings more likely than it says. Runs of one system are alike, which the test does not know, so the challenger has to be better in
     * more than half of the systems too.
     *
     * @param options what is asked for
     * @param look number of this look, from 0
     * @return what follows
     */
    Trial.Verdict judge(LivingOptions options, int look) {
        double level = options.level() / options.looks();
        if (better < level && 2 * betterSystems > systems && challenger <= (1 - options.gain()) * champion) {
            return Trial.Verdict.PROMOTED;
        }
        if (worse < level) {
            return Trial.Verdict.WORSE;
        }
        return look + 1 < options.looks() ? Trial.Verdict.UNDECIDED : Trial.Verdict.NO_BETTER;
    }
}
