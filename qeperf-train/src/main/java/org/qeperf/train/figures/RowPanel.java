package org.qeperf.train.figures;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.qeperf.train.figures.Lettering.Anchor;

/** Rows with a name, something drawn along an axis, and a text behind it. XChart 3.8 has no bars that lie. */
abstract class RowPanel implements Panel {

    static final int TOP = 44;
    static final int LEGEND = 26;

    private static final int WIDTH = 720;
    private static final int ROW = 24;
    private static final int BOTTOM = 56;
    private static final int MARGIN = 16;
    private static final int GAP = 10;
    private static final int MOST_FOR_NAMES = 250;
    /** From the middle of a line of text to its base line. */
    private static final double BASE = 4.5;

    private static final Font TITLE = Look.font(Font.BOLD, 16);
    private static final Font NAME = Look.font(Font.PLAIN, 13);
    private static final Font AXIS = Look.font(Font.PLAIN, 15);

    private final Labels labels;
    private final Axis axis;
    private final List<String> names;
    private final List<String> texts;
    private final double left;
    private final double right;

    RowPanel(Labels labels, Axis axis, List<String> names, List<String> texts) {
        this.labels = labels;
        this.axis = axis;
        this.names = names.stream()
                .map(name -> Lettering.cut(name, NAME, MOST_FOR_NAMES))
                .toList();
        this.texts = List.copyOf(texts);
        this.left = MARGIN + GAP + widest(this.names);
        this.right = WIDTH - MARGIN - GAP - widest(this.texts);
    }

    private static double widest(List<String> texts) {
        return texts.stream()
                .mapToDouble(text -> Lettering.width(text, NAME))
                .max()
                .orElse(0);
    }

    /** Draws what a row shows; its middle has the height {@code y}. */
    abstract void row(Graphics2D graphics, int row, double y);

    /** Draws what is above the rows, from the height {@link #TOP} on; nothing unless there is room. */
    abstract void legend(Graphics2D graphics);

    abstract boolean hasLegend();

    @Override
    public final int width() {
        return WIDTH;
    }

    @Override
    public final int height() {
        return top() + ROW * names.size() + BOTTOM;
    }

    @Override
    public final void paint(Graphics2D graphics) {
        graphics.setColor(Look.INK);
        Lettering.draw(
                graphics,
                Lettering.cut(labels.title(), TITLE, WIDTH - 2 * MARGIN),
                TITLE,
                WIDTH / 2.0,
                28,
                Anchor.MIDDLE);
        if (hasLegend()) {
            legend(graphics);
        }
        int bottom = height() - BOTTOM;
        grid(graphics, bottom);
        for (int i = 0; i < names.size(); i++) {
            double y = top() + ROW * (i + 0.5);
            graphics.setColor(Look.INK);
            Lettering.draw(graphics, names.get(i), NAME, left - GAP, y + BASE, Anchor.END);
            Lettering.draw(graphics, texts.get(i), NAME, right + GAP, y + BASE, Anchor.START);
            row(graphics, i, y);
        }
        graphics.setColor(Look.INK);
        graphics.setStroke(Look.THIN);
        graphics.draw(new Rectangle2D.Double(left, top(), right - left, bottom - top()));
        Lettering.draw(graphics, labels.x(), AXIS, (left + right) / 2, bottom + 44, Anchor.MIDDLE);
    }

    private void grid(Graphics2D graphics, int bottom) {
        graphics.setStroke(Look.THIN);
        double last = Double.NEGATIVE_INFINITY;
        for (double tick : axis.ticks()) {
            double x = x(tick);
            graphics.setColor(Look.GRID);
            graphics.draw(new Line2D.Double(x, top(), x, bottom));
            String label = axis.label(tick);
            double half = Lettering.width(label, NAME) / 2;
            if (x - half > last) {
                graphics.setColor(Look.INK);
                Lettering.draw(graphics, label, NAME, x, bottom + 18, Anchor.MIDDLE);
                last = x + half + GAP;
            }
        }
    }

    /** A line of the legend; gives where the next may begin. */
    static double legendText(Graphics2D graphics, String text, double x) {
        graphics.setColor(Look.INK);
        Lettering.draw(graphics, text, NAME, x, TOP + LEGEND / 2.0, Anchor.START);
        return x + Lettering.width(text, NAME) + 2 * GAP;
    }

    final double left() {
        return left;
    }

    final boolean isCut(double value) {
        return value > axis.high();
    }

    /** Where a number stands; at the nearer end if the axis does not reach it. */
    final double x(double value) {
        double place = Math.max(0, Math.min(1, axis.place(value)));
        return left + place * (right - left);
    }

    private int top() {
        return TOP + (hasLegend() ? LEGEND : 0);
    }
}
