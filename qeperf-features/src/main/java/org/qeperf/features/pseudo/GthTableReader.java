package org.qeperf.features.pseudo;

import java.util.ArrayList;
import java.util.List;
import org.qeperf.api.InputException;
import org.qeperf.features.pseudo.GthEntry.Channel;
import org.qeperf.features.pseudo.GthEntry.Local;

/**
 * Reads the entries of a table of potentials: the element and its names on a line; the electrons of each l on a line; then
 * words that line ends may part. A hash begins a comment, which goes to the end of the line.
 */
final class GthTableReader {

    private static final int MOST_ENTRIES = 10_000;
    private static final int MOST_WORDS = 20;
    private static final int LONGEST_WORD = 100;
    private static final int MOST_ELECTRONS = 100;
    private static final int MOST_LOCAL = 4;
    private static final int MOST_CHANNELS = 5;
    private static final int MOST_PROJECTORS = 4;

    private final PotentialText text;
    private int position;
    private int wordStart;

    private GthTableReader(PotentialText text) {
        this.text = text;
    }

    static List<GthEntry> read(PotentialText text) {
        GthTableReader reader = new GthTableReader(text);
        List<GthEntry> entries = new ArrayList<>();
        while (reader.findWord(false)) {
            if (entries.size() == MOST_ENTRIES) {
                throw text.error(reader.position, "more than " + MOST_ENTRIES + " potentials", "a smaller table");
            }
            entries.add(reader.entry());
        }
        return entries;
    }

    private GthEntry entry() {
        String element = word("an element");
        int place = wordStart;
        if (GthReader.atomicNumber(element) == 0) {
            throw text.invalid(place, "the element", element, "a chemical symbol");
        }
        List<String> names = lineOfWords("a name of the potential");
        findWord(false);
        int electronsPlace = position;
        int valence = 0;
        for (String electrons : lineOfWords("the electrons of an l")) {
            valence += text.whole(electronsPlace, "the electrons of an l", electrons, 0, MOST_ELECTRONS);
        }
        if (valence < 1) {
            throw text.error(electronsPlace, "there are no electrons", "at least 1");
        }
        String radius = number("the local radius");
        Local local = new Local(
                radius, numbers(whole("the number of local coefficients", MOST_LOCAL), "a local coefficient"));
        int count = whole("the number of channels", MOST_CHANNELS);
        List<Channel> channels = new ArrayList<>();
        for (int l = 0; l < count; l++) {
            String width = number("the radius of a channel");
            int projectors = whole("the number of projectors", MOST_PROJECTORS);
            channels.add(new Channel(
                    width, projectors, numbers(projectors * (projectors + 1) / 2, "a coefficient of a channel")));
        }
        return new GthEntry(text, place, element, names, valence, local, List.copyOf(channels));
    }

    /** The words left on the line, at least one. */
    private List<String> lineOfWords(String what) {
        List<String> words = new ArrayList<>();
        if (!findWord(true)) {
            throw text.error(position, "the line ends too early for " + what, "a complete file");
        }
        do {
            if (words.size() == MOST_WORDS) {
                throw text.error(position, "more than " + MOST_WORDS + " words on a line", "a shorter line");
            }
            words.add(word(what));
        } while (findWord(true));
        return List.copyOf(words);
    }

    private List<String> numbers(int count, String what) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(number(what));
        }
        return List.copyOf(numbers);
    }

    private String number(String what) {
        String word = word(what);
        text.real(wordStart, what, word);
        return word;
    }

    private int whole(String what, int most) {
        String word = word(what);
        return text.whole(wordStart, what, word, 0, most);
    }

    private String word(String what) {
        if (!findWord(false)) {
            throw missing(what);
        }
        wordStart = position;
        while (isWord(text.at(position))) {
            position++;
            if (position - wordStart > LONGEST_WORD) {
                throw text.error(wordStart, "a word of more than " + LONGEST_WORD + " characters", "a shorter one");
            }
        }
        return text.text(wordStart, position);
    }

    private InputException missing(String what) {
        return text.error(position, "the file ends too early for " + what, "a complete file");
    }

    /** Goes to the next word, on this line alone or anywhere; false where there is none. */
    private boolean findWord(boolean sameLine) {
        while (true) {
            int c = text.at(position);
            if (c == '#') {
                position = text.lineEnd(position);
            } else if (c == '\n' && sameLine) {
                return false;
            } else if (PotentialText.blank(c)) {
                position++;
            } else {
                return c >= 0;
            }
        }
    }

    private static boolean isWord(int c) {
        return c >= 0 && c != '#' && !PotentialText.blank(c);
    }
}
