package org.qeperf.runtime.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.runtime.batch.ShellCommand.Kind;
import org.qeperf.runtime.batch.ShellCommand.Part;
import org.qeperf.runtime.batch.ShellCommand.Word;

/** What the variables of a script stand for, as far as it sets them plainly or the batch system does. */
final class ShellVariables {

    private static final int LONGEST_VALUE = 4096;
    private static final int MOST_CHARACTERS = 4 << 20;

    private final ScriptNotes notes;
    private final Map<String, Optional<String>> values = new HashMap<>();
    private int characters;

    ShellVariables(ScriptNotes notes) {
        this.notes = notes;
    }

    /**
     * A field of a command.
     *
     * @param text what it says; as in the script where that is not known
     * @param known whether it is known
     * @param line number of the line of its word
     * @param column column of its word
     */
    record Field(String text, boolean known, int line, int column) {}

    void set(String name, Optional<String> value) {
        values.put(name, value.filter(text -> text.length() <= LONGEST_VALUE));
    }

    /** The fields of a word: none, one or, where a bare variable has blanks, more (POSIX.1-2017, 2.6.5). */
    List<Field> fields(Word word) {
        List<Field> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean any = false;
        boolean known = true;
        boolean first = true;
        for (Part part : word.parts()) {
            Optional<String> value = value(part);
            boolean split = part.kind() == Kind.VARIABLE && !part.quoted() && value.isPresent();
            known &= value.isPresent() && (part.quoted() || part.kind() != Kind.TEXT || !isPattern(part.text(), first));
            String text = value.orElse(part.source());
            spend(text, word);
            if (split) {
                List<String> pieces = List.of(text.strip().split("[ \t\n]+", -1));
                boolean before = !text.isEmpty() && isBlank(text.charAt(0));
                boolean after = !text.isEmpty() && isBlank(text.charAt(text.length() - 1));
                for (int i = 0; i < pieces.size(); i++) {
                    if ((i > 0 || before) && (any || field.length() > 0)) {
                        fields.add(new Field(field.toString(), known, word.line(), word.column()));
                        field.setLength(0);
                        any = false;
                    }
                    field.append(pieces.get(i));
                    any |= !pieces.get(i).isEmpty();
                }
                if (after && any) {
                    fields.add(new Field(field.toString(), known, word.line(), word.column()));
                    field.setLength(0);
                    any = false;
                }
            } else {
                field.append(text);
                any = true;
            }
            first = false;
        }
        if (any) {
            fields.add(new Field(field.toString(), known, word.line(), word.column()));
        }
        return fields;
    }

    /** A word as one text, from a place on; empty where it is not known. */
    Optional<String> text(Word word, int from) {
        StringBuilder text = new StringBuilder();
        int skip = from;
        boolean first = true;
        for (Part part : word.parts()) {
            Optional<String> value = value(part);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            String content = value.get().substring(Math.min(skip, value.get().length()));
            skip -= value.get().length() - content.length();
            if (part.kind() == Kind.TEXT && !part.quoted() && first && content.startsWith("~")) {
                return Optional.empty();
            }
            first &= content.isEmpty();
            spend(content, word);
            text.append(content);
        }
        return Optional.of(text.toString());
    }

    private void spend(String text, Word word) {
        characters += text.length();
        if (characters > MOST_CHARACTERS) {
            throw notes.error(
                    word.line(),
                    word.column(),
                    "",
                    "the variables of the script stand for too much text",
                    "at most " + MOST_CHARACTERS + " characters in all");
        }
    }

    private Optional<String> value(Part part) {
        return switch (part.kind()) {
            case TEXT -> Optional.of(part.text());
            case OPAQUE -> Optional.empty();
            case VARIABLE -> {
                Optional<String> value = values.get(part.text());
                if (value == null) {
                    yield part.otherwise().isEmpty() ? Optional.empty() : Optional.of(part.otherwise());
                }
                yield value;
            }
        };
    }

    /** Whether a shell would look for files or a home folder. */
    private static boolean isPattern(String text, boolean first) {
        return first && text.startsWith("~")
                || text.indexOf('*') >= 0
                || text.indexOf('?') >= 0
                || text.indexOf('[') >= 0
                || text.indexOf('{') >= 0;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n';
    }
}
