package org.qeperf.train.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.QePerfException;
import org.qeperf.features.workload.PwFeatureExtractor;

class CampaignTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TWENTY = """
            attempts: 1
            runs:
              name: h2
              systems: h2.in
              cutoffs: [x1, x1.1, x1.2, x1.3, x1.4]
              cells: [1 1 1, 1 1 2]
              variables: {startingwfc: [random, atomic]}""";

    @TempDir
    private Path folder;

    @BeforeEach
    void pwx() {
        RealCampaign.assumeInstalled();
    }

    @Test
    void killedTwentyTimesItEndsLikeOneThatIsNot() throws Exception {
        Path log = folder.resolve("ended.log");
        Path counting = RealCampaign.wrapper(folder, "pw.x \"$@\" && echo \"$PWD\" >> " + log + "; exit $?");
        Path plan = RealCampaign.plan(folder, counting.toString(), TWENTY);
        RealCampaign.run(plan, folder.resolve("whole"));
        Map<String, String> whole = RealCampaign.finished(folder.resolve("whole"));
        assertEquals(20, whole.size());
        assertTrue(whole.values().stream().allMatch(end -> end.endsWith(", done")), whole.toString());
        Files.delete(log);

        Random random = new Random(20);
        int killedAtWork = 0;
        for (int kill = 0; kill < 20; kill++) {
            Process campaign = start(plan, folder.resolve("killed"));
            if (!campaign.waitFor(600 + random.nextInt(900), TimeUnit.MILLISECONDS)) {
                campaign.destroyForcibly().waitFor();
                killedAtWork++;
            }
        }
        assertTrue(killedAtWork > 3, "killed " + killedAtWork + " times before the end");
        Process last = start(plan, folder.resolve("killed"));
        assertTrue(last.waitFor(5, TimeUnit.MINUTES));
        assertEquals(0, last.exitValue());
        assertEquals(whole, RealCampaign.finished(folder.resolve("killed")));
        // an attempt that ended counts, so none is made again after its end
        List<String> ended = Files.readAllLines(log);
        assertEquals(ended.size(), ended.stream().distinct().count(), ended.toString());
        assertFalse(Files.list(folder.resolve("killed/work")).findAny().isPresent());
    }

    @Test
    void aRunThatItEndsItselfIsMadeAgain() throws Exception {
        Path pid = folder.resolve("pid");
        Path slowOnce = RealCampaign.wrapper(folder, onceSleeping(pid));
        Path plan = RealCampaign.plan(folder, slowOnce.toString(), "runs: {name: h2, systems: h2.in}");
        Process campaign = start(plan, folder.resolve("out"));
        awaitProcess(pid);
        campaign.destroyForcibly().waitFor();
        RealCampaign.run(plan, folder.resolve("out"));
        JsonNode run = onlyRun(folder.resolve("out"));
        assertEquals(0, run.path("exit_status").asInt(-1), run.toString());
        assertEquals("", commandLine(awaitProcess(pid)));
    }

    @Test
    void interruptedItLeavesNothingRunning() throws Exception {
        Path pid = folder.resolve("pid");
        Path slowOnce = RealCampaign.wrapper(folder, onceSleeping(pid));
        Path plan = RealCampaign.plan(folder, slowOnce.toString(), "runs: {name: h2, systems: h2.in}");
        Process campaign = start(plan, folder.resolve("out"));
        long program = awaitProcess(pid);
        campaign.destroy();
        assertTrue(campaign.waitFor(60, TimeUnit.SECONDS));
        assertEquals("", commandLine(program));
        RealCampaign.run(plan, folder.resolve("out"));
        assertEquals(0, onlyRun(folder.resolve("out")).path("exit_status").asInt(-1));
    }

    /** Commands that wait half a minute, but only the first time. */
    private static String onceSleeping(Path pid) {
        return "if [ ! -e " + pid + " ]; then echo $$ > " + pid + ".new; mv " + pid + ".new " + pid
                + "; exec sleep 30; fi";
    }

    /** Nothing for a process that has ended. */
    private static String commandLine(long process) {
        try {
            return Files.readString(Path.of("/proc/" + process + "/cmdline"));
        } catch (IOException e) {
            return "";
        }
    }

    private static long awaitProcess(Path pid) throws Exception {
        for (int i = 0; i < 600 && !Files.exists(pid); i++) {
            Thread.sleep(50);
        }
        return Long.parseLong(Files.readString(pid).strip());
    }

    @ParameterizedTest
    @CsvSource({"/no/pw.x, '', /no/pw.x", "pw.x, 'launch: no-mpirun -n {ranks}\n', no-mpirun"})
    void aProgramThatIsMissingIsNoRun(String program, String launch, String missing) throws Exception {
        String runs = "runs: {name: h2, systems: h2.in}";
        Path wrong = RealCampaign.plan(folder, program, launch.replace("\\n", "\n") + runs);
        QePerfException e = assertThrows(QePerfException.class, () -> RealCampaign.run(wrong, folder.resolve("out")));
        assertEquals(
                "an attempt could not be made: no program " + missing
                        + "; expected bash, coreutils, util-linux, procps, "
                        + "GNU time, and the plan's program and launcher",
                e.getMessage());
        RealCampaign.run(RealCampaign.plan(folder, "pw.x", runs), folder.resolve("out"));
        assertEquals(0, onlyRun(folder.resolve("out")).path("exit_status").asInt(-1));
    }

    @Test
    void tidiesUpWhatAKilledCampaignLeftOfAFinishedRun() throws Exception {
        Path plan = RealCampaign.plan(folder, "pw.x", "runs: {name: h2, systems: h2.in}");
        RealCampaign.run(plan, folder.resolve("out"));
        Path run;
        try (var runs = Files.list(folder.resolve("out/runs"))) {
            run = runs.findFirst().orElseThrow();
        }
        Path second = folder.resolve("out/work/" + run.getFileName() + "/2");
        Files.createDirectories(second);
        Files.writeString(second.resolve("end"), "");
        Files.writeString(run.resolve("end"), "");
        RealCampaign.run(plan, folder.resolve("out"));
        assertFalse(Files.exists(second.getParent()));
        assertFalse(Files.exists(run.resolve("end")));
    }

    private static Process start(Path plan, Path output) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RealCampaign.class.getName(),
                        plan.toString(),
                        output.toString())
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
    }

    @Test
    void aDisturbedRunIsMadeAgain() throws Exception {
        Path slowOnce = RealCampaign.wrapper(folder, "echo attempt ${PWD##*/}; [ \"${PWD##*/}\" = 1 ] && sleep 4");
        Path plan = RealCampaign.plan(folder, slowOnce.toString(), "runs: {name: h2, systems: h2.in}");
        RealCampaign.run(plan, folder.resolve("out"));
        JsonNode run = onlyRun(folder.resolve("out"));
        int attempts = run.path("attempts").asInt();
        assertTrue(attempts > 1, run.toString());
        // Where other programs take the cores, later attempts may be disturbed too.
        assertTrue(attempts == 3 || !run.path("disturbed").asBoolean(), run.toString());
        assertNotEquals("attempt 1", firstLine(folder.resolve("out")), run.toString());
    }

    @Test
    void aRunThatIsAlwaysDisturbedIsKeptAndMarked() throws Exception {
        Path slow = RealCampaign.wrapper(folder, "sleep 1");
        Path plan =
                RealCampaign.plan(folder, slow.toString(), "attempts: 2\nruns: {name: h2, systems: h2.in, repeats: 1}");
        RealCampaign.run(plan, folder.resolve("out"));
        JsonNode run = onlyRun(folder.resolve("out"));
        assertEquals(2, run.path("attempts").asInt());
        assertTrue(run.path("disturbed").asBoolean());
        assertTrue(run.path("lost_s").asDouble() >= 1, run.toString());
    }

    @Test
    void limitsEndRuns() throws Exception {
        Path slow = RealCampaign.wrapper(folder, "sleep 5");
        Path plan = RealCampaign.plan(folder, slow.toString(), """
                runs:
                  - {name: time, systems: h2.in, limits: {seconds: 0.3}}
                  - {name: kill, systems: h2.in, kill_after_seconds: 0.3}""");
        RealCampaign.run(plan, folder.resolve("out"));
        assertEquals(
                Map.of("time", "time_limit 124", "kill", "killed 137"),
                Map.of("time", ended("time"), "kill", ended("kill")));
    }

    @Test
    void aMemoryLimitEndsARun() throws Exception {
        Path plan = RealCampaign.plan(
                folder, "pw.x", "runs: {name: memory, systems: h2.in, limits: {memory_mb: 30, seconds: 20}}");
        RealCampaign.run(plan, folder.resolve("out"));
        JsonNode run = onlyRun(folder.resolve("out"));
        assertEquals("exit", run.path("ended").asText());
        assertTrue(run.path("exit_status").asInt() > 0, run.toString());
    }

    @Test
    void twoCampaignsDoNotShareAFolder() throws Exception {
        CampaignPlan plan = CampaignPlan.read(RealCampaign.plan(folder, "pw.x", "runs: {name: h2, systems: h2.in}"));
        Path out = folder.resolve("out");
        try (Campaign first = Campaign.open(plan, out, new PwFeatureExtractor())) {
            assertEquals(1, first.runs().size());
            QePerfException e = assertThrows(
                    QePerfException.class,
                    () -> Campaign.open(plan, out, new PwFeatureExtractor()).close());
            assertEquals(out + " is in use by another campaign; expected to be the only one", e.getMessage());
        }
    }

    @Test
    void oneFolderHasTheRunsOfOneProgram() throws Exception {
        Path out = folder.resolve("out");
        String runs = "runs: {name: h2, systems: h2.in}";
        RealCampaign.run(RealCampaign.plan(folder, "pw.x", runs), out);
        CampaignPlan other = CampaignPlan.read(RealCampaign.plan(folder, "pw-7.5.x", runs));
        QePerfException e = assertThrows(
                QePerfException.class,
                () -> Campaign.open(other, out, new PwFeatureExtractor()).close());
        assertEquals(
                out.toRealPath()
                        + " holds runs of pw.x, the plan asks for pw-7.5.x; expected the same, or another folder",
                e.getMessage());
    }

    @Test
    void tellsOfItsProgress() throws Exception {
        CampaignPlan plan = CampaignPlan.read(
                RealCampaign.plan(folder, "pw.x", "runs: {name: h2, systems: h2.in, cutoffs: [x1, x1.1]}"));
        List<String> heard = new ArrayList<>();
        try (Campaign campaign = Campaign.open(plan, folder.resolve("out"), new PwFeatureExtractor())) {
            assertEquals(List.of(), campaign.missingPseudopotentials());
            campaign.runHere(
                    0,
                    (run, done, total, seconds, disturbed, left) -> heard.add(done + " of " + total
                            + (left.compareTo(Duration.ZERO) > 0 ? ", some time" : ", nothing") + " left"));
            assertEquals(2, campaign.done());
        }
        assertEquals(List.of("1 of 2, some time left", "2 of 2, nothing left"), heard);
    }

    private String ended(String block) throws IOException {
        try (var runs = Files.list(folder.resolve("out/runs"))) {
            for (Path run : runs.toList()) {
                JsonNode json = JSON.readTree(run.resolve("run.json").toFile());
                if (json.path("labels").path("block").asText().equals(block)) {
                    return json.path("ended").asText() + " "
                            + json.path("exit_status").asText();
                }
            }
        }
        return "missing";
    }

    private static String firstLine(Path out) throws IOException {
        try (var runs = Files.list(out.resolve("runs"))) {
            return Files.readAllLines(runs.findFirst().orElseThrow().resolve("pw.out"))
                    .get(0);
        }
    }

    private static JsonNode onlyRun(Path out) throws IOException {
        try (var runs = Files.list(out.resolve("runs"))) {
            return JSON.readTree(
                    runs.findFirst().orElseThrow().resolve("run.json").toFile());
        }
    }
}
