package org.qeperf.train.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.qeperf.api.QePerfException;

class SlurmCommandTest {

    private static String failure(Duration longest, String... words) {
        return String.valueOf(assertThrows(QePerfException.class, () -> SlurmCommand.run(List.of(words), longest))
                .getMessage());
    }

    @Test
    void warningsAreNoAnswer() throws Exception {
        assertEquals("17\n", SlurmCommand.run(List.of("sh", "-c", "echo warning >&2; echo 17")));
    }

    @Test
    void whatFailsIsTold() {
        Duration minute = Duration.ofMinutes(1);
        assertEquals("sh failed: no", failure(minute, "sh", "-c", "echo no >&2; exit 3"));
        assertEquals(
                "no-such-command cannot be started; expected Slurm's commands here",
                failure(minute, "no-such-command"));
    }

    /** Even where something that it started still holds its output. */
    @Test
    void whatDoesNotEndIsEnded() {
        long before = System.nanoTime();
        assertEquals(
                "sh did not end within 1 s; expected Slurm to answer",
                failure(Duration.ofSeconds(1), "sh", "-c", "sleep 20 & wait"));
        assertTrue(System.nanoTime() - before < 10e9);
    }

    @Test
    void messagesAreOneLineWithoutControlCharacters() {
        assertEquals(
                "sh failed: a ?[2Jb", failure(Duration.ofMinutes(1), "sh", "-c", "printf 'a\\n\\033[2Jb\\n'; exit 1"));
    }

    /** A command that reads must not wait, nor read what it printed itself. */
    @Test
    void thereIsNothingToRead() throws Exception {
        assertEquals("x\n", SlurmCommand.run(List.of("sh", "-c", "echo x; cat")));
        assertEquals("/dev/null\n", SlurmCommand.run(List.of("readlink", "/proc/self/fd/0")));
    }

    /** For sbatch they count more than the script. */
    @Test
    void theUsersVariablesChangeNothing() {
        Map<String, String> environment = new TreeMap<>();
        for (String name : List.of(
                "SBATCH_TIMELIMIT",
                "SBATCH_MEM_PER_NODE",
                "SBATCH_ARRAY_INX",
                "SBATCH_CLUSTERS",
                "SBATCH_ACCOUNT",
                "SLURM_CLUSTERS",
                "SLURM_HINT",
                "SLURM_TIME_FORMAT",
                "SQUEUE_FORMAT",
                "SACCT_FORMAT",
                "SCANCEL_STATE",
                "SLURM_CONF",
                "PATH")) {
            environment.put(name, "x");
        }
        SlurmCommand.clean(environment);
        assertEquals(Map.of("PATH", "x", "SLURM_CONF", "x"), environment);
    }
}
