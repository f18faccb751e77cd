package org.qeperf.examples.cp2k;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;

/** A section of an input: {@code &NAME parameter ... &END NAME}. Readers say what they know of it, and the rest is refused. */
final class Section {

    private final String name;
    private final SourceLocation place;
    private final List<Word> parameters;
    private final List<Section> sections = new ArrayList<>();
    private final List<List<Word>> lines = new ArrayList<>();

    Section(String name, SourceLocation place, List<Word> parameters) {
        this.name = name;
        this.place = place;
        this.parameters = parameters;
    }

    String name() {
        return name;
    }

    private String title() {
        return name.isEmpty() ? "the input" : "&" + name;
    }

    SourceLocation place() {
        return place;
    }

    List<Word> parameters() {
        return parameters;
    }

    void add(Section section) {
        sections.add(section);
    }

    void add(List<Word> line) {
        lines.add(line);
    }

    List<List<Word>> lines() {
        return lines;
    }

    /** All sections of a name. */
    List<Section> all(String wanted) {
        return sections.stream().filter(s -> s.name.equals(wanted)).toList();
    }

    /** The section of a name, which may be missing. */
    Optional<Section> find(String wanted) {
        List<Section> found = all(wanted);
        if (found.size() > 1) {
            throw new InputException(
                    found.get(1).place, "&" + wanted, "a second section &" + wanted, "one in " + title());
        }
        return found.stream().findFirst();
    }

    /** The section of a name, which must be there. */
    Section get(String wanted) {
        return find(wanted)
                .orElseThrow(() -> new InputException(
                        place, title(), title() + " has no section &" + wanted, "&" + wanted + " in it"));
    }

    /** The values of a keyword by any of its names, which may be missing. */
    Optional<Values> values(String... names) {
        Values found = null;
        for (List<Word> line : lines) {
            if (Set.of(names).contains(line.get(0).upper())) {
                if (found != null) {
                    throw line.get(0).error("keyword " + names[0] + " stands twice in " + title(), "it once");
                }
                found = new Values(line.get(0), line.subList(1, line.size()));
            }
        }
        return Optional.ofNullable(found);
    }

    /** The values of a keyword each time that it stands here. */
    List<Values> repeated(String keyword) {
        return lines.stream()
                .filter(line -> line.get(0).upper().equals(keyword))
                .map(line -> new Values(line.get(0), line.subList(1, line.size())))
                .toList();
    }

    /** Refuses sections and keywords that are not known here, since they may change a count. */
    void allow(Set<String> knownSections, Set<String> knownKeywords) {
        allowSections(knownSections);
        for (List<Word> line : lines) {
            if (!knownKeywords.contains(line.get(0).upper())) {
                throw line.get(0)
                        .error(
                                "keyword "
                                        + InputException.quote(line.get(0).upper()) + " in " + title()
                                        + " is not understood",
                                choices("", knownKeywords));
            }
        }
    }

    /** Refuses sections that are not known here. */
    void allowSections(Set<String> known) {
        for (Section section : sections) {
            if (!known.contains(section.name)) {
                throw new InputException(
                        section.place,
                        "&" + section.name,
                        "section " + InputException.quote("&" + section.name) + " in " + title() + " is not understood",
                        choices("&", known));
            }
        }
    }

    /** Refuses parameters after the name. */
    void withoutParameter() {
        if (!parameters.isEmpty()) {
            throw parameters
                    .get(0)
                    .error(
                            "section &" + name + " has the parameter "
                                    + InputException.quote(parameters.get(0).text()),
                            "none");
        }
    }

    /** Refuses any parameter but one that switches the section on. */
    void switchedOn() {
        if (parameters.size() > 1
                || parameters.size() == 1
                        && !Values.TRUE.contains(parameters.get(0).upper())) {
            throw parameters
                    .get(0)
                    .error(
                            "section &" + name + " has the parameter "
                                    + InputException.quote(parameters.get(0).text()),
                            "ON, or no such section");
        }
    }

    private static String choices(String before, Set<String> known) {
        return known.isEmpty()
                ? "none here"
                : String.join(", ", known.stream().sorted().map(k -> before + k).toList());
    }
}
