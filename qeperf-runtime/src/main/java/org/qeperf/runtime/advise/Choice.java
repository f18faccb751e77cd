package org.qeperf.runtime.advise;

import java.util.ArrayList;
import java.util.BitSet;
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
    private final int nearest;
    private final BitSet confirmed = new BitSet();
    private final List<RatedLayout> best;

    Choice(Shortlist list, Ratings ratings, AdviceRequest request) {
        this.list = list;
        this.ratings = ratings;
        this.request = request;
        this.nearest = nearest(list);
        this.best = confirm(inOrder());
    }

    /**
     * By the estimate the one that exceeds its worst limit least, of those with enough memory where there are any; -1 where the
     * program stops at all.
     */
    private static int nearest(Shortlist list) {
        int nearest = -1;
        for (int i = 0; i < list.size(); i++) {
            if (list.starts(i) && (nearest < 0 || isNearer(list, i, nearest))) {
                nearest = i;
            }
        }
        return nearest;
    }

    private static boolean isNearer(Shortlist list, int one, int other) {
        return list.runs(one) == list.runs(other) ? list.excess(one) < list.excess(other) : list.runs(one);
    }

    /** Those that meet all limits, the best first; of those that differ in tasks per node and groups alone only the best. */
    List<RatedLayout> best() {
        return best;
    }

    /** Those that may meet all limits, the best first. */
    private int[] inOrder() {
        double[] key = new double[list.size()];
        for (Part part : list.parts()) {
            double behind = Double.NEGATIVE_INFINITY;
            for (int i = part.from(); i < part.to(); i++) {
                key[i] = request.objective().of(list.seconds(i), list.coreHours(i));
                behind = list.wastes(i) || !mayMeet(i) ? behind : Math.max(behind, key[i]);
            }
            for (int i = part.from(); i < part.to(); i++) {
                key[i] = list.wastes(i) ? Math.max(behind, key[i]) : key[i];
            }
        }
        return IntStream.range(0, list.size())
                .filter(this::mayMeet)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> key[i]).thenComparing(list::wastes))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The first that whole forecasts confirm, as many as were asked for. */
    private List<RatedLayout> confirm(int[] order) {
        List<RatedLayout> listed = new ArrayList<>();
        Set<Layout> shown = new HashSet<>();
        for (int i : order) {
            if (listed.size() == request.most()) {
                break;
            }
            Layout layout = list.layout(i);
            if (!shown.contains(gist(layout)) && meets(ratings.of(layout))) {
                shown.add(gist(layout));
                listed.add(ratings.of(layout));
                confirmed.set(i);
            }
        }
        return listed;
    }

    /** One task more or less on each node is no other choice, nor are groups that make no difference. */
    private static Layout gist(Layout layout) {
        return new Layout(layout.nodes(), 1, layout.threadsPerTask(), layout.pools());
    }

    /** Whether a whole forecast is worth asking for. */
    private boolean mayMeet(int i) {
        return i == nearest || (list.starts(i) && list.excess(i) <= Limits.MARGIN);
    }

    private boolean meets(RatedLayout rated) {
        return ratings.excess(rated) <= 1;
    }

    /** Whether the program would start and the memory of a node is enough. */
    private boolean runs(int i) {
        return confirmed.get(i) || list.runs(i);
    }

    /** Why there is none. */
    NoLayoutException impasse() {
        if (nearest < 0) {
            return new NoLayoutException(
                    "the program would stop at every layout within the bounds; allow other numbers of tasks or pools",
                    Optional.empty());
        }
        RatedLayout rated = ratings.of(list.layout(nearest));
        return new NoLayoutException(
                "no layout meets all limits; nearest is " + rated.layout() + ", which exceeds "
                        + ratings.exceeded(rated),
                Optional.of(rated));
    }

    /** Those that no other beats; see {@link Advice#pareto}. */
    List<RatedLayout> front() {
        List<RatedLayout> candidates = new ArrayList<>();
        double lowest = lowestRisk();
        for (Part part : list.parts()) {
            if (!addCandidates(byTime(part, i -> mayMeet(i) && !list.wastes(i)), lowest, candidates)) {
                addCandidates(byTime(part, this::mayMeet), lowest, candidates);
            }
        }
        return front(candidates);
    }

    /** Whether there was any that meets all limits. */
    private boolean addCandidates(int[] byTime, double lowest, List<RatedLayout> candidates) {
        // Fewer core-hours on as many nodes are less time, so only memory can make up for more time.
        double least = Double.POSITIVE_INFINITY;
        int count = 0;
        boolean any = false;
        for (int i : byTime) {
            if (count == MOST_OF_FRONT) {
                break;
            }
            if (isBeaten(i, candidates, lowest)) {
                any = true;
            } else if (list.memory(i) < least) {
                least = list.memory(i);
                RatedLayout rated = ratings.of(list.layout(i));
                if (meets(rated)) {
                    any = true;
                    candidates.add(rated);
                    count++;
                }
            }
        }
        return any;
    }

    /**
     * All layouts share the chance of not converging, and none fails less often. Memory gives no such bound: the layout that needs
     * least may be the one of which least is known.
     */
    private double lowestRisk() {
        return percent(ratings.forecast(list.layout(0)).risk().notConverged());
    }

    /** Whether another is as fast and as cheap, and nothing can fail less often than it. */
    private boolean isBeaten(int i, List<RatedLayout> candidates, double lowest) {
        for (RatedLayout other : candidates) {
            if (other.totalSeconds() <= list.seconds(i)
                    && other.coreHours() <= list.coreHours(i)
                    && percent(other.failureProbability()) <= lowest) {
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
            IntPredicate runs = unlessWasted(part, this::runs);
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
                if (runs(i)) {
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
                IntPredicate runs = unlessWasted(part, this::runs);
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
