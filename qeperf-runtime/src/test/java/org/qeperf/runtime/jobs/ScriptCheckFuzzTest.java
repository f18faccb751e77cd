package org.qeperf.runtime.jobs;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;

/** Damaged scripts are refused with a place or reported on, in bounded time; renewing them gives a script or says why not. */
class ScriptCheckFuzzTest {

    private static final int SCRIPTS = 1500;
    private static final List<String> BITS = List.of(
            "\"",
            "'",
            "`",
            "$(",
            "${",
            "<<EOF",
            "\\\n",
            "-nk 999999999",
            "--nodes=1000000000",
            "-n 0",
            "\u0000",
            "\u2028",
            "=",
            "#",
            "--time=999999999",
            "-in /dev/zero",
            "-np",
            ">",
            "|",
            "\n#PBS -q x\n",
            "\n# MODULES BEGIN\n",
            "export OMP_NUM_THREADS=",
            "--mem=99999999T",
            "srun srun",
            "pw.x");

    @TempDir
    private Path folder;

    @Test
    void anyScriptIsRefusedOrReportedOn() {
        ScriptCheck check = ExampleScripts.check(folder);
        ScriptQuestion question = ExampleScripts.question(folder);
        List<String> seeds = List.of(ExampleScripts.GOOD, ExampleScripts.PBS, ExampleScripts.LSF, ExampleScripts.SGE);
        Random random = new Random(20261121);
        int reports = 0;
        for (int i = 0; i < SCRIPTS; i++) {
            String script = damaged(seeds.get(i % seeds.size()), random);
            reports += assertTimeoutPreemptively(Duration.ofSeconds(10), () -> look(check, question, script));
        }
        assertTrue(reports > SCRIPTS / 10, reports + " reports");
    }

    private static int look(ScriptCheck check, ScriptQuestion question, String script) {
        int done = 0;
        try {
            check.check(script, question);
            done = 1;
            check.update(script, question, ScriptUpdate.MODULES);
        } catch (InputException e) {
            assertTrue(e.getMessage().startsWith("job.sh:"), e.getMessage());
        } catch (QePerfException e) {
            assertTrue(done == 1, e.getMessage());
        }
        return done;
    }

    private static String damaged(String script, Random random) {
        StringBuilder text = new StringBuilder(script);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, BITS.get(random.nextInt(BITS.size())));
                case 2 -> text.setCharAt(at, (char) random.nextInt(256));
                default -> text.delete(at, Math.min(text.length(), at + random.nextInt(30)));
            }
            if (text.length() == 0) {
                return "";
            }
        }
        return text.toString();
    }
}
