package org.qeperf.runtime.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gives scripts to a real Slurm, where there is one with a partition {@code debug}. */
class SlurmAcceptsTest {

    private static final int JOBS = 200;
    private static final int NAMES = 60;

    @TempDir
    private Path folder;

    private static void assumeSlurm() throws Exception {
        assumeTrue(ScriptsInShellTest.isThere("sbatch"), "no Slurm");
        String partitions = ScriptsInShellTest.run(List.of("sinfo", "--noheader", "--format=%R %a"));
        assumeTrue(partitions.lines().anyMatch("debug up"::equals), "no Slurm with a partition debug");
    }

    private static Job small(RandomJobs texts, Random random) {
        Job job = texts.next(Scheduler.SLURM);
        int tasks = 1 + random.nextInt(2);
        Resources resources = new Resources(
                1,
                tasks,
                1 + random.nextInt(2 / tasks),
                0,
                random.nextBoolean()
                        ? OptionalLong.empty()
                        : OptionalLong.of((1 + random.nextInt(8000)) * Quantity.MEBIBYTE),
                random.nextBoolean(),
                OptionalLong.of(1 + random.nextInt(3000)));
        Queue queue = new Queue(Optional.empty(), Optional.of("debug"), Optional.empty(), Optional.empty());
        return new Job(
                job.name(),
                queue,
                resources,
                job.output(),
                job.error(),
                job.modules(),
                job.environment(),
                job.command());
    }

    @Test
    void sbatchAcceptsEveryScript() throws Exception {
        assumeSlurm();
        RandomJobs texts = new RandomJobs(7);
        Random random = new Random(7);
        for (int i = 0; i < JOBS; i++) {
            Files.writeString(
                    folder.resolve(i + ".sh"),
                    BatchScript.write(small(texts, random), Scheduler.SLURM),
                    StandardCharsets.UTF_8);
        }
        String all = "cd \"$0\"; for ((i = 0; i < " + JOBS + "; i++)); do sbatch --test-only $i.sh > said 2>&1"
                + " || { echo $i; cat said $i.sh; }; done";
        assertEquals("", ScriptsInShellTest.run(List.of("bash", "-c", all, folder.toString())));
    }

    @Test
    void slurmUnderstandsTheNameByteForByte() throws Exception {
        assumeSlurm();
        List<String> names = new ArrayList<>(List.of(
                "$(rm -rf ~)",
                "'; rm -rf ~ #",
                "--wrap=x",
                "a\\b",
                "a\\",
                "a\"b",
                "#",
                "a hetjob b",
                "hetjob",
                "packjob x",
                "",
                "a\nb",
                "x".repeat(300),
                "é日本😀",
                " a ",
                ":",
                "%j%x"));
        RandomJobs texts = new RandomJobs(8);
        while (names.size() < NAMES) {
            names.add(texts.nasty());
        }
        for (int i = 0; i < names.size(); i++) {
            Queue queue = new Queue(Optional.empty(), Optional.of("debug"), Optional.empty(), Optional.empty());
            Resources one = new Resources(1, 1, 1, 0, OptionalLong.empty(), false, OptionalLong.of(60));
            Job job = Jobs.job(names.get(i), queue, one, Jobs.command(Launcher.SRUN, "true"));
            Path script = folder.resolve(i + ".sh");
            Files.writeString(script, BatchScript.write(job, Scheduler.SLURM), StandardCharsets.UTF_8);
            String id = ScriptsInShellTest.run(
                            List.of("sbatch", "--hold", "--parsable", "--output=/dev/null", script.toString()))
                    .strip();
            String shown = ScriptsInShellTest.run(List.of("scontrol", "show", "job", id));
            ScriptsInShellTest.run(List.of("scancel", id));
            String first = shown.lines().findFirst().orElse("");
            assertEquals("JobId=" + id + " JobName=" + Scheduler.SLURM.jobName(names.get(i)), first);
        }
    }
}
