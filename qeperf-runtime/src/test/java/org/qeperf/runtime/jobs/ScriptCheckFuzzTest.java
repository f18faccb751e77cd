package org.qeperf.runtime.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Layout;
import org.qeperf.runtime.batch.BatchScript;
import org.qeperf.runtime.batch.PwArguments;
import org.qeperf.runtime.batch.ReadScript;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.runtime.jobs.ScriptCheck.Look;
import org.qeperf.runtime.jobs.ScriptRenewal.Wanted;

/**
 * Damaged scripts are refused with a place or reported on, in bounded time; renewing them, taking over forecasts and moving them to other
 * machines gives a script that asks for what it should, or says why not.
 */
class ScriptCheckFuzzTest {

    private static final int SCRIPTS = 800;
    private static final List<String> MACHINES = List.of("alpha", "beta", "gamma", "delta", "epsilon");
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

    private ScriptCheck check = new ScriptCheck(Clusters.shipped());
    private Clusters clusters = Clusters.shipped();
    private int reports;
    private int renewed;
    private int moved;

    @BeforeEach
    void writeMachines() {
        check = ExampleScripts.check(folder);
        clusters = ExampleScripts.clusters(folder);
        assertTrue(report(ExampleScripts.GOOD) && apply(ExampleScripts.GOOD) && move(ExampleScripts.GOOD, "beta"));
    }

    @Test
    void damagedScriptsAreRefusedOrRenewed() {
        List<String> seeds = new ArrayList<>(
                List.of(ExampleScripts.GOOD, ExampleScripts.PBS, ExampleScripts.LSF, ExampleScripts.SGE));
        seeds.addAll(PeopleScripts.all());
        Random random = new Random(20261121);
        for (int i = 0; i < SCRIPTS; i++) {
            String seed = seeds.get(i % 2 == 0 ? i / 2 % 4 : random.nextInt(seeds.size()));
            all(damaged(seed, random), MACHINES.get(i % MACHINES.size()));
        }
        assertTrue(reports > SCRIPTS / 5, reports + " reports");
        assertTrue(renewed > SCRIPTS / 20, renewed + " renewed");
        assertTrue(moved > SCRIPTS / 20, moved + " moved");
    }

    @Test
    void whatPeopleWriteIsRenewed() {
        List<String> scripts = PeopleScripts.all();
        int each = 3;
        for (int i = 0; i < scripts.size(); i += each) {
            all(scripts.get(i), MACHINES.get(i % MACHINES.size()));
        }
        int looked = (scripts.size() - 1) / each + 1;
        assertEquals(looked, reports);
        assertTrue(renewed > looked / 3, renewed + " renewed of " + looked);
        assertTrue(moved > looked / 2, moved + " moved of " + looked);
    }

    private void all(String script, String machine) {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            if (report(script)) {
                reports++;
                renewed += apply(script) ? 1 : 0;
                moved += move(script, machine) ? 1 : 0;
            }
        });
    }

    private boolean report(String script) {
        try {
            check.check(script, ExampleScripts.question(folder));
        } catch (InputException e) {
            assertTrue(e.getMessage().startsWith("job.sh:"), e.getMessage());
            return false;
        }
        try {
            check.update(script, ExampleScripts.question(folder), ScriptUpdate.MODULES);
        } catch (QePerfException e) {
            assertFalse(e.getMessage().isEmpty());
        }
        return true;
    }

    private boolean apply(String script) {
        Look look = check.look(script, ExampleScripts.question(folder));
        ReadScript read = look.report().script();
        ScriptRenewal renewal = new ScriptRenewal(script, "job.sh", read, ScriptUpdate.MODULES);
        if (look.report().forecast().isEmpty() || renewal.doesMore()) {
            return false;
        }
        Wanted wanted;
        String after;
        try {
            wanted = renewal.applied(
                    look.report(), look.run().orElseThrow(), look.predictor().orElseThrow());
            after = renewal.job(wanted);
        } catch (QePerfException e) {
            assertFalse(e.getMessage().isEmpty());
            return false;
        }
        asksFor(script, after, wanted);
        return true;
    }

    /** The directives by themselves, and the launch line with them. */
    private static void asksFor(String before, String after, Wanted wanted) {
        String both = before + "\n=>\n" + after;
        ReadScript read = BatchScript.read(after, "job.sh");
        Resources should = wanted.job().resources();
        Layout layout = wanted.layout().orElseThrow();
        List<String> words = read.job().command().words();
        assertEquals(
                Optional.of(layout),
                PwArguments.parse(words.subList(1, words.size())).layout(should),
                both);
        assertEquals(cores(should), cores(read.job().resources()), both);
        assertEquals(should.cpusPerTask(), read.job().resources().cpusPerTask(), both);
        StringBuilder alone = new StringBuilder();
        for (int line : BatchScript.directives(after, "job.sh")) {
            alone.append(read.lines().get(line - 1)).append('\n');
        }
        Resources has = BatchScript.read(
                        alone + (wanted.scheduler() == Scheduler.SLURM ? "srun" : "mpirun") + " pw.x\n", "job.sh")
                .job()
                .resources();
        assertEquals(cores(should), cores(has), both);
        assertEquals(should.gpusPerNode(), has.gpusPerNode(), both);
        long seconds = should.seconds().orElseThrow();
        long unit = wanted.scheduler() == Scheduler.LSF ? 60 : 1;
        assertEquals((seconds - 1) / unit, (has.seconds().orElseThrow() - 1) / unit, both);
        assertEquals(
                should.memoryBytesPerNode().isPresent(),
                has.memoryBytesPerNode().isPresent(),
                both);
    }

    private static long cores(Resources resources) {
        return (long) resources.nodes() * resources.tasksPerNode() * resources.cpusPerTask();
    }

    private boolean move(String script, String machine) {
        ScriptQuestion question = ExampleScripts.question(folder).on(clusters.find(machine));
        try {
            String after = check.update(script, question, ScriptUpdate.MODULES);
            Scheduler scheduler =
                    clusters.find(machine).scheduler().orElseThrow().value();
            assertEquals(scheduler, BatchScript.read(after, "job.sh").scheduler(), after);
            return true;
        } catch (QePerfException e) {
            assertFalse(e.getMessage().isEmpty());
            return false;
        }
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
