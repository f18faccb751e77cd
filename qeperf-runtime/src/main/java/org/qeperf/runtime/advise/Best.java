package org.qeperf.runtime.advise;

/** Keeps the lowest scores that it is offered: a heap with the highest of them on top. */
final class Best {

    private final int[] index;
    private final double[] score;
    private int size;

    Best(int capacity) {
        index = new int[capacity];
        score = new double[capacity];
    }

    /** Whether a score would be kept. */
    boolean takes(double offered) {
        return size < score.length || offered < score[0];
    }

    /** Keeps a score that it {@link #takes}. */
    void add(int i, double offered) {
        if (size < score.length) {
            int at = size++;
            while (at > 0 && score[(at - 1) / 2] < offered) {
                set(at, index[(at - 1) / 2], score[(at - 1) / 2]);
                at = (at - 1) / 2;
            }
            set(at, i, offered);
            return;
        }
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && score[child + 1] > score[child]) {
                child++;
            }
            if (score[child] <= offered) {
                break;
            }
            set(at, index[child], score[child]);
            at = child;
        }
        set(at, i, offered);
    }

    private void set(int at, int i, double value) {
        index[at] = i;
        score[at] = value;
    }

    void mark(boolean[] kept) {
        for (int at = 0; at < size; at++) {
            kept[index[at]] = true;
        }
    }
}
