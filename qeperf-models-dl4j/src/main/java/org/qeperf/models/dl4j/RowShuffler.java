package org.qeperf.models.dl4j;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/** Which rows are learnt from and which are only watched, and in which order they are learnt from. */
final class RowShuffler {

    private final Random random;
    private final int[] learnt;
    private final int[] watched;

    RowShuffler(int rows, double watchedShare, long seed) {
        this.random = new Random(seed);
        int[] all = IntStream.range(0, rows).toArray();
        shuffle(all);
        // As Keras rounds it, but there is always a row to learn from.
        int count = rows - Math.max(1, (int) (rows * (1 - watchedShare)));
        this.watched = Arrays.copyOf(all, count);
        this.learnt = Arrays.copyOfRange(all, count, rows);
    }

    void shuffleLearnt() {
        shuffle(learnt);
    }

    /** Indices of rows; the array itself, reordered by {@link #shuffleLearnt()}. */
    int[] learnt() {
        return learnt;
    }

    int[] watched() {
        return watched;
    }

    private void shuffle(int[] rows) {
        for (int i = rows.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int row = rows[i];
            rows[i] = rows[j];
            rows[j] = row;
        }
    }
}
