package org.qeperf.runtime.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SelectionTest {

    @Test
    void findsWhatSortingFinds() {
        Random random = new Random(42);
        for (int trial = 0; trial < 300; trial++) {
            int size = 1 + random.nextInt(200);
            // Few different numbers in every other trial.
            int different = trial % 2 == 0 ? 5 : 1_000_000;
            double[] values =
                    random.ints(size, 0, different).mapToDouble(x -> x).toArray();
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            Selection selection = new Selection(values);
            for (int i = 0; i < 20; i++) {
                int rank = random.nextInt(size);
                assertEquals(sorted[rank], selection.at(rank), "rank " + rank + " of " + Arrays.toString(sorted));
                double limit = sorted[rank];
                assertEquals(
                        Arrays.stream(sorted).filter(x -> x > limit).count(), selection.above(limit), "above " + limit);
            }
        }
    }
}
