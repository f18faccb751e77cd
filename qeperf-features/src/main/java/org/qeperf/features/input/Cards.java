package org.qeperf.features.input;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.InputException;

/** The cards that follow the namelists, cut into heads and lines. */
final class Cards {

    /** A word this near to the name of a missing card is shown in the error message. */
    private static final int MOST_TYPOS = 2;

    private static final Set<String> NAMES = Set.of(
            "ATOMIC_SPECIES",
            "ATOMIC_POSITIONS",
            "ATOMIC_VELOCITIES",
            "ATOMIC_FORCES",
            "K_POINTS",
            "ADDITIONAL_K_POINTS",
            "CELL_PARAMETERS",
            "OCCUPATIONS",
            "CONSTRAINTS",
            "SOLVENTS",
            "HUBBARD",
            "TOTAL_CHARGE",
            "AUTOPILOT",
            "COLLECTIVE_VARS",
            "DIPOLE",
            "ESR",
            "ION_VELOCITIES",
            "CLIMBING_IMAGES",
            "PLOT_WANNIER",
            "WANNIER_AC",
            "REF_CELL_PARAMETERS",
            "KSOUT");

    /** One card: its name, the option behind the name as it is typed, and its lines as words. */
    record Card(Token name, Token optionToken, List<List<Token>> lines) {

        /** The option in upper case, empty for none. */
        String option() {
            return optionToken.upper();
        }

        /** The words of line {@code i} (from 0), of which there must be at least {@code least}. */
        List<Token> line(int i, int least, String what) {
            if (i >= lines.size()) {
                Token last = i == 0 ? name : lines.get(i - 1).get(0);
                String end = i == 0 ? " has no lines" : " ends after " + i + (i == 1 ? " line" : " lines");
                throw last.error(name.upper() + end, what);
            }
            List<Token> words = lines.get(i);
            if (words.size() < least) {
                Token first = words.get(0);
                throw first.error(
                        name.upper() + " line has " + words.size() + (words.size() == 1 ? " word" : " words"), what);
            }
            return words;
        }
    }

    private final Map<String, Card> cards = new LinkedHashMap<>();
    private final List<Token> ignored = new ArrayList<>();
    private final List<Diagnostic> warnings = new ArrayList<>();

    private Cards() {}

    static Cards read(SourceText source, int firstLine) {
        Cards all = new Cards();
        Card current = null;
        for (int n = firstLine; n < source.size(); n++) {
            String text = source.line(n).strip();
            if (text.isEmpty() || text.startsWith("!") || text.startsWith("#")) {
                continue;
            }
            List<Token> words = Token.split(source, n);
            if (words.isEmpty()) {
                continue;
            }
            String head = words.get(0).upper().replaceFirst("[({].*", "");
            if (NAMES.contains(head) && !words.get(0).quoted()) {
                current = new Card(
                        new Token(head, false, words.get(0).location()),
                        option(source, n, head.length()),
                        new ArrayList<>());
                if (all.cards.putIfAbsent(head, current) != null) {
                    throw words.get(0).error("card " + head + " stands twice", "one of each");
                }
            } else if (current == null) {
                if (text.startsWith("&")) {
                    throw words.get(0).error("a namelist after a card or text", "all namelists before the cards");
                }
                all.ignored.add(words.get(0));
                all.warnings.add(new Diagnostic(
                        words.get(0).location(),
                        "line ignored, as pw.x does: " + InputException.quote(text)
                                + " is neither a namelist nor a card"));
            } else {
                current.lines().add(words);
            }
        }
        return all;
    }

    private static Token option(SourceText source, int line, int headLength) {
        String text = source.line(line);
        int from = text.length() - text.stripLeading().length() + headLength;
        String option = text.substring(from)
                .replaceFirst("[!#].*", "")
                .replaceAll("[(){}]", " ")
                .strip();
        return new Token(option, false, source.at(line, Math.max(text.indexOf(option, from), from)));
    }

    Optional<Card> find(String name) {
        return Optional.ofNullable(cards.get(name));
    }

    Card require(String name, SourceText source) {
        return find(name).orElseThrow(() -> missing(name, source));
    }

    private InputException missing(String name, SourceText source) {
        String problem = "there is no " + name + " card";
        List<Token> others = new ArrayList<>(ignored);
        cards.values().forEach(card -> card.lines().forEach(words -> others.add(words.get(0))));
        for (Token other : others) {
            if (Keywords.editDistance(other.upper(), name) <= MOST_TYPOS) {
                return other.error(problem + " but " + InputException.quote(other.text()), name);
            }
        }
        return new InputException(source.at(source.size() - 1, 0), "", problem, "one after the namelists");
    }

    /** Every card as it is typed. */
    List<PwInput.Card> asTyped() {
        List<PwInput.Card> all = new ArrayList<>();
        for (Card card : cards.values()) {
            List<List<String>> lines = new ArrayList<>();
            card.lines()
                    .forEach(words -> lines.add(words.stream().map(Token::text).toList()));
            all.add(new PwInput.Card(
                    card.name().text(),
                    card.optionToken().text(),
                    lines,
                    card.name().location()));
        }
        return all;
    }

    List<Diagnostic> warnings() {
        return warnings;
    }
}
