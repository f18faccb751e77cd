package org.qeperf.runtime.jobs;

import java.util.ArrayList;
import java.util.List;
import org.qeperf.runtime.jobs.ScriptToken.Kind;

/**
 * Takes the lines of a script apart into commands of words, each at its place, so that single words can be judged and replaced. What
 * the words mean is for {@link org.qeperf.runtime.batch.BatchScript}.
 */
final class ScriptTokens {

    private final List<String> lines;
    private final List<List<ScriptToken>> commands = new ArrayList<>();
    private List<ScriptToken> command = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private int line;
    private int start = -1;
    private boolean interpreted;
    private char quote;
    private String heredoc = "";

    private ScriptTokens(List<String> lines) {
        this.lines = lines;
    }

    /** The commands of a script; those in pipes and lists are commands of their own. */
    static List<List<ScriptToken>> commands(List<String> lines) {
        ScriptTokens tokens = new ScriptTokens(lines);
        for (tokens.line = 1; tokens.line <= lines.size(); tokens.line++) {
            tokens.line();
        }
        tokens.endCommand();
        return tokens.commands;
    }

    private void line() {
        String text = lines.get(line - 1);
        if (!heredoc.isEmpty()) {
            heredoc = text.strip().equals(heredoc) ? "" : heredoc;
            return;
        }
        boolean goesOn = false;
        int at = 0;
        while (at < text.length() && !goesOn) {
            char c = text.charAt(at);
            if (quote != 0) {
                at = quoted(text, at);
            } else if (c == '\\' && at + 1 == text.length()) {
                goesOn = true;
            } else if (c == '#' && start < 0) {
                break;
            } else {
                at = plain(text, at);
            }
        }
        endWord(text.length());
        if (!goesOn && quote == 0) {
            endCommand();
            heredoc = heredocEnd(text);
        }
    }

    private int quoted(String text, int at) {
        char c = text.charAt(at);
        begin(at);
        if (c == quote) {
            quote = 0;
        } else if (c == '\\' && quote == '"' && at + 1 < text.length()) {
            word.append(text.charAt(at + 1));
            return at + 2;
        } else {
            word.append(c);
        }
        return at + 1;
    }

    private int plain(String text, int at) {
        char c = text.charAt(at);
        if (c == ' ' || c == '\t') {
            endWord(at);
        } else if (c == '\'' || c == '"') {
            begin(at);
            quote = c;
        } else if (c == '\\') {
            begin(at);
            word.append(text.charAt(at + 1));
            return at + 2;
        } else if (c == '<' || c == '>') {
            endWord(at);
            int end = at + 1;
            while (end < text.length() && "<>&|".indexOf(text.charAt(end)) >= 0) {
                end++;
            }
            command.add(new ScriptToken(text.substring(at, end), line, at, end, Kind.REDIRECTION, false));
            return end;
        } else if (";|&()".indexOf(c) >= 0) {
            endWord(at);
            command.add(new ScriptToken(String.valueOf(c), line, at, at + 1, Kind.SEPARATOR, false));
            endCommand();
        } else {
            begin(at);
            interpreted |= c == '$' || c == '`';
            word.append(c);
        }
        return at + 1;
    }

    private void begin(int at) {
        if (start < 0) {
            start = at;
        }
    }

    private void endWord(int at) {
        if (start >= 0) {
            command.add(new ScriptToken(word.toString(), line, start, at, Kind.WORD, interpreted));
        }
        word.setLength(0);
        start = -1;
        interpreted = false;
    }

    private void endCommand() {
        if (command.stream().anyMatch(ScriptToken::isWord)) {
            commands.add(command);
        }
        command = new ArrayList<>();
    }

    /** The line that ends a text in the script; empty where none begins. */
    private static String heredocEnd(String text) {
        int at = text.indexOf("<<");
        if (at < 0 || text.startsWith("<<<", at) || text.indexOf('#') >= 0 && text.indexOf('#') < at) {
            return "";
        }
        int from = at + (text.startsWith("<<-", at) ? 3 : 2);
        StringBuilder end = new StringBuilder();
        for (char c : text.substring(from).strip().toCharArray()) {
            if (" \t;|&<>".indexOf(c) >= 0) {
                break;
            }
            if ("'\"\\".indexOf(c) < 0) {
                end.append(c);
            }
        }
        return end.toString();
    }
}
