package org.qeperf.runtime.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.qeperf.api.QePerfException;
import org.qeperf.runtime.advise.AdviceRequest;
import org.qeperf.runtime.advise.Bounds;
import org.qeperf.runtime.advise.Bounds.NodeCounts;
import org.qeperf.runtime.advise.Limits;
import org.qeperf.runtime.advise.Objective;
import org.qeperf.runtime.advise.Range;
import org.qeperf.runtime.catalogue.Destination;

class DestinationRulesTest {

    private static final Destination MAIN = ExampleDestinations.to("main");
    private static final Destination BOOST = ExampleDestinations.to("boost");

    private static AdviceRequest asked(Destination destination, Range nodes, Range tasks, Range threads) {
        return new AdviceRequest(
                destination.machine(),
                new Bounds(nodes, tasks, threads, Range.ANY, 1000, NodeCounts.SOME),
                new Limits(1800, 5, 1 << 30, 0.8),
                Objective.COST,
                3);
    }

    @Test
    void theQuestionHasTheLimitsOfThePartition() {
        AdviceRequest request = DestinationRules.ask(MAIN, Objective.TIME, 100);
        assertEquals(MAIN.machine(), request.machine());
        assertEquals(new Bounds(Range.upTo(4), Range.ANY, Range.ANY, Range.ANY, 48, NodeCounts.SOME), request.bounds());
        assertEquals(
                new Limits(
                        3600,
                        Double.POSITIVE_INFINITY,
                        (long) (0.8 * (2L << 30)) - JobPlanner.LAUNCHER_BYTES,
                        Limits.LEVEL),
                request.limits());
        assertEquals(1, request.most());
        assertEquals(
                new Range(2, 16),
                DestinationRules.ask(ExampleDestinations.to("main:big:fast"), Objective.TIME, 16)
                        .bounds()
                        .nodes());
    }

    @Test
    void whatIsAskedForBesidesStays() {
        AdviceRequest asked = asked(MAIN, Range.only(2), new Range(3, 5), Range.upTo(2));
        AdviceRequest narrow = DestinationRules.narrow(asked, MAIN);
        assertEquals(
                new Bounds(Range.only(2), new Range(3, 5), Range.upTo(2), Range.ANY, 48, NodeCounts.SOME),
                narrow.bounds());
        assertEquals(asked.limits(), narrow.limits());
        assertEquals(Objective.COST, narrow.objective());
        assertEquals(3, narrow.most());
    }

    @Test
    void onAcceleratorsThereIsOneRankForEach() {
        Bounds bounds = DestinationRules.ask(BOOST, Objective.TIME, 16).bounds();
        assertEquals(Range.upTo(2), bounds.nodes());
        assertEquals(Range.only(4), bounds.tasksPerNode());
        assertEquals(Range.only(2), bounds.threadsPerTask());
        Bounds fewer = DestinationRules.narrow(asked(BOOST, Range.only(1), Range.ANY, Range.only(1)), BOOST)
                .bounds();
        assertEquals(Range.only(1), fewer.threadsPerTask());
    }

    private static void refuses(String problem, AdviceRequest asked, Destination destination) {
        QePerfException e = assertThrows(QePerfException.class, () -> DestinationRules.narrow(asked, destination));
        assertEquals(problem, e.getMessage());
    }

    @Test
    void whatADestinationDoesNotAllowIsRefused() {
        refuses(
                "a job of 5 nodes; partition 'main' of machine 'box' takes at most 4; this would go to: main:big:fast,"
                        + " silent, tiny",
                asked(MAIN, Range.only(5), Range.ANY, Range.ANY),
                MAIN);
        refuses(
                "8 tasks on a node; on the 4 accelerators of a node of machine 'box' pw.x takes 4",
                asked(BOOST, Range.only(1), Range.only(8), Range.ANY),
                BOOST);
        refuses(
                "4 threads of a task; on the 4 accelerators of a node of machine 'box' pw.x takes at most 2",
                asked(BOOST, Range.only(1), Range.ANY, Range.only(4)),
                BOOST);
        refuses(
                "at least 5 tasks on a node; on the 4 accelerators of a node of machine 'box' pw.x takes 4",
                asked(BOOST, Range.only(1), new Range(5, 8), Range.ANY),
                BOOST);
    }
}
