package org.qeperf.train.search;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Gives combinations of values, each once: the initial ones, those that promise much, or any. */
final class Untried {

    /** So many draws that are all known mean that there is nothing left, or that it is found faster by counting. */
    private static final int MOST_DRAWS = 100;

    private final SearchSpace space;
    private final Random random;
    private final Deque<Map<String, String>> initial = new ArrayDeque<>();
    private final Set<Map<String, String>> tried = new HashSet<>();

    Untried(SearchSpace space, List<Map<String, String>> initial, Random random) {
        this.space = space;
        this.random = random;
        for (Map<String, String> values : initial) {
            space.position(values);
            this.initial.add(values);
        }
    }

    /**
     * Values that were not given before.
     *
     * @param advice asked once the initial values are given
     * @return the values; empty if all were given
     */
    Optional<Map<String, String>> next(Advice advice) {
        while (!initial.isEmpty()) {
            Map<String, String> values = initial.remove();
            if (tried.add(values)) {
                return Optional.of(values);
            }
        }
        if (tried.size() >= space.size()) {
            return Optional.empty();
        }
        for (Map<String, String> values : advice.candidates()) {
            if (tried.add(values)) {
                return Optional.of(values);
            }
        }
        return any();
    }

    private Optional<Map<String, String>> any() {
        for (int draw = 0; draw < MOST_DRAWS; draw++) {
            Map<String, String> values = space.at(point(space, random));
            if (tried.add(values)) {
                return Optional.of(values);
            }
        }
        return counted();
    }

    private Optional<Map<String, String>> counted() {
        long size = space.size();
        if (size == Long.MAX_VALUE) {
            return Optional.empty();
        }
        long start = (long) (random.nextDouble() * size);
        for (long step = 0; step < size; step++) {
            Map<String, String> values = space.combination((start + step) % size);
            if (tried.add(values)) {
                return Optional.of(values);
            }
        }
        return Optional.empty();
    }

    /** A point of the unit cube, each equally likely. */
    static double[] point(SearchSpace space, Random random) {
        double[] position = new double[space.dimensions().size()];
        for (int i = 0; i < position.length; i++) {
            position[i] = random.nextDouble();
        }
        return position;
    }
}
