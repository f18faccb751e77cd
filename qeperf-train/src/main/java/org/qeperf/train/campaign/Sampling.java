package org.qeperf.train.campaign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which combinations of the levels of some factors are taken.
 *
 * @param method how they are chosen
 * @param runs how many at most; all for {@link Method#FULL}
 */
public record Sampling(Method method, int runs) {

    /** A Latin hypercube is drawn again at most so often to make up for combinations that are not possible. */
    private static final int MOST_DRAWS = 50;

    /** How combinations are chosen. */
    public enum Method {
        /** Every one. */
        FULL,
        /** A random subset, each equally likely. */
        RANDOM,
        /**
         * Each factor's levels equally often (M. D. McKay, R. J. Beckman, W. J. Conover, Technometrics 21, 239 (1979), with
         * levels for intervals).
         */
        LATIN_HYPERCUBE
    }

    /** Every combination. */
    static Sampling full() {
        return new Sampling(Method.FULL, Integer.MAX_VALUE);
    }

    /**
     * Chooses.
     *
     * @param levels number of levels of each factor
     * @param possible whether a combination may be taken
     * @param random where randomness comes from
     * @return the combinations, each an index for every factor, without repetition
     */
    List<int[]> choose(int[] levels, Predicate<int[]> possible, Random random) {
        if (method == Method.LATIN_HYPERCUBE) {
            return latinHypercube(levels, possible, random);
        }
        List<int[]> all = all(levels);
        if (method == Method.RANDOM) {
            Collections.shuffle(all, random);
        }
        return all.stream().filter(possible).limit(runs).toList();
    }

    private static List<int[]> all(int[] levels) {
        List<int[]> all = new ArrayList<>();
        all.add(new int[levels.length]);
        for (int factor = 0; factor < levels.length; factor++) {
            List<int[]> longer = new ArrayList<>();
            for (int[] start : all) {
                for (int level = 0; level < levels[factor]; level++) {
                    int[] next = start.clone();
                    next[factor] = level;
                    longer.add(next);
                }
            }
            all = longer;
        }
        return all;
    }

    private List<int[]> latinHypercube(int[] levels, Predicate<int[]> possible, Random random) {
        List<int[]> chosen = new ArrayList<>();
        Set<List<Integer>> seen = new LinkedHashSet<>();
        for (int draw = 0; draw < MOST_DRAWS && chosen.size() < runs; draw++) {
            for (int[] point : points(levels, random)) {
                if (chosen.size() < runs
                        && seen.add(Arrays.stream(point).boxed().toList())
                        && possible.test(point)) {
                    chosen.add(point);
                }
            }
        }
        return chosen;
    }

    private List<int[]> points(int[] levels, Random random) {
        List<int[]> points = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            points.add(new int[levels.length]);
        }
        for (int factor = 0; factor < levels.length; factor++) {
            List<Integer> strata = new ArrayList<>();
            for (int i = 0; i < runs; i++) {
                strata.add(i);
            }
            Collections.shuffle(strata, random);
            // fewer runs than levels: each run falls into its own stratum, somewhere within
            for (int i = 0; i < runs; i++) {
                double within = (strata.get(i) + random.nextDouble()) / runs;
                points.get(i)[factor] = Math.min(levels[factor] - 1, (int) (within * levels[factor]));
            }
        }
        return points;
    }
}
