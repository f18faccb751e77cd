package org.qeperf.features.input;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.qeperf.api.EditDistance;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;

/**
 * Makes another input of an input: variables set to other values, cards replaced. What is not asked for stays as it is
 * typed. A variable is set at the end of its namelist, where gfortran takes the last value. Not safe for concurrent use.
 */
public final class InputEditor {

    private final String source;
    private final List<String> lines;
    private final PwInput input;
    private final Map<String, Map<String, String>> variables = new LinkedHashMap<>();
    private final Map<String, String> cards = new LinkedHashMap<>();

    private InputEditor(String source, List<String> lines, PwInput input) {
        this.source = source;
        this.lines = lines;
        this.input = input;
    }

    /**
     * Starts from an input.
     *
     * @param name name of the input in messages
     * @param text the input
     * @param version the release of pw.x that it is for
     * @return an editor without changes
     * @throws InputException if the input is wrong
     */
    public static InputEditor of(String name, String text, QeVersion version) {
        PwInput input = PwInputReader.parse(SourceText.of(name, text), version, ParseLimits.DEFAULT);
        return new InputEditor(name, text.lines().toList(), input);
    }

    /**
     * The input that this editor started from.
     *
     * @return what it says
     */
    public PwInput input() {
        return input;
    }

    /**
     * Sets a variable, whether it is there or not.
     *
     * @param variable a variable of pw.x, possibly with an index: {@code Hubbard_U(1)}
     * @param value its value as it would be typed, without quotes
     * @return this editor
     * @throws IllegalArgumentException if pw.x has no such variable, it cannot have the value, or the input lacks its
     *     namelist
     */
    public InputEditor set(String variable, String value) {
        String name = variable.strip().toLowerCase(Locale.ROOT);
        String base = Keywords.base(name);
        String namelist = Keywords.namelistOf(base)
                .orElseThrow(() -> new IllegalArgumentException("pw.x has no variable " + InputException.quote(base)
                        + "; the nearest one is '" + EditDistance.nearest(base, Keywords.names()) + "'"));
        Keywords.Variable known = Keywords.find(namelist, base).orElseThrow();
        boolean text = known.type().equals("character");
        boolean harmless =
                value.chars().noneMatch(c -> c < ' ' || c == '\'' || c == '"' || c == '/' && !text || c == '!');
        if (!harmless || value.isBlank() || !name.matches("[a-z_0-9]+(\\(\\d{1,3}(,\\d{1,3}){0,3}\\))?")) {
            throw new IllegalArgumentException(
                    InputException.quote(variable) + " cannot be set to " + InputException.quote(value)
                            + "; expected a name and a value without quotes, slashes and exclamation marks");
        }
        try {
            known.check(new Token(value.strip(), text, new SourceLocation(source, 1, 1)), base);
        } catch (InputException e) {
            throw new IllegalArgumentException(
                    InputException.quote(variable) + " cannot be " + InputException.quote(value) + "; expected "
                            + e.expected(),
                    e);
        }
        variables
                .computeIfAbsent(namelist, n -> new LinkedHashMap<>())
                .put(name, text ? "'" + value.strip() + "'" : value.strip());
        return this;
    }

    /**
     * Replaces a card, or adds it.
     *
     * @param name name of the card, upper case
     * @param text the whole card with its name, ending with a line feed
     * @return this editor
     */
    public InputEditor card(String name, String text) {
        cards.put(name, text);
        return this;
    }

    /**
     * The edited input.
     *
     * @return its text
     * @throws IllegalArgumentException if a variable's namelist is not in the input
     */
    public String text() {
        int firstCard = input.cards().stream()
                .mapToInt(card -> card.location().line() - 1)
                .min()
                .orElse(lines.size());
        StringBuilder out = new StringBuilder();
        Set<String> left = new TreeSet<>(variables.keySet());
        new NamelistCopy(out, left).copy(String.join("\n", lines.subList(0, firstCard)) + "\n");
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(source + ": there is no namelist &"
                    + left.iterator().next().toUpperCase(Locale.ROOT) + " to set a variable in");
        }
        List<String> replaced = new ArrayList<>();
        for (int i = 0; i < input.cards().size(); i++) {
            PwInput.Card card = input.cards().get(i);
            if (cards.containsKey(card.name())) {
                out.append(cards.get(card.name()));
                replaced.add(card.name());
            } else {
                int end = i + 1 < input.cards().size()
                        ? input.cards().get(i + 1).location().line() - 1
                        : lines.size();
                lines.subList(card.location().line() - 1, end)
                        .forEach(line -> out.append(line).append('\n'));
            }
        }
        cards.forEach((name, text) -> out.append(replaced.contains(name) ? "" : text));
        return out.toString();
    }

    /** Copies namelists, adding the new values before the end of each. */
    private final class NamelistCopy {
        private final StringBuilder out;
        private final Set<String> left;
        private String namelist = "";
        private char quote;
        private boolean comment;

        NamelistCopy(StringBuilder out, Set<String> left) {
            this.out = out;
            this.left = left;
        }

        void copy(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '\n') {
                    comment = false;
                } else if (quote != 0) {
                    quote = c == quote ? 0 : quote;
                } else if (!comment && !namelist.isEmpty()) {
                    inside(c);
                } else if (!comment && c == '&') {
                    namelist = name(text, i + 1);
                } else if (c == '!') {
                    comment = true;
                }
                out.append(c);
            }
        }

        private void inside(char c) {
            if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '!') {
                comment = true;
            } else if (c == '/' || c == '&') {
                if (left.remove(namelist)) {
                    out.append(out.charAt(out.length() - 1) == '\n' ? "" : "\n");
                    variables
                            .getOrDefault(namelist, Map.of())
                            .forEach((name, value) -> out.append("  ")
                                    .append(name)
                                    .append(" = ")
                                    .append(value)
                                    .append('\n'));
                }
                namelist = "";
            }
        }

        private static String name(String text, int start) {
            int end = start;
            while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
                end++;
            }
            return text.substring(start, end).toLowerCase(Locale.ROOT);
        }
    }
}
