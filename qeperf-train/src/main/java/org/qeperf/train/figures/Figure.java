package org.qeperf.train.figures;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.qeperf.api.QePerfException;

/**
 * A picture of one or more panels. The same numbers give the same bytes on a machine with the same fonts. Needs no
 * screen. Not safe for concurrent use.
 */
public final class Figure {

    /** Pixels of a PNG for each unit of the SVG. */
    private static final int SCALE = 2;

    private static final int WIDTH = 720;
    private static final int HEIGHT = 440;
    /** Of a panel that has a neighbour. */
    private static final int WIDE = 560;

    private static final Pattern DECIMALS = Pattern.compile("-?\\d+\\.\\d{3,}(E-?\\d+)?");

    private final List<Panel> panels;
    private final int columns;

    private final String heading;

    private Figure(List<Panel> panels, int columns, String heading) {
        this.heading = heading;
        this.panels = List.copyOf(panels);
        this.columns = columns;
    }

    /**
     * Finds out whether text can be drawn here.
     *
     * @throws QePerfException if not; the message says what to do
     */
    public static void requireFonts() {
        try {
            FontRenderContext context = new FontRenderContext(null, true, true);
            new TextLayout("1", Look.font(Font.PLAIN, 12), context).getOutline(null);
        } catch (LinkageError | InternalError e) {
            throw withoutFonts(e);
        }
    }

    static QePerfException withoutFonts(Error e) {
        return new QePerfException(
                "figures cannot be drawn here; install fontconfig, freetype and a font such as DejaVu, or leave the figures"
                        + " out (" + e + ")",
                e);
    }

    /**
     * Lines in one panel.
     *
     * @param labels what stands around it
     * @param series the lines, at least one
     * @return the figure
     */
    public static Figure lines(Labels labels, List<Series> series) {
        XYChart chart = Look.lines(labels);
        for (int i = 0; i < series.size(); i++) {
            Look.addLine(chart, series.get(i), i);
        }
        return new Figure(List.of(Panel.of(chart)), 1, "");
    }

    /**
     * Points on logarithmic axes, a panel for each series, all with the same range, and in each the line on which both
     * numbers are equal.
     *
     * @param labels what stands around it; the name of its series stands above each panel
     * @param series the panels, at least one; positive numbers
     * @return the figure
     */
    public static Figure squares(Labels labels, List<Series> series) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (Series panel : series) {
            for (double[] values : new double[][] {panel.x(), panel.y()}) {
                for (double value : values) {
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                }
            }
        }
        double low = Math.pow(10, Math.floor(Math.log10(least)));
        double high = Math.pow(10, Math.ceil(Math.log10(most)));
        List<Panel> panels = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            panels.add(Panel.of(Look.square(labels, series.get(i), low, high, i)));
        }
        return new Figure(panels, Math.min(2, panels.size()), labels.title());
    }

    /**
     * Bars in one panel.
     *
     * @param labels what stands around it
     * @param names below the bars, at least one
     * @param values as many heights
     * @return the figure
     */
    public static Figure bars(Labels labels, List<String> names, double[] values) {
        return new Figure(List.of(Panel.of(Look.bars(labels, names, values))), 1, "");
    }

    /**
     * Points and lines in one panel.
     *
     * @param plot what to draw
     * @return the figure
     */
    public static Figure plot(Plot plot) {
        return new Figure(List.of(new PlotPanel(plot, WIDTH, HEIGHT)), 1, "");
    }

    /**
     * Points and lines in panels beside each other.
     *
     * @param heading above all
     * @param plots what to draw, at least one
     * @return the figure
     */
    public static Figure plots(String heading, List<Plot> plots) {
        List<Panel> panels = new ArrayList<>();
        plots.forEach(plot -> panels.add(new PlotPanel(plot, HEIGHT, HEIGHT)));
        return new Figure(panels, Math.min(2, panels.size()), heading);
    }

    /**
     * Points and lines, then heat maps, in panels two beside each other.
     *
     * @param heading above all
     * @param plots what to draw first
     * @param maps what to draw then; of both together at least one
     * @return the figure
     */
    public static Figure plots(String heading, List<Plot> plots, List<HeatMap> maps) {
        List<Panel> panels = new ArrayList<>();
        plots.forEach(plot -> panels.add(new PlotPanel(plot, WIDE, HEIGHT)));
        maps.forEach(map -> panels.add(new HeatMapPanel(map, WIDE, HEIGHT)));
        return new Figure(panels, Math.min(2, panels.size()), heading);
    }

    /**
     * Bars that lie, with room for long names, in panels below each other.
     *
     * @param panels what to draw, at least one
     * @return the figure
     */
    public static Figure rows(List<Bars> panels) {
        return new Figure(panels.stream().<Panel>map(BarPanel::new).toList(), 1, "");
    }

    /**
     * Boxes that lie, with room for long names.
     *
     * @param labels what stands around them
     * @param axis of the numbers
     * @param boxes from top to bottom, at least one
     * @return the figure
     */
    public static Figure boxes(Labels labels, Axis axis, List<Box> boxes) {
        return new Figure(List.of(new BoxPanel(labels, axis, boxes)), 1, "");
    }

    /**
     * The picture in pixels.
     *
     * @return a PNG file
     */
    public byte[] png() {
        BufferedImage image = new BufferedImage(SCALE * width(), SCALE * height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.scale(SCALE, SCALE);
            paint(graphics);
        } finally {
            graphics.dispose();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * The picture in lines.
     *
     * @return an SVG file
     */
    public byte[] svg() {
        VectorGraphics2D graphics = new VectorGraphics2D();
        paint(graphics);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Processors.get("svg")
                    .getDocument(graphics.getCommands(), new PageSize(0, 0, width(), height()))
                    .writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rounded(out.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    /** Hundredths of a pixel are enough, and half of the file. */
    private static String rounded(String svg) {
        return DECIMALS.matcher(svg)
                .replaceAll(number -> new BigDecimal(number.group())
                        .setScale(2, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString());
    }

    /**
     * How wide the picture is.
     *
     * @return units of the SVG, which are half as many as the pixels of the PNG
     */
    public int width() {
        return columns * panels.get(0).width();
    }

    /**
     * How high the picture is.
     *
     * @return units of the SVG, which are half as many as the pixels of the PNG
     */
    public int height() {
        int height = top();
        for (int first = 0; first < panels.size(); first += columns) {
            height += rowHeight(first);
        }
        return height;
    }

    /** Of the tallest panel in the row that begins with this one. */
    private int rowHeight(int first) {
        return panels.subList(first, Math.min(first + columns, panels.size())).stream()
                .mapToInt(Panel::height)
                .max()
                .orElseThrow();
    }

    private int top() {
        return heading.isEmpty() ? 0 : Look.HEADING;
    }

    private void paint(Graphics2D graphics) {
        graphics.setColor(Look.PAPER);
        graphics.fillRect(0, 0, width(), height());
        if (!heading.isEmpty()) {
            Look.heading(graphics, heading, width());
        }
        int y = top();
        for (int first = 0; first < panels.size(); first += columns) {
            for (int i = first; i < Math.min(first + columns, panels.size()); i++) {
                int x = (i - first) * panels.get(i).width();
                graphics.translate(x, y);
                panels.get(i).paint(graphics);
                graphics.translate(-x, -y);
            }
            y += rowHeight(first);
        }
    }
}
