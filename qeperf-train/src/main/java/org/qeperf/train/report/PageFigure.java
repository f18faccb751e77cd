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
    private static final int MOST_BYTES = 500_000;

    static PageFigure of(Drawing drawing, byte[] svg, byte[] png) {
        return new PageFigure(drawing, svg.length > MOST_BYTES ? pixels(drawing, png) : lines(drawing, svg));
    }

    /** Without what only a file of its own needs, and with names that no other picture of the page has. */
    private static String lines(Drawing drawing, byte[] svg) {
        String text = new String(svg, StandardCharsets.UTF_8);
        int begin = text.indexOf("viewBox=\"");
        String box = text.substring(begin, text.indexOf('"', begin + "viewBox=\"".length()) + 1);
        String content = text.substring(text.indexOf('>', text.indexOf("<svg")) + 1)
                .replace("id=\"clip", "id=\"" + drawing.file() + "-clip")
                .replace("url(#clip", "url(#" + drawing.file() + "-clip");
        return "<svg role=\"img\" aria-label=\"" + Html.escaped(drawing.title()) + "\" " + box + ">" + content;
    }

    private static String pixels(Drawing drawing, byte[] png) {
        return new Html()
                .empty(
                        "img",
                        "alt",
                        drawing.title(),
                        "src",
                        "data:image/png;base64," + Base64.getEncoder().encodeToString(png))
                .toString();
    }
}
