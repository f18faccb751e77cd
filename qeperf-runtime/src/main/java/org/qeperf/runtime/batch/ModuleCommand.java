package org.qeperf.runtime.batch;

import java.util.List;

/**
 * Commands of module systems, which go into scripts as they are: {@code module} or {@code ml}, then words that no shell
 * interprets. A dollar may only begin the name of a variable.
 */
final class ModuleCommand {

    private static final String HARMLESS = "_./+=:@,-";
    private static final int MOST_WORDS = 64;

    private ModuleCommand() {}

    static boolean isOne(String line) {
        List<String> words = List.of(line.split(" ", -1));
        return isName(words.get(0))
                && words.size() <= 1 + MOST_WORDS
                && words.stream().allMatch(ModuleCommand::isPlain);
    }

    private static boolean isPlain(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            char next = i + 1 < word.length() ? word.charAt(i + 1) : ' ';
            boolean variable = c == '$' && (Text.isLetter(next) || next == '_');
            if (!variable && !Text.isLetterOrDigit(c) && HARMLESS.indexOf(c) < 0) {
                return false;
            }
        }
        return !word.isEmpty();
    }

    static boolean isName(String word) {
        return word.equals("module") || word.equals("ml");
    }
}
