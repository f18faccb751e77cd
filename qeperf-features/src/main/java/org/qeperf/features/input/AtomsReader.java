package org.qeperf.features.input;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.InputException;
import org.qeperf.features.input.Cards.Card;
import org.qeperf.features.input.PwInput.PositionUnit;
import org.qeperf.features.spacegroup.SpaceGroup;

/** Reads ATOMIC_SPECIES and ATOMIC_POSITIONS. */
final class AtomsReader {

    /** Most species pw.x takes ({@code ntypx}, {@code Modules/parameters.f90}). */
    private static final int MOST_SPECIES = 10;

    private final Namelist system;
    private final Cards cards;
    private final QeVersion version;
    private final Optional<SpaceGroup> group;

    AtomsReader(Namelist system, Cards cards, QeVersion version, Optional<SpaceGroup> group) {
        this.system = system;
        this.cards = cards;
        this.version = version;
        this.group = group;
    }

    /** {@code ntyp}. */
    static int speciesCount(Namelist system) {
        return required(system, "ntyp", "the number of species", MOST_SPECIES);
    }

    /** {@code nat}, as it is given. */
    static int atomCount(Namelist system, ParseLimits limits) {
        return required(system, "nat", "the number of atoms", limits.maxAtoms());
    }

    List<PwInput.Species> species() {
        int ntyp = speciesCount(system);
        Card card = cards.require("ATOMIC_SPECIES");
        Map<Integer, Token> magnetization = system.values("starting_magnetization");
        List<PwInput.Species> species = new ArrayList<>();
        Map<String, Token> seen = new HashMap<>();
        if (card.lines().size() < ntyp) {
            throw card.name()
                    .error("ATOMIC_SPECIES lists " + card.lines().size() + " species", ntyp + " (ntyp in &SYSTEM)");
        }
        String expected = "a label, a mass and the file of a pseudopotential";
        for (int i = 0; i < ntyp; i++) {
            List<Token> words = card.line(i, 3, expected);
            if (words.get(0).text().isEmpty() || words.get(2).text().isEmpty()) {
                throw words.get(0).error("ATOMIC_SPECIES line without a label or file", expected);
            }
            if (words.size() > 3 && touches(words.get(2), words.get(3))) {
                throw words.get(2)
                        .error(
                                "a file name with a slash, of which pw.x reads "
                                        + InputException.quote(words.get(2).text()),
                                "a file name without folders; they go into pseudo_dir");
            }
            if (!words.get(1).text().isEmpty()) {
                words.get(1).real("the mass of a species");
            }
            String label = label(words.get(0).text(), version.atLeast(7, 3) ? 6 : 3);
            if (seen.put(label, words.get(0)) != null) {
                throw words.get(0)
                        .error("species " + InputException.quote(label) + " stands twice", "one line for each");
            }
            Optional<Token> start = Optional.ofNullable(magnetization.get(i + 1));
            species.add(new PwInput.Species(
                    label,
                    words.get(2).text(),
                    start.isPresent()
                            ? OptionalDouble.of(start.get().real("starting_magnetization"))
                            : OptionalDouble.empty(),
                    angle("angle1", i + 1),
                    angle("angle2", i + 1),
                    words.get(0).location()));
        }
        return species;
    }

    /** Whether a slash that leaves all else out follows a word at once. */
    private static boolean touches(Token word, Token next) {
        return next.text().isEmpty()
                && next.location().column()
                        == word.location().column() + word.text().length();
    }

    private double angle(String variable, int index) {
        Token value = system.values(variable).get(index);
        return value == null ? 0 : value.real(variable);
    }

    List<PwInput.Atom> atoms(List<PwInput.Species> species, ParseLimits limits, List<Diagnostic> warnings) {
        int nat = atomCount(system, limits);
        Card card = cards.require("ATOMIC_POSITIONS");
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < species.size(); i++) {
            index.put(species.get(i).label(), i);
        }
        if (card.lines().size() < nat) {
            throw card.name()
                    .error(
                            "ATOMIC_POSITIONS lists " + Token.count(card.lines().size(), "atom"),
                            nat + " (nat in &SYSTEM)");
        }
        List<PwInput.Atom> atoms = new ArrayList<>(nat);
        for (int i = 0; i < nat; i++) {
            List<Token> words = group.isPresent()
                    ? card.line(i, 2, "a label and three coordinates, or a Wyckoff position")
                    : line(card, i);
            Integer kind = index.get(label(words.get(0).text(), version.atLeast(7, 3) ? 6 : 4));
            if (kind == null) {
                throw unknown(words.get(0), species);
            }
            if (group.isPresent()) {
                double[] images = new SiteReader(group.get(), words, warnings).images();
                for (int k = 0; k < images.length; k += 3) {
                    atoms.add(new PwInput.Atom(kind, images[k], images[k + 1], images[k + 2]));
                }
            } else {
                atoms.add(new PwInput.Atom(
                        kind,
                        Expression.evaluate(words.get(1), "a coordinate"),
                        Expression.evaluate(words.get(2), "a coordinate"),
                        Expression.evaluate(words.get(3), "a coordinate")));
            }
            if (atoms.size() > limits.maxAtoms()) {
                throw words.get(0)
                        .error(
                                "the images of the sites up to here are " + atoms.size() + " atoms",
                                "at most " + limits.maxAtoms());
            }
        }
        return atoms;
    }

    private static List<Token> line(Card card, int i) {
        String expected = "a label, three coordinates and perhaps three flags, with blanks between";
        List<Token> words = card.line(i, 4, expected);
        if (words.size() != 4 && words.size() != 7) {
            throw words.get(0).error("ATOMIC_POSITIONS line has " + words.size() + " words", expected);
        }
        for (int flag = 4; flag < words.size(); flag++) {
            requireFlag(words.get(flag));
        }
        return words;
    }

    private static InputException unknown(Token label, List<PwInput.Species> species) {
        List<String> known =
                species.stream().map(s -> InputException.quote(s.label())).toList();
        return label.error(
                "atom of unknown species " + InputException.quote(label.text()),
                "one of " + String.join(", ", known) + " (ATOMIC_SPECIES)");
    }

    /** {@code if_pos}: a whole number, perhaps with a separator behind it, or nothing before one. */
    private static void requireFlag(Token word) {
        int end = 0;
        while (end < word.text().length() && ",;/".indexOf(word.text().charAt(end)) < 0) {
            end++;
        }
        Token flag = new Token(word.text().substring(0, end), false, word.location());
        if (end > 0 && !flag.isWhole()) {
            throw word.error(
                    InputException.quote(word.text()) + " is not a flag of an atom",
                    "1 or 0 for a coordinate that may move or not");
        }
    }

    PositionUnit unit() {
        Card card = cards.require("ATOMIC_POSITIONS");
        String option = card.heading();
        if (option.contains("CRYSTAL")) {
            return PositionUnit.CRYSTAL;
        }
        if (option.contains("BOHR")) {
            return PositionUnit.BOHR;
        }
        if (option.contains("ANGSTROM")) {
            return PositionUnit.ANGSTROM;
        }
        if (option.contains("ALAT") || option.isEmpty()) {
            return PositionUnit.ALAT;
        }
        Token unit = card.option().isEmpty() ? card.rest() : card.optionToken();
        throw unit.error(
                "unknown unit " + InputException.quote(unit.text()) + " of ATOMIC_POSITIONS",
                "one of alat, bohr, angstrom, crystal, crystal_sg");
    }

    /** What pw.x keeps of a label: three characters up to 7.2, six from 7.3 on. */
    static String label(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }

    private static int required(Namelist system, String variable, String what, int most) {
        Token value = system.value(variable)
                .orElseThrow(() -> new InputException(
                        system.locateNear(variable), "", "&SYSTEM does not set " + variable, variable + ", " + what));
        int n = value.whole(variable);
        if (n < 1 || n > most) {
            throw value.error(variable + " = " + n, "between 1 and " + most);
        }
        return n;
    }
}
