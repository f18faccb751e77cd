package org.qeperf.train.figures;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.qeperf.train.figures.Lettering.Anchor;

/** Colours in a grid, and the bar that says what they mean. */
final class HeatMapPanel implements Panel {

    private static final int TOP = 44;
    private static final int BOTTOM = 56;
    private static final int MARGIN = 16;
    private static final int BESIDE = 24;
    private static final int GAP = 8;
    private static final int BAR = 16;
    private static final int STEPS = 64;
    private static final double OVERLAP = 0.5;
    /** From the middle of a line of text to its base line. */
    private static final double BASE = 4.5;

    private static final Font TITLE = Look.font(Font.BOLD, 16);
    private static final Font NUMBER = Look.font(Font.PLAIN, 13);
    private static final Font AXIS = Look.font(Font.PLAIN, 15);

    private final HeatMap map;
    private final int width;
    private final int height;
    private final double left;
    private final double right;
    private final double bottom;

    HeatMapPanel(HeatMap map, int width, int height) {
        this.map = map;
        this.width = width;
        this.height = height;
        this.left = MARGIN + BESIDE + widest(map.rows()) + GAP;
        double numbers =
                widest(map.axis().ticks().stream().map(map.axis()::label).toList());
        this.right = width - MARGIN - numbers - GAP - BAR - 2 * GAP;
        this.bottom = height - BOTTOM;
    }

    private static double widest(List<String> texts) {
        return texts.stream()
                .mapToDouble(text -> Lettering.width(text, NUMBER))
                .max()
                .orElse(0);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public void paint(Graphics2D graphics) {
        graphics.setColor(Look.INK);
        String title = Lettering.cut(map.labels().title(), TITLE, width - 2 * MARGIN);
        Lettering.draw(graphics, title, TITLE, width / 2.0, 28, Anchor.MIDDLE);
        cells(graphics);
        names(graphics);
        bar(graphics);
        graphics.setColor(Look.INK);
        graphics.setStroke(Look.THIN);
        graphics.draw(new Rectangle2D.Double(left, TOP, right - left, bottom - TOP));
        if (map.mark().length == 2) {
            graphics.setColor(Look.color(Tone.OTHER));
            graphics.setStroke(Look.LINE);
            graphics.draw(cell(map.mark()[0], map.mark()[1]));
        }
    }

    private void cells(Graphics2D graphics) {
        double[][] values = map.values();
        for (int row = 0; row < values.length; row++) {
            for (int column = 0; column < values[row].length; column++) {
                if (!Double.isNaN(values[row][column])) {
                    graphics.setColor(color(map.axis().place(values[row][column])));
                    Rectangle2D cell = cell(row, column);
                    // Half a pixel over its neighbours above and to the right, so that no line shows between them.
                    graphics.fill(new Rectangle2D.Double(
                            cell.getX(),
                            cell.getY() - OVERLAP,
                            Math.min(cell.getWidth() + OVERLAP, right - cell.getX()),
                            cell.getHeight() + OVERLAP));
                }
            }
        }
    }

    private Rectangle2D cell(int row, int column) {
        double w = (right - left) / map.columns().size();
        double h = (bottom - TOP) / map.rows().size();
        return new Rectangle2D.Double(left + column * w, bottom - (row + 1) * h, w, h);
    }

    private static Color color(double place) {
        return Look.shade(Math.max(0, Math.min(1, place)));
    }

    /** Those that have room; the first and then the next that does not touch it. */
    private void names(Graphics2D graphics) {
        graphics.setColor(Look.INK);
        double last = Double.NEGATIVE_INFINITY;
        for (int column = 0; column < map.columns().size(); column++) {
            double x = cell(0, column).getCenterX();
            String name = map.columns().get(column);
            double half = Lettering.width(name, NUMBER) / 2;
            if (x - half > last) {
                Lettering.draw(graphics, name, NUMBER, x, bottom + 18, Anchor.MIDDLE);
                last = x + half + GAP;
            }
        }
        double above = Double.POSITIVE_INFINITY;
        for (int row = 0; row < map.rows().size(); row++) {
            double y = cell(row, 0).getCenterY();
            if (y + BASE < above) {
                Lettering.draw(graphics, map.rows().get(row), NUMBER, left - GAP, y + BASE, Anchor.END);
                above = y - BASE - GAP / 2.0;
            }
        }
        String below = Lettering.cut(map.labels().x(), AXIS, right - left);
        Lettering.draw(graphics, below, AXIS, (left + right) / 2, bottom + 44, Anchor.MIDDLE);
        double x = MARGIN + 12;
        double y = (TOP + bottom) / 2;
        graphics.translate(x, y);
        graphics.rotate(-Math.PI / 2);
        Lettering.draw(graphics, Lettering.cut(map.labels().y(), AXIS, bottom - TOP), AXIS, 0, 0, Anchor.MIDDLE);
        graphics.rotate(Math.PI / 2);
        graphics.translate(-x, -y);
    }

    private void bar(Graphics2D graphics) {
        double x = right + 2 * GAP;
        double step = (bottom - TOP) / STEPS;
        for (int i = 0; i < STEPS; i++) {
            graphics.setColor(color((i + 0.5) / STEPS));
            graphics.fill(
                    new Rectangle2D.Double(x, bottom - (i + 1) * step, BAR, step + (i + 1 < STEPS ? OVERLAP : 0)));
        }
        graphics.setColor(Look.INK);
        graphics.setStroke(Look.THIN);
        graphics.draw(new Rectangle2D.Double(x, TOP, BAR, bottom - TOP));
        for (double tick : map.axis().ticks()) {
            double y = bottom - map.axis().place(tick) * (bottom - TOP);
            graphics.draw(new Line2D.Double(x + BAR, y, x + BAR + GAP / 2.0, y));
            Lettering.draw(graphics, map.axis().label(tick), NUMBER, x + BAR + GAP, y + BASE, Anchor.START);
        }
    }
}
