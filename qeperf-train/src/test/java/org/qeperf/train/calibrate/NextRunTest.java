package org.qeperf.train.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;

/** The layouts that next runs are looked for among. */
class NextRunTest {

    @Test
    void powersOfTwoAndAllCores() {
        assertEquals(
                List.of(new Layout(1, 1, 1, 1), new Layout(1, 2, 1, 1), new Layout(1, 2, 1, 2), new Layout(1, 3, 1, 1)),
                NextRun.layouts(new Machine("test", 3, 1L << 30), 1));
    }

    /** 497 on one node, of which 496 are on 1 to 2^30 ranks; 495 on two, on 2 to 2^30 ranks. */
    @Test
    void noMoreRanksThanLayoutsHave() {
        Machine machine = new Machine("test", Integer.MAX_VALUE, 1L << 30);
        assertEquals(497, NextRun.layouts(machine, 1).size());
        assertEquals(992, NextRun.layouts(machine, 2).size());
        assertEquals(
                new Layout(1 << 30, 1, 1, 1 << 30),
                NextRun.layouts(new Machine("test", 1, 1L << 30), 2L * Integer.MAX_VALUE).stream()
                        .reduce((a, b) -> b)
                        .orElseThrow());
    }
}
