package org.qeperf.train.registry;

/** What a model version is in a {@link Slot}. */
public enum Alias {
    /** Answers. */
    CHAMPION,
    /** Predicts beside the champion, to be compared with it. */
    CHALLENGER
}
