package org.qeperf.train.figures;

/** What a colour stands for. */
public enum Tone {
    /** What the figure is about. */
    MAIN,
    /** The same, but it counts less. */
    PALE,
    /** The same, but it counts least. */
    PALEST,
    /** What it is compared with. */
    OTHER,
    /** Something else. */
    THIRD,
    /** What did not work. */
    QUIET,
    /** What points are measured by. */
    INK
}
