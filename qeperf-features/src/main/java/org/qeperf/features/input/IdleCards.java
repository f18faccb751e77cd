package org.qeperf.features.input;

import java.util.List;
import java.util.Map;
import org.qeperf.api.InputException;
import org.qeperf.features.input.Cards.Card;

/** Checks the cards that change no count, as far as pw.x stops at them ({@code Modules/read_cards.f90}). */
final class IdleCards {

    /** Numbers of a constraint, without its target. */
    private static final Map<String, Integer> CONSTRAINTS = Map.of(
            "type_coord", 4,
            "atom_coord", 4,
            "distance", 2,
            "planar_angle", 3,
            "torsional_angle", 4,
            "bennett_proj", 4);

    /** A constraint without a target, from 7.2 on. */
    private static final String WALL = "potential_wall";

    private IdleCards() {}

    static void check(Cards cards, CardSizes sizes) {
        cards.find("ATOMIC_FORCES").ifPresent(card -> {
            requirePositions(cards, card);
            requireVectors(card, sizes.atoms(), false);
        });
        cards.find("ATOMIC_VELOCITIES").ifPresent(card -> {
            requirePositions(cards, card);
            requireVectors(card, sizes.velocities() ? sizes.atoms() : 0, true);
            requireLabels(cards, card, sizes.version().atLeast(7, 3));
        });
        cards.find("REF_CELL_PARAMETERS").ifPresent(IdleCards::requireCell);
        cards.find("CONSTRAINTS").ifPresent(card -> requireConstraints(card, sizes.version()));
        cards.find("KSOUT").ifPresent(card -> requireStates(card, sizes.spins()));
        cards.find("OCCUPATIONS").ifPresent(card -> requireOccupations(card, sizes.bands()));
    }

    /** Words beyond the number of bands are not read. */
    private static void requireOccupations(Card card, int bands) {
        int inSpin = 0;
        for (List<Token> words : card.lines()) {
            for (Token word : words.subList(0, Math.min(words.size(), bands - inSpin))) {
                Expression.evaluate(word, "an occupation");
                inSpin++;
            }
            inSpin %= bands;
        }
    }

    private static void requirePositions(Cards cards, Card card) {
        boolean before = cards.find("ATOMIC_POSITIONS")
                .map(positions -> positions.name().location().line()
                        < card.name().location().line())
                .orElse(false);
        if (!before) {
            throw card.name().error(card.name().text() + " stands before ATOMIC_POSITIONS", "ATOMIC_POSITIONS first");
        }
    }

    private static void requireVectors(Card card, int atoms, boolean labels) {
        if (card.lines().size() < atoms) {
            throw card.name()
                    .error(
                            card.name().text() + " lists "
                                    + Token.count(card.lines().size(), "atom"),
                            atoms + " (nat in &SYSTEM)");
        }
        for (List<Token> words : card.lines()) {
            int given = words.size();
            if (given != 4 && (labels || given != 3)) {
                throw words.get(0)
                        .error(
                                card.name().text() + " line has " + Token.count(given, "word"),
                                "a label and three numbers");
            }
            for (Token word : words.subList(given - 3, given)) {
                word.real("a component in " + card.name().text());
            }
        }
    }

    private static void requireLabels(Cards cards, Card card, boolean longLabels) {
        List<String> labels = cards.require("ATOMIC_SPECIES").lines().stream()
                .map(words -> AtomsReader.label(words.get(0).text(), longLabels ? 6 : 3))
                .toList();
        for (List<Token> words : card.lines()) {
            if (!labels.contains(AtomsReader.label(words.get(0).text(), longLabels ? 6 : 4))) {
                throw words.get(0)
                        .error(
                                "velocity of unknown species "
                                        + InputException.quote(words.get(0).text()),
                                "a label of ATOMIC_SPECIES");
            }
        }
    }

    private static void requireCell(Card card) {
        for (int i = 0; i < 3; i++) {
            for (Token word : card.line(i, 3, "three lines of three numbers").subList(0, 3)) {
                word.real("a lattice vector");
            }
        }
    }

    private static void requireConstraints(Card card, QeVersion version) {
        List<Token> first = card.line(0, 1, "the number of constraints");
        int count = first.get(0).whole("the number of constraints");
        if (first.size() > 2) {
            throw first.get(0)
                    .error("CONSTRAINTS line has " + first.size() + " words", "a number and perhaps a tolerance");
        }
        for (int i = 0; i < count; i++) {
            List<Token> words = card.line(i + 1, 1, Token.count(count, "line") + " of constraints");
            requireConstraint(words, version);
        }
    }

    private static void requireConstraint(List<Token> words, QeVersion version) {
        Token type = words.get(0);
        int given = words.size() - 1;
        boolean wall = type.text().equals(WALL) && version.atLeast(7, 2);
        Integer numbers = wall ? Integer.valueOf(3) : CONSTRAINTS.get(type.text());
        if (numbers == null) {
            throw type.error(
                    "unknown constraint " + InputException.quote(type.text()),
                    "one of atom_coord, bennett_proj, distance, planar_angle, torsional_angle, type_coord and, from pw.x"
                            + " 7.2 on, potential_wall");
        }
        if (given != numbers && (wall || given != numbers + 1)) {
            throw type.error(
                    type.text() + " with " + Token.count(given, "number"),
                    numbers + (wall ? "" : " and perhaps a target"));
        }
    }

    private static void requireStates(Card card, int spins) {
        String expected = "for each spin direction a line with a number of states and one with their indices";
        for (int spin = 0; spin < spins; spin++) {
            int states = card.line(2 * spin, 1, expected).get(0).whole("the number of states");
            if (states < 1) {
                throw card.line(2 * spin, 1, expected).get(0).error(states + " states", "at least 1");
            }
            card.line(2 * spin + 1, states, expected);
        }
    }
}
