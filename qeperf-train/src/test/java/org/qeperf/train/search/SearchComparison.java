package org.qeperf.train.search;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * 50 trials of the Parzen estimator beside 50 and 200 random ones, seeds 1 to 10: what is without noise at the values that a
 * search finds best.
 *
 * @param landscape what is minimised
 * @param fewRandom of 50 random trials, for every seed
 * @param random of 200 random trials
 * @param guided of 50 trials of the Parzen estimator
 */
record SearchComparison(Landscape landscape, double[] fewRandom, double[] random, double[] guided) {

    private static final int SEEDS = 10;

    /** Prints the table of docs/search.md. */
    public static void main(String[] arguments) {
        System.out.println("| | dimensions | random, 50 | random, 200 | TPE, 50 | TPE, 50 no worse in |");
        System.out.println("|---|---:|---:|---:|---:|---:|");
        Landscape.known().forEach(landscape -> System.out.println(of(landscape).row("")));
        Landscape.heldOut()
                .forEach(landscape -> System.out.println(of(landscape).row(" (*)")));
    }

    static SearchComparison of(Landscape landscape) {
        return new SearchComparison(
                landscape,
                found(landscape, SearchMethod.RANDOM, 50),
                found(landscape, SearchMethod.RANDOM, 200),
                found(landscape, SearchMethod.TPE, 50));
    }

    /** A row of the table, in medians over the seeds. */
    String row(String mark) {
        int noWorse = 0;
        for (int i = 0; i < SEEDS; i++) {
            noWorse += guided[i] <= random[i] ? 1 : 0;
        }
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.4f | %.4f | %.4f | %d of %d |",
                landscape.name() + mark,
                landscape.space().dimensions().size(),
                median(fewRandom),
                median(random),
                median(guided),
                noWorse,
                SEEDS);
    }

    private static double[] found(Landscape landscape, SearchMethod method, int trials) {
        return LongStream.rangeClosed(1, SEEDS)
                .mapToDouble(seed -> {
                    Search search = method.start(landscape.space(), Budget.of(trials), seed, List.of());
                    List<Outcome> outcomes = Trials.run(search, proposal -> landscape.error(proposal.values()));
                    return landscape.truth(Trials.best(outcomes).proposal().values());
                })
                .toArray();
    }

    /** The middle, or the mean of the two in the middle. */
    static double median(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
