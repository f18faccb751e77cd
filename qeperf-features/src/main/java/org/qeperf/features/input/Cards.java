package org.qeperf.features.input;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.EditDistance;
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

    /** Words that pw.x takes for an option wherever they stand in the line, even in a comment. */
    private static final List<String> OPTIONS =
            List.of("ALAT", "BOHR", "ANGSTROM", "CRYSTAL", "TPIBA", "AUTOMATIC", "GAMMA");

    /** First word of a line in HUBBARD; a longer one ends the card. */
    private static final int LONGEST_HUBBARD_WORD = 5;

    private static final int MOST_HUBBARD_LINES = 100_000;

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
            "AUTOPILOT",
            "DIPOLE",
            "ESR");

    /** Cards that came with later releases. */
    private static final Set<String> LATER_NAMES = Set.of("ADDITIONAL_K_POINTS", "TOTAL_CHARGE", "HUBBARD");

    /** One card: its name, the option and all text behind the name as they are typed, and its lines as words. */
    record Card(Token name, Token optionToken, Token rest, List<List<Token>> lines) {

        /** The option in upper case, empty for none. */
        String option() {
            return optionToken.upper();
        }

        /** All text behind the name in upper case, with a comment: where pw.x looks for units. */
        String heading() {
            return rest.upper();
        }

        /** The words of line {@code i} (from 0), of which there must be at least {@code least}. */
        List<Token> line(int i, int least, String what) {
            if (i >= lines.size()) {
                Token last = i == 0 ? name : lines.get(i - 1).get(0);
                String end = i == 0 ? " has no lines" : " ends after " + Token.count(i, "line");
                throw last.error(name.upper() + end, what);
            }
            List<Token> words = lines.get(i);
            if (words.size() < least) {
                Token first = words.get(0);
                throw first.error(name.upper() + " line has " + Token.count(words.size(), "word"), what);
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

    /** The card that the last line outside a card named, or nothing; pw.x takes it again where a line names none. */
    private String last = "";

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
            Optional<Token> word = Token.first(source, line);
            if (word.isEmpty() || isNull(word.get())) {
                all.requireName(line, word);
                continue;
            }
            String name = all.cardName(word.get());
            if (name.isEmpty()) {
                all.ignore(line, word.get(), afterIgnored);
                afterIgnored = true;
            } else {
                all.readCard(name, line, word.get());
                afterIgnored = false;
            }
            all.last = name;
        }
        return all;
    }

    private static boolean isNull(Token word) {
        return word.text().isEmpty() && !word.quoted();
    }

    /** A line that names no card: nothing before the first card, and the last card once more after it. */
    private void requireName(int line, Optional<Token> word) {
        String text = source.line(line).strip();
        if (word.isEmpty() && text.isEmpty() && !sizes.version().atLeast(7, 4)) {
            throw new InputException(source.at(line, 0), "", "a line of tabs alone", "an empty line");
        }
        boolean slash =
                source.line(line).stripTrailing().equals("/") && sizes.version().atLeast(7, 5);
        if (word.isPresent() && !last.isEmpty() && !slash) {
            throw word.get().error("pw.x takes this line for another " + last, "no " + InputException.quote(text));
        }
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
                            + InputException.quote(source.line(line).strip()) + reason()));
        }
        if (ignored.size() < MOST_REMEMBERED) {
            ignored.add(word);
        }
    }

    private String reason() {
        return switch (last) {
            case "ATOMIC_SPECIES" -> " (ntyp = " + sizes.species() + ")";
            case "ATOMIC_POSITIONS" -> " (nat = " + sizes.atoms() + ")";
            default -> "";
        };
    }

    private void readCard(String name, int line, Token word) {
        Card card = new Card(
                new Token(name, false, word.location()), option(line, word), rest(line, word), new ArrayList<>());
        warnAboutComment(card, line);
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
            case "KSOUT" -> take(card, 2 * sizes.spins());
            case "AUTOPILOT" -> takeRules(card);
            default -> throw word.error("card " + name + " no longer exists", "an input without it");
        }
    }

    private Token option(int line, Token word) {
        Token rest = rest(line, word);
        int comment = rest.text().indexOf('!');
        String spaced = rest.text()
                .substring(0, comment < 0 ? rest.text().length() : comment)
                .replace('(', ' ')
                .replace(')', ' ')
                .replace('{', ' ')
                .replace('}', ' ');
        return new Token(spaced.strip(), false, source.at(line, rest.location().column() - 1 + indent(spaced)));
    }

    private Token rest(int line, Token word) {
        String text = source.line(line);
        int from = Math.min(
                text.length(), word.location().column() - 1 + word.text().length());
        int to = Math.min(text.length(), Math.max(from, Token.LONGEST_LINE));
        String rest = text.substring(from, to);
        return new Token(rest.strip(), false, source.at(line, from + indent(rest)));
    }

    private static int indent(String text) {
        return text.isBlank() ? 0 : text.length() - text.stripLeading().length();
    }

    private void warnAboutComment(Card card, int line) {
        int comment = card.heading().indexOf('!');
        if (comment >= 0 && OPTIONS.stream().anyMatch(card.heading().substring(comment)::contains)) {
            warnings.add(new Diagnostic(
                    source.at(line, source.line(line).indexOf('!')),
                    "pw.x looks for the option of " + card.name().text() + " in this comment too"));
        }
    }

    /** Moves to the next line that is not empty or a comment. */
    private boolean skipEmpty() {
        while (next < source.size()) {
            String text = source.line(next);
            if (!isBlank(text) && text.charAt(0) != '#' && text.charAt(0) != '!') {
                return true;
            }
            next++;
        }
        return false;
    }

    /** Whether what pw.x reads of a line is blanks alone; a tab is none. */
    private static boolean isBlank(String text) {
        for (int i = 0; i < Math.min(text.length(), Token.LONGEST_LINE); i++) {
            if (text.charAt(i) != ' ') {
                return false;
            }
        }
        return true;
    }

    /** Moves to the next line of a card; within it only {@code #} in the first column makes a comment. */
    private boolean hasLine() {
        while (next < source.size()
                && (isBlank(source.line(next)) || source.line(next).charAt(0) == '#')) {
            next++;
        }
        if (next == source.size()) {
            return false;
        }
        return Token.first(source, next).map(word -> cardName(word).isEmpty()).orElse(true);
    }

    private List<Token> takeLine(Card card, boolean fields) {
        int line = next++;
        List<Token> words = fields ? Token.fields(source, line) : Token.split(source, line);
        String text = source.line(line);
        if (words.isEmpty()) {
            boolean comment = !text.isBlank();
            throw new InputException(
                    source.at(line, 0),
                    "",
                    (comment ? "a comment within " : "a line of tabs alone within ")
                            + card.name().text(),
                    comment ? "comments before the card or, within it, # in the first column" : "an empty line");
        }
        if (text.length() > Token.LONGEST_LINE
                && text.indexOf('!') < 0
                && !text.substring(Token.LONGEST_LINE).isBlank()) {
            warnings.add(new Diagnostic(
                    source.at(line, Token.LONGEST_LINE),
                    "pw.x reads no more than " + Token.LONGEST_LINE + " characters of a line: the rest is ignored"));
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
            near("ATOMIC_SPECIES").ifPresent(word -> {
                throw missing("ATOMIC_SPECIES");
            });
            throw card.name().error("ATOMIC_POSITIONS stands before ATOMIC_SPECIES", "ATOMIC_SPECIES first");
        }
        for (int i = 0; i < sizes.atoms() && hasLine(); i++) {
            takeLine(card, true);
        }
    }

    private void takeKPoints(Card card) {
        if (card.heading().contains("AUTOMATIC")) {
            take(card, 1);
        } else if (card.heading().contains("CRYSTAL")
                || card.heading().contains("TPIBA")
                || !card.heading().contains("GAMMA")) {
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
                            "OCCUPATIONS lists " + Token.count(numbers, "number"),
                            sizes.occupations() + ": nbnd for each spin direction");
        }
    }

    private void takeHubbard(Card card) {
        while (hasLine()) {
            Optional<Token> word = Token.first(source, next);
            if (word.isPresent() && word.get().text().length() > LONGEST_HUBBARD_WORD) {
                return;
            }
            if (card.lines().size() == MOST_HUBBARD_LINES) {
                throw card.name().error("HUBBARD has more than " + MOST_HUBBARD_LINES + " lines", "fewer");
            }
            takeLine(card, false);
        }
    }

    /** Rules up to the line that ends them ({@code Modules/autopilot.f90}). */
    private void takeRules(Card card) {
        while (hasLine()) {
            Token first = takeLine(card, false).get(0);
            String text = source.line(first.location().line() - 1);
            if (text.toUpperCase(Locale.ROOT).contains("ENDRULES")) {
                return;
            }
            if (text.indexOf(':') < 0) {
                throw first.error("a rule of AUTOPILOT without a colon", "ON_STEP = number : variable = value");
            }
        }
        throw card.name().error("AUTOPILOT has no end", "a line with ENDRULES");
    }

    Optional<Card> find(String name) {
        return Optional.ofNullable(cards.get(name));
    }

    Card require(String name) {
        return find(name).orElseThrow(() -> missing(name));
    }

    private InputException missing(String name) {
        String problem = "there is no " + name + " card";
        return near(name)
                .map(other -> other.error(
                        problem + " but " + InputException.quote(other.text()),
                        other.upper().equals(name)
                                ? name + " in capitals, before pw.x 7.2"
                                : other.upper().startsWith(name) ? "a blank after " + name : name))
                .orElseGet(() ->
                        new InputException(source.at(source.size() - 1, 0), "", problem, "one after the namelists"));
    }

    /** A word of an ignored line that may stand for a card. */
    private Optional<Token> near(String name) {
        return ignored.stream()
                .filter(word -> word.upper().startsWith(name) || EditDistance.between(word.upper(), name) <= MOST_TYPOS)
                .findFirst();
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
