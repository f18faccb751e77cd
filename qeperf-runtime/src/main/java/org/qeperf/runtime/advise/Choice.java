package org.qeperf.runtime.advise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.qeperf.api.feature.Layout;
import org.qeperf.runtime.advise.Advice.GridTime;
import org.qeperf.runtime.advise.Scaling.Point;
import org.qeperf.runtime.advise.Shortlist.Part;
import org.qeperf.runtime.forecast.Risk;

/**
 * What a shortlist is asked for. A layout that leaves ranks without work stands behind all that do not on as many nodes,
 * whatever the models say of it, and counts in front and scaling only where there are no others.
 */
final class Choice {

    /** Candidates for the front on one number of nodes. */
    private static final int MOST_OF_FRONT = 12;

    private final Shortlist list;
    private final Ratings ratings;
    private final AdviceRequest request;

    Choice(Shortlist list, Ratings ratings, AdviceRequest request) {
        this.list = list;
        this.ratings = ratings;
        this.request = request;
    }

    /** Those that meet all limits, the best first; of those that differ in tasks per node and groups alone only the best. */
    List<RatedLayout> best() {
        double[] key = new double[list.size()];
        for (Part part : list.parts()) {
            double behind = Double.NEGATIVE_INFINITY;
            for (int i = part.from(); i < part.to(); i++) {
                key[i] = request.objective().of(list.seconds(i), list.coreHours(i));
                behind = list.wastes(i) || !meets(i) ? behind : Math.max(behind, key[i]);
            }
            for (int i = part.from(); i < part.to(); i++) {
                key[i] = list.wastes(i) ? Math.max(behind, key[i]) : key[i];
            }
        }
        List<RatedLayout> best = new ArrayList<>();
        Set<Layout> shown = new HashSet<>();
        IntStream.range(0, list.size())
                .filter(this::meets)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> key[i]).thenComparing(list::wastes))
                .takeWhile(i -> best.size() < request.most())
                .map(i -> list.layout(i))
                .filter(layout -> !shown.contains(gist(layout)))
                .map(ratings::of)
                .filter(rated -> ratings.excess(rated) <= 1 && shown.add(gist(rated.layout())))
                .forEachOrdered(best::add);
        return best;
    }

    /** One task more or less on each node is no other choice, nor are groups that make no difference. */
    private static Layout gist(Layout layout) {
        return new Layout(layout.nodes(), 1, layout.threadsPerTask(), layout.pools());
    }

    private boolean meets(int i) {
        return list.starts(i) && list.excess(i) <= 1;
    }

    /** Why there is none. */
    NoLayoutException impasse() {
        int nearest = -1;
        for (int i = 0; i < list.size(); i++) {
            if (list.starts(i) && (nearest < 0 || list.excess(i) < list.excess(nearest))) {
                nearest = i;
            }
        }
        if (nearest < 0) {
            return new NoLayoutException(
                    "the program would stop at every layout within the bounds; allow other numbers of tasks or pools",
                    Optional.empty());
        }
        RatedLayout rated = ratings.of(list.layout(nearest));
        return new NoLayoutException(
                "no layout meets all limits; nearest is " + RatedLayout.describe(rated.layout()) + ", which exceeds "
                        + ratings.exceeded(rated),
                Optional.of(rated));
    }

    /** Those that no other beats; see {@link Advice#pareto}. */
    List<RatedLayout> front() {
        List<RatedLayout> candidates = new ArrayList<>();
        double lowest = lowestRisk();
        for (Part part : list.parts()) {
            IntPredicate meets = unlessWasted(part, this::meets);
            // Fewer core-hours on as many nodes are less time, so only memory can make up for more time.
            double least = Double.POSITIVE_INFINITY;
            int count = 0;
            for (int i : byTime(part, meets)) {
                if (count < MOST_OF_FRONT && list.memory(i) < least && !isBeaten(i, candidates, lowest)) {
                    least = list.memory(i);
                    candidates.add(ratings.of(list.layout(i)));
                    count++;
                }
            }
        }
        candidates.removeIf(rated -> ratings.excess(rated) > 1);
        return front(candidates);
    }

    /** No layout fails less often than the one that needs least memory would with any amount of time. */
    private double lowestRisk() {
        int leanest = 0;
        for (int i = 1; i < list.size(); i++) {
            leanest = list.memory(i) < list.memory(leanest) ? i : leanest;
        }
        Risk risk = ratings.forecast(list.layout(leanest)).risk();
        return percent(1 - (1 - risk.memory()) * (1 - risk.notConverged()));
    }

    /** Whether another is as fast and as cheap, and nothing can fail less often than it. */
    private boolean isBeaten(int i, List<RatedLayout> candidates, double lowest) {
        for (RatedLayout other : candidates) {
            if (other.totalSeconds() <= list.seconds(i)
                    && other.coreHours() <= list.coreHours(i)
                    && percent(other.failureProbability()) <= lowest
                    && ratings.excess(other) <= 1) {
                return true;
            }
        }
        return false;
    }

    /** By ascending time; of equals the first. */
    static List<RatedLayout> front(List<RatedLayout> candidates) {
        List<RatedLayout> front = new ArrayList<>();
        candidates.stream()
                .sorted(Comparator.comparingDouble(RatedLayout::totalSeconds)
                        .thenComparing(RatedLayout::coreHours)
                        .thenComparing(RatedLayout::failureProbability))
                .filter(one -> front.stream()
                        .noneMatch(other -> other.coreHours() <= one.coreHours()
                                && percent(other.failureProbability()) <= percent(one.failureProbability())))
                .forEachOrdered(front::add);
        return front;
    }

    private static double percent(double probability) {
        return Math.rint(100 * probability);
    }

    Scaling scaling() {
        Map<Integer, Integer> best = new TreeMap<>();
        for (Part part : list.parts()) {
            IntPredicate runs = unlessWasted(part, list::runs);
            int perNode = request.machine().coresPerNode();
            for (int i = part.from(); i < part.to(); i++) {
                if (runs.test(i)) {
                    int cores = list.cores(i);
                    if (part.nodes() == 1 && perNode % cores == 0) {
                        best.merge(cores, i, this::faster);
                    }
                    best.merge(part.nodes() * perNode, i, this::faster);
                }
            }
        }
        List<Point> points = new ArrayList<>();
        double first = 0;
        for (Map.Entry<Integer, Integer> entry : best.entrySet()) {
            double work = entry.getKey() * list.seconds(entry.getValue());
            first = points.isEmpty() ? work : first;
            points.add(new Point(
                    entry.getKey(),
                    list.seconds(entry.getValue()),
                    first / work,
                    list.coreHours(entry.getValue()),
                    list.layout(entry.getValue())));
        }
        return Scaling.of(points);
    }

    /** Shortest times that fit into memory. */
    List<GridTime> grid() {
        List<GridTime> grid = new ArrayList<>();
        for (Part part : list.parts()) {
            Map<Integer, Integer> best = new TreeMap<>();
            for (int i = part.from(); i < part.to(); i++) {
                if (list.runs(i)) {
                    best.merge(list.pools(i), i, this::faster);
                }
            }
            best.forEach((pools, i) -> grid.add(new GridTime(part.nodes(), pools, list.seconds(i))));
        }
        return grid;
    }

    /** Shortest time with each number of threads on a number of nodes. */
    Map<Integer, Double> byThreads(int nodes) {
        Map<Integer, Double> best = new TreeMap<>();
        for (Part part : list.parts()) {
            if (part.nodes() == nodes) {
                IntPredicate runs = unlessWasted(part, list::runs);
                IntStream.range(part.from(), part.to())
                        .filter(runs)
                        .forEach(i -> best.merge(list.threads(i), list.seconds(i), Math::min));
            }
        }
        return best;
    }

    private int faster(int one, int other) {
        return list.seconds(other) < list.seconds(one) ? other : one;
    }

    private IntPredicate unlessWasted(Part part, IntPredicate condition) {
        IntPredicate clean = i -> condition.test(i) && !list.wastes(i);
        return IntStream.range(part.from(), part.to()).anyMatch(clean) ? clean : condition;
    }

    private int[] byTime(Part part, IntPredicate condition) {
        return IntStream.range(part.from(), part.to())
                .filter(condition)
                .boxed()
                .sorted(Comparator.comparingDouble(list::seconds))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
