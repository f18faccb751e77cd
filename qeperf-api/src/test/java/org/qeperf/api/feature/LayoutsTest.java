package org.qeperf.api.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LayoutsTest {

    @Test
    void layoutsComeBackAsTheyWereAdded() {
        Layouts layouts = new Layouts();
        for (int i = 1; i <= 3000; i++) {
            layouts.add(i, 6, 2, 5, i % 4, 3);
        }
        assertEquals(3000, layouts.size());
        for (int i = 0; i < 3000; i++) {
            Layout layout = new Layout(i + 1, 6, 2, 5, (i + 1) % 4, 3);
            assertEquals(layout, layouts.get(i));
            assertEquals(layout.ranks(), layouts.ranks(i));
            assertEquals(layout.ranksPerPool(), layouts.ranksPerPool(i));
            assertEquals(layout.cores(), layouts.cores(i));
        }
    }

    @Test
    void aListOfOneLayoutGrowsToo() {
        Layout layout = new Layout(2, 3, 1, 7, 4, 2);
        Layouts layouts = Layouts.of(layout);
        layouts.add(1, 1, 1, 1, Layout.PROGRAM_CHOOSES, 1);
        assertEquals(2, layouts.size());
        assertEquals(layout, layouts.get(0));
        assertEquals(1, layouts.ranksPerPool(0));
        assertEquals(Layout.serial(), layouts.get(1));
    }
}
