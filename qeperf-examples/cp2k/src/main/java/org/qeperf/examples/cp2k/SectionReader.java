package org.qeperf.examples.cp2k;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;

/**
 * Makes a tree of sections of an input. Preprocessing ({@code @}, {@code $}), continued lines, quotes and separators other than
 * blanks are refused.
 */
final class SectionReader {

    private static final int DEEPEST = 12;

    private SectionReader() {}

    /** The sections of a file in one without a name. */
    static Section read(InputText text) {
        Deque<Section> open = new ArrayDeque<>();
        Section root = new Section("", new SourceLocation(text.name(), 1, 1), List.of());
        open.push(root);
        for (int line = 1; line <= text.lines().size(); line++) {
            List<Word> words = text.words(line);
            if (!words.isEmpty()) {
                words.forEach(SectionReader::requirePlain);
                add(open, words);
            }
        }
        if (open.size() > 1) {
            throw new InputException(
                    text.end(),
                    "",
                    "section &" + open.element().name() + " of line "
                            + open.element().place().line() + " is not closed",
                    "&END " + open.element().name());
        }
        return root;
    }

    private static void add(Deque<Section> open, List<Word> words) {
        Word first = words.get(0);
        if (first.upper().equals("&END")) {
            close(open, words);
        } else if (first.text().startsWith("&")) {
            if (first.text().length() == 1 || open.size() > DEEPEST) {
                throw first.error(
                        first.text().length() == 1 ? "a section without a name" : "sections are too deep",
                        "&NAME at most " + DEEPEST + " deep");
            }
            Section section =
                    new Section(first.upper().substring(1), first.place(), List.copyOf(words.subList(1, words.size())));
            open.element().add(section);
            open.push(section);
        } else if (open.size() == 1) {
            throw first.error(
                    InputException.quote(first.text()) + " stands outside of any section", "&GLOBAL or &FORCE_EVAL");
        } else {
            open.element().add(words);
        }
    }

    private static void close(Deque<Section> open, List<Word> words) {
        Word first = words.get(0);
        if (open.size() == 1) {
            throw first.error("&END closes nothing", "a section before it");
        }
        if (words.size() > 2
                || words.size() == 2
                        && !words.get(1).upper().equals(open.element().name())) {
            throw words.get(1)
                    .error(
                            "&END " + InputException.quote(words.get(1).text()) + " closes &"
                                    + open.element().name(),
                            "&END " + open.element().name());
        }
        open.pop();
    }

    private static void requirePlain(Word word) {
        for (int i = 0; i < word.text().length(); i++) {
            char c = word.text().charAt(i);
            if ("@$\\\"',:;=*".indexOf(c) >= 0 || c > '~') {
                throw word.error(
                        "character " + InputException.quote(String.valueOf(c)) + " is not understood",
                        "plain words with blanks between them");
            }
        }
    }
}
