package org.qeperf.features.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.InputException;

/**
 * Reads the namelists at the head of an input as Fortran does: any order of variables, either quote, {@code !} comments,
 * repeat counts, lists, {@code name(i)}, commas or blanks or line ends between values, {@code /} or {@code &end} at the
 * end, {@code $} in place of {@code &}.
 */
final class NamelistScanner {

    private static final int MOST_VALUES = 100_000;

    private final SourceText source;
    private final List<Diagnostic> skipped = new ArrayList<>();
    private long values;
    private int line;
    private int column;

    NamelistScanner(SourceText source) {
        this.source = source;
    }

    /** Index of the first line after the last namelist found. */
    int nextLine() {
        return line;
    }

    /** One warning for each stretch of text between the namelists. */
    List<Diagnostic> warnings() {
        return skipped;
    }

    /**
     * Goes on to the next namelist of a name, over all text before it, and reads it ({@code READ} with a namelist).
     *
     * @return the namelist, or nothing and the scanner stays where it is
     */
    Optional<Namelist> find(String name) {
        int startLine = line;
        int startColumn = column;
        while (line < source.size()) {
            String text = source.line(line);
            int comment = text.indexOf('!', column);
            int end = comment < 0 ? text.length() : comment;
            for (; column < end; column++) {
                if (isHead(text, name)) {
                    warnAboutText(startLine, startColumn, name);
                    column++;
                    Namelist list = scanNamelist();
                    line++;
                    column = 0;
                    return Optional.of(list);
                }
            }
            line++;
            column = 0;
        }
        line = startLine;
        column = startColumn;
        return Optional.empty();
    }

    private boolean isHead(String text, String name) {
        char c = text.charAt(column);
        int end = column + 1 + name.length();
        return (c == '&' || c == '$')
                && text.regionMatches(true, column + 1, name, 0, name.length())
                && (end == text.length() || " \t,/!;".indexOf(text.charAt(end)) >= 0);
    }

    private void warnAboutText(int fromLine, int fromColumn, String name) {
        for (int n = fromLine; n <= line; n++) {
            int from = n == fromLine ? fromColumn : 0;
            String text = source.line(n)
                    .substring(from, n == line ? column : source.line(n).length())
                    .strip();
            if (!text.isEmpty() && text.charAt(0) != '!' && text.charAt(0) != '#') {
                skipped.add(new Diagnostic(
                        source.at(n, from),
                        "text ignored from here to &" + name.toUpperCase(Locale.ROOT) + ", as pw.x does: "
                                + InputException.quote(text)));
                return;
            }
        }
    }

    private Namelist scanNamelist() {
        int start = column;
        String name = word().toLowerCase(Locale.ROOT);
        Namelist list = new Namelist(name, source.at(line, start - 1));
        while (true) {
            skipSeparators();
            if (atEnd()) {
                throw new InputException(
                        list.location(),
                        name,
                        "namelist &" + name.toUpperCase(Locale.ROOT) + " has no end",
                        "a line with / at its end");
            }
            char c = current();
            if (c == '/') {
                return list;
            }
            if (c == '&' || c == '$') {
                int ampersand = column++;
                if (word().equalsIgnoreCase("end")) {
                    return list;
                }
                column = ampersand;
                throw unexpected("a variable, or " + end(list));
            }
            scanVariable(list);
        }
    }

    private void scanVariable(Namelist list) {
        int start = column;
        String variable = word().toLowerCase(Locale.ROOT);
        if (variable.isEmpty()) {
            throw unexpected("a variable name in &" + list.name().toUpperCase(Locale.ROOT));
        }
        Token nameToken = new Token(variable, false, source.at(line, start));
        skipBlanks();
        int index = 1;
        if (!lineEnded() && current() == '(') {
            int close = source.line(line).indexOf(')', column);
            if (close < 0) {
                throw unexpected("a closing parenthesis on the same line");
            }
            Token subscript = new Token(
                    source.line(line).substring(column + 1, close).strip(), false, source.at(line, column + 1));
            column = close + 1;
            if (subscript.text().matches("[0-9 ]*+,[0-9, ]*+")) {
                variable += "(" + subscript.text().replace(" ", "") + ")";
            } else {
                index = subscript.whole("the index of " + variable);
            }
            skipBlanks();
        }
        if (lineEnded() || current() != '=') {
            throw unexpected("'=' after " + variable + ", or " + end(list));
        }
        column++;
        list.declare(nameToken, variable);
        scanValues(list, variable, index);
    }

    private static String end(Namelist list) {
        return "/ at the end of &" + list.name().toUpperCase(Locale.ROOT);
    }

    private void scanValues(Namelist list, String variable, int firstIndex) {
        int index = firstIndex;
        boolean afterComma = true;
        while (true) {
            skipWhite();
            if (atEnd() || current() == '/' || current() == '&' || current() == '$' || startsVariable()) {
                return;
            }
            if (current() == ',' || current() == ';') {
                column++;
                if (afterComma) {
                    index++;
                }
                afterComma = true;
                continue;
            }
            afterComma = false;
            Token value = value();
            int repeat = 1;
            int star = value.quoted() ? -1 : value.text().indexOf('*');
            if (star > 0) {
                Token count = new Token(value.text().substring(0, star), false, value.location());
                repeat = count.whole("the repeat count of " + variable);
                value = repeated(value, star);
            }
            values += repeat;
            if (values > MOST_VALUES) {
                throw value.error("more than " + MOST_VALUES + " values in the namelists, with " + variable, "fewer");
            }
            if (index > firstIndex && !value.text().isEmpty() && !value.isValue()) {
                throw value.error(
                        "unexpected " + InputException.quote(value.text()) + " after the value of " + variable,
                        "a variable with '=', or " + end(list));
            }
            for (int r = 0; r < repeat; r++, index++) {
                if (value.quoted() || !value.text().isEmpty()) {
                    list.set(variable, index, value);
                }
            }
        }
    }

    private Token repeated(Token value, int star) {
        String rest = value.text().substring(star + 1);
        if (rest.isEmpty() && !lineEnded() && (current() == '\'' || current() == '"')) {
            return value();
        }
        return new Token(rest, false, value.location());
    }

    private Token value() {
        String text = source.line(line);
        int start = column;
        char quote = text.charAt(start);
        if (quote == '\'' || quote == '"') {
            StringBuilder content = new StringBuilder();
            int i = start + 1;
            while (i < text.length()) {
                if (text.charAt(i) == quote) {
                    if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                        i++;
                    } else {
                        column = i + 1;
                        return new Token(content.toString(), true, source.at(line, start));
                    }
                }
                content.append(text.charAt(i++));
            }
            throw new InputException(
                    source.at(line, start),
                    text.substring(start),
                    "a string without end",
                    "a closing " + quote + " on its line");
        }
        while (column < text.length() && " \t,/!&$;'\"".indexOf(text.charAt(column)) < 0) {
            column++;
        }
        if (column == start) {
            throw unexpected("a value");
        }
        return new Token(text.substring(start, column), false, source.at(line, start));
    }

    /** Whether a name, perhaps with an index, and an equals sign follow. */
    private boolean startsVariable() {
        String text = source.line(line);
        int i = column;
        while (i < text.length() && isNameCharacter(text.charAt(i))) {
            i++;
        }
        if (i == column || Character.isDigit(text.charAt(column))) {
            return false;
        }
        i = pastBlanks(text, i);
        if (i < text.length() && text.charAt(i) == '(') {
            int close = text.indexOf(')', i);
            i = close < 0 ? i : pastBlanks(text, close + 1);
        }
        return i < text.length() && text.charAt(i) == '=';
    }

    private static int pastBlanks(String text, int from) {
        int i = from;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        return i;
    }

    private String word() {
        String text = source.line(line);
        int start = column;
        while (column < text.length() && isNameCharacter(text.charAt(column))) {
            column++;
        }
        return text.substring(start, column);
    }

    private static boolean isNameCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '%';
    }

    private void skipSeparators() {
        skipWhite();
        while (!atEnd() && (current() == ',' || current() == ';')) {
            column++;
            skipWhite();
        }
    }

    /** Blanks, line ends and comments. */
    private void skipWhite() {
        while (line < source.size()) {
            skipBlanks();
            if (!lineEnded() && current() != '!') {
                return;
            }
            line++;
            column = 0;
        }
    }

    private void skipBlanks() {
        column = pastBlanks(source.line(line), column);
    }

    private boolean lineEnded() {
        return column >= source.line(line).length();
    }

    private boolean atEnd() {
        return line >= source.size();
    }

    private char current() {
        return source.line(line).charAt(column);
    }

    private InputException unexpected(String expected) {
        String rest = lineEnded() ? "" : source.line(line).substring(column);
        String problem = rest.isEmpty() ? "unexpected end of line" : "unexpected " + InputException.quote(rest.strip());
        return new InputException(source.at(line, column), rest, problem, expected);
    }
}
