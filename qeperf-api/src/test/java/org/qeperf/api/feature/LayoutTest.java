package org.qeperf.api.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutTest {

    @Test
    void ranksCoresAndPoolsFollowFromTheNumbers() {
        Layout layout = new Layout(3, 16, 2, 4);
        assertEquals(48, layout.ranks());
        assertEquals(96, layout.cores());
        assertEquals(12, layout.ranksPerPool());
    }

    @Test
    void theSerialLayoutIsOneOfEach() {
        assertEquals(new Layout(1, 1, 1, 1), Layout.serial());
    }

    @Test
    void aPoolHasAtLeastOneRank() {
        assertEquals(1, new Layout(2, 3, 1, 4).ranksPerPool());
        assertEquals(1, new Layout(2, 3, 1, 7).ranksPerPool());
        assertEquals(Layout.PROGRAM_CHOOSES, new Layout(2, 3, 1, 4).diagonalizationRanks());
        assertEquals(1, new Layout(2, 3, 1, 4).taskGroups());
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 1, the number of ranks of the linear algebra group is -1; expected at least 1",
        "4, 0, the number of task groups is 0; expected at least 1"
    })
    void impossibleGroupsAreRefused(int diagonalizationRanks, int taskGroups, String message) {
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> new Layout(1, 4, 1, 1, diagonalizationRanks, taskGroups));
        assertEquals(message, e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 1 | 1 | 1 | the number of nodes is 0; expected at least 1",
                "1 | -2 | 1 | 1 | the number of tasks per node is -2; expected at least 1",
                "1 | 1 | 0 | 1 | the number of threads per task is 0; expected at least 1",
                "1 | 1 | 1 | 0 | the number of pools is 0; expected at least 1",
                "65536 | 32768 | 1 | 1 | 65536 nodes x 32768 tasks x 1 threads are too many cores",
                "2147483647 | 2147483647 | 2147483647 | 1 "
                        + "| 2147483647 nodes x 2147483647 tasks x 2147483647 threads are too many cores"
            })
    void impossibleLayoutsAreRefused(int nodes, int tasks, int threads, int pools, String message) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> new Layout(nodes, tasks, threads, pools));
        assertEquals(message, e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "' ' | 1 | 1 | a machine needs a name",
                "m | 0 | 1 | machine 'm' has 0 cores per node",
                "m | 1 | 0 | machine 'm' has 0 bytes per node"
            })
    void impossibleMachinesAreRefused(String name, int cores, long bytes, String message) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> new Machine(name, cores, bytes));
        assertEquals(message, e.getMessage());
    }
}
