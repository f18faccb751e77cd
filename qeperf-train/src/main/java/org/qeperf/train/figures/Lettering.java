package org.qeperf.train.figures;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;

/** Text as shapes, the same on every viewer. */
final class Lettering {

    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);
    private static final String MORE = "\u2026";

    /** What of a text lies at its place. */
    enum Anchor {
        START(0),
        MIDDLE(0.5),
        END(1);

        private final double share;

        Anchor(double share) {
            this.share = share;
        }
    }

    private Lettering() {}

    /** Draws a line of text; its base line has the height {@code y}. */
    static void draw(Graphics2D graphics, String text, Font font, double x, double y, Anchor anchor) {
        String shown = printable(text);
        if (!shown.isBlank()) {
            TextLayout layout = new TextLayout(shown, font, CONTEXT);
            double left = x - anchor.share * layout.getAdvance();
            graphics.fill(layout.getOutline(AffineTransform.getTranslateInstance(left, y)));
        }
    }

    static double width(String text, Font font) {
        String shown = printable(text);
        return shown.isBlank() ? 0 : new TextLayout(shown, font, CONTEXT).getAdvance();
    }

    /** As much of the beginning as has room. */
    static String cut(String text, Font font, double room) {
        String shown = printable(text);
        if (width(shown, font) <= room) {
            return shown;
        }
        int low = 0;
        int high = shown.length();
        while (low + 1 < high) {
            int middle = (low + high) / 2;
            if (width(shown.substring(0, middle) + MORE, font) <= room) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return shown.substring(0, low) + MORE;
    }

    private static String printable(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return shown.toString();
    }
}
