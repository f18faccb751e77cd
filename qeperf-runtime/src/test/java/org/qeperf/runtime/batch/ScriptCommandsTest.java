package org.qeperf.runtime.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.runtime.batch.ScriptCommand.Kind;
import org.qeperf.runtime.batch.ScriptCommand.Word;

class ScriptCommandsTest {

    private static List<ScriptCommand> commands(String text) {
        return BatchScript.commands(text, "run.sh");
    }

    @Test
    void wordsStandAtTheirPlaces() {
        List<ScriptCommand> commands = commands("A=1 srun 'p w'.x \\\n  -nk $N\"$M\" <<E 2>'x\ny' b # c\n$(\nE\nls");
        assertEquals(
                List.of(
                        new Word("A=1", 1, 0, 1, 3, Kind.WORD, false),
                        new Word("srun", 1, 4, 1, 8, Kind.WORD, false),
                        new Word("p w.x", 1, 9, 1, 16, Kind.WORD, false),
                        new Word("-nk", 2, 2, 2, 5, Kind.WORD, false),
                        new Word("$N$M", 2, 6, 2, 12, Kind.WORD, true),
                        new Word("<<", 2, 13, 2, 15, Kind.REDIRECTION, false),
                        new Word("E", 2, 15, 2, 16, Kind.FILE, false),
                        new Word("2>", 2, 17, 2, 19, Kind.REDIRECTION, false),
                        new Word("x\ny", 2, 19, 3, 2, Kind.FILE, false),
                        new Word("b", 3, 3, 3, 4, Kind.WORD, false)),
                commands.get(0).words());
        assertEquals(
                List.of(new Word("ls", 6, 0, 6, 2, Kind.WORD, false)),
                commands.get(1).words());
        assertEquals(2, commands.size());
    }

    private static String text(ScriptCommand command) {
        List<String> words = command.words().stream().map(Word::text).toList();
        return (command.conditional() ? "? " : "") + String.join(" ", words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "n=$((1<<3))/srun pw.x|n=$((1<<3)); srun pw.x",
                "cat <<A <<E2/srun no/A/srun no/E2/srun pw.x|cat << A << E2; srun pw.x",
                "cat <<'E' && x/srun no/E/srun pw.x|cat << E; ? x; srun pw.x",
                "x=$'it\\'s'/srun pw.x|x=$'it\\'s'; srun pw.x",
                "X=$(ls # it's )/)/srun pw.x|X=$(ls # it's )/); srun pw.x",
                "X=\"$(a \"$(b \")\")\")\"/srun pw.x|X=$(a \"$(b \")\")\"); srun pw.x",
                "X=$(a $'\\')' b)/srun pw.x|X=$(a $'\\')' b); srun pw.x",
                "((a++)); srun pw.x|srun pw.x",
                "( ((a++)); b ); c|? b; c",
                "if a; then b; fi; c|? a; ? b; c",
                "a && b; c|a; ? b; c",
                "a && b c/d|a; ? b c; d",
                "a &&// b/c|a; ? b; c",
                "a && b & c|a; ? b; c",
                "{ a; }; b|? a; b",
                "for f in a b; do c; done|? for f in a b; ? c",
                "a < <(b)|a < <(b)",
                "a >&2 2>&1|a >& 2 2>& 1",
                "time -p a|a",
                "! a|a"
            })
    void commandsAreThoseOfTheShell(String script, String expected) {
        List<ScriptCommand> commands = commands(script.replace('/', '\n'));
        String read = String.join(
                "; ", commands.stream().map(ScriptCommandsTest::text).toList());
        assertEquals(expected, read.replace('\n', '/'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "A=1 srun pw.x|srun",
                "timeout -k 60 3600 mpirun -np 4 pw.x|mpirun",
                "> out nohup env -u B C=2 numactl -N 0 srun pw.x|srun",
                "./a=b pw.x|./a=b",
                "exec|``",
                "command -v mpirun|``",
                "A=1|``"
            })
    void aCommandRunsWhatStandsBehindProgramsThatRunOthers(String text, String program) {
        ScriptCommand command = commands(text).get(0);
        List<Word> words =
                command.words().subList(command.program(), command.words().size());
        assertEquals(program, words.isEmpty() ? "" : words.get(0).text());
    }
}
