package org.qeperf.train.figures;

import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Map;

/** Bars that lie. */
final class BarPanel extends RowPanel {

    private static final double THICKNESS = 15;
    private static final double MARK = 5.5;
    private static final double SWATCH = 12;

    private final Bars bars;

    BarPanel(Bars bars) {
        super(
                bars.labels(),
                bars.axis(),
                bars.bars().stream().map(Bar::name).toList(),
                bars.bars().stream().map(Bar::text).toList());
        this.bars = bars;
    }

    @Override
    void row(Graphics2D graphics, int row, double y) {
        Bar bar = bars.bars().get(row);
        double zero = x(0);
        double end = x(bar.value());
        graphics.setColor(Look.color(bar.tone()));
        graphics.fill(new Rectangle2D.Double(
                Math.min(zero, end), y - THICKNESS / 2, Math.max(1, Math.abs(end - zero)), THICKNESS));
        if (isCut(bar.value())) {
            graphics.setColor(Look.PAPER);
            for (double shift : new double[] {-14, -20}) {
                Path2D gap = new Path2D.Double();
                gap.moveTo(end + shift, y + THICKNESS / 2 + 1);
                gap.lineTo(end + shift + 5, y - THICKNESS / 2 - 1);
                gap.lineTo(end + shift + 8, y - THICKNESS / 2 - 1);
                gap.lineTo(end + shift + 3, y + THICKNESS / 2 + 1);
                gap.closePath();
                graphics.fill(gap);
            }
        }
        if (!Double.isNaN(bar.mark()) && !isCut(bar.mark())) {
            mark(graphics, x(bar.mark()), y);
        }
    }

    private static void mark(Graphics2D graphics, double x, double y) {
        graphics.setColor(Look.PAPER);
        graphics.fill(diamond(x, y, MARK + 1.5));
        graphics.setColor(Look.INK);
        graphics.fill(diamond(x, y, MARK));
    }

    private static Path2D diamond(double x, double y, double size) {
        Path2D shape = new Path2D.Double();
        shape.moveTo(x - size, y);
        shape.lineTo(x, y - size);
        shape.lineTo(x + size, y);
        shape.lineTo(x, y + size);
        shape.closePath();
        return shape;
    }

    @Override
    boolean hasLegend() {
        return !bars.legend().isEmpty() || !bars.mark().isEmpty();
    }

    @Override
    void legend(Graphics2D graphics) {
        double x = left();
        double y = TOP + LEGEND / 2.0 - 4.5;
        for (Map.Entry<Tone, String> entry : bars.legend().entrySet()) {
            graphics.setColor(Look.color(entry.getKey()));
            graphics.fill(new Rectangle2D.Double(x, y - SWATCH / 2, SWATCH, SWATCH));
            x = legendText(graphics, entry.getValue(), x + 1.5 * SWATCH);
        }
        if (!bars.mark().isEmpty()) {
            mark(graphics, x + MARK, y);
            legendText(graphics, bars.mark(), x + 1.5 * SWATCH);
        }
    }
}
