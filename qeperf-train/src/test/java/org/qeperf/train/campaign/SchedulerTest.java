package org.qeperf.train.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.QePerfException;
import org.qeperf.features.workload.PwFeatureExtractor;

/** Campaigns through a real Slurm, and as a benchmark of a real JUBE. */
class SchedulerTest {

    private static final String RUNS = """
            runs:
              name: h2
              systems: h2.in
              cutoffs: [x1, x1.1, x1.2]
              limits: {seconds: 30}""";

    @TempDir
    private Path folder;

    @BeforeEach
    void pwx() {
        RealCampaign.assumeInstalled();
    }

    @Test
    void slurmMakesTheRuns() throws Exception {
        assumeTrue(succeeds("sinfo", "--noheader"), "there is no Slurm here");
        Path plan = RealCampaign.plan(folder, "pw.x", RUNS);
        RealCampaign.run(plan, folder.resolve("local"));
        try (Campaign campaign =
                Campaign.open(CampaignPlan.read(plan), folder.resolve("slurm"), new PwFeatureExtractor())) {
            campaign.runThroughSlurm(List.of("--requeue"), (run, done, total, seconds, disturbed, left) -> {});
        }
        Map<String, String> slurm = RealCampaign.finished(folder.resolve("slurm"));
        assertEquals(3, slurm.size());
        assertEquals(RealCampaign.finished(folder.resolve("local")), slurm);
        try (var runs = Files.list(folder.resolve("slurm/runs"))) {
            String job = new ObjectMapper()
                    .readTree(runs.findFirst().orElseThrow().resolve("run.json").toFile())
                    .path("job_id")
                    .asText();
            assertTrue(job.matches("\\d+_[123]"), job);
        }
    }

    @Test
    void whatSlurmRefusesIsNotWaitedFor() throws Exception {
        assumeTrue(succeeds("sinfo", "--noheader"), "there is no Slurm here");
        CampaignPlan plan = CampaignPlan.read(RealCampaign.plan(folder, "pw.x", RUNS));
        try (Campaign campaign = Campaign.open(plan, folder.resolve("slurm"), new PwFeatureExtractor())) {
            QePerfException e = assertThrows(
                    QePerfException.class,
                    () -> campaign.runThroughSlurm(
                            List.of("--partition=no-such"), (run, done, total, seconds, disturbed, left) -> {}));
            assertTrue(e.getMessage().startsWith("sbatch failed: sbatch: error: "), e.getMessage());
        }
        try (var left = Files.list(folder.resolve("slurm/slurm"))) {
            assertEquals(
                    0, left.filter(file -> file.toString().endsWith(".list")).count());
        }
    }

    @Test
    void slurmTellsOfAMissingProgram() throws Exception {
        assumeTrue(succeeds("sinfo", "--noheader"), "there is no Slurm here");
        CampaignPlan plan = CampaignPlan.read(RealCampaign.plan(folder, "/no/pw.x", RUNS));
        try (Campaign campaign = Campaign.open(plan, folder.resolve("slurm"), new PwFeatureExtractor())) {
            QePerfException e = assertThrows(
                    QePerfException.class,
                    () -> campaign.runThroughSlurm(List.of(), (run, done, total, seconds, disturbed, left) -> {}));
            assertEquals(
                    "an attempt could not be made: no program /no/pw.x; expected bash, coreutils, util-linux, procps, "
                            + "GNU time, and the plan's program and launcher",
                    e.getMessage());
            assertEquals(0, campaign.done());
        }
    }

    @Test
    void jubeMakesTheRuns() throws Exception {
        assumeTrue(succeeds("jube", "--version"), "there is no JUBE here");
        Path plan = RealCampaign.plan(folder, "pw.x", RUNS);
        Path benchmark;
        try (Campaign campaign =
                Campaign.open(CampaignPlan.read(plan), folder.resolve("out"), new PwFeatureExtractor())) {
            benchmark = campaign.writeJubeBenchmark(folder.resolve("a folder"));
        }
        run(benchmark.getParent(), "jube", "run", "test.xml");
        run(benchmark.getParent(), "jube", "analyse", "test_runs");
        String table = run(benchmark.getParent(), "jube", "result", "test_runs");
        List<String> rows = table.lines().filter(line -> line.contains(",h2,")).toList();
        assertEquals(3, rows.size(), table);
        assertTrue(
                rows.stream()
                        .allMatch(row -> row.matches(
                                "[0-9a-f]{16},h2,x1(\\.[12])?,as given,1 1 1,1,1,-nk 1,[0-9.]+s,[0-9.]+s,JOB DONE")),
                table);
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String run(Path folder, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }
}
