package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.app.document.ProgramVersion;

class QePerfTest {

    @ParameterizedTest
    @ValueSource(strings = {"features", "predict", "harvest", "train", "evaluate", "compare", "models"})
    void explainsACommandWithAnExample(String command) {
        Console.Result result = Console.run(command, "--help");
        assertEquals(0, result.status());
        assertEquals("", result.err());
        assertTrue(result.out().startsWith("Usage: qeperf " + command), result.out());
        assertTrue(result.out().contains("\nExample: qeperf " + command), result.out());
    }

    @Test
    void explainsItselfWithExamplesAndExitStatus() {
        Console.Result result = Console.run("--help");
        assertEquals(0, result.status());
        assertEquals("", result.err());
        assertTrue(result.out().startsWith("Usage: qeperf [-hV] [COMMAND]\n"), result.out());
        assertTrue(
                result.out()
                        .contains("\nExamples:\n  qeperf predict si.in --pseudo-dir pseudo --nodes 1"
                                + " --tasks-per-node 4 --pools 2\n"),
                result.out());
        assertTrue(
                result.out()
                        .endsWith("\nExit status: 0 done; 1 a bug; 2 the input or the arguments are wrong;"
                                + " 3 the answer is \"can't\".\n"),
                result.out());
    }

    @Test
    void tellsItsVersion() {
        assertEquals(new Console.Result(0, "qeperf " + ProgramVersion.text() + "\n", ""), Console.run("--version"));
    }

    @Test
    void asksForACommand() {
        assertEquals(Console.refused(2, "no command given; see 'qeperf --help'"), Console.run());
        assertEquals(
                Console.refused(2, "Unmatched argument at index 0: 'forecast'; see 'qeperf --help'"),
                Console.run("forecast"));
    }
}
