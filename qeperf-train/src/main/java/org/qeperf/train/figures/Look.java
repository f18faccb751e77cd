package org.qeperf.train.figures;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Sizes, colours and fonts of all figures. */
final class Look {

    static final Color PAPER = Color.WHITE;

    static final Color INK = new Color(0x22, 0x22, 0x22);
    static final Color GRID = new Color(0xdd, 0xdd, 0xdd);

    /** Told apart by people who don't see all colours (Okabe and Ito, 2008). */
    private static final Color[] COLORS = {
        new Color(0x00, 0x72, 0xb2),
        new Color(0xd5, 0x5e, 0x00),
        new Color(0x00, 0x9e, 0x73),
        new Color(0xcc, 0x79, 0xa7)
    };

    private static final int[] DARK = {0x00, 0x29, 0x4d};
    private static final int[] MIDDLE = {0x33, 0x8e, 0xc1};
    private static final int[] LIGHT = {0xe3, 0xf0, 0xf7};

    static final BasicStroke LINE = new BasicStroke(2);
    /** Not dashed: each dash would be a shape of its own in the SVG. */
    static final BasicStroke THIN = new BasicStroke(1);

    /** Height of the room for a heading above several panels. */
    static final int HEADING = 32;

    private static final int POINT = 4;
    private static final String POWER_OF_TEN = "0E0";
    private static final String SHARE = "0.00";

    private Look() {}

    static XYChart lines(Labels labels) {
        XYChart chart = new XYChartBuilder()
                .width(720)
                .height(440)
                .title(labels.title())
                .xAxisTitle(labels.x())
                .yAxisTitle(labels.y())
                .build();
        style(chart.getStyler());
        chart.getStyler().setLegendPosition(LegendPosition.InsideSW);
        chart.getStyler().setXAxisMin(0.0);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setXAxisTickMarkSpacingHint(120);
        chart.getStyler().setYAxisDecimalPattern(SHARE);
        return chart;
    }

    static void addLine(XYChart chart, Series series, int index) {
        chart.addSeries(series.name(), series.x(), series.y())
                .setMarker(SeriesMarkers.NONE)
                .setLineStyle(LINE)
                .setLineColor(COLORS[index % COLORS.length]);
    }

    static XYChart square(Labels labels, Series series, double low, double high, int index) {
        XYChart chart = new XYChartBuilder()
                .width(440)
                .height(468)
                .title(series.name())
                .xAxisTitle(labels.x())
                .yAxisTitle(labels.y())
                .build();
        AxesChartStyler styler = style(chart.getStyler());
        chart.getStyler().setLegendVisible(false);
        styler.setXAxisLogarithmic(true).setYAxisLogarithmic(true);
        styler.setXAxisLogarithmicDecadeOnly(true).setYAxisLogarithmicDecadeOnly(true);
        styler.setXAxisMin(low).setXAxisMax(high).setYAxisMin(low).setYAxisMax(high);
        styler.setPlotGridLinesVisible(false);
        chart.getStyler().setXAxisLabelRotation(90);
        chart.getStyler().setXAxisLabelAlignmentVertical(TextAlignment.Right);
        styler.setXAxisDecimalPattern(POWER_OF_TEN).setYAxisDecimalPattern(POWER_OF_TEN);
        chart.getStyler().setMarkerSize(POINT);
        XYSeries points = chart.addSeries(series.name(), series.x(), series.y());
        points.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        points.setMarker(SeriesMarkers.CIRCLE);
        points.setMarkerColor(COLORS[index % COLORS.length]);
        XYSeries diagonal = chart.addSeries("equal", new double[] {low, high}, new double[] {low, high});
        diagonal.setMarker(SeriesMarkers.NONE);
        diagonal.setLineStyle(THIN).setLineColor(INK);
        return chart;
    }

    static CategoryChart bars(Labels labels, List<String> names, double[] values) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(720)
                .height(440)
                .title(labels.title())
                .xAxisTitle(labels.x())
                .yAxisTitle(labels.y())
                .build();
        style(chart.getStyler());
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setXAxisLabelRotation(90);
        chart.getStyler().setXAxisLabelAlignmentVertical(TextAlignment.Right);
        chart.getStyler().setYAxisDecimalPattern(SHARE);
        chart.getStyler().setYAxisMin(0.0);
        chart.addSeries(labels.y(), names, Arrays.stream(values).boxed().toList())
                .setFillColor(COLORS[0]);
        return chart;
    }

    /** From dark at 0 to pale at 1, in one hue: its order is seen without all colours too. */
    static Color shade(double place) {
        int[] from = place < 0.5 ? DARK : MIDDLE;
        int[] to = place < 0.5 ? MIDDLE : LIGHT;
        double share = place < 0.5 ? 2 * place : 2 * place - 1;
        int[] mixed = new int[from.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (int) Math.round(from[i] + share * (to[i] - from[i]));
        }
        return new Color(mixed[0], mixed[1], mixed[2]);
    }

    static Color color(Tone tone) {
        return switch (tone) {
            case MAIN -> COLORS[0];
            case PALE -> new Color(0x7f, 0xb8, 0xd8);
            case PALEST -> new Color(0xc4, 0xdf, 0xee);
            case OTHER -> COLORS[1];
            case THIRD -> COLORS[2];
            case QUIET -> new Color(0x99, 0x99, 0x99);
            case INK -> INK;
        };
    }

    private static AxesChartStyler style(AxesChartStyler styler) {
        styler.setLocale(Locale.ROOT);
        styler.setAxisTitleFont(font(Font.PLAIN, 15));
        styler.setAxisTickLabelsFont(font(Font.PLAIN, 13));
        styler.setPlotGridLinesColor(GRID);
        styler.setPlotGridLinesStroke(THIN);
        styler.setPlotContentSize(0.96);
        styler.setPlotMargin(0);
        styler.setPlotBorderColor(INK);
        styler.setAxisTickMarksColor(INK);
        styler.setChartTitlePadding(8);
        styler.setLegendPadding(12);
        styler.setAxisTickLabelsColor(INK);
        styler.setChartTitleFont(font(Font.BOLD, 16));
        styler.setChartTitleBoxVisible(false);
        styler.setChartBackgroundColor(PAPER);
        styler.setPlotBackgroundColor(PAPER);
        styler.setChartFontColor(INK);
        styler.setLegendFont(font(Font.PLAIN, 14));
        styler.setLegendBorderColor(GRID);
        styler.setLegendBackgroundColor(PAPER);
        styler.setChartPadding(12);
        return styler;
    }

    static void heading(Graphics2D graphics, String text, int width) {
        graphics.setColor(INK);
        Lettering.draw(graphics, text, font(Font.BOLD, 16), width / 2.0, HEADING - POINT, Lettering.Anchor.MIDDLE);
    }

    static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }
}
