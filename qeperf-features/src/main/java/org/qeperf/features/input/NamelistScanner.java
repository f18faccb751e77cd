package org.qeperf.features.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.InputException;
import org.qeperf.features.input.Keywords.Variable;

/**
 * Reads the namelists at the head of an input as Fortran does: any order of variables, either quote, {@code !} comments,
 * repeat counts, lists, {@code name(i)} and {@code name(i:j)}, commas or blanks or line ends between values, strings over
 * line ends, {@code /} or {@code &end} at the end, {@code $} in place of {@code &}. Values are checked against the types
 * of the variables that pw.x knows.
 */
final class NamelistScanner {

    private static final int MOST_VALUES = 100_000;

    /** More than pw.x keeps of any string. */
    private static final int LONGEST_STRING = 1000;

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
        while (line < source.size()) {
            String text = source.line(line);
            int comment = text.indexOf('!', column);
            int end = comment < 0 ? text.length() : comment;
            for (; column < end; column++) {
                if (isHead(text, name)) {
                    warnAboutText(startLine, name);
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
        return Optional.empty();
    }

    private boolean isHead(String text, String name) {
        char c = text.charAt(column);
        int end = column + 1 + name.length();
        return (c == '&' || c == '$')
                && text.regionMatches(true, column + 1, name, 0, name.length())
                && (end == text.length() || " \t,/!;".indexOf(text.charAt(end)) >= 0);
    }

    private void warnAboutText(int fromLine, String name) {
        for (int n = fromLine; n <= line; n++) {
            String text = source.line(n)
                    .substring(0, n == line ? column : source.line(n).length())
                    .strip();
            if (!text.isEmpty() && text.charAt(0) != '!' && text.charAt(0) != '#') {
                skipped.add(new Diagnostic(
                        source.at(n, 0),
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
        skipSeparators(2);
        while (true) {
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
                if (source.line(line).regionMatches(true, column + 1, "end", 0, 3)) {
                    return list;
                }
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
        Optional<Variable> known = Keywords.find(list.name(), variable);
        int elements = known.map(Variable::elements).orElse(0);
        Section section = Section.whole(variable, elements);
        if (!lineEnded() && current() == '(') {
            Token subscript = subscript();
            if (known.isPresent() && elements == 1) {
                throw subscript.error(variable + " has an index", variable + " = and one value");
            }
            if (elements == 0 && subscript.text().matches("[0-9+: -]*+,[0-9+:, -]*+")) {
                variable += "(" + subscript.text().replace(" ", "") + ")";
            } else if (known.isPresent() && elements == 0) {
                throw subscript.error(variable + " has more than one dimension", "an index for each");
            } else {
                section = Section.of(variable, subscript, elements);
            }
        }
        if (!lineEnded() && (current() == ' ' || current() == '\t')) {
            skipWhite();
        } else if (lineEnded()) {
            skipLineEnds();
        }
        if (atEnd() || current() != '=') {
            throw missingEquals(nameToken, variable, list);
        }
        column++;
        addValues(1, nameToken, variable);
        list.declare(nameToken, variable);
        scanValues(list, variable, section, known);
    }

    private InputException missingEquals(Token name, String variable, Namelist list) {
        boolean sameLine = line == name.location().line() - 1 && !lineEnded();
        return sameLine
                ? unexpected("'=' after " + variable + ", or " + end(list))
                : name.error("there is no '=' after " + variable, "'=' and a value, or " + end(list));
    }

    /** The text between parentheses. */
    private Token subscript() {
        int close = source.line(line).indexOf(')', column);
        if (close < 0) {
            throw unexpected("a closing parenthesis on the same line");
        }
        Token subscript =
                new Token(source.line(line).substring(column + 1, close).strip(), false, source.at(line, column + 1));
        column = close + 1;
        return subscript;
    }

    private static String end(Namelist list) {
        return "/ at the end of &" + list.name().toUpperCase(Locale.ROOT);
    }

    private void scanValues(Namelist list, String variable, Section section, Optional<Variable> known) {
        int position = 0;
        boolean afterComma = true;
        while (position < section.count()) {
            skipWhite();
            if (endsValues()) {
                return;
            }
            if (startsVariable()) {
                requireValue(list, variable, position);
                return;
            }
            if (isSeparator(current())) {
                column++;
                position += afterComma ? 1 : 0;
                afterComma = true;
                continue;
            }
            afterComma = false;
            position += scanValue(list, variable, section, known, position);
        }
        skipSeparators(afterComma ? 1 : 2);
        skipGluedSeparators();
        if (!endsValues() && !startsVariable()) {
            throw tooMany(list, variable, section);
        }
    }

    /** Reads one value with its repeat count, and returns the count. */
    private int scanValue(Namelist list, String variable, Section section, Optional<Variable> known, int position) {
        int repeat = repeatCount(variable);
        Token value = lineEnded() ? new Token("", false, source.at(line, column)) : value();
        int count = Math.max(repeat, 1);
        addValues(count, value, variable);
        if (count > section.count() - position) {
            throw value.error(
                    count + " values for " + section.shown() + " from value " + (position + 1) + " on",
                    Token.count(section.count(), "value") + " in all");
        }
        if (value.text().isEmpty() && !value.quoted()) {
            return count;
        }
        if (position > 0 && !value.isValue()) {
            throw strange(value, list, variable);
        }
        known.ifPresent(k -> k.check(value, section.element(variable, position)));
        for (int r = 0; r < count; r++) {
            list.set(variable, section.index(position + r), value);
        }
        return count;
    }

    /** Variables count too, since they may have no values. */
    private void addValues(int more, Token place, String variable) {
        values += more;
        if (values > MOST_VALUES) {
            throw place.error("more than " + MOST_VALUES + " values in the namelists, with " + variable, "fewer");
        }
    }

    /** The number before an asterisk, which is passed over too; 0 where there is none. */
    private int repeatCount(String variable) {
        String text = source.line(line);
        int star = column;
        while (star < text.length() && Character.isDigit(text.charAt(star))) {
            star++;
        }
        if (star == column || star == text.length() || text.charAt(star) != '*') {
            return 0;
        }
        Token count = new Token(text.substring(column, star), false, source.at(line, column));
        column = star + 1;
        int repeat = count.whole("the repeat count of " + variable);
        if (repeat == 0) {
            throw count.error("a repeat count of 0 for " + variable, "at least 1");
        }
        return repeat;
    }

    /** A variable without a value keeps its own; before a name that pw.x does not know it is a mistake. */
    private void requireValue(Namelist list, String variable, int position) {
        int start = column;
        String next = word().toLowerCase(Locale.ROOT);
        column = start;
        if (position == 0 && Keywords.find(list.name(), next).isEmpty()) {
            throw unexpected("a value of " + variable);
        }
    }

    private InputException tooMany(Namelist list, String variable, Section section) {
        if (isSeparator(current())) {
            return unexpected("a variable, or " + end(list));
        }
        Token value = value();
        if (!value.isValue()) {
            return strange(value, list, variable);
        }
        String problem = "value " + InputException.quote(value.text()) + " is one too many for " + section.shown();
        return value.error(
                problem,
                section.count() == 1
                        ? "a single value (decimals after a point, not a comma)"
                        : section.count() + " values");
    }

    private static InputException strange(Token value, Namelist list, String variable) {
        return value.error(
                "unexpected " + InputException.quote(value.text()) + " after the value of " + variable,
                "a variable with '=', or " + end(list));
    }

    private Token value() {
        String text = source.line(line);
        int start = column;
        char quote = text.charAt(start);
        if (quote == '\'' || quote == '"') {
            return string(quote);
        }
        while (column < text.length() && !isBlankOrSeparator(text.charAt(column)) && text.charAt(column) != '!') {
            column++;
        }
        return new Token(text.substring(start, column), false, source.at(line, start));
    }

    /** A string; it goes on over line ends, which are no part of it. */
    private Token string(char quote) {
        int firstLine = line;
        int start = column++;
        StringBuilder content = new StringBuilder();
        while (!atEnd()) {
            String text = source.line(line);
            int close = text.indexOf(quote, column);
            content.append(text, column, close < 0 ? text.length() : close);
            if (close < 0) {
                line++;
                column = 0;
            } else if (close + 1 < text.length() && text.charAt(close + 1) == quote) {
                content.append(quote);
                column = close + 2;
            } else {
                requireShort(content, firstLine, start);
                column = close + 1;
                Token string = new Token(content.toString(), true, source.at(firstLine, start));
                requireSeparator(string, quote);
                return string;
            }
        }
        throw new InputException(
                source.at(firstLine, start),
                source.line(firstLine).substring(start),
                "a string without end",
                "a closing " + quote);
    }

    private void requireShort(StringBuilder content, int firstLine, int start) {
        if (content.length() > LONGEST_STRING) {
            throw new InputException(
                    source.at(firstLine, start),
                    content.toString(),
                    "a string of " + content.length() + " characters",
                    "at most " + LONGEST_STRING);
        }
    }

    private void requireSeparator(Token string, char quote) {
        if (lineEnded() || isBlankOrSeparator(current()) || current() == '!') {
            return;
        }
        if (string.location().line() - 1 == line) {
            throw unexpected("a blank or comma after the closing " + quote);
        }
        throw string.error(
                "the string that begins here ends in line " + (line + 1) + ", column " + column,
                "a closing " + quote + " in its line");
    }

    private static boolean isSeparator(char c) {
        return c == ',' || c == ';';
    }

    private static boolean isBlankOrSeparator(char c) {
        return c == ' ' || c == '\t' || c == '/' || isSeparator(c);
    }

    private boolean endsValues() {
        return atEnd() || current() == '/' || current() == '&' || current() == '$';
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
        if (i < text.length() && text.charAt(i) == '(') {
            int close = i + 1;
            while (close < text.length() && ")(=".indexOf(text.charAt(close)) < 0) {
                close++;
            }
            i = close < text.length() && text.charAt(close) == ')' ? close + 1 : i;
        }
        int next = pastBlanks(text, i);
        boolean goesOn = next == text.length() || next > i && text.charAt(next) == '!';
        return goesOn ? nextLineHasEquals() : text.charAt(next) == '=';
    }

    private boolean nextLineHasEquals() {
        for (int n = line + 1; n < source.size(); n++) {
            String text = source.line(n);
            int i = pastBlanks(text, 0);
            if (i < text.length() && text.charAt(i) != '!') {
                return text.charAt(i) == '=';
            }
        }
        return false;
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
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }

    /** Blanks, line ends, comments, and so many commas or semicolons at most. */
    private void skipSeparators(int most) {
        skipWhite();
        for (int n = 0; n < most && !atEnd() && isSeparator(current()); n++) {
            column++;
            skipWhite();
        }
    }

    /** Separators that touch a name are no part of it. */
    private void skipGluedSeparators() {
        String text = atEnd() ? "" : source.line(line);
        int i = column;
        while (i < text.length() && isSeparator(text.charAt(i))) {
            i++;
        }
        if (i < text.length() && isNameCharacter(text.charAt(i))) {
            column = i;
        }
    }

    private void skipLineEnds() {
        while (!atEnd() && lineEnded()) {
            line++;
            column = 0;
            if (!atEnd()) {
                skipBlanks();
            }
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
        String rest = source.line(line).substring(column);
        return new InputException(
                source.at(line, column), rest, "unexpected " + InputException.quote(rest.strip()), expected);
    }
}
