package org.qeperf.examples.cp2k;

import java.util.List;
import java.util.Set;
import org.qeperf.api.InputException;

/**
 * A keyword with its values.
 *
 * @param keyword the keyword as it stands in the input
 * @param words its values
 */
record Values(Word keyword, List<Word> words) {

    static final Set<String> TRUE = Set.of("ON", "T", "TRUE", ".TRUE.");
    private static final Set<String> FALSE = Set.of("OFF", "F", "FALSE", ".FALSE.");

    /** The only value. */
    Word one() {
        return count(1).get(0);
    }

    /** All values, so many. */
    List<Word> count(int expected) {
        if (words.size() != expected) {
            throw keyword.error(
                    "keyword " + keyword.upper() + " has " + words.size() + (words.size() == 1 ? " value" : " values"),
                    String.valueOf(expected));
        }
        return words;
    }

    /** Values after a unit, if one is given; only that unit is understood, which is the default. */
    List<Word> in(String unit, int expected) {
        boolean given = !words.isEmpty() && words.get(0).text().startsWith("[");
        if (given && !words.get(0).upper().equals("[" + unit + "]")) {
            throw words.get(0)
                    .error(
                            "unit " + InputException.quote(words.get(0).text()) + " is not understood",
                            "[" + unit + "]");
        }
        return new Values(keyword, given ? words.subList(1, words.size()) : words).count(expected);
    }

    /** One of the words that are understood, in capitals. */
    String choice(Set<String> known) {
        if (!known.contains(one().upper())) {
            throw one().error(
                            keyword.upper() + " is " + InputException.quote(one().text()) + ", which is not understood",
                            String.join(", ", known.stream().sorted().toList()));
        }
        return one().upper();
    }

    /** Whether a switch is on, as it is without a value. */
    boolean flag() {
        if (words.isEmpty() || words.size() == 1 && TRUE.contains(words.get(0).upper())) {
            return true;
        }
        if (words.size() == 1 && FALSE.contains(words.get(0).upper())) {
            return false;
        }
        throw words.get(0)
                .error(
                        keyword.upper() + " is "
                                + InputException.quote(words.get(0).text()),
                        "T or F");
    }
}
