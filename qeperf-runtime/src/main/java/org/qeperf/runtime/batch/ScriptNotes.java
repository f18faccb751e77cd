package org.qeperf.runtime.batch;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;

/** The lines of a script, and what is found in them on the way. */
final class ScriptNotes {

    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int MOST_LINES = 100_000;
    private static final int MOST_WARNINGS = 100;

    final String source;
    final String text;
    final List<String> lines;
    final Map<ReadScript.Part, Integer> places = new EnumMap<>(ReadScript.Part.class);
    final List<Diagnostic> warnings = new ArrayList<>();

    ScriptNotes(String text, String source) {
        this.source = source;
        this.text = text;
        if (text.length() > MOST_CHARACTERS) {
            throw error(1, 1, "", "the script has " + text.length() + " characters", "at most " + MOST_CHARACTERS);
        }
        this.lines = split(text);
        if (lines.size() > MOST_LINES) {
            throw error(1, 1, "", "the script has " + lines.size() + " lines", "at most " + MOST_LINES);
        }
        for (int i = 0; i < lines.size(); i++) {
            refuse(i + 1, lines.get(i).indexOf('\r'), "a carriage return", "lines that end with a newline alone");
            refuse(i + 1, lines.get(i).indexOf('\0'), "a null character", "text");
        }
    }

    private static List<String> split(String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            lines.add(text.substring(from, end));
            from = end + 1;
        }
        if (from < text.length()) {
            lines.add(text.substring(from));
        }
        return lines;
    }

    private void refuse(int line, int at, String what, String expected) {
        if (at >= 0) {
            throw error(line, at + 1, "", "the line has " + what + ", which batch systems refuse", expected);
        }
    }

    InputException error(int line, int column, String token, String problem, String expected) {
        return new InputException(new SourceLocation(source, line, column), token, problem, expected);
    }

    void warn(int line, int column, String message) {
        if (warnings.size() < MOST_WARNINGS) {
            warnings.add(new Diagnostic(new SourceLocation(source, line, column), message));
        }
    }

    /** A later place of the same thing counts. */
    void place(ReadScript.Part part, int line) {
        places.put(part, line);
    }
}
