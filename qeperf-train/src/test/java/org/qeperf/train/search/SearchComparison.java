package org.qeperf.train.search;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Compares 50 trials of the Parzen estimator with 200 random ones on every landscape, seeds 1 to 10; prints the table of
 * docs/search.md.
 */
public final class SearchComparison {

    private static final int SEEDS = 10;

    private SearchComparison() {}

    public static void main(String[] arguments) {
        System.out.println("| | dimensions | random, 50 | random, 200 | TPE, 50 | TPE, 50 no worse in |");
        System.out.println("|---|---:|---:|---:|---:|---:|");
        Landscape.known().forEach(landscape -> print(landscape, landscape.name()));
        Landscape.heldOut().forEach(landscape -> print(landscape, landscape.name() + " (*)"));
    }

    private static void print(Landscape landscape, String name) {
        double[] random = found(landscape, SearchMethod.RANDOM, 200);
        double[] guided = found(landscape, SearchMethod.TPE, 50);
        int noWorse = 0;
        for (int i = 0; i < SEEDS; i++) {
            noWorse += guided[i] <= random[i] ? 1 : 0;
        }
        System.out.println(String.format(
                Locale.ROOT,
                "| %s | %d | %.4f | %.4f | %.4f | %d of %d |",
                name,
                landscape.space().dimensions().size(),
                median(found(landscape, SearchMethod.RANDOM, 50)),
                median(random),
                median(guided),
                noWorse,
                SEEDS));
    }

    /** What is without noise at the values that a search finds best, for every seed. */
    static double[] found(Landscape landscape, SearchMethod method, int trials) {
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
