package org.qeperf.runtime.advise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.runtime.advise.Bounds.NodeCounts;
import org.qeperf.runtime.advise.ExampleSearch.Run;
import org.qeperf.runtime.artifact.PredictionInterval;
import org.qeperf.runtime.forecast.MemoryForecast;
import org.qeperf.runtime.forecast.MemoryForecast.Fit;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.forecast.RunQuestion;

class AdvisorTest {

    private static final Machine MACHINE = new Machine("box", 12, 24L << 30);
    private static final RunPredictor PREDICTOR = ExampleSearch.predictor();
    private static final Run RUN = new Run(10);
    private static final Map<List<Object>, List<RatedLayout>> ALL = new HashMap<>();
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    private static AdviceRequest request(int maxNodes, Limits limits, Objective objective, int most) {
        return new AdviceRequest(MACHINE, Bounds.upTo(maxNodes), limits, objective, most);
    }

    private static Advice advise(AdviceRequest request) {
        return new Advisor(PREDICTOR).advise(RUN, request);
    }

    private static Limits within(double seconds, double coreHours, double memory) {
        return new Limits(seconds, coreHours, memory, Limits.LEVEL);
    }

    /** Relative to the shortest time, the fewest core-hours and the memory of a node. */
    private static Limits relative(double seconds, double coreHours, double memory) {
        List<RatedLayout> all = all(6, Limits.NONE);
        all.removeIf(r -> !isClean(r));
        double shortest =
                all.stream().mapToDouble(RatedLayout::requestSeconds).min().orElseThrow();
        double fewest = all.stream().mapToDouble(RatedLayout::coreHours).min().orElseThrow();
        return within(seconds * shortest, coreHours * fewest, memory * MACHINE.memoryBytesPerNode());
    }

    /** Every layout that starts and meets the limits, by plain loops and whole forecasts. */
    private static List<RatedLayout> all(int maxNodes, Limits limits) {
        return new ArrayList<>(ALL.computeIfAbsent(List.of(maxNodes, limits), key -> search(maxNodes, limits)));
    }

    private static List<RatedLayout> search(int maxNodes, Limits limits) {
        RunQuestion question = new RunQuestion(
                0.9,
                0.95,
                Double.isInfinite(limits.seconds()) ? OptionalDouble.empty() : OptionalDouble.of(limits.seconds()));
        List<RatedLayout> all = new ArrayList<>();
        for (int nodes = 1; nodes <= maxNodes; nodes++) {
            for (int tasks = 1; tasks <= 12; tasks++) {
                for (int threads : new int[] {1, 2, 3, 4, 6, 8, 12}) {
                    for (int pools = 1; pools <= 10; pools++) {
                        if (tasks * threads <= 12 && nodes * tasks % pools == 0 && tasks != 7) {
                            Layout layout = new Layout(nodes, tasks, threads, pools);
                            all.add(RatedLayout.of(PREDICTOR.predict(RUN, layout, MACHINE, question)));
                        }
                    }
                }
            }
        }
        all.removeIf(r -> r.requestSeconds() > limits.seconds()
                || r.coreHours() > limits.coreHours()
                || r.memoryBytesPerNodeAtMost() > Math.min(limits.memoryBytesPerNode(), 24L << 30));
        return all;
    }

    private static boolean isClean(RatedLayout rated) {
        return rated.problems().isEmpty();
    }

    private static double value(RatedLayout rated, Objective objective) {
        return objective.of(rated.totalSeconds(), rated.coreHours());
    }

    @ParameterizedTest
    @EnumSource(Objective.class)
    void theBestIsThatOfAllLayouts(Objective objective) {
        List<RatedLayout> all = all(6, Limits.NONE);
        RatedLayout expected = all.stream()
                .filter(AdvisorTest::isClean)
                .min(Comparator.comparingDouble(r -> value(r, objective)))
                .orElseThrow();
        RatedLayout best = advise(request(6, Limits.NONE, objective, 5)).best();
        assertEquals(value(expected, objective), value(best, objective), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"TIME,Infinity,2,1", "COST,1.3,Infinity,1", "BALANCED,2.5,2.5,0.8", "TIME,Infinity,3,0.6"})
    void whatIsListedMeetsAllLimitsAndTheFirstIsTheBestThatDoes(
            Objective objective, double seconds, double coreHours, double memory) {
        Limits limits = relative(seconds, coreHours, memory);
        List<RatedLayout> all = all(6, limits);
        RatedLayout expected = all.stream()
                .filter(AdvisorTest::isClean)
                .min(Comparator.comparingDouble(r -> value(r, objective)))
                .orElseThrow();
        Advice advice = advise(request(6, limits, objective, 40));
        assertEquals(value(expected, objective), value(advice.best(), objective), 1e-12);
        assertTrue(all.containsAll(advice.layouts()));
        assertTrue(all.containsAll(advice.pareto()));
    }

    @Test
    void layoutsComeInTheOrderOfTheObjectiveAndDifferInMoreThanTasks() {
        List<RatedLayout> layouts =
                advise(request(6, Limits.NONE, Objective.TIME, 30)).layouts();
        assertEquals(30, layouts.size());
        Set<Layout> seen = new HashSet<>();
        double last = 0;
        for (RatedLayout rated : layouts) {
            Layout l = rated.layout();
            assertTrue(seen.add(new Layout(l.nodes(), 1, l.threadsPerTask(), l.pools())), l.toString());
            assertTrue(!isClean(rated) || rated.totalSeconds() >= last, l.toString());
            last = isClean(rated) ? rated.totalSeconds() : last;
        }
    }

    @Test
    void nothingThatTheProgramStopsAtIsListed() {
        Bounds bounds =
                new Bounds(Range.upTo(3), new Range(7, 8), Range.only(1), Range.ANY, Integer.MAX_VALUE, NodeCounts.ALL);
        Advice advice = advise(new AdviceRequest(MACHINE, bounds, Limits.NONE, Objective.COST, 100));
        assertTrue(advice.layouts().stream().allMatch(r -> r.layout().tasksPerNode() == 8));
    }

    /** On four nodes of twelve cores, 48 ranks in one pool take less time by the formula than 24 do. */
    @Test
    void whatWastesRanksStandsBehindAllOthersOnAsManyNodes() {
        Bounds bounds =
                new Bounds(Range.only(4), Range.ANY, Range.only(1), Range.only(1), Integer.MAX_VALUE, NodeCounts.ALL);
        Advice advice = advise(new AdviceRequest(MACHINE, bounds, Limits.NONE, Objective.TIME, 100));
        assertEquals(6, advice.best().layout().tasksPerNode());
        RatedLayout wasteful = RatedLayout.of(PREDICTOR.predict(
                RUN, new Layout(4, 12, 1, 1), MACHINE, new RunQuestion(0.9, 0.95, OptionalDouble.empty())));
        assertTrue(wasteful.totalSeconds() < advice.best().totalSeconds());
    }

    @Test
    void whatWastesRanksIsListedWhereThereIsNothingElse() {
        Bounds bounds = new Bounds(
                Range.only(4), Range.only(12), Range.only(1), Range.only(1), Integer.MAX_VALUE, NodeCounts.ALL);
        Advice advice = advise(new AdviceRequest(MACHINE, bounds, Limits.NONE, Objective.TIME, 100));
        assertEquals(
                List.of(new Layout(4, 12, 1, 1)),
                advice.layouts().stream().map(RatedLayout::layout).toList());
        assertEquals("planes", advice.best().problems().get(0).rule());
        assertEquals(advice.layouts(), advice.pareto());
    }

    @ParameterizedTest
    @CsvSource({"Infinity,Infinity", "2.5,Infinity", "Infinity,1.4"})
    void theFrontIsThatOfAllLayouts(double seconds, double coreHours) {
        Limits limits = relative(seconds, coreHours, 1);
        List<RatedLayout> all = all(6, limits);
        all.removeIf(r -> !isClean(r));
        List<List<Double>> expected = new ArrayList<>();
        for (RatedLayout one : all) {
            if (all.stream().noneMatch(other -> beats(other, one))) {
                expected.add(List.of(one.totalSeconds(), one.coreHours(), Math.rint(100 * one.failureProbability())));
            }
        }
        List<List<Double>> front = new ArrayList<>();
        for (RatedLayout one : advise(request(6, limits, Objective.TIME, 1)).pareto()) {
            front.add(List.of(one.totalSeconds(), one.coreHours(), Math.rint(100 * one.failureProbability())));
        }
        assertTrue(front.size() > 1, front.toString());
        assertEquals(new HashSet<>(expected), new HashSet<>(front));
    }

    private static boolean beats(RatedLayout one, RatedLayout other) {
        double risk = Math.rint(100 * one.failureProbability());
        double otherRisk = Math.rint(100 * other.failureProbability());
        return one.totalSeconds() <= other.totalSeconds()
                && one.coreHours() <= other.coreHours()
                && risk <= otherRisk
                && (one.totalSeconds() < other.totalSeconds()
                        || one.coreHours() < other.coreHours()
                        || risk < otherRisk);
    }

    /** So much time: which resources? The fewest that are enough. */
    @Test
    void moreTimeNeedsFewerCoreHours() {
        double last = INFINITE;
        double shortest =
                advise(request(16, Limits.NONE, Objective.TIME, 1)).best().requestSeconds();
        for (double factor : new double[] {1.001, 1.2, 1.5, 2, 4}) {
            double seconds = factor * shortest;
            RatedLayout best = advise(request(16, within(seconds, INFINITE, INFINITE), Objective.COST, 1))
                    .best();
            assertTrue(best.requestSeconds() <= seconds);
            assertTrue(best.coreHours() <= last);
            assertTrue(best.failureProbability() < 0.11, best.toString());
            last = best.coreHours();
        }
    }

    @Test
    void theRiskCountsTheTimeLimit() {
        RatedLayout without = advise(request(4, Limits.NONE, Objective.COST, 1)).best();
        Limits limits = within(without.requestSeconds() * 1.000001, INFINITE, INFINITE);
        RatedLayout with = advise(request(4, limits, Objective.COST, 1)).best();
        assertEquals(without.layout(), with.layout());
        assertTrue(with.failureProbability() > without.failureProbability());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9|Infinity|Infinity|max time: it takes up to X in 95 of 100 cases, the limit is 9.00 s",
                "Infinity|0.001|Infinity|max core-hours: it takes X, the limit is 0.001",
                "Infinity|Infinity|1e8|memory: a node needs up to X in 95 of 100 cases, it may have 95.4 MB"
            })
    void whatIsInTheWayIsNamedWithWhatComesNearest(double seconds, double coreHours, double memory, String exceeded) {
        Limits limits = within(seconds, coreHours, memory);
        NoLayoutException e =
                assertThrows(NoLayoutException.class, () -> advise(request(4, limits, Objective.TIME, 1)));
        RatedLayout nearest = e.nearest().orElseThrow();
        String need = Double.isFinite(seconds)
                ? Quantities.seconds(nearest.requestSeconds())
                : Double.isFinite(coreHours)
                        ? Ratings.number(nearest.coreHours())
                        : Quantities.bytes(nearest.memoryBytesPerNodeAtMost());
        assertEquals(
                "no layout meets all limits; nearest is " + nearest.layout() + ", which exceeds "
                        + exceeded.replace("X", need),
                e.getMessage());
    }

    @Test
    void boundsWithoutALayoutAreRefused() {
        Bounds bounds =
                new Bounds(Range.upTo(3), Range.only(8), Range.only(2), Range.ANY, Integer.MAX_VALUE, NodeCounts.ALL);
        NoLayoutException e = assertThrows(
                NoLayoutException.class,
                () -> advise(new AdviceRequest(MACHINE, bounds, Limits.NONE, Objective.TIME, 1)));
        assertEquals("no layout of at most 12 cores on a node lies within the bounds", e.getMessage());
        assertTrue(e.nearest().isEmpty());
    }

    @Test
    void boundsOfLayoutsThatTheProgramStopsAtAreRefused() {
        Bounds bounds =
                new Bounds(Range.upTo(3), Range.only(7), Range.only(1), Range.ANY, Integer.MAX_VALUE, NodeCounts.ALL);
        NoLayoutException e = assertThrows(
                NoLayoutException.class,
                () -> advise(new AdviceRequest(MACHINE, bounds, Limits.NONE, Objective.TIME, 1)));
        assertEquals(
                "the program would stop at every layout within the bounds; allow other numbers of tasks or pools",
                e.getMessage());
    }

    @Test
    void theProgramsChoiceStandsOnAsManyNodes() {
        Advice advice = advise(request(2, Limits.NONE, Objective.TIME, 1));
        assertEquals(
                new Layout(advice.best().layout().nodes(), 12, 1, 1),
                advice.programsChoice().layout());
        assertEquals(advice.programsChoice().totalSeconds() / advice.best().totalSeconds(), advice.gain());
        assertTrue(advice.gain() > 1);
    }

    @Test
    void reasonsHaveTheNumbers() {
        Bounds bounds = new Bounds(
                Range.only(2), Range.only(6), Range.only(2), Range.only(4), Integer.MAX_VALUE, NodeCounts.ALL);
        Advice advice = advise(new AdviceRequest(MACHINE, bounds, Limits.NONE, Objective.TIME, 1));
        RatedLayout best = advice.best();
        assertEquals(
                List.of(
                        "10 k-points in 4 pools: up to 3 each, so 17 % of their time is waiting",
                        "24 planes of the FFT grid on 3 ranks of a pool: 8 each",
                        "the ranks of a node need " + Quantities.bytes(best.memoryBytesPerNode())
                                + " of its 24.0 GB, at most "
                                + Quantities.bytes(best.memoryBytesPerNodeAtMost())
                                + " in 95 of 100 cases",
                        "more nodes: these are the most allowed",
                        "pw.x left to itself with a rank on each core makes 1 pool and takes "
                                + Ratings.number(advice.gain()) + " times as long"),
                advice.reasons());
        assertEquals(List.of("an example"), advice.warnings());
    }

    @Test
    void theLinearAlgebraGroupIsSearchedWhereModelsSeeIt() {
        Bounds bounds =
                new Bounds(Range.upTo(2), Range.ANY, Range.ANY, Range.only(1), Integer.MAX_VALUE, NodeCounts.ALL);
        Advice advice = new Advisor(PREDICTOR)
                .advise(new Run(10, 1, true), new AdviceRequest(MACHINE, bounds, Limits.NONE, Objective.TIME, 1));
        assertEquals(4, advice.best().layout().diagonalizationRanks());
        Layout blind = advise(request(2, Limits.NONE, Objective.TIME, 1)).best().layout();
        assertEquals(Layout.PROGRAM_CHOOSES, blind.diagonalizationRanks());
    }

    @Test
    void bothSpinDirectionsAreSharedOut() {
        Advice advice = new Advisor(PREDICTOR).advise(new Run(5, 2, false), request(6, Limits.NONE, Objective.TIME, 1));
        assertEquals(10, advice.best().layout().pools());
    }

    @Test
    void scalingHoldsPartsOfANodeAndWholeNodes() {
        Scaling scaling = advise(request(3, Limits.NONE, Objective.TIME, 1)).scaling();
        assertEquals(
                List.of(1, 2, 3, 4, 6, 12, 24, 36),
                scaling.points().stream().map(Scaling.Point::cores).toList());
        assertEquals(1, scaling.points().get(0).efficiency());
        for (Scaling.Point point : scaling.points()) {
            double shortest = all(3, Limits.NONE).stream()
                    .filter(AdvisorTest::isClean)
                    .filter(r -> point.cores() < 12
                            ? r.layout().cores() == point.cores() && r.layout().nodes() == 1
                            : r.layout().nodes() == point.cores() / 12)
                    .mapToDouble(RatedLayout::totalSeconds)
                    .min()
                    .orElseThrow();
            assertEquals(shortest, point.seconds(), 1e-12);
        }
    }

    @Test
    void theGridHoldsTheShortestTimes() {
        for (Advice.GridTime place :
                advise(request(3, Limits.NONE, Objective.TIME, 1)).grid()) {
            double shortest = all(3, Limits.NONE).stream()
                    .filter(r ->
                            r.layout().nodes() == place.nodes() && r.layout().pools() == place.pools())
                    .mapToDouble(RatedLayout::totalSeconds)
                    .min()
                    .orElseThrow();
            assertEquals(shortest, place.seconds(), 1e-12);
        }
    }

    /** With few layouts going on from the law, what is advised is still a layout that meets the limits. */
    @Test
    void aNarrowScreenLosesLittle() {
        for (Objective objective : Objective.values()) {
            AdviceRequest request = request(16, Limits.NONE, objective, 1);
            RatedLayout narrow = new Advisor(PREDICTOR, 16).advise(RUN, request).best();
            RatedLayout wide =
                    new Advisor(PREDICTOR, 1_000_000).advise(RUN, request).best();
            assertTrue(narrow.totalSeconds() >= wide.totalSeconds() || objective != Objective.TIME);
            assertEquals(1, Math.exp(value(narrow, objective) - value(wide, objective)), 0.1);
        }
    }

    /** Where one layout alone goes on, it is not one that the program stops at, though the law has it in front. */
    @Test
    void theFirstLookLeavesOutWhatTheProgramStopsAt() {
        Bounds bounds = new Bounds(
                Range.only(2), new Range(5, 7), Range.only(1), Range.only(1), Integer.MAX_VALUE, NodeCounts.ALL);
        Advice advice = new Advisor(PREDICTOR, 1)
                .advise(RUN, new AdviceRequest(MACHINE, bounds, Limits.NONE, Objective.TIME, 1));
        assertEquals(new Layout(2, 6, 1, 1), advice.best().layout());
    }

    /** Where one layout alone goes on beside the leanest, it is one that fits by the forecast too. */
    @Test
    void theFirstLookKnowsTheWiderIntervalsOfAKnownDensity() {
        Run known = new Run(10, 1, false, false);
        double fits = memoryAtMost(known, new Layout(2, 11, 1, 1));
        double doesNot = memoryAtMost(known, new Layout(2, 12, 1, 1));
        Machine machine = new Machine("box", 12, (long) ((fits + doesNot) / 2));
        Bounds bounds = new Bounds(
                Range.only(2), new Range(8, 12), Range.only(1), Range.only(1), Integer.MAX_VALUE, NodeCounts.ALL);
        Advice advice = new Advisor(PREDICTOR, 1)
                .advise(known, new AdviceRequest(machine, bounds, Limits.NONE, Objective.TIME, 1));
        assertEquals(new Layout(2, 11, 1, 1), advice.best().layout());
    }

    private static double memoryAtMost(Run run, Layout layout) {
        return PREDICTOR
                .predict(run, layout, MACHINE, RunQuestion.DEFAULT)
                .memory()
                .perNode()
                .interval()
                .upper();
    }

    /** Ten tasks need less than eleven and twelve, but nobody knows how much: that says nothing of eleven. */
    @Test
    void theLayoutThatNeedsLeastMemoryMayFailMostOften() {
        double[] narrow = new double[40];
        Arrays.fill(narrow, 0.001);
        Arrays.fill(narrow, 38, 40, 0.02);
        RunPredictor uneven = ExampleSearch.predictor(
                new PredictionInterval(new double[] {0.55 * (1 << 30)}, List.of(narrow, new double[] {0.5}), 0));
        Layout twelve = new Layout(2, 12, 1, 1);
        double bytes = uneven.predict(RUN, twelve, MACHINE, RunQuestion.DEFAULT)
                .memory()
                .perNode()
                .value();
        Machine machine = new Machine("box", 12, (long) (Math.exp(0.01) * bytes));
        Bounds bounds = new Bounds(
                Range.only(2), new Range(10, 12), Range.only(1), Range.only(1), Integer.MAX_VALUE, NodeCounts.ALL);
        Advice advice =
                new Advisor(uneven).advise(RUN, new AdviceRequest(machine, bounds, Limits.NONE, Objective.TIME, 1));
        assertEquals(
                List.of(twelve, new Layout(2, 11, 1, 1)),
                advice.pareto().stream().map(RatedLayout::layout).toList());
    }

    @Test
    void nobodyLooksForMemoryElsewhereWhereManyLayoutsAreCompared() {
        AdviceRequest request =
                new AdviceRequest(new Machine("small", 12, 1L << 30), Bounds.upTo(1), Limits.NONE, Objective.TIME, 1);
        MemoryForecast memory = new Ratings(PREDICTOR, RUN, request)
                .forecast(new Layout(1, 12, 1, 1))
                .memory();
        assertEquals(Fit.DOES_NOT_FIT, memory.fit());
        assertEquals(List.of(), memory.remedies());
    }

    /** The interval of the fastest layout, by which the others are estimated, is wider than theirs. */
    @Test
    void anEstimateBeyondALimitDoesNotHideALayoutThatMeetsIt() {
        RunQuestion question = new RunQuestion(0.9, 0.95, OptionalDouble.empty());
        Layout narrow = new Layout(2, 4, 1, 1);
        Layout wide = new Layout(2, 5, 1, 1);
        double between = (secondsPerIteration(PREDICTOR, narrow) + secondsPerIteration(PREDICTOR, wide)) / 2;
        RunPredictor uneven = ExampleSearch.predictor(
                0.7,
                new PredictionInterval(
                        new double[] {between}, List.of(new double[] {0.4, 0.4}, new double[] {0.01, 0.01}), 0));
        double seconds = uneven.predict(RUN, narrow, MACHINE, question)
                .time()
                .totalSeconds()
                .interval()
                .upper();
        Bounds bounds = new Bounds(
                Range.only(2), new Range(4, 5), Range.only(1), Range.only(1), Integer.MAX_VALUE, NodeCounts.ALL);
        Advice advice = new Advisor(uneven)
                .advise(
                        RUN,
                        new AdviceRequest(
                                MACHINE, bounds, within(1.0001 * seconds, INFINITE, INFINITE), Objective.TIME, 9));
        assertEquals(
                List.of(narrow),
                advice.layouts().stream().map(RatedLayout::layout).toList());
        assertEquals(advice.layouts(), advice.pareto());
    }

    private static double secondsPerIteration(RunPredictor predictor, Layout layout) {
        return predictor
                .predict(RUN, layout, MACHINE, new RunQuestion(0.9, 0.95, OptionalDouble.empty()))
                .time()
                .secondsPerScfIteration()
                .value();
    }

    @Test
    void theLargestNumberOfNodesThatTheCoresAllowIsTried() {
        Bounds bounds = new Bounds(Range.upTo(60), Range.only(2), Range.ANY, Range.ANY, 2 * 43 + 1, NodeCounts.SOME);
        Advice advice = advise(new AdviceRequest(MACHINE, bounds, Limits.NONE, Objective.COST, 1));
        assertEquals(43, advice.grid().get(advice.grid().size() - 1).nodes());
    }

    @Test
    void nodesThatAreAllowedButDoNotRunAreNotTheMostAllowed() {
        Bounds bounds = new Bounds(
                Range.upTo(9), Range.only(1), Range.only(1), Range.only(8), Integer.MAX_VALUE, NodeCounts.ALL);
        Advice advice = advise(new AdviceRequest(MACHINE, bounds, Limits.NONE, Objective.TIME, 1));
        assertEquals(8, advice.best().layout().nodes());
        assertTrue(
                advice.reasons().contains("more nodes: no layout runs on more"),
                advice.reasons().toString());
    }

    @Test
    void machinesBeyondReasonAreRefused() {
        Machine wide = new Machine("wide", 200_000_000, 1 << 30);
        assertRefused(
                "machine 'wide' has 200000000 cores per node; expected at most 100000",
                () -> new AdviceRequest(wide, Bounds.upTo(1), Limits.NONE, Objective.TIME, 1));
        Machine many = new Machine("many", 50_000, 1 << 30);
        assertRefused(
                "up to 100000 nodes of 50000 cores are 5000000000 cores; expected at most 2147483647",
                () -> new AdviceRequest(many, Bounds.upTo(100_000), Limits.NONE, Objective.TIME, 1));
    }

    @Test
    void sizesOfRequestsAreChecked() {
        assertRefused("a list of 0 layouts; expected at least 1", () -> request(1, Limits.NONE, Objective.TIME, 0));
        assertRefused("a limit of 0.0 seconds; expected more than 0", () -> within(0, 1, 1));
        assertRefused("a limit of -1.0 core-hours; expected more than 0", () -> within(1, -1, 1));
        assertRefused("a limit of NaN bytes of memory; expected more than 0", () -> within(1, 1, Double.NaN));
        assertRefused("level 0.5; expected above 0.5 and below 1", () -> new Limits(1, 1, 1, 0.5));
        assertRefused("a range from 0 to 1; expected 1 or more numbers", () -> new Range(0, 1));
        assertRefused("a range from 3 to 2; expected 1 or more numbers", () -> new Range(3, 2));
        assertRefused("up to 100001 nodes; expected at most 100000", () -> Bounds.upTo(100_001));
        assertRefused(
                "at most 0 cores; expected at least 1",
                () -> new Bounds(Range.only(1), Range.ANY, Range.ANY, Range.ANY, 0, NodeCounts.ALL));
    }

    private static void assertRefused(String message, Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
