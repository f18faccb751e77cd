package org.qeperf.train.report;

import java.util.List;

/** HTML that is XML too. All text is escaped. */
final class Html {

    private final StringBuilder out = new StringBuilder();

    /** Opens an element; attributes come as name, value, name, value. */
    Html open(String tag, String... attributes) {
        tag(tag, attributes).append(">");
        return this;
    }

    Html close(String tag) {
        out.append("</").append(tag).append(">\n");
        return this;
    }

    /** An element without content. */
    Html empty(String tag, String... attributes) {
        tag(tag, attributes).append("/>\n");
        return this;
    }

    Html text(String text) {
        out.append(escaped(text));
        return this;
    }

    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    /** Markup of ours as it is. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /** A list of texts; nothing if there are none. */
    Html list(List<String> items) {
        if (!items.isEmpty()) {
            open("ul");
            items.forEach(item -> element("li", item));
            close("ul");
        }
        return this;
    }

    private StringBuilder tag(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            out.append(escaped(attributes[i + 1])).append('"');
        }
        return out;
    }

    /** What no reader of HTML or XML takes for markup; characters that XML forbids are replaced. */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(isAllowed(c) ? c : 0xfffd);
            }
        });
        return safe.toString();
    }

    /** XML 1.0, section 2.2, without controls that HTML forbids or that turn the direction of what follows. */
    private static boolean isAllowed(int c) {
        return c == '\n'
                || c == '\t'
                || c >= 0x20 && c < 0x7f
                || c >= 0xa0 && c < 0xd800 && !turns(c)
                || c >= 0xe000 && c < 0xfffe
                || c >= 0x10000;
    }

    private static boolean turns(int c) {
        return c == 0x200e || c == 0x200f || c >= 0x2028 && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
