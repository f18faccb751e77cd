package org.qeperf.features.input;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.InputException;

/**
 * The cards that follow the namelists, cut into heads and lines as pw.x cuts them ({@code Modules/read_cards.f90}): each
 * card takes the lines that it needs; a line that is no card's head and no card's line is ignored.
 */
final class Cards {

    /** A word this near to the name of a missing card is shown in the error message. */
    private static final int MOST_TYPOS = 2;

    /** Ignored lines that are looked at for such a word. */
    private static final int MOST_REMEMBERED = 1000;

    /** What pw.x reads of a line ({@code Modules/parser.f90}). */
    private static final int LONGEST_LINE = 256;

    /** First word of a line in HUBBARD; a longer one ends the card. */
    private static final int LONGEST_HUBBARD_WORD = 5;

    private static final Set<String> NAMES = Set.of(
            "ATOMIC_SPECIES",
            "ATOMIC_POSITIONS",
            "ATOMIC_VELOCITIES",
            "ATOMIC_FORCES",
            "K_POINTS",
            "CELL_PARAMETERS",
            "REF_CELL_PARAMETERS",
            "OCCUPATIONS",
            "CONSTRAINTS",
            "PLOT_WANNIER",
            "KSOUT",
            "AUTOPILOT");

    /** Cards that came with later releases. */
    private static final Set<String> LATER_NAMES = Set.of("ADDITIONAL_K_POINTS", "TOTAL_CHARGE", "HUBBARD");

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

    private final SourceText source;
    private final CardSizes sizes;
    private final Map<String, Card> cards = new LinkedHashMap<>();
    private final List<Token> ignored = new ArrayList<>();
    private final List<Diagnostic> warnings = new ArrayList<>();
    private int next;

    private Cards(SourceText source, int firstLine, CardSizes sizes) {
        this.source = source;
        this.next = firstLine;
        this.sizes = sizes;
    }

    static Cards read(SourceText source, int firstLine, CardSizes sizes) {
        Cards all = new Cards(source, firstLine, sizes);
        boolean afterIgnored = false;
        while (all.skipEmpty()) {
            int line = all.next++;
            List<Token> words = Token.split(source, line);
            if (words.isEmpty() || words.get(0).text().equals("/")) {
                continue;
            }
            String name = all.cardName(words.get(0));
            if (name.isEmpty()) {
                all.ignore(line, words.get(0), afterIgnored);
                afterIgnored = true;
            } else {
                all.readCard(name, line, words.get(0));
                afterIgnored = false;
            }
        }
        return all;
    }

    /** The card that a line begins, or nothing; from 7.2 on names may be in lower case. */
    private String cardName(Token word) {
        String text = sizes.version().atLeast(7, 2) ? word.upper() : word.text();
        boolean known = NAMES.contains(text)
                || text.equals("ADDITIONAL_K_POINTS") && sizes.version().atLeast(6, 7)
                || text.equals("TOTAL_CHARGE") && sizes.version().atLeast(6, 8)
                || text.equals("HUBBARD") && sizes.version().atLeast(7, 1)
                || text.equals("SOLVENTS") && sizes.solvents() > 0;
        return known ? text : "";
    }

    private void ignore(int line, Token word, boolean afterIgnored) {
        if (LATER_NAMES.contains(word.text())) {
            warnings.add(new Diagnostic(
                    word.location(),
                    "pw.x " + sizes.version() + " does not know the card " + word.text() + " and ignores it"));
        } else if (word.text().startsWith("&") && cards.isEmpty() && !afterIgnored) {
            warnings.add(new Diagnostic(
                    word.location(),
                    "pw.x does not read namelist " + word.text() + " here: lines ignored from here on"));
        } else if (!afterIgnored) {
            warnings.add(new Diagnostic(
                    word.location(),
                    "text ignored from here to the next card, as pw.x does: "
                            + InputException.quote(source.line(line).strip())));
        }
        if (ignored.size() < MOST_REMEMBERED) {
            ignored.add(word);
        }
    }

    private void readCard(String name, int line, Token word) {
        Card card = new Card(new Token(name, false, word.location()), option(line, word), new ArrayList<>());
        if (cards.putIfAbsent(name, card) != null) {
            throw word.error("card " + name + " stands twice", "one of each");
        }
        switch (name) {
            case "ATOMIC_SPECIES" -> take(card, sizes.species());
            case "ATOMIC_POSITIONS" -> takePositions(card);
            case "ATOMIC_FORCES" -> take(card, sizes.atoms());
            case "ATOMIC_VELOCITIES" -> take(card, sizes.velocities() ? sizes.atoms() : 0);
            case "K_POINTS", "ADDITIONAL_K_POINTS" -> takeKPoints(card);
            case "CELL_PARAMETERS", "REF_CELL_PARAMETERS" -> take(card, 3);
            case "OCCUPATIONS" -> takeOccupations(card);
            case "CONSTRAINTS" -> {
                take(card, 1);
                take(card, count(card));
            }
            case "HUBBARD" -> takeHubbard(card);
            case "SOLVENTS" -> take(card, sizes.solvents());
            case "TOTAL_CHARGE", "PLOT_WANNIER" -> take(card, 1);
            default -> {
                // KSOUT and AUTOPILOT are cp.x's.
            }
        }
    }

    private Token option(int line, Token word) {
        String text = source.line(line);
        int from = word.location().column() - 1 + word.text().length();
        int comment = text.indexOf('!', from);
        String option = text.substring(from, comment < 0 ? text.length() : comment)
                .replaceAll("[(){}]", " ")
                .strip();
        return new Token(option, false, source.at(line, Math.max(text.indexOf(option, from), from)));
    }

    /** Moves to the next line that is not empty or a comment. */
    private boolean skipEmpty() {
        while (next < source.size()) {
            String text = source.line(next);
            if (!text.isBlank() && text.charAt(0) != '#' && text.charAt(0) != '!') {
                return true;
            }
            next++;
        }
        return false;
    }

    /** Moves to the next line of a card; within it only {@code #} in the first column makes a comment. */
    private boolean hasLine() {
        while (next < source.size()
                && (source.line(next).isBlank() || source.line(next).charAt(0) == '#')) {
            next++;
        }
        if (next == source.size()) {
            return false;
        }
        List<Token> words = Token.split(source, next);
        return words.isEmpty() || cardName(words.get(0)).isEmpty();
    }

    private List<Token> takeLine(Card card, boolean fields) {
        int line = next++;
        List<Token> words = fields ? Token.fields(source, line) : Token.split(source, line);
        if (words.isEmpty()) {
            throw new InputException(
                    source.at(line, 0),
                    "",
                    "a comment within " + card.name().upper(),
                    "comments before the card or, within it, # in the first column");
        }
        Token last = words.get(words.size() - 1);
        if (last.location().column() - 1 + last.text().length() > LONGEST_LINE) {
            throw last.error(
                    card.name().upper() + " has a line that is too long",
                    "at most " + LONGEST_LINE + " characters: pw.x reads no more");
        }
        card.lines().add(words);
        return words;
    }

    private void take(Card card, int lines) {
        for (int i = 0; i < lines && hasLine(); i++) {
            takeLine(card, false);
        }
    }

    private void takePositions(Card card) {
        if (!cards.containsKey("ATOMIC_SPECIES")) {
            throw card.name().error("ATOMIC_POSITIONS stands before ATOMIC_SPECIES", "ATOMIC_SPECIES first");
        }
        for (int i = 0; i < sizes.atoms() && hasLine(); i++) {
            takeLine(card, true);
        }
    }

    private void takeKPoints(Card card) {
        if (card.option().contains("AUTOMATIC")) {
            take(card, 1);
        } else if (card.option().contains("CRYSTAL")
                || card.option().contains("TPIBA")
                || !card.option().contains("GAMMA")) {
            take(card, 1);
            take(card, count(card));
        }
    }

    /** The number that a card begins with; 0 where it is none, which who reads the card will notice. */
    private static int count(Card card) {
        boolean whole = !card.lines().isEmpty() && card.lines().get(0).get(0).isWhole();
        return whole ? Integer.parseInt(card.lines().get(0).get(0).text()) : 0;
    }

    /** Numbers as many as there are bands; each spin direction begins on a new line. */
    private void takeOccupations(Card card) {
        int numbers = 0;
        int wanted = sizes.bands();
        while (numbers < wanted && wanted <= sizes.occupations() && hasLine()) {
            numbers += takeLine(card, true).size();
            if (numbers >= wanted) {
                numbers = wanted;
                wanted += sizes.bands();
            }
        }
        if (numbers < sizes.occupations()) {
            throw card.name()
                    .error(
                            "OCCUPATIONS lists " + numbers + (numbers == 1 ? " number" : " numbers"),
                            sizes.occupations() + ": nbnd for each spin direction");
        }
    }

    private void takeHubbard(Card card) {
        while (hasLine()) {
            List<Token> words = Token.split(source, next);
            if (!words.isEmpty() && words.get(0).text().length() > LONGEST_HUBBARD_WORD) {
                return;
            }
            takeLine(card, false);
        }
    }

    Optional<Card> find(String name) {
        return Optional.ofNullable(cards.get(name));
    }

    Card require(String name) {
        return find(name).orElseThrow(() -> missing(name));
    }

    private InputException missing(String name) {
        String problem = "there is no " + name + " card";
        for (Token other : ignored) {
            if (Keywords.editDistance(other.upper(), name) <= MOST_TYPOS
                    || other.upper().startsWith(name)) {
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
