package org.qeperf.examples.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real sbatch with the filter. Jobs are held, so that none runs, and cancelled; Slurm's own configuration stays as it is. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SubmitFilterTest {

    private static final Pattern CONFIGURATION = Pattern.compile("(?m)^SLURM_CONF\\s*= (\\S+)$");
    private static final Pattern PLUG_INS = Pattern.compile("(?m)^PluginDir\\s*= (\\S+)$");
    private static final Pattern COMMAND = Pattern.compile("(?s)command = .*?lab\",");
    private static final String GOOD = """
            #!/bin/bash
            #SBATCH --nodes=1
            #SBATCH --ntasks-per-node=2
            #SBATCH --mem=400M
            #SBATCH --time=00:02:00
            export OMP_NUM_THREADS=1
            mpirun -np 2 pw.x -nk 2 -in si.in
            """;

    @TempDir
    private Path folder;

    private final List<String> jobs = new ArrayList<>();
    private Path conf = Path.of("slurm.conf");

    /** What a command printed on the standard error, and its status. */
    private record Ended(int status, String out, String err) {}

    @BeforeEach
    void aSlurmWithTheFilter() throws Exception {
        Ended shown = run(Map.of(), "scontrol", "show", "config");
        assumeTrue(shown.status() == 0, "there is no Slurm here");
        Matcher configuration = CONFIGURATION.matcher(shown.out());
        Matcher plugIns = PLUG_INS.matcher(shown.out());
        assumeTrue(
                plugIns.find() && Files.exists(Path.of(plugIns.group(1), "cli_filter_lua.so")),
                "this Slurm has no plug-in cli_filter/lua");
        assertTrue(configuration.find(), shown.out());
        conf = folder.resolve("slurm.conf");
        Files.writeString(
                conf,
                Files.readString(Path.of(configuration.group(1))).replaceAll("(?mi)^CliFilterPlugins.*$", "")
                        + "\nCliFilterPlugins=cli_filter/lua\n");
        for (String file : List.of("si.in", "Si.pz-tm.UPF")) {
            Files.copy(Path.of("../silicon").resolve(file), folder.resolve(file));
        }
        filter(ours(), false);
    }

    @AfterEach
    void takeBack() throws Exception {
        for (String job : jobs) {
            run(Map.of(), "scancel", job);
        }
    }

    /** The filter's program, from this build. */
    private static String ours() {
        return String.join(
                " ",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
                "-cp '" + System.getProperty("java.class.path") + "'",
                CheckSubmission.class.getName(),
                "'" + Path.of("machines").toAbsolutePath() + "' lab");
    }

    private void filter(String command, boolean refuse) throws IOException {
        filter(command, refuse, 60);
    }

    /** As an administrator would set it. */
    private void filter(String command, boolean refuse, int seconds) throws IOException {
        String text = COMMAND.matcher(Files.readString(Path.of("cli_filter.lua")))
                .replaceFirst(Matcher.quoteReplacement("command = [[" + command + "]],"))
                .replace("refuse = false", "refuse = " + refuse)
                .replace("seconds = 5", "seconds = " + seconds);
        assertTrue(text.contains(command), text);
        Files.writeString(folder.resolve("cli_filter.lua"), text);
    }

    private Ended sbatch(Map<String, String> environment, String script, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("sbatch", "--parsable", "--hold"));
        command.addAll(List.of(options));
        if (!script.isEmpty()) {
            Files.writeString(folder.resolve("a job's.sh"), script);
            command.add("a job's.sh");
        }
        Ended ended = run(environment, command.toArray(String[]::new));
        if (ended.status() == 0) {
            jobs.add(ended.out().strip());
        }
        return ended;
    }

    private Ended run(Map<String, String> environment, String... command) throws Exception {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command);
        if (Files.exists(conf)) {
            builder.environment().put("SLURM_CONF", conf.toString());
        }
        builder.environment().putAll(environment);
        try {
            Process process = builder.directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            return new Ended(process.waitFor(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            return new Ended(127, "", String.valueOf(e.getMessage()));
        }
    }

    private static void assertSilent(Ended ended) {
        assertEquals("", ended.err());
        assertEquals(0, ended.status());
        assertTrue(ended.out().matches("[0-9]+\n"), ended.out());
    }

    @Test
    void aGoodJobPassesSilently() throws Exception {
        assertSilent(sbatch(Map.of(), GOOD));
    }

    @Test
    void poolsThatCannotWorkAndTenTimesTheMemoryAreToldAndTheJobIsSubmitted() throws Exception {
        Ended ended = sbatch(Map.of(), GOOD.replace("-nk 2", "-nk 3").replace("400M", "4G"));
        assertEquals(0, ended.status(), ended.err());
        assertTrue(
                ended.err()
                        .matches(
                                "sbatch: lua: qeperf: this job would fail, line 7: 3 pools for 2 ranks; expected a layout in which"
                                        + " pw\\.x runs \\(pw\\.x prints \"invalid number of pools, out of range\"\\): take at most 2\n"
                                        + "sbatch: lua: qeperf: this job would waste, line 4: the job asks for 4\\.0 GB of memory on each node;"
                                        + " its ranks need [0-9.]+ MB \\(95 of 100 runs at most\\); expected little more than it needs: ask for"
                                        + " [0-9.]+ MB\n"),
                ended.err());
    }

    @Test
    void whatIsGivenToSbatchCountsMoreThanTheScript() throws Exception {
        Ended more = sbatch(Map.of(), GOOD, "--mem=4G");
        assertEquals(0, more.status(), more.err());
        assertTrue(more.err().contains("this job would waste, line 5: the job asks for 4.0 GB of memory"), more.err());
        assertSilent(sbatch(Map.of(), GOOD.replace("400M", "4G"), "--mem=400M"));
    }

    @Test
    void aWrappedCommandIsCheckedToo() throws Exception {
        Ended ended = sbatch(
                Map.of(),
                "",
                "--nodes=1",
                "--ntasks-per-node=2",
                "--time=2",
                "--mem=400M",
                "--wrap=mpirun -np 2 pw.x -nk 3 -in si.in");
        assertEquals(0, ended.status(), ended.err());
        assertTrue(
                ended.err().startsWith("sbatch: lua: qeperf: this job would fail, line 2: 3 pools for 2 ranks; "),
                ended.err());
    }

    @Test
    void aJobWithoutPwxIsNotEvenLookedAt() throws Exception {
        Path asked = folder.resolve("asked");
        filter("touch '" + asked + "'; true", false);
        assertSilent(sbatch(Map.of(), "#!/bin/bash\n#SBATCH --mem=4G\nhostname\n"));
        assertTrue(Files.notExists(asked));
        assertSilent(sbatch(Map.of(), GOOD));
        assertTrue(Files.exists(asked));
    }

    @Test
    void aSiteMayRefuseWhatWouldFailAndAUserMayPassBy() throws Exception {
        filter(ours(), true);
        String bad = GOOD.replace("-nk 2", "-nk 3");
        Ended refused = sbatch(Map.of(), bad);
        assertNotEquals(0, refused.status());
        assertEquals("", refused.out());
        assertTrue(
                refused.err()
                        .contains(
                                "sbatch: error: lua: qeperf: not submitted; QEPERF_FILTER=off submits it for all that\n"),
                refused.err());
        assertSilent(sbatch(Map.of("QEPERF_FILTER", "off"), bad));
        Ended waste = sbatch(Map.of(), GOOD.replace("400M", "4G"));
        assertEquals(0, waste.status(), "what only wastes is not refused: " + waste.err());
    }

    @Test
    void aFilterThatFailsNeverBlocks() throws Exception {
        for (String command : List.of("/no/such/program", "false", "echo garbage; exit 1; true", "kill -9 $$; true")) {
            filter(command, true);
            assertSilent(sbatch(Map.of(), GOOD));
        }
        filter("sleep 60; true", true, 1);
        long begun = System.nanoTime();
        assertSilent(sbatch(Map.of(), GOOD));
        assertTrue(System.nanoTime() - begun < 20_000_000_000L, "it is not waited for");
        Files.writeString(
                folder.resolve("cli_filter.lua"),
                Files.readString(Path.of("cli_filter.lua")).replace("seconds = 5", "seconds = {}"));
        assertSilent(sbatch(Map.of(), GOOD));
    }
}
