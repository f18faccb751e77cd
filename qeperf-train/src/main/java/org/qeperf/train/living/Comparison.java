package org.qeperf.train.living;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.qeperf.train.evaluate.SignedRank;

/**
 * Two models on the same runs, by the absolute logarithms of measured over predicted. Runs of a system are alike, so each system counts once
 * in the test, with the median of its runs' differences.
 *
 * @param runs number of runs
 * @param systems number of different systems
 * @param champion median error of the champion over runs; {@code NaN} without runs
 * @param challenger median error of the challenger over runs; {@code NaN} without runs
 * @param better probability of differences of systems like these, or more in the challenger's favour, between equals (signed ranks,
 *     one-sided)
 * @param worse the same in the champion's favour
 * @param betterSystems number of systems in which the median difference favours the challenger
 */
record Comparison(
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
        double[] gains =
                bySystem.values().stream().mapToDouble(Comparison::median).toArray();
        return new Comparison(
                pairs.size(),
                gains.length,
                median(champion),
                median(challenger),
                SignedRank.above(gains),
                SignedRank.above(Arrays.stream(gains).map(gain -> -gain).toArray()),
                (int) Arrays.stream(gains).filter(gain -> gain > 0).count());
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
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /**
     * Judges when a look is due: by systems that the challenger has not learnt from where they are enough, or else by all. In that case
     * it may not be worse on the former.
     */
    static Trial.Verdict judge(Comparison all, Comparison unseen, LivingOptions options, int look) {
        if (unseen.systems() >= options.trialSystems()) {
            return unseen.judge(options, look);
        }
        Trial.Verdict verdict = all.judge(options, look);
        boolean worseElsewhere = unseen.runs() > 0 && unseen.challenger() > unseen.champion();
        return verdict == Trial.Verdict.PROMOTED && worseElsewhere ? undecided(options, look) : verdict;
    }

    /**
     * The level is shared among the looks (Bonferroni), so that looking again does not make chance findings more likely than it says.
     *
     * @param options what is asked for
     * @param look number of this look, from 0
     * @return what follows
     */
    Trial.Verdict judge(LivingOptions options, int look) {
        double level = options.level() / options.looks();
        if (better < level && challenger <= (1 - options.gain()) * champion) {
            return Trial.Verdict.PROMOTED;
        }
        return worse < level ? Trial.Verdict.WORSE : undecided(options, look);
    }

    private static Trial.Verdict undecided(LivingOptions options, int look) {
        return look + 1 < options.looks() ? Trial.Verdict.UNDECIDED : Trial.Verdict.NO_BETTER;
    }
}
