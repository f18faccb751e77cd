package org.qeperf.examples.cp2k;

import java.util.List;
import java.util.Locale;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;

/**
 * A file of basis sets or potentials. An entry begins at the first line that has the element and the name between blanks,
 * whatever else stands there ({@code read_gto_basis_set1} of {@code src/aobasis/basis_set_types.F}, {@code read_gth_potential}
 * of {@code src/subsys/external_potential_types.F}).
 */
final class Entries {

    private final InputText text;
    private final String[] padded;

    Entries(InputText text) {
        this.text = text;
        this.padded = new String[text.lines().size()];
        for (int i = 0; i < padded.length; i++) {
            padded[i] =
                    text.words(i + 1).isEmpty() ? "" : " " + text.lines().get(i).toUpperCase(Locale.ROOT) + " ";
        }
    }

    /** What follows the line of an element and a name. */
    Cursor find(String element, Word name, String what) {
        String symbol = " " + element.toUpperCase(Locale.ROOT) + " ";
        String wanted = " " + name.upper() + " ";
        for (int i = 0; i < padded.length; i++) {
            if (padded[i].contains(symbol) && padded[i].contains(wanted)) {
                return new Cursor(text, i + 1);
            }
        }
        throw name.error(
                what + " " + InputException.quote(name.text()) + " of " + element + " is not in " + text.name(),
                "one that is there");
    }

    /** Whether there is an entry of an element and a name. */
    boolean has(String element, Word name) {
        String symbol = " " + element.toUpperCase(Locale.ROOT) + " ";
        String wanted = " " + name.upper() + " ";
        for (String line : padded) {
            if (line.contains(symbol) && line.contains(wanted)) {
                return true;
            }
        }
        return false;
    }

    /** Goes from line to line. */
    static final class Cursor {

        private final InputText text;
        private int line;

        private Cursor(InputText text, int line) {
            this.text = text;
            this.line = line;
        }

        /** The words of the next line that has any. */
        List<Word> next() {
            while (line < text.lines().size()) {
                line++;
                List<Word> words = text.words(line);
                if (!words.isEmpty()) {
                    return words;
                }
            }
            throw new InputException(text.end(), "", "the file ends within an entry", "the rest of the entry");
        }

        /** A word of a line, which must have it. */
        Word word(List<Word> words, int index) {
            if (index >= words.size()) {
                throw new InputException(
                        new SourceLocation(text.name(), line, 1),
                        "",
                        "the line has " + words.size() + (words.size() == 1 ? " number" : " numbers"),
                        "at least " + (index + 1));
            }
            return words.get(index);
        }
    }
}
