package org.qeperf.features.pseudo;

import java.util.Arrays;

/**
 * The attributes of one tag, which may span lines ({@code upflib/xmltools.f90} of Quantum ESPRESSO). The first of two equal
 * names counts. XML that pw.x reads as something else is refused: a blank before the equals sign, or a tab before the name,
 * hides an attribute from it, and a value may not span lines.
 */
final class UpfTag {

    private static final int MOST_ATTRIBUTES = 400;
    private static final int MOST_CHARACTERS = 1 << 16;
    private static final int FIELDS = 4;
    private static final int HIDDEN = -1;

    private final PotentialText text;
    private final int place;
    private final int limit;
    private final int end;
    private int[] spans = new int[16 * FIELDS];
    private int count;

    /** Reads the tag whose bracket stands at a place. */
    UpfTag(PotentialText text, int place) {
        this.text = text;
        this.place = place;
        limit = Math.min(text.size(), place + MOST_CHARACTERS);
        int i = place + 1;
        while (!text.endsName(i)) {
            i++;
        }
        i = pastBlanks(i);
        int c = text.at(i);
        while (c >= 0 && c != '>' && c != '/') {
            i = pastBlanks(attribute(i));
            c = text.at(i);
        }
        int close = c == '/' ? text.find('>', i, limit) : i;
        end = close < 0 ? limit : Math.min(close + 1, text.size());
    }

    private int pastBlanks(int from) {
        int i = from;
        while (i < limit && PotentialText.blank(text.at(i))) {
            i++;
        }
        return within(i);
    }

    private int within(int i) {
        if (i - place >= MOST_CHARACTERS) {
            throw text.error(place, "a tag of more than " + MOST_CHARACTERS + " characters", "a shorter one");
        }
        return i;
    }

    /** Notes the attribute at a place, if it has a value, and returns where it ends. */
    private int attribute(int from) {
        int nameEnd = from;
        for (int c = text.at(nameEnd); nameEnd < limit && c != '=' && c != '>' && !PotentialText.blank(c); ) {
            nameEnd++;
            c = text.at(nameEnd);
        }
        int equals = pastBlanks(within(nameEnd));
        if (text.at(equals) != '=') {
            return nameEnd;
        }
        int open = pastBlanks(equals + 1);
        int quote = text.at(open);
        int close = quote == '"' || quote == '\'' ? text.find((char) quote, open + 1, limit) : -1;
        if (close < 0 || text.find('\n', open, close) >= 0) {
            throw text.error(from, "an attribute without both quotes on one line", "name=\"value\"");
        }
        if (!text.endsName(close + 1)) {
            throw text.error(close + 1, "no blank behind an attribute", "name=\"value\"");
        }
        if (count == MOST_ATTRIBUTES) {
            throw text.error(from, "a tag of more than " + MOST_ATTRIBUTES + " attributes", "fewer");
        }
        if (FIELDS * count == spans.length) {
            spans = Arrays.copyOf(spans, 2 * spans.length);
        }
        spans[FIELDS * count] = from;
        boolean hidden = equals > nameEnd || text.at(from - 1) == '\t';
        spans[FIELDS * count + 1] = nameEnd;
        spans[FIELDS * count + 2] = hidden ? HIDDEN : open + 1;
        spans[FIELDS * count + 3] = close;
        count++;
        return close + 1;
    }

    /** Behind the closing bracket. */
    int end() {
        return end;
    }

    private int find(String name) {
        for (int i = 0; i < FIELDS * count; i += FIELDS) {
            if (spans[i + 1] - spans[i] == name.length() && text.startsWith(name, spans[i])) {
                if (spans[i + 2] == HIDDEN) {
                    throw text.error(
                            spans[i],
                            "pw.x does not read " + name + " here",
                            "no tab before it, no blank before its =");
                }
                return i;
            }
        }
        return -1;
    }

    /** The value without blanks at its ends; empty where there is none. */
    String string(String name) {
        int i = find(name);
        return i < 0 ? "" : text.text(spans[i + 2], spans[i + 3]).strip();
    }

    /** Where the attribute stands, or the tag. */
    private int placeOf(String name) {
        int i = find(name);
        return i < 0 ? place : spans[i];
    }

    private String required(String name) {
        String value = string(name);
        if (value.isEmpty()) {
            throw text.missing(placeOf(name), "attribute " + name);
        }
        return value;
    }

    int whole(String name, int least, int most) {
        return text.whole(placeOf(name), name, required(name), least, most);
    }

    int whole(String name, int least, int most, int otherwise) {
        return string(name).isEmpty() ? otherwise : whole(name, least, most);
    }

    double real(String name) {
        return text.real(placeOf(name), name, required(name));
    }

    double real(String name, double otherwise) {
        return string(name).isEmpty() ? otherwise : real(name);
    }

    /** False where there is none. */
    boolean logical(String name) {
        String value = string(name);
        return !value.isEmpty() && text.logical(placeOf(name), name, value);
    }
}
