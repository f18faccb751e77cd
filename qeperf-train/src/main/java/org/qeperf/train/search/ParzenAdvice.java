package org.qeperf.train.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.qeperf.api.train.Dimension;

/**
 * The tree-structured Parzen estimator: draws from the density of good outcomes and prefers where it exceeds that of bad
 * ones most. Only outcomes of one share are compared, the largest that has enough of them. Proposals that are pending count
 * as bad, so that a batch does not try the same twice.
 */
final class ParzenAdvice implements Advice {

    /** So many outcomes are awaited. */
    private static final int ENOUGH = 10;

    /** The share of outcomes that are good, and the most of them. */
    private static final double GOOD = 0.2;

    private static final int MOST_GOOD = 25;

    /** How many positions are drawn for one proposal. */
    private static final int CANDIDATES = 64;

    private final SearchSpace space;
    private final Random random;
    private final double randomShare;
    private final int[] words;
    private final TreeMap<Double, List<Outcome>> outcomesOfShare = new TreeMap<>(Comparator.reverseOrder());
    private final List<Proposal> pending = new ArrayList<>();

    ParzenAdvice(SearchSpace space, double randomShare, Random random) {
        this.space = space;
        this.randomShare = randomShare;
        this.random = random;
        this.words = space.dimensions().values().stream()
                .mapToInt(dimension ->
                        dimension instanceof Dimension.Words all ? all.words().size() : 0)
                .toArray();
    }

    @Override
    public void propose(Proposal proposal) {
        pending.add(proposal);
    }

    @Override
    public void learn(Outcome outcome) {
        pending.remove(outcome.proposal());
        outcomesOfShare
                .computeIfAbsent(outcome.proposal().share(), share -> new ArrayList<>())
                .add(outcome);
    }

    @Override
    public List<Map<String, String>> candidates() {
        for (List<Outcome> outcomes : outcomesOfShare.values()) {
            if (outcomes.size() >= ENOUGH) {
                return random.nextDouble() < randomShare ? List.of() : candidates(outcomes);
            }
        }
        return List.of();
    }

    private record Candidate(Map<String, String> values, double score) {}

    private List<Map<String, String>> candidates(List<Outcome> outcomes) {
        List<Outcome> ranked = outcomes.stream().sorted(Outcome::compare).toList();
        int succeeded =
                (int) ranked.stream().filter(outcome -> !outcome.failed()).count();
        int count = Math.min(succeeded, Math.min(MOST_GOOD, (int) Math.ceil(GOOD * ranked.size())));
        ParzenEstimator good = good(ranked, count);
        ParzenEstimator bad = bad(ranked, count);
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < CANDIDATES; i++) {
            Map<String, String> values = space.at(good.draw(random));
            double[] position = space.position(values);
            candidates.add(new Candidate(values, good.logDensity(position) - bad.logDensity(position)));
        }
        candidates.sort(Comparator.comparingDouble(Candidate::score).reversed());
        return candidates.stream().map(Candidate::values).toList();
    }

    /** Each counts by its rank: log((count + 1) / rank). */
    private ParzenEstimator good(List<Outcome> ranked, int count) {
        List<double[]> points = new ArrayList<>();
        double[] heights = new double[count];
        for (int i = 0; i < count; i++) {
            points.add(space.position(ranked.get(i).proposal().values()));
            heights[i] = StrictMath.log((count + 1.0) / (i + 1.0));
        }
        return new ParzenEstimator(points, heights, words, ranked.size());
    }

    private ParzenEstimator bad(List<Outcome> ranked, int count) {
        List<double[]> points = new ArrayList<>();
        for (Outcome outcome : ranked.subList(count, ranked.size())) {
            points.add(space.position(outcome.proposal().values()));
        }
        for (Proposal proposal : pending) {
            points.add(space.position(proposal.values()));
        }
        double[] heights = new double[points.size()];
        Arrays.fill(heights, 1);
        return new ParzenEstimator(points, heights, words, ranked.size());
    }
}
