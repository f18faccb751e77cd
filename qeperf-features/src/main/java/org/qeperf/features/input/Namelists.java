package org.qeperf.features.input;

import java.util.ArrayList;
import java.util.Collection;
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
 * The namelists at the head of an input, in the order in which pw.x reads them; which ones it reads depends on the kind of
 * calculation ({@code Modules/read_namelists.f90}). Text in between is passed over.
 */
final class Namelists {

    /** A name this near to that of a missing namelist is shown in the error message. */
    private static final int MOST_TYPOS = 2;

    /** Calculations that cannot do without &amp;IONS. */
    private static final Set<String> WITH_IONS = Set.of("relax", "md", "vc-relax", "vc-md", "ensemble");

    private final SourceText source;
    private final NamelistScanner scanner;
    private final Map<String, Namelist> all = new LinkedHashMap<>();

    private Namelists(SourceText source) {
        this.source = source;
        this.scanner = new NamelistScanner(source);
    }

    static Namelists read(SourceText source, QeVersion version) {
        Namelists lists = new Namelists(source);
        lists.require("control");
        lists.require("system");
        lists.require("electrons");
        String calculation = lists.get("control").string("calculation", "scf");
        if (calculation.equals("scf")) {
            lists.scanner.find("ions").ifPresent(lists::add);
        } else if (WITH_IONS.contains(calculation)) {
            lists.require("ions");
        }
        if (calculation.equals("vc-relax") || calculation.equals("vc-md")) {
            lists.require("cell");
        }
        if (lists.get("control").logical("use_wannier", false)) {
            lists.require("wannier_ac");
        }
        if (version.atLeast(6, 8) && lists.get("control").logical("lfcp", false)) {
            lists.require("fcp");
        }
        if (version.atLeast(7, 1) && lists.get("control").logical("trism", false)) {
            lists.require("rism");
        }
        return lists;
    }

    private void add(Namelist list) {
        all.put(list.name(), list);
    }

    private void require(String name) {
        add(scanner.find(name).orElseThrow(() -> missing(name)));
    }

    private InputException missing(String name) {
        String shown = "&" + name.toUpperCase(Locale.ROOT);
        Optional<Token> nearest = Optional.empty();
        int least = MOST_TYPOS + 1;
        for (int n = 0; n < source.size(); n++) {
            String text = source.line(n).strip();
            if (!text.startsWith("&") && !text.startsWith("$")) {
                continue;
            }
            int distance = EditDistance.between(head(text), name);
            if (distance < least) {
                least = distance;
                nearest = Optional.of(
                        new Token(head(text), false, source.at(n, source.line(n).indexOf(text))));
            }
        }
        if (least == 0) {
            return nearest.orElseThrow()
                    .error(
                            shown + " stands before a namelist that pw.x reads first",
                            "&CONTROL, &SYSTEM, &ELECTRONS and"
                                    + " then, where the calculation needs them, &IONS and &CELL");
        }
        if (nearest.isPresent()) {
            Token other = nearest.orElseThrow();
            return other.error("namelist &" + other.text() + " is not one of pw.x's", shown);
        }
        if (all.isEmpty() && least > MOST_TYPOS) {
            return new InputException(
                    source.at(0, 0),
                    "",
                    "there is no namelist " + shown,
                    "&CONTROL, &SYSTEM and &ELECTRONS, in this order");
        }
        return new InputException(
                source.at(Math.min(scanner.nextLine(), source.size() - 1), 0),
                "",
                "there is no namelist " + shown + " from here on",
                "a line with " + shown + " after &"
                        + List.copyOf(all.keySet()).get(all.size() - 1).toUpperCase(Locale.ROOT));
    }

    /** The name after the sign of a namelist, at most as long as any that can be meant. */
    private static String head(String text) {
        int end = 1;
        while (end < text.length() && end < 20 && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return text.substring(1, end).toLowerCase(Locale.ROOT);
    }

    /** A namelist; one without variables where pw.x does not read it. */
    Namelist get(String name) {
        return all.getOrDefault(name, new Namelist(name, source.at(0, 0)));
    }

    Collection<Namelist> all() {
        return all.values();
    }

    /** Names of namelists that need not be there: &amp;IONS where no atom moves. */
    Set<String> optional() {
        return get("control").string("calculation", "scf").equals("scf") ? Set.of("ions") : Set.of();
    }

    int firstCardLine() {
        return scanner.nextLine();
    }

    List<Diagnostic> warnings() {
        return scanner.warnings();
    }

    List<PwInput.Variable> asTyped() {
        List<PwInput.Variable> variables = new ArrayList<>();
        all.values().forEach(list -> variables.addAll(list.asTyped()));
        return variables;
    }
}
