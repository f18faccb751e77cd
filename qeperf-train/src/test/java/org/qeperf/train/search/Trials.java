package org.qeperf.train.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.qeperf.api.train.Dimension;

/** Carries searches out, and spaces to search. */
final class Trials {

    /** A word, a whole number and two real numbers. */
    static final SearchSpace MIXED = space(Map.of(
            "kind", new Dimension.Words(List.of("a", "b", "c")),
            "count", new Dimension.Wholes(1, 64, true),
            "rate", new Dimension.Reals(1e-4, 1, true),
            "part", new Dimension.Reals(0.2, 1, false)));

    /** Six combinations in all. */
    static final SearchSpace SMALL = space(
            Map.of("kind", new Dimension.Words(List.of("a", "b", "c")), "count", new Dimension.Wholes(1, 2, false)));

    /** Nothing to choose. */
    static final SearchSpace EMPTY = space(Map.of());

    private Trials() {}

    /** A space in the order of names. */
    static SearchSpace space(Map<String, Dimension> dimensions) {
        Map<String, Dimension> ordered = new LinkedHashMap<>();
        dimensions.keySet().stream().sorted().forEach(name -> ordered.put(name, dimensions.get(name)));
        return new SearchSpace(ordered);
    }

    /** One real number from 0 to 1 called x. */
    static SearchSpace line() {
        return space(Map.of("x", new Dimension.Reals(0, 1, false)));
    }

    /** Smooth on {@link #MIXED}, and less of an error with a larger share. */
    static double error(Proposal proposal) {
        Map<String, String> values = proposal.values();
        double rate = Math.log10(Double.parseDouble(values.getOrDefault("rate", "0.01"))) + 2;
        double count = Math.log(Double.parseDouble(values.getOrDefault("count", "8")) / 8);
        return 0.2 * rate * rate
                + 0.1 * count * count
                + ("b".equals(values.get("kind")) ? 0 : 0.1)
                + 0.1 / proposal.share();
    }

    /** Asks and tells until the end. */
    static List<Outcome> run(Search search, ToDoubleFunction<Proposal> error) {
        List<Outcome> all = new ArrayList<>();
        for (List<Proposal> batch = search.ask(); !batch.isEmpty(); batch = search.ask()) {
            List<Outcome> outcomes = outcomes(batch, error);
            search.tell(outcomes);
            all.addAll(outcomes);
        }
        return all;
    }

    /** What comes of a batch. */
    static List<Outcome> outcomes(List<Proposal> batch, ToDoubleFunction<Proposal> error) {
        return batch.stream()
                .map(proposal -> new Outcome(proposal, error.applyAsDouble(proposal)))
                .toList();
    }

    /** A search without initial points. */
    static Search start(SearchMethod method, SearchSpace space, Budget budget, long seed) {
        return method.start(space, budget, seed, List.of());
    }

    /** The best of all. */
    static Outcome best(List<Outcome> outcomes) {
        Best best = new Best();
        best.tell(outcomes);
        return best.outcome().orElseThrow();
    }
}
