package org.qeperf.train.search;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.qeperf.api.EditDistance;
import org.qeperf.api.TrainingException;

/** How a search chooses what to try. */
public enum SearchMethod {
    /**
     * Every combination of a few values of each dimension, as many as the budget allows; a random sample of them if three
     * values of each are too many. Does not try initial points.
     */
    GRID("grid"),
    /** Values at random (J. Bergstra, Y. Bengio, J. Mach. Learn. Res. 13, 281 (2012)). */
    RANDOM("random"),
    /**
     * Values that lie where good ones lie closer together than bad ones: tree-structured Parzen estimator (J. Bergstra et
     * al., Advances in Neural Information Processing Systems 24 (2011)).
     */
    TPE("tpe"),
    /**
     * Many values with a small share of the resource, the best of them with more (K. Jamieson, A. Talwalkar, AISTATS 2016).
     * The first share is so large that one in the reduction of each rung still leaves one for the whole resource.
     */
    SUCCESSIVE_HALVING("successive-halving"),
    /** Successive halving that does not wait for a rung to be full (L. Li et al., MLSys 2020). */
    ASHA("asha"),
    /** Successive halving from several smallest shares (L. Li et al., J. Mach. Learn. Res. 18, 185 (2018)). */
    HYPERBAND("hyperband"),
    /**
     * Hyperband whose values come from a Parzen estimator of the largest share that has enough outcomes, but for a third
     * that stay random (S. Falkner, A. Klein, F. Hutter, ICML 2018).
     */
    BOHB("bohb"),
    /**
     * Population based training (M. Jaderberg et al., arXiv:1711.09846 (2017)): the state of the best is carried on with
     * slightly other values. The smallest share is one generation.
     */
    POPULATION("population");

    /** Share of random values in BOHB, as in its paper. */
    private static final double RANDOM_SHARE = 1 / 3.0;

    private final String key;

    SearchMethod(String key) {
        this.key = key;
    }

    /**
     * What plans call it.
     *
     * @return a word in small letters
     */
    public String key() {
        return key;
    }

    /**
     * The method of a name.
     *
     * @param key what a plan says
     * @return the method
     * @throws TrainingException if there is none of this name
     */
    public static SearchMethod of(String key) {
        List<String> keys = Arrays.stream(values()).map(SearchMethod::key).toList();
        int index = keys.indexOf(key);
        if (index < 0) {
            throw new TrainingException("there is no search method '" + key + "'; expected one of " + keys
                    + "; the nearest one is '" + EditDistance.nearest(key, keys) + "'");
        }
        return values()[index];
    }

    /**
     * Starts a search. A space without anything to choose is tried once with the whole resource.
     *
     * @param space what to search
     * @param budget how much to spend
     * @param seed of everything that is drawn
     * @param initial values that are tried first, such as the defaults
     * @return the search
     * @throws IllegalArgumentException if initial values do not lie in the space
     */
    public Search start(SearchSpace space, Budget budget, long seed, List<Map<String, String>> initial) {
        Random random = new Random(seed);
        return new BatchedSearch(strategy(space, budget, random, initial), budget.batch());
    }

    private Strategy strategy(SearchSpace space, Budget budget, Random random, List<Map<String, String>> initial) {
        Untried untried = new Untried(space, initial, random);
        int trials = budget.trials();
        if (space.size() == 1) {
            return new FullTrials(untried, Advice.NONE, 1);
        }
        Shares shares = new Shares(budget.smallestShare(), budget.reduction());
        return switch (this) {
            case GRID -> new Grid(space, trials, random);
            case RANDOM -> new FullTrials(untried, Advice.NONE, trials);
            case TPE -> new FullTrials(untried, new ParzenAdvice(space, 0, random), trials);
            case SUCCESSIVE_HALVING -> {
                Bracket bracket = new Bracket(trials, shares.lowest(trials));
                yield new Halving(untried, Advice.NONE, shares, List.of(bracket));
            }
            case ASHA -> new AsynchronousHalving(untried, shares, trials);
            case HYPERBAND -> new Halving(untried, Advice.NONE, shares, Bracket.hyperband(shares, trials));
            case BOHB -> {
                Advice advice = new ParzenAdvice(space, RANDOM_SHARE, random);
                yield new Halving(untried, advice, shares, Bracket.hyperband(shares, trials));
            }
            case POPULATION -> new Population(space, untried, budget, random);
        };
    }
}
