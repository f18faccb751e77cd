package org.qeperf.train.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.features.harvest.RunLayout;

/** The layout nearest to how a run was spread. */
class RunPlaceTest {

    private static final Machine MACHINE = new Machine("test", 16, 1L << 34);

    private static Optional<Layout> nearest(int ranks, int threads, int nodes, int images, int pools, int groups) {
        RunLayout layout = new RunLayout(
                OptionalInt.of(ranks),
                OptionalInt.of(threads),
                nodes > 0 ? OptionalInt.of(nodes) : OptionalInt.empty(),
                OptionalInt.of(images),
                OptionalInt.of(pools),
                OptionalInt.of(groups),
                OptionalInt.empty(),
                OptionalInt.of(groups));
        return new RunPlace(Optional.empty(), Optional.of(MACHINE), layout, Optional.empty()).nearestLayout();
    }

    @ParameterizedTest
    @CsvSource({
        // even
        "32, 1, 2, 2, 16",
        // 100 ranks on 3 nodes: 4 are nearer than 2
        "100, 1, 3, 4, 25",
        // 37 ranks on 2 nodes: 1 is nearer than 37
        "37, 1, 2, 1, 37",
        // not known: as many as 16 cores a node ask for
        "32, 1, 0, 2, 16",
        "32, 4, 0, 8, 4",
        "8, 1, 0, 1, 8",
        // 24 ranks on 5 nodes: 6 are nearer than 4
        "24, 1, 5, 6, 4",
        // a prime, and a number whose root is its nearest divisor
        "2147483647, 1, 2, 1, 2147483647",
        "2147395600, 1, 46341, 46340, 46340"
    })
    void isEven(int ranks, int threads, int nodes, int expectedNodes, int expectedTasks) {
        assertEquals(
                Optional.of(new Layout(expectedNodes, expectedTasks, threads, 1)),
                nearest(ranks, threads, nodes, 1, 1, 1));
    }

    @Test
    void bandAndTaskGroupsShareTheWorkOfAPool() {
        assertEquals(Optional.of(new Layout(1, 8, 1, 2)), nearest(8, 1, 1, 1, 2, 4));
    }

    @Test
    void imagesAndPoolsThatDoNotDivideHaveNone() {
        assertEquals(Optional.empty(), nearest(8, 1, 1, 2, 1, 1));
        assertEquals(Optional.empty(), nearest(8, 1, 1, 1, 3, 1));
    }
}
