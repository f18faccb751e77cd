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
    private final SourceText source;
    private final Optional<SpaceGroup> group;

    AtomsReader(Namelist system, Cards cards, SourceText source, Optional<SpaceGroup> group) {
        this.system = system;
        this.cards = cards;
        this.source = source;
        this.group = group;
    }

    List<PwInput.Species> species() {
        int ntyp = required("ntyp", "the number of species", MOST_SPECIES);
        Card card = cards.require("ATOMIC_SPECIES", source);
        Map<Integer, Token> magnetization = system.values("starting_magnetization");
        List<PwInput.Species> species = new ArrayList<>();
        Map<String, Token> seen = new HashMap<>();
        for (int i = 0; i < ntyp; i++) {
            List<Token> words = card.line(
                    i,
                    3,
                    ntyp + (ntyp == 1 ? " line" : " lines") + " of: label mass pseudopotential (ntyp = " + ntyp + ")");
            words.get(1).real("the mass of a species");
            String label = words.get(0).text();
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

    private double angle(String variable, int index) {
        Token value = system.values(variable).get(index);
        return value == null ? 0 : value.real(variable);
    }

    List<PwInput.Atom> atoms(List<PwInput.Species> species, ParseLimits limits, List<Diagnostic> warnings) {
        int nat = required("nat", "the number of atoms", limits.maxAtoms());
        Card card = cards.require("ATOMIC_POSITIONS", source);
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < species.size(); i++) {
            index.put(species.get(i).label(), i);
        }
        if (card.lines().size() < nat) {
            throw card.name()
                    .error(
                            "ATOMIC_POSITIONS lists " + card.lines().size()
                                    + (card.lines().size() == 1 ? " atom" : " atoms"),
                            nat + " (nat in &SYSTEM)");
        }
        if (card.lines().size() > nat) {
            warnings.add(new Diagnostic(
                    card.lines().get(nat).get(0).location(),
                    "nat = " + nat + ": the lines from here on are ignored, as pw.x does"));
        }
        List<PwInput.Atom> atoms = new ArrayList<>(nat);
        for (int i = 0; i < nat; i++) {
            List<Token> words = group.isPresent()
                    ? card.line(i, 2, "a label and three coordinates, or a Wyckoff position")
                    : card.line(i, 4, "a label and three coordinates");
            Integer kind = index.get(words.get(0).text());
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
                        Expression.evaluate(words.get(1)),
                        Expression.evaluate(words.get(2)),
                        Expression.evaluate(words.get(3))));
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

    private static InputException unknown(Token label, List<PwInput.Species> species) {
        List<String> known =
                species.stream().map(s -> InputException.quote(s.label())).toList();
        return label.error(
                "atom of unknown species " + InputException.quote(label.text()),
                "one of " + String.join(", ", known) + " (ATOMIC_SPECIES)");
    }

    PositionUnit unit() {
        Card card = cards.require("ATOMIC_POSITIONS", source);
        String option = card.option();
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
        throw card.optionToken()
                .error(
                        "unknown unit "
                                + InputException.quote(card.optionToken().text()) + " of ATOMIC_POSITIONS",
                        "one of alat, bohr, angstrom, crystal, crystal_sg");
    }

    private int required(String variable, String what, int most) {
        Token value = system.value(variable)
                .orElseThrow(() -> new InputException(
                        system.location(), "", "&SYSTEM does not set " + variable, variable + ", " + what));
        int n = value.whole(variable);
        if (n < 1 || n > most) {
            throw value.error(variable + " = " + n, "between 1 and " + most);
        }
        return n;
    }
}
