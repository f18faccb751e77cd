package org.qeperf.train.figures;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.LinkedHashMap;
import java.util.Map;
import org.qeperf.train.figures.Lettering.Anchor;

/** Points and lines over two axes. XChart 3.8 writes no numbers at a logarithmic axis that begins between powers of ten. */
final class PlotPanel implements Panel {

    private static final int TOP = 44;
    private static final int BOTTOM = 56;
    private static final int LEGEND = 28;
    private static final int MARGIN = 16;
    private static final int RIGHT = 24;
    private static final int BESIDE = 24;
    private static final int GAP = 8;
    /** From the middle of a line of text to its base line. */
    private static final double BASE = 4.5;

    private static final double POINT = 2.8;
    private static final double RING = 6;
    private static final double SWATCH = 18;

    private static final Font TITLE = Look.font(Font.BOLD, 16);
    private static final Font NUMBER = Look.font(Font.PLAIN, 13);
    private static final Font AXIS = Look.font(Font.PLAIN, 15);

    private final Plot plot;
    private final int width;
    private final int height;
    private final Map<String, Layer> legend = new LinkedHashMap<>();
    private final double left;
    private final double right;
    private final double bottom;

    PlotPanel(Plot plot, int width, int height) {
        this.plot = plot;
        this.width = width;
        this.height = height;
        for (Layer layer : plot.layers()) {
            if (!layer.series().name().isEmpty()) {
                legend.putIfAbsent(layer.series().name(), layer);
            }
        }
        double numbers = plot.y().ticks().stream()
                .mapToDouble(tick -> Lettering.width(plot.y().label(tick), NUMBER))
                .max()
                .orElse(0);
        this.left = MARGIN + BESIDE + numbers + GAP;
        this.right = width - RIGHT;
        this.bottom = height - BOTTOM - (legend.isEmpty() ? 0 : LEGEND);
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
        String title = Lettering.cut(plot.labels().title(), TITLE, width - 2 * MARGIN);
        Lettering.draw(graphics, title, TITLE, width / 2.0, 28, Anchor.MIDDLE);
        below(graphics);
        beside(graphics);
        graphics.setColor(Look.INK);
        graphics.setStroke(Look.THIN);
        graphics.draw(new Rectangle2D.Double(left, TOP, right - left, bottom - TOP));
        plot.layers().forEach(layer -> draw(graphics, layer));
        legend(graphics);
    }

    private void below(Graphics2D graphics) {
        double last = Double.NEGATIVE_INFINITY;
        for (double tick : plot.x().ticks()) {
            double x = x(tick);
            line(graphics, x, TOP, x, bottom);
            String label = plot.x().label(tick);
            double half = Lettering.width(label, NUMBER) / 2;
            if (x - half > last) {
                graphics.setColor(Look.INK);
                Lettering.draw(graphics, label, NUMBER, x, bottom + 18, Anchor.MIDDLE);
                last = x + half + GAP;
            }
        }
        graphics.setColor(Look.INK);
        String title = Lettering.cut(plot.labels().x(), AXIS, right - left);
        Lettering.draw(graphics, title, AXIS, (left + right) / 2, bottom + 44, Anchor.MIDDLE);
    }

    private void beside(Graphics2D graphics) {
        for (double tick : plot.y().ticks()) {
            double y = y(tick);
            line(graphics, left, y, right, y);
            graphics.setColor(Look.INK);
            Lettering.draw(graphics, plot.y().label(tick), NUMBER, left - GAP, y + BASE, Anchor.END);
        }
        graphics.setColor(Look.INK);
        double x = MARGIN + 12;
        double y = (TOP + bottom) / 2;
        graphics.translate(x, y);
        graphics.rotate(-Math.PI / 2);
        Lettering.draw(graphics, Lettering.cut(plot.labels().y(), AXIS, bottom - TOP), AXIS, 0, 0, Anchor.MIDDLE);
        graphics.rotate(Math.PI / 2);
        graphics.translate(-x, -y);
    }

    private static void line(Graphics2D graphics, double x1, double y1, double x2, double y2) {
        graphics.setColor(Look.GRID);
        graphics.setStroke(Look.THIN);
        graphics.draw(new Line2D.Double(x1, y1, x2, y2));
    }

    private void draw(Graphics2D graphics, Layer layer) {
        double[] x = layer.series().x();
        double[] y = layer.series().y();
        Path2D path = new Path2D.Double();
        for (int i = 0; i < x.length; i++) {
            x[i] = x(x[i]);
            y[i] = y(y[i]);
            if (i == 0) {
                path.moveTo(x[i], y[i]);
            } else {
                path.lineTo(x[i], y[i]);
            }
        }
        graphics.setColor(Look.color(layer.tone()));
        switch (layer.form()) {
            case LINE, LINE_AND_POINTS -> {
                graphics.setStroke(Look.LINE);
                graphics.draw(path);
            }
            case THIN_LINE -> {
                graphics.setStroke(Look.THIN);
                graphics.draw(path);
            }
            case POINTS, CROSSES, CIRCLED -> {}
        }
        for (int i = 0; i < x.length; i++) {
            mark(graphics, layer.form(), x[i], y[i]);
        }
    }

    private static void mark(Graphics2D graphics, Layer.Form form, double x, double y) {
        switch (form) {
            case POINTS, LINE_AND_POINTS ->
                graphics.fill(new Ellipse2D.Double(x - POINT, y - POINT, 2 * POINT, 2 * POINT));
            case CROSSES -> {
                graphics.setStroke(Look.THIN);
                graphics.draw(new Line2D.Double(x - POINT, y - POINT, x + POINT, y + POINT));
                graphics.draw(new Line2D.Double(x - POINT, y + POINT, x + POINT, y - POINT));
            }
            case CIRCLED -> {
                graphics.setStroke(Look.LINE);
                graphics.draw(new Ellipse2D.Double(x - RING, y - RING, 2 * RING, 2 * RING));
            }
            case LINE, THIN_LINE -> {}
        }
    }

    private void legend(Graphics2D graphics) {
        double x = left;
        double y = height - MARGIN - BASE;
        for (Map.Entry<String, Layer> entry : legend.entrySet()) {
            Layer layer = entry.getValue();
            graphics.setColor(Look.color(layer.tone()));
            if (hasLine(layer.form())) {
                graphics.setStroke(layer.form() == Layer.Form.THIN_LINE ? Look.THIN : Look.LINE);
                graphics.draw(new Line2D.Double(x, y, x + SWATCH, y));
            }
            mark(graphics, layer.form(), x + SWATCH / 2, y);
            graphics.setColor(Look.INK);
            x += SWATCH + GAP;
            Lettering.draw(graphics, entry.getKey(), NUMBER, x, y + BASE, Anchor.START);
            x += Lettering.width(entry.getKey(), NUMBER) + 2 * GAP;
        }
    }

    private static boolean hasLine(Layer.Form form) {
        return switch (form) {
            case LINE, THIN_LINE, LINE_AND_POINTS -> true;
            case POINTS, CROSSES, CIRCLED -> false;
        };
    }

    private double x(double value) {
        return left + inside(plot.x().place(value)) * (right - left);
    }

    private double y(double value) {
        return bottom - inside(plot.y().place(value)) * (bottom - TOP);
    }

    private static double inside(double place) {
        return Math.max(0, Math.min(1, place));
    }
}
