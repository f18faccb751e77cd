package org.qeperf.runtime.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.qeperf.api.InputException;
import org.qeperf.runtime.batch.ShellCommand.Kind;
import org.qeperf.runtime.batch.ShellCommand.Part;
import org.qeperf.runtime.batch.ShellCommand.Place;
import org.qeperf.runtime.batch.ShellCommand.Redirection;
import org.qeperf.runtime.batch.ShellCommand.Word;

/**
 * Takes a script of a POSIX shell or bash apart into simple commands (POSIX.1-2017, Shell Command Language, 2.2 to 2.9). It
 * executes nothing: what only a shell can tell stays opaque.
 */
final class ShellReader {

    private static final Set<String> OPENING = Set.of("if", "for", "while", "until", "case", "select", "{");
    /** Of those, the ones that a name or word follows. */
    private static final Set<String> NAMING = Set.of("for", "select", "case");

    private static final Set<String> CLOSING = Set.of("fi", "done", "esac", "}");
    private static final Set<String> LEADING = Set.of("then", "do", "else", "elif", "!", "time");

    private final ScriptNotes notes;
    private final String text;
    private final Deque<Heredoc> heredocs = new ArrayDeque<>();
    private int at;
    private int line = 1;
    private int lineStart;
    private int depth;
    private int parentheses;
    /** Whether the command that comes next is behind a sign of a list that may keep it from running. */
    private boolean linked;

    private record Heredoc(String end, boolean tabs) {}

    ShellReader(ScriptNotes notes) {
        this.notes = notes;
        this.text = notes.text;
    }

    /** All commands in order. */
    List<ShellCommand> commands() {
        List<ShellCommand> commands = new ArrayList<>();
        while (at < text.length()) {
            ShellCommand command = command();
            if (!command.words().isEmpty() || !command.redirections().isEmpty()) {
                commands.add(command);
            }
        }
        return commands;
    }

    private ShellCommand command() {
        List<Word> words = new ArrayList<>();
        List<Redirection> redirections = new ArrayList<>();
        int firstLine = 0;
        int firstColumn = 1;
        boolean piped = false;
        boolean conditional = linked || depth + parentheses > 0;
        while (true) {
            skipBlanks();
            if (at >= text.length()) {
                break;
            }
            char c = text.charAt(at);
            if (c == '\n' || ";&|()".indexOf(c) >= 0 && !startsAmpersandRedirection()) {
                conditional |= depth > 0;
                piped = separator(c, words.isEmpty() && redirections.isEmpty());
                break;
            }
            if (firstLine == 0) {
                firstLine = line;
                firstColumn = column();
            }
            int before = at;
            if (redirection(redirections)) {
                continue;
            }
            at = before;
            Word word = word();
            if (words.isEmpty() && keyword(word)) {
                firstLine = 0;
                continue;
            }
            words.add(word);
        }
        return new ShellCommand(Math.max(1, firstLine), firstColumn, words, redirections, piped, conditional);
    }

    /** Keeps count of compound commands; true for a word that only leads in what follows. */
    private boolean keyword(Word word) {
        String text = word.bare();
        if (OPENING.contains(text)) {
            depth++;
            return !NAMING.contains(text);
        }
        if (CLOSING.contains(text)) {
            depth = Math.max(0, depth - 1);
            return true;
        }
        if (text.equals("time")) {
            skipPosixForm();
        }
        return LEADING.contains(text);
    }

    /** The option of {@code time}, which is a word of the grammar. */
    private void skipPosixForm() {
        skipBlanks();
        boolean option =
                text.startsWith("-p", at) && (at + 2 == text.length() || " \t\n".indexOf(text.charAt(at + 2)) >= 0);
        at += option ? 2 : 0;
    }

    private boolean startsAmpersandRedirection() {
        return text.charAt(at) == '&' && at + 1 < text.length() && text.charAt(at + 1) == '>';
    }

    /** Steps over a separator, and tells whether it is a pipe. */
    private boolean separator(char c, boolean first) {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : '\n';
        if (c == '(' && next == '(' && first) {
            int line = this.line;
            int column = column();
            at += 2;
            skipNested(2, line, column);
            return false;
        }
        at++;
        boolean twice = next == c && "&|;".indexOf(c) >= 0;
        if (c == '\n') {
            newLine();
            linked &= first;
        } else if (c == '(') {
            parentheses++;
        } else if (c == ')') {
            parentheses = Math.max(0, parentheses - 1);
        } else if (twice) {
            at++;
            linked = c != ';';
        } else if (c == '|') {
            return true;
        } else {
            linked = false;
        }
        return false;
    }

    private void newLine() {
        line++;
        lineStart = at;
        while (!heredocs.isEmpty() && at < text.length()) {
            int end = text.indexOf('\n', at);
            String content = text.substring(at, end < 0 ? text.length() : end);
            Heredoc document = heredocs.getFirst();
            if ((document.tabs() ? withoutTabs(content) : content).equals(document.end())) {
                heredocs.removeFirst();
            }
            at = end < 0 ? text.length() : end + 1;
            line++;
            lineStart = at;
        }
    }

    private static String withoutTabs(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) == '\t') {
            i++;
        }
        return text.substring(i);
    }

    /** Blanks, continued lines and comments. */
    private void skipBlanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t') {
                at++;
            } else if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
                continueLine();
            } else if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else {
                return;
            }
        }
    }

    private void continueLine() {
        at += 2;
        line++;
        lineStart = at;
    }

    private int column() {
        return at - lineStart + 1;
    }

    /** Reads a redirection, if there is one here. */
    private boolean redirection(List<Redirection> redirections) {
        int start = at;
        int column = column();
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start && startsAmpersandRedirection()) {
            at++;
        }
        if (at >= text.length() || text.charAt(at) != '<' && text.charAt(at) != '>' || isSubstitution()) {
            return false;
        }
        char first = text.charAt(at++);
        while (at < text.length()
                && (text.charAt(at) == first
                        || "&|".indexOf(text.charAt(at)) >= 0
                        || first == '<' && text.charAt(at) == '>')
                && at - start < 6) {
            at++;
        }
        String sign = text.substring(start, at);
        if (sign.endsWith("<<") && !sign.endsWith("<<<") && at < text.length() && text.charAt(at) == '-') {
            at++;
            sign += "-";
        }
        Place place = new Place(line, column, line, column());
        skipBlanks();
        boolean ends = at >= text.length() || "\n;|()<>&".indexOf(text.charAt(at)) >= 0;
        if (ends && !startsSubstitution()) {
            return true;
        }
        Word target = word();
        if (sign.endsWith("<<") && !sign.endsWith("<<<") || sign.endsWith("<<-")) {
            heredocs.add(new Heredoc(target.unquoted(), sign.endsWith("-")));
        }
        redirections.add(new Redirection(sign, place, target));
        return true;
    }

    /** A process substitution. */
    private boolean isSubstitution() {
        return at + 1 < text.length() && text.charAt(at + 1) == '(';
    }

    private boolean startsSubstitution() {
        return at < text.length() && (text.charAt(at) == '<' || text.charAt(at) == '>') && isSubstitution();
    }

    private Word word() {
        List<Part> parts = new ArrayList<>();
        int line = this.line;
        int column = column();
        StringBuilder bare = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (" \t\n;&|()".indexOf(c) >= 0) {
                break;
            }
            if ((c == '<' || c == '>')) {
                if (!isSubstitution()) {
                    break;
                }
                flush(bare, false, parts);
                opaque(at, at + 2, 1, parts, false);
            } else if (c == '\\') {
                escape(bare, parts);
            } else if (c == '\'') {
                flush(bare, false, parts);
                singleQuoted(parts);
            } else if (c == '"') {
                flush(bare, false, parts);
                doubleQuoted(parts);
            } else if (c == '$' || c == '`') {
                flush(bare, false, parts);
                expansion(parts, false);
            } else {
                bare.append(c);
                at++;
            }
        }
        flush(bare, false, parts);
        if (parts.isEmpty() && column == column() && line == this.line) {
            at++;
        }
        return new Word(parts, new Place(line, column, this.line, column()));
    }

    private static void flush(StringBuilder bare, boolean quoted, List<Part> parts) {
        if (bare.length() > 0) {
            parts.add(new Part(Kind.TEXT, bare.toString(), "", quoted, bare.toString()));
            bare.setLength(0);
        }
    }

    private void escape(StringBuilder bare, List<Part> parts) {
        if (at + 1 >= text.length()) {
            bare.append('\\');
            at++;
        } else if (text.charAt(at + 1) == '\n') {
            continueLine();
        } else {
            flush(bare, false, parts);
            int end = text.offsetByCodePoints(at + 1, 1);
            parts.add(new Part(Kind.TEXT, text.substring(at + 1, end), "", true, text.substring(at, end)));
            at = end;
        }
    }

    private void singleQuoted(List<Part> parts) {
        int end = text.indexOf('\'', at + 1);
        if (end < 0) {
            throw unclosed("a quote", line, column());
        }
        String content = text.substring(at + 1, end);
        parts.add(new Part(Kind.TEXT, content, "", true, text.substring(at, end + 1)));
        countLines(at, end);
        at = end + 1;
    }

    private void countLines(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
    }

    private void doubleQuoted(List<Part> parts) {
        int line = this.line;
        int column = column();
        at++;
        StringBuilder content = new StringBuilder();
        int size = parts.size();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
                continueLine();
            } else if (c == '\\' && at + 1 < text.length() && "$`\"\\".indexOf(text.charAt(at + 1)) >= 0) {
                content.append(text.charAt(at + 1));
                at += 2;
            } else if (c == '$' || c == '`') {
                flush(content, true, parts);
                expansion(parts, true);
            } else {
                content.append(c);
                at++;
                if (c == '\n') {
                    this.line++;
                    lineStart = at;
                }
            }
        }
        if (at >= text.length()) {
            throw unclosed("a quote", line, column);
        }
        at++;
        flush(content, true, parts);
        if (parts.size() == size) {
            parts.add(new Part(Kind.TEXT, "", "", true, "\"\""));
        }
    }

    private InputException unclosed(String what, int line, int column) {
        return notes.error(line, column, "", what + " begins that does not end", "its end, as the shell does");
    }

    private void expansion(List<Part> parts, boolean quoted) {
        int start = at;
        char c = text.charAt(at);
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (c == '`') {
            int line = this.line;
            int column = column();
            int end = at + 1;
            while (end < text.length() && text.charAt(end) != '`') {
                end += text.charAt(end) == '\\' ? 2 : 1;
            }
            if (end >= text.length()) {
                throw unclosed("a command in backquotes", line, column);
            }
            countLines(at, end);
            at = end + 1;
            parts.add(new Part(Kind.OPAQUE, "", "", quoted, text.substring(start, at)));
        } else if (next == '(') {
            opaque(start, at + 2, 1, parts, quoted);
        } else if (next == '{') {
            braces(parts, quoted);
        } else if (Text.isLetter(next) || next == '_') {
            at++;
            while (at < text.length() && (Text.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            parts.add(new Part(Kind.VARIABLE, text.substring(start + 1, at), "", quoted, text.substring(start, at)));
        } else if (next == '\'' && !quoted) {
            escapedQuote(parts);
        } else if ("0123456789@*#?$!-".indexOf(next) >= 0) {
            at += 2;
            parts.add(new Part(Kind.OPAQUE, "", "", quoted, text.substring(start, at)));
        } else {
            at++;
            parts.add(new Part(Kind.TEXT, "$", "", quoted, "$"));
        }
    }

    /** Text in quotes after a dollar sign, where backslashes stand for other characters. */
    private void escapedQuote(List<Part> parts) {
        int start = at;
        int end = at + 2;
        while (end < text.length() && text.charAt(end) != '\'') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= text.length()) {
            throw unclosed("a quote", line, column());
        }
        countLines(at, end);
        at = end + 1;
        parts.add(new Part(Kind.OPAQUE, "", "", true, text.substring(start, at)));
    }

    private void opaque(int start, int inside, int open, List<Part> parts, boolean quoted) {
        int line = this.line;
        int column = column();
        at = inside;
        skipNested(open, line, column);
        parts.add(new Part(Kind.OPAQUE, "", "", quoted, text.substring(start, at)));
    }

    /** Steps over what stands in parentheses: quotes, comments and further parentheses in it included. */
    private void skipNested(int open, int firstLine, int firstColumn) {
        StringBuilder inside = new StringBuilder("(".repeat(open));
        while (at < text.length() && inside.length() > 0) {
            char c = text.charAt(at);
            boolean quoted = inside.charAt(inside.length() - 1) == '"';
            if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) != '\n') {
                at++;
            } else if (c == '"' && quoted || c == ')' && !quoted) {
                inside.setLength(inside.length() - 1);
            } else if (c == '"' || c == '(' && (!quoted || text.charAt(at - 1) == '$')) {
                inside.append(c);
            } else if (c == '\'' && !quoted) {
                skipQuote();
            } else if (c == '#' && !quoted && " \t\n;|&(".indexOf(text.charAt(at - 1)) >= 0) {
                int end = text.indexOf('\n', at);
                at = (end < 0 ? text.length() : end) - 1;
            } else if (c == '\n') {
                line++;
                lineStart = at + 1;
            }
            at++;
        }
        at = Math.min(at, text.length());
        if (inside.length() > 0) {
            throw unclosed("a parenthesis", firstLine, firstColumn);
        }
    }

    /** To the end of a quote that begins here. */
    private void skipQuote() {
        boolean escapes = text.charAt(at - 1) == '$';
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != '\'') {
            end += escapes && text.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= text.length()) {
            throw unclosed("a quote", line, column());
        }
        countLines(at, end);
        at = end;
    }

    /** {@code ${NAME}} and {@code ${NAME:-text}}; other forms stay opaque. */
    private void braces(List<Part> parts, boolean quoted) {
        int start = at;
        int end = at + 2;
        int open = 1;
        while (end < text.length() && open > 0) {
            char c = text.charAt(end);
            open += c == '{' ? 1 : c == '}' ? -1 : 0;
            end++;
        }
        if (open > 0) {
            throw unclosed("a brace", line, column());
        }
        String inside = text.substring(start + 2, end - 1);
        String source = text.substring(start, end);
        int dash = inside.indexOf('-');
        int colon = dash > 0 && inside.charAt(dash - 1) == ':' ? dash - 1 : dash;
        String name = dash < 0 ? inside : inside.substring(0, colon);
        String otherwise = dash < 0 ? "" : inside.substring(dash + 1);
        boolean simple = Text.isVariable(name) && otherwise.chars().allMatch(c -> "$`\"'\\{}".indexOf(c) < 0);
        parts.add(new Part(simple ? Kind.VARIABLE : Kind.OPAQUE, name, otherwise, quoted, source));
        countLines(start, end);
        at = end;
    }
}
