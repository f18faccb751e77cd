package org.qeperf.train.figures;

import java.awt.Graphics2D;
import org.knowm.xchart.internal.chartpart.Chart;

/** A part of a figure. */
interface Panel {

    int width();

    int height();

    /** Draws it at the origin. */
    void paint(Graphics2D graphics);

    static Panel of(Chart<?, ?> chart) {
        return new Panel() {
            @Override
            public int width() {
                return chart.getWidth();
            }

            @Override
            public int height() {
                return chart.getHeight();
            }

            @Override
            public void paint(Graphics2D graphics) {
                chart.paint(graphics, chart.getWidth(), chart.getHeight());
            }
        };
    }
}
