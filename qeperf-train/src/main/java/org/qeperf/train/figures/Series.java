package org.qeperf.train.figures;

/**
 * Points with a name.
 *
 * @param name in the legend or above the panel
 * @param x finite numbers, at least one; copied in and out
 * @param y as many finite numbers; copied in and out
 */
public record Series(String name, double[] x, double[] y) {

    /** Copies both. */
    public Series {
        if (x.length == 0 || x.length != y.length) {
            throw new IllegalArgumentException("series " + name + " has " + x.length + " x and " + y.length
                    + " y; expected as many, at least one");
        }
        x = x.clone();
        y = y.clone();
    }

    @Override
    public double[] x() {
        return x.clone();
    }

    @Override
    public double[] y() {
        return y.clone();
    }
}
