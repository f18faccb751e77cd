package org.qeperf.examples.cp2k;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.qeperf.api.InputException;
import org.qeperf.examples.cp2k.Cp2kInput.Kind;

/** Counts the atoms of {@code &COORD} by their {@code &KIND}, which must have the same label. */
final class KindsReader {

    private static final int MOST_KINDS = 100;
    private static final int MOST_ATOMS = 100_000;

    private KindsReader() {}

    static List<Kind> read(Section subsys) {
        Map<String, Section> sections = sections(subsys);
        Map<String, Integer> atoms = atoms(subsys.get("COORD"), sections);
        List<Kind> kinds = new ArrayList<>();
        atoms.forEach((label, count) -> {
            Section section = sections.get(label);
            if (section != null) {
                kinds.add(kind(section, label, count));
            }
        });
        return kinds;
    }

    private static Map<String, Section> sections(Section subsys) {
        Map<String, Section> sections = new LinkedHashMap<>();
        for (Section section : subsys.all("KIND")) {
            if (section.parameters().size() != 1 || sections.size() == MOST_KINDS) {
                throw new InputException(
                        section.place(),
                        "&KIND",
                        sections.size() == MOST_KINDS
                                ? "a section &KIND after " + MOST_KINDS + " others"
                                : "&KIND has " + section.parameters().size() + " labels",
                        sections.size() == MOST_KINDS ? "at most " + MOST_KINDS : "one, such as &KIND Si");
            }
            Word label = section.parameters().get(0);
            for (String other : sections.keySet()) {
                if (other.equalsIgnoreCase(label.text())) {
                    throw label.error("a second &KIND " + InputException.quote(label.text()), "each label once");
                }
            }
            sections.put(label.text(), section);
        }
        return sections;
    }

    private static Map<String, Integer> atoms(Section coord, Map<String, Section> kinds) {
        coord.withoutParameter();
        coord.allowSections(Set.of());
        Map<String, Integer> atoms = new LinkedHashMap<>();
        int count = 0;
        for (List<Word> line : coord.lines()) {
            Word label = line.get(0);
            if (label.upper().equals("UNIT")) {
                new Values(label, line.subList(1, line.size())).choice(Set.of("ANGSTROM", "BOHR"));
            } else if (label.upper().equals("SCALED")) {
                new Values(label, line.subList(1, line.size())).flag();
            } else {
                readAtom(line, kinds);
                atoms.merge(label.text(), 1, Integer::sum);
                if (++count > MOST_ATOMS) {
                    throw label.error("an atom after " + MOST_ATOMS + " others", "at most " + MOST_ATOMS);
                }
            }
        }
        if (count == 0) {
            throw new InputException(coord.place(), "&COORD", "&COORD has no atoms", "lines such as Si 0.0 0.0 0.0");
        }
        return atoms;
    }

    private static void readAtom(List<Word> line, Map<String, Section> kinds) {
        Word label = line.get(0);
        if (!kinds.containsKey(label.text())) {
            throw label.error(
                    "there is no &KIND " + InputException.quote(label.text()),
                    kinds.isEmpty() ? "one" : "one of " + String.join(", ", kinds.keySet()));
        }
        if (line.size() != 4) {
            throw label.error(
                    "the atom has " + (line.size() - 1) + (line.size() == 2 ? " coordinate" : " coordinates"), "3");
        }
        for (int i = 1; i < 4; i++) {
            line.get(i).real("the coordinate");
        }
    }

    private static Kind kind(Section section, String label, int atoms) {
        section.allow(Set.of(), Set.of("ELEMENT", "BASIS_SET", "POTENTIAL"));
        Word element = section.values("ELEMENT")
                .map(Values::one)
                .orElse(section.parameters().get(0));
        if (!isSymbol(element.text())) {
            throw element.error(
                    InputException.quote(element.text()) + " is no element",
                    "its symbol, such as Si, in &KIND or after ELEMENT");
        }
        Word basis = last(get(section, "BASIS_SET", label), Set.of("ORB"));
        Word potential = last(get(section, "POTENTIAL", label), Set.of("GTH"));
        boolean typed = get(section, "POTENTIAL", label).words().size() == 2;
        if (!typed && !potential.upper().startsWith("GTH-")) {
            throw potential.error(
                    "potential " + InputException.quote(potential.text()) + " is of a type that is not understood",
                    "one whose name begins with GTH-");
        }
        return new Kind(atoms, element.text(), basis, potential);
    }

    /** The name, after its type where one is given. */
    private static Word last(Values values, Set<String> types) {
        if (values.words().size() == 2) {
            Word type = values.words().get(0);
            if (!types.contains(type.upper())) {
                throw type.error(
                        values.keyword().upper() + " of type " + InputException.quote(type.text())
                                + " is not understood",
                        String.join(", ", types));
            }
            return values.words().get(1);
        }
        return values.one();
    }

    private static Values get(Section section, String keyword, String label) {
        return section.values(keyword)
                .orElseThrow(() -> new InputException(
                        section.place(), "&KIND", "&KIND " + label + " has no " + keyword, keyword + " in it"));
    }

    private static boolean isSymbol(String text) {
        return text.length() >= 1
                && text.length() <= 2
                && text.charAt(0) >= 'A'
                && text.charAt(0) <= 'Z'
                && (text.length() == 1 || text.charAt(1) >= 'a' && text.charAt(1) <= 'z');
    }
}
