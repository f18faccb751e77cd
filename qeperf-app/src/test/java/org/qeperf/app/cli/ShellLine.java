package org.qeperf.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One command of a line of shell: its words, without quotes, assignments before it, and redirections. */
record ShellLine(String place, List<String> words) {

    private static final Pattern WORD = Pattern.compile("'[^']*'|\"[^\"]*\"|[^\\s'\"]+");

    /** The commands of a block, in their order; a line that ends with a backslash goes on in the next. */
    static List<ShellLine> of(MarkdownPage page, MarkdownPage.Block block) {
        List<ShellLine> found = new ArrayList<>();
        StringBuilder whole = new StringBuilder();
        for (int i = 0; i < block.lines().size(); i++) {
            String line = block.lines().get(i);
            if (line.endsWith("\\")) {
                whole.append(line, 0, line.length() - 1);
                continue;
            }
            found.addAll(of(page.place(block.line() + i), whole.append(line).toString()));
            whole.setLength(0);
        }
        return found;
    }

    /** The commands between {@code &&}, {@code |} and {@code ;}. */
    static List<ShellLine> of(String place, String line) {
        List<ShellLine> found = new ArrayList<>();
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line.startsWith("$ ") ? line.substring(2) : line);
        boolean redirected = false;
        while (matcher.find()) {
            String word = matcher.group();
            if (word.equals("#")) {
                break;
            }
            if (word.matches("&&|\\||;")) {
                found.add(new ShellLine(place, words));
                words = new ArrayList<>();
                redirected = false;
            } else if (word.startsWith(">") || word.startsWith("2>") || redirected) {
                redirected = word.equals(">");
            } else if (!words.isEmpty() || !word.matches("[A-Z_]+=.*")) {
                words.add(word.replaceAll("^['\"]|['\"]$", ""));
            }
        }
        found.add(new ShellLine(place, words));
        return found.stream().filter(command -> !command.words.isEmpty()).toList();
    }

    /** The folder of the page. */
    Path folder() {
        return MarkdownPage.ROOT.resolve(place).resolveSibling("");
    }

    /** Whether it starts qeperf. */
    boolean isOurs() {
        return words.get(0).equals("./qeperf") || words.get(0).equals("qeperf");
    }

    /** The arguments; brackets of a synopsis are taken off, and {@code N} and {@code S} stand for numbers. */
    List<String> arguments() {
        return words.stream()
                .skip(1)
                .map(word -> word.replaceAll("^\\[+|]+$", ""))
                .filter(word -> !word.equals("..."))
                .map(word -> word.equals("N") || word.equals("S") || word.equals("SECONDS") ? "1" : word)
                .toList();
    }
}
