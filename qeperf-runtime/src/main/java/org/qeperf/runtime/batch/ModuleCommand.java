package org.qeperf.runtime.batch;

import java.util.List;

/**
 * Commands of module systems, which go into scripts as they are: {@code module} or {@code ml}, then words that no shell
 * interprets but for variables.
 */
final class ModuleCommand {

    private static final String HARMLESS = "_./+=:@,$-";

    private ModuleCommand() {}

    static boolean isOne(String line) {
        List<String> words = List.of(line.split(" ", -1));
        if (!isName(words.get(0))) {
            return false;
        }
        return words.stream()
                .allMatch(word -> !word.isEmpty()
                        && word.chars().allMatch(c -> Text.isLetterOrDigit(c) || HARMLESS.indexOf(c) >= 0));
    }

    static boolean isName(String word) {
        return word.equals("module") || word.equals("ml");
    }
}
