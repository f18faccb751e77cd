package org.qeperf.runtime.jobs;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.qeperf.runtime.batch.BatchScript;
import org.qeperf.runtime.batch.Launcher;
import org.qeperf.runtime.batch.PwArguments;
import org.qeperf.runtime.batch.ScriptCommand;
import org.qeperf.runtime.batch.ScriptCommand.Kind;
import org.qeperf.runtime.batch.ScriptCommand.Word;

/**
 * A command of a script that starts pw.x.
 *
 * @param words its words and redirections
 * @param first index of what starts the ranks, or of the container or the program where nothing does
 * @param program index of the program
 * @param conditional whether it may run several times, or not at all
 */
record PwCommand(List<Word> words, int first, int program, boolean conditional) {

    static final String PROGRAM = "pw.x";

    private static final Set<String> CONTAINERS = Set.of("apptainer", "singularity");

    /** The commands of a script. */
    static List<ScriptCommand> commands(List<String> lines) {
        return BatchScript.commands(String.join("\n", lines) + "\n", "script");
    }

    /** All of a script. */
    static List<PwCommand> all(List<ScriptCommand> commands) {
        return commands.stream()
                .map(PwCommand::of)
                .filter(run -> run.program() < run.words().size()
                        && fileName(run.words().get(run.program())).equals(PROGRAM))
                .toList();
    }

    /** Lines of other programs that a script starts with a launcher. */
    static List<Integer> others(List<ScriptCommand> commands) {
        return commands.stream()
                .map(PwCommand::of)
                .filter(run -> run.program() == run.words().size()
                        && run.first() < run.words().size())
                .filter(run ->
                        Launcher.ofProgram(run.words().get(run.first()).text()).isPresent())
                .map(run -> run.words().get(run.first()).line())
                .toList();
    }

    private static PwCommand of(ScriptCommand command) {
        List<Word> words = command.words();
        int first = command.program();
        int program = first;
        if (first < words.size() && starts(words.get(first))) {
            while (program < words.size()
                    && !(words.get(program).kind() == Kind.WORD
                            && fileName(words.get(program)).equals(PROGRAM))) {
                program++;
            }
        }
        return new PwCommand(words, first, program, command.conditional());
    }

    private static boolean starts(Word word) {
        return Launcher.ofProgram(word.text()).isPresent() || CONTAINERS.contains(fileName(word));
    }

    /** The last part of a path. */
    static String fileName(Word word) {
        return word.text().substring(word.text().lastIndexOf('/') + 1);
    }

    int line() {
        return words.get(program).line();
    }

    /** What starts the ranks; empty where nothing does. */
    Optional<Word> launcher() {
        return first == program ? Optional.empty() : Optional.of(words.get(first));
    }

    String launcherName() {
        return launcher().map(PwCommand::fileName).orElse("");
    }

    /** The program, or the container that it is in. */
    Word begin() {
        return IntStream.range(first + 1, program)
                .mapToObj(words::get)
                .filter(word -> CONTAINERS.contains(fileName(word)))
                .findFirst()
                .orElse(words.get(program));
    }

    /** The words between launcher and program. */
    List<Word> launcherWords() {
        return words.subList(Math.min(first + 1, program), program).stream()
                .filter(word -> word.kind() == Kind.WORD)
                .toList();
    }

    /** The words behind the program, without redirections. */
    List<Word> arguments() {
        return words.subList(program + 1, words.size()).stream()
                .filter(word -> word.kind() == Kind.WORD)
                .toList();
    }

    /** The word that holds the number behind an option, as {@code -np 4}; the last one where there are several. */
    static Optional<Word> number(List<Word> words, Set<String> options) {
        Optional<Word> found = Optional.empty();
        for (int i = 0; i + 1 < words.size(); i++) {
            if (options.contains(words.get(i).text()) && value(words.get(i + 1)).isPresent()) {
                found = Optional.of(words.get(i + 1));
            }
        }
        return found;
    }

    /** A whole number of at least 1. */
    static OptionalInt value(Word word) {
        return PwArguments.number(word.text());
    }

    /** Whether the launcher is told how many ranks to start. */
    boolean tellsRanks() {
        Set<String> options = launcherName().equals("srun")
                ? Set.of("-n", "--ntasks")
                : launcherName().equals("jsrun") ? Set.of() : Set.of("-n", "-np", "--np", "-c");
        return number(launcherWords(), options).isPresent();
    }
}
