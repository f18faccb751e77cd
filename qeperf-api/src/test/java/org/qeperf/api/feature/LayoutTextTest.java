package org.qeperf.api.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LayoutTextTest {

    @Test
    void aLayoutIsReadByPeople() {
        assertEquals("1 node x 1 task x 1 thread, 1 pool", Layout.serial().toString());
        assertEquals("2 nodes x 4 tasks x 3 threads, 8 pools", new Layout(2, 4, 3, 8).toString());
    }

    @Test
    void groupsAreToldWhereTheyWereChosen() {
        assertEquals(
                "1 node x 8 tasks x 1 thread, 2 pools, 4 ranks of the linear algebra group, 2 task groups",
                new Layout(1, 8, 1, 2, 4, 2).toString());
        assertEquals(
                "1 node x 1 task x 1 thread, 1 pool, 1 rank of the linear algebra group",
                new Layout(1, 1, 1, 1, 1, 1).toString());
    }
}
