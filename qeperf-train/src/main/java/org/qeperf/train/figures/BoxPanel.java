package org.qeperf.train.figures;

import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Boxes in rows, and the line of zero. */
final class BoxPanel extends RowPanel {

    private static final double THICKNESS = 13;
    private static final double POINT = 3.5;

    private final List<Box> boxes;
    private final Axis axis;

    BoxPanel(Labels labels, Axis axis, List<Box> boxes) {
        super(
                labels,
                axis,
                boxes.stream().map(Box::name).toList(),
                boxes.stream().map(Box::text).toList());
        this.axis = axis;
        this.boxes = List.copyOf(boxes);
    }

    @Override
    void row(Graphics2D graphics, int row, double y) {
        Box box = boxes.get(row);
        if (axis.low() < 0 && axis.high() > 0) {
            graphics.setColor(Look.INK);
            graphics.setStroke(Look.THIN);
            graphics.draw(new Line2D.Double(x(0), y - 12, x(0), y + 12));
        }
        graphics.setColor(Look.color(Tone.MAIN));
        graphics.setStroke(Look.LINE);
        graphics.draw(new Line2D.Double(x(box.low()), y, x(box.high()), y));
        graphics.setColor(Look.color(Tone.PALE));
        graphics.fill(new Rectangle2D.Double(
                x(box.lower()), y - THICKNESS / 2, Math.max(1, x(box.upper()) - x(box.lower())), THICKNESS));
        graphics.setColor(Look.INK);
        graphics.fill(new Ellipse2D.Double(x(box.median()) - POINT, y - POINT, 2 * POINT, 2 * POINT));
    }

    @Override
    boolean hasLegend() {
        return false;
    }

    @Override
    void legend(Graphics2D graphics) {
        throw new IllegalStateException("boxes have no legend");
    }
}
