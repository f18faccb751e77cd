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
    RANDOM("random");

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
     * Starts a search.
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
        return switch (this) {
            case GRID -> new Grid(space, budget.trials(), random);
            case RANDOM -> new FullTrials(new Untried(space, initial, random), Advice.NONE, budget.trials());
        };
    }
}
