package org.qeperf.train.report;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A figure as a page has it.
 *
 * @param drawing what it shows
 * @param markup the picture itself
 */
record PageFigure(Drawing drawing, String markup) {

    /** A picture of more bytes is shown in pixels. */
    private static final int MOST_BYTES = 800_000;

    static PageFigure of(Drawing drawing, byte[] svg, byte[] png) {
        return new PageFigure(drawing, svg.length > MOST_BYTES ? pixels(drawing, png) : lines(drawing, svg));
    }

    /** Without what only a file of its own needs. */
    private static String lines(Drawing drawing, byte[] svg) {
        String text = new String(svg, StandardCharsets.UTF_8);
        int end = text.indexOf('>', text.indexOf("<svg")) + 1;
        int width = drawing.figure().width();
        int height = drawing.figure().height();
        String attributes =
                "width=\"" + width + "\" height=\"" + height + "\" viewBox=\"0 0 " + width + " " + height + "\"";
        return "<svg role=\"img\" aria-label=\"" + Html.escaped(drawing.title()) + "\" " + attributes + ">"
                + text.substring(end);
    }

    private static String pixels(Drawing drawing, byte[] png) {
        return new Html()
                .empty(
                        "img",
                        "alt",
                        drawing.title(),
                        "width",
                        Integer.toString(drawing.figure().width()),
                        "src",
                        "data:image/png;base64," + Base64.getEncoder().encodeToString(png))
                .toString();
    }
}
