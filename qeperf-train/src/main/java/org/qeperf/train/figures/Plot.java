package org.qeperf.train.figures;

import java.util.List;

/**
 * Points and lines over two axes.
 *
 * @param labels what stands around them
 * @param x the axis below
 * @param y the axis beside
 * @param layers what is drawn, the first below all others; at least one
 */
public record Plot(Labels labels, Axis x, Axis y, List<Layer> layers) {

    /** Copies the list. */
    public Plot {
        layers = List.copyOf(layers);
    }
}
