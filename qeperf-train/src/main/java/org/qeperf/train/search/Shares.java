package org.qeperf.train.search;

/** The shares of the resource that trials spend, each as many times the one before as a reduction says, up to all of it. */
final class Shares {

    /** 1 / (1 / 3) may fall short of 3 by rounding. */
    private static final double ROUNDING = 1e-9;

    private final int reduction;
    private final int top;

    Shares(double smallest, int reduction) {
        this.reduction = reduction;
        int steps = 0;
        double whole = 1;
        while (whole * reduction <= (1 + ROUNDING) / smallest) {
            whole *= reduction;
            steps++;
        }
        this.top = steps;
    }

    /** The rung of the whole resource; the lowest is 0. */
    int top() {
        return top;
    }

    /** The lowest rung from which at least one of so many values reaches the top. */
    int lowest(int values) {
        int rung = top;
        for (long needed = reduction; rung > 0 && needed <= values; needed *= reduction) {
            rung--;
        }
        return rung;
    }

    /** What a trial on a rung spends. */
    double at(int rung) {
        return 1 / StrictMath.pow(reduction, top - rung);
    }

    /** One of how many goes on to the next rung. */
    int reduction() {
        return reduction;
    }
}
