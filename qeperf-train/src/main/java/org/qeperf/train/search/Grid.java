package org.qeperf.train.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.qeperf.api.train.Dimension;

/**
 * Tries every combination of a few values of each dimension. Words and short ranges of whole numbers give all their values;
 * the others give as many, and about equally many, as the number of trials allows. If three values of each are already too
 * many combinations, a random sample of these is tried.
 */
final class Grid implements Strategy {

    /** The two ends and the middle; with the ends alone a grid would try only extremes. */
    private static final int LEAST_VALUES = 3;

    private final Iterator<Map<String, String>> points;

    Grid(SearchSpace space, int trials, Random random) {
        Map<String, List<String>> axes = axes(space, LEAST_VALUES);
        points = (size(axes) > trials ? sample(axes, trials, random) : all(finest(space, trials))).iterator();
    }

    @Override
    public Optional<Proposal> next(int number) {
        return points.hasNext() ? Optional.of(Proposal.fresh(number, points.next(), 1)) : Optional.empty();
    }

    @Override
    public void learn(Outcome outcome) {
        // the points do not depend on what came of the others
    }

    private static Map<String, List<String>> axes(SearchSpace space, int values) {
        Map<String, List<String>> axes = new LinkedHashMap<>();
        space.dimensions().forEach((name, dimension) -> axes.put(name, dimension.grid(values)));
        return axes;
    }

    private static double size(Map<String, List<String>> axes) {
        double size = 1;
        for (List<String> axis : axes.values()) {
            size *= axis.size();
        }
        return size;
    }

    /** The most values that all axes can have, and then one more on each axis where that still fits. */
    private static Map<String, List<String>> finest(SearchSpace space, int trials) {
        int fits = LEAST_VALUES;
        int tooMany = trials + 1;
        while (tooMany - fits > 1) {
            int values = (fits + tooMany) >>> 1;
            if (size(axes(space, values)) <= trials) {
                fits = values;
            } else {
                tooMany = values;
            }
        }
        Map<String, List<String>> axes = axes(space, fits);
        for (Map.Entry<String, Dimension> dimension : space.dimensions().entrySet()) {
            Map<String, List<String>> finer = new LinkedHashMap<>(axes);
            finer.put(dimension.getKey(), dimension.getValue().grid(fits + 1));
            if (size(finer) <= trials) {
                axes = finer;
            }
        }
        return axes;
    }

    private static Collection<Map<String, String>> all(Map<String, List<String>> axes) {
        List<Map<String, String>> points = List.of(Map.of());
        for (Map.Entry<String, List<String>> axis : axes.entrySet()) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> start : points) {
                for (String value : axis.getValue()) {
                    Map<String, String> point = new LinkedHashMap<>(start);
                    point.put(axis.getKey(), value);
                    longer.add(point);
                }
            }
            points = longer;
        }
        return points;
    }

    private static Collection<Map<String, String>> sample(Map<String, List<String>> axes, int trials, Random random) {
        Set<Map<String, String>> points = new LinkedHashSet<>();
        while (points.size() < trials) {
            Map<String, String> point = new LinkedHashMap<>();
            axes.forEach((name, values) -> point.put(name, values.get(random.nextInt(values.size()))));
            points.add(point);
        }
        return points;
    }
}
