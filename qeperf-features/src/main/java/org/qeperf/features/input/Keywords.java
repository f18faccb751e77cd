package org.qeperf.features.input;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.EditDistance;

/** The variables that pw.x knows, with type and size, to tell the user of one that it does not. */
final class Keywords {

    private static final int LONGEST_NAME = 40;

    /** Unknown variables that are compared with all known ones. */
    private static final int MOST_SUGGESTIONS = 100;

    /**
     * What a variable can hold.
     *
     * @param type real, integer, logical or character
     * @param elements how many values it has, 0 for an array of more than one dimension
     */
    record Variable(String type, int elements) {

        /** Checks that a value is of the type; {@code what} names it in messages. */
        void check(Token value, String what) {
            switch (type) {
                case "real" -> value.real(what);
                case "integer" -> value.whole(what);
                case "logical" -> value.logical(what);
                default -> value.string(what);
            }
        }
    }

    private static final TreeMap<String, Variable> NONE = new TreeMap<>();

    private final Map<String, TreeMap<String, Variable>> known = new HashMap<>();

    private Keywords() {
        InputStream resource = Keywords.class.getResourceAsStream("keywords.txt");
        if (resource == null) {
            throw new IllegalStateException("keywords.txt is missing from the jar");
        }
        try (BufferedReader in = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.startsWith("#")) {
                    String[] words = line.split(" ", 4);
                    known.computeIfAbsent(words[0], k -> new TreeMap<>())
                            .put(words[1], new Variable(words[2], Integer.parseInt(words[3])));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Holder {
        static final Keywords ALL = new Keywords();
    }

    /** A variable of a namelist, both in lower case. */
    static Optional<Variable> find(String namelist, String variable) {
        return Optional.ofNullable(Holder.ALL.known.getOrDefault(namelist, NONE).get(variable));
    }

    /** The first namelist that has a variable, both in lower case. */
    static Optional<String> namelistOf(String variable) {
        return Holder.ALL.known.keySet().stream()
                .sorted()
                .filter(list -> find(list, variable).isPresent())
                .findFirst();
    }

    /** The names of all variables. */
    static Collection<String> names() {
        TreeSet<String> all = new TreeSet<>();
        Holder.ALL.known.values().forEach(list -> all.addAll(list.keySet()));
        return all;
    }

    /** One warning for each variable that pw.x does not know; at one in a namelist that need not be there it goes on. */
    static List<Diagnostic> check(Collection<Namelist> namelists, Set<String> optional) {
        List<Diagnostic> warnings = new ArrayList<>();
        for (Namelist list : namelists) {
            Set<String> variables =
                    Holder.ALL.known.getOrDefault(list.name(), NONE).keySet();
            for (Map.Entry<String, Token> entry : list.names().entrySet()) {
                String name = base(entry.getKey());
                if (!variables.contains(name)) {
                    warnings.add(new Diagnostic(
                            entry.getValue().location(),
                            "pw.x has no variable '" + name + "' in &" + list.name()
                                    + (optional.contains(list.name())
                                            ? " and leaves the namelist there"
                                            : " and stops at it")
                                    + (warnings.size() < MOST_SUGGESTIONS ? suggestion(name, variables) : "")));
                }
            }
        }
        return warnings;
    }

    /** The name of a variable without subscripts and components. */
    static String base(String name) {
        int end = 0;
        while (end < name.length() && name.charAt(end) != '(' && name.charAt(end) != '%') {
            end++;
        }
        return name.substring(0, end);
    }

    private static String suggestion(String name, Collection<String> candidates) {
        if (name.length() > LONGEST_NAME) {
            return "";
        }
        String nearest = EditDistance.nearest(name, candidates);
        return EditDistance.between(name, nearest) <= Math.max(1, name.length() / 3)
                ? "; did you mean '" + nearest + "'?"
                : "";
    }
}
