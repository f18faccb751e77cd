package org.qeperf.runtime.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A command of a script that starts pw.x.
 *
 * @param tokens its words and redirections
 * @param program index of the program among them
 */
record PwCommand(List<ScriptToken> tokens, int program) {

    static final String PROGRAM = "pw.x";

    private static final Set<String> LAUNCHERS = Set.of(
            "srun",
            "mpirun",
            "mpiexec",
            "mpiexec.hydra",
            "mpirun.hydra",
            "orterun",
            "jsrun",
            "apptainer",
            "singularity");
    private static final Set<String> BEFORE = Set.of("exec", "time", "nohup", "numactl", "command");

    /** All of a script. */
    static List<PwCommand> all(List<List<ScriptToken>> commands) {
        List<PwCommand> found = new ArrayList<>();
        for (List<ScriptToken> tokens : commands) {
            int first = first(tokens);
            if (first < tokens.size()) {
                boolean launches = LAUNCHERS.contains(tokens.get(first).fileName());
                int program = launches ? program(tokens, first) : first;
                if (program < tokens.size() && tokens.get(program).fileName().equals(PROGRAM)) {
                    found.add(new PwCommand(tokens, program));
                }
            }
        }
        return found;
    }

    /** The first word that is neither an assignment nor something that runs the rest. */
    private static int first(List<ScriptToken> tokens) {
        int at = 0;
        while (at < tokens.size()
                && (!tokens.get(at).isWord()
                        || tokens.get(at).text().indexOf('=') > 0
                        || BEFORE.contains(tokens.get(at).text()))) {
            at++;
        }
        return at;
    }

    private static int program(List<ScriptToken> tokens, int from) {
        int at = from;
        while (at < tokens.size()
                && !(tokens.get(at).isWord() && tokens.get(at).fileName().equals(PROGRAM))) {
            at++;
        }
        return at;
    }

    int line() {
        return tokens.get(program).line();
    }

    /** What starts the ranks; empty where nothing does. */
    Optional<ScriptToken> launcher() {
        int first = first(tokens);
        return first == program ? Optional.empty() : Optional.of(tokens.get(first));
    }

    /** The words between launcher and program. */
    List<ScriptToken> launcherWords() {
        return tokens.subList(Math.min(first(tokens) + 1, program), program).stream()
                .filter(ScriptToken::isWord)
                .toList();
    }

    /** The words behind the program, without the files of redirections. */
    List<ScriptToken> arguments() {
        List<ScriptToken> words = new ArrayList<>();
        for (int i = program + 1; i < tokens.size(); i++) {
            if (tokens.get(i).isWord() && tokens.get(i - 1).kind() != ScriptToken.Kind.REDIRECTION) {
                words.add(tokens.get(i));
            }
        }
        return words;
    }

    /** The word that holds the number behind an option, as {@code -np 4}; the last one where there are several. */
    static Optional<ScriptToken> number(List<ScriptToken> words, Set<String> options) {
        Optional<ScriptToken> found = Optional.empty();
        for (int i = 0; i + 1 < words.size(); i++) {
            if (options.contains(words.get(i).text()) && value(words.get(i + 1)).isPresent()) {
                found = Optional.of(words.get(i + 1));
            }
        }
        return found;
    }

    /** A whole number of at least 1. */
    static OptionalInt value(ScriptToken word) {
        String text = word.text();
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalInt.empty();
        }
        int value = Integer.parseInt(text);
        return value < 1 ? OptionalInt.empty() : OptionalInt.of(value);
    }

    /** The word with the ranks that the launcher is told to start; empty where it takes those of the job. */
    Optional<ScriptToken> ranks() {
        String name = launcher().map(ScriptToken::fileName).orElse("");
        return switch (name) {
            case "srun" -> number(launcherWords(), Set.of("-n", "--ntasks"));
            case "jsrun" -> Optional.empty();
            default -> number(launcherWords(), Set.of("-n", "-np", "--np", "-c"));
        };
    }

    /** The script with no ranks at this launcher. */
    String withoutRanks(List<String> lines) {
        EditedLines edited = new EditedLines(String.join("\n", lines));
        List<ScriptToken> words = launcherWords();
        for (int i = 1; i < words.size(); i++) {
            if (ranks().filter(words.get(i)::equals).isPresent()) {
                blank(words.get(i - 1), edited);
                blank(words.get(i), edited);
            }
        }
        return edited.text();
    }

    private static void blank(ScriptToken word, EditedLines lines) {
        lines.splice(word.line(), word.from(), word.to(), " ".repeat(word.to() - word.from()));
    }
}
