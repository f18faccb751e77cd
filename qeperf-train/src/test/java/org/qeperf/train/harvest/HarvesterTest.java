package org.qeperf.train.harvest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Layout;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.features.harvest.RunLayout;
import org.qeperf.runtime.artifact.Digest;
import org.qeperf.train.ExampleRuns;
import org.qeperf.train.Helium;
import org.qeperf.train.data.RunOrigin;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.data.SlurmJob;

class HarvesterTest {

    @TempDir
    private Path root;

    private RunFolder runs;

    @BeforeEach
    void makeATree() throws IOException {
        runs = new RunFolder(root);
    }

    private void writeARun() throws IOException {
        runs.write("batch/r1/pw.in", Helium.INPUT);
        runs.write("batch/r1/pw.out", RunFolder.OUTPUT);
    }

    @Test
    void makesARecordOfAConvergedRun() throws IOException {
        writeARun();
        RunRecord run = runs.only();
        byte[] segment = RunFolder.OUTPUT
                .substring(RunFolder.OUTPUT.indexOf("     Program"))
                .getBytes(StandardCharsets.UTF_8);
        assertEquals(
                new RunOrigin(
                        Digest.sha256(segment).substring(0, 16),
                        "batch/r1/pw.out",
                        Optional.of("He"),
                        Optional.of(Digest.sha256(Helium.INPUT.getBytes(StandardCharsets.UTF_8))),
                        Optional.of(Digest.sha256(RunFolder.OUTPUT.getBytes(StandardCharsets.UTF_8)))),
                run.origin());
        assertEquals(Optional.of("6.7MaX"), run.program().version());
        assertEquals(Optional.of("scf"), run.program().calculation());
        assertEquals(
                Optional.of(LocalDateTime.of(2020, 1, 1, 0, 1, 2)),
                run.program().started());
        assertEquals(Optional.of(ExampleRuns.MACHINE), run.place().machine());
        assertEquals(Optional.of(new Layout(1, 4, 1, 2)), run.place().evenLayout());
        assertEquals(OptionalInt.of(2), run.iterations().scf());
        assertEquals(List.of(2.0, 1.5), run.iterations().davidson());
        assertEquals(OptionalDouble.of(1.5), run.times().electronsWall());
        assertEquals(OptionalDouble.of(2.25), run.times().totalWall());
        assertEquals(OptionalLong.of(1 << 19), run.memory().estimated());
        assertEquals(OptionalLong.empty(), run.memory().peak());
        assertEquals(Outcome.CONVERGED, run.outcome());
        assertEquals(Optional.of("batch/r1/pw.out:36: JOB DONE."), run.ending().evidence());
        assertEquals(751, run.counts().known().orElseThrow().whole("n_g_dense"));
        assertEquals(Map.of(), run.labels());
        Path file = root.resolve("runs.jsonl");
        RunSet.write(file, List.of(run));
        assertEquals(List.of(run), RunSet.read(file).runs());
    }

    @ParameterizedTest
    @CsvSource({
        "he.in, any.log",
        "benchmark.in, benchmark.out.git.inp=benchmark.in",
        "band.in, benchmark.out.git.inp=band.in.args=2",
        "si.inp, si.out",
        "si.pwi, si.out.gz",
        "whatever.txt, slurm-17.out"
    })
    void findsTheInputOfAnOutput(String input, String output) throws IOException {
        runs.write("x/" + input, Helium.INPUT);
        if (!input.equals("whatever.txt")) {
            runs.write("x/other.in", Helium.INPUT.replace("nat = 1", "nat = 7"));
        }
        runs.write("x/" + output, "a preamble\n".repeat(1000) + RunFolder.OUTPUT);
        RunRecord run = runs.only();
        assertEquals("x/" + output, run.origin().source());
        assertEquals(Optional.empty(), run.counts().missing());
    }

    @Test
    void keepsARunWithoutInput() throws IOException {
        runs.write("only/pw.out", RunFolder.OUTPUT);
        RunRecord run = runs.only();
        assertEquals(Optional.of("no input beside the output"), run.counts().missing());
        assertEquals(Optional.empty(), run.system());
        assertEquals(Optional.of("scf"), run.program().calculation());
    }

    @ParameterizedTest
    @CsvSource({
        "number of k points=     4,number of k points=     5,'n_k is 4, pw.x printed 5'",
        "Kohn-Sham states=            1,Kohn-Sham states=            6,'n_ks is 1, pw.x printed 6'",
        "atoms/cell      =            1,atoms/cell      =            2,'n_at is 1, pw.x printed 2'",
        "electrons       =         2.00,electrons       =         3.00,'n_el is 2.0, pw.x printed 3.0'",
        "grid:      751,grid:      753,'n_g_dense is 751, pw.x printed 753;" + " n_g_smooth is 751, pw.x printed 753'",
        "'12,  12,  12','12,  12,  15','fft_dense is 12 x 12 x 12, pw.x printed 12 x 12 x 15;"
                + " fft_smooth is 12 x 12 x 12, pw.x printed 12 x 12 x 15'"
    })
    void keepsARunWhoseCountsAreNotOursWithoutThem(String ours, String printed, String missing) throws IOException {
        runs.write("x/pw.in", Helium.INPUT);
        runs.write("x/pw.out", RunFolder.OUTPUT.replace(ours, printed));
        assertEquals(Optional.of(missing), runs.only().counts().missing());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nat = 1 | nat = one | pw.in:4:29: invalid whole number 'one' for nat",
                "He.UPF | Ne.UPF | pw.in:9:3: pseudopotential 'Ne.UPF' of species 'He' is missing"
            })
    void saysWhyThereAreNoCounts(String text, String instead, String missing) throws IOException {
        runs.write("x/pw.in", Helium.INPUT.replace(text, instead));
        runs.write("x/pw.out", RunFolder.OUTPUT);
        assertEquals(Optional.of(missing), runs.only().counts().missing());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v.CVS | unknown version 'CVS' of pw.x",
                "v.> 5.0 | the output does not tell the version of pw.x",
                "v.5.0.2 | too few counts are printed to tell whether the rules of 6.0 hold"
            })
    void takesRulesOfAnotherReleaseOnlyWhereTheCountsProveThem(String version, String missing) throws IOException {
        runs.write("x/pw.in", Helium.INPUT);
        runs.write("x/pw.out", RunFolder.OUTPUT.replace("v.6.7MaX", version));
        RunRecord run = runs.only();
        assertEquals(Optional.of(missing), run.counts().missing());
        assertEquals(Optional.of("scf"), run.program().calculation());
        runs.write(
                "x/pw.out",
                RunFolder.OUTPUT
                        .replace("v.6.7MaX", "v.5.0.2")
                        .replace(
                                "     number of k points",
                                "     48 Sym. Ops., with inversion, found\n     number of k points"));
        assertEquals(Optional.empty(), runs.only().counts().missing());
    }

    @Test
    void findsEveryRunOfAFileAndEachOnce() throws IOException {
        String second = RunFolder.OUTPUT.replace("2.25s WALL", "3.25s WALL");
        runs.write("x/pw.in", Helium.INPUT);
        runs.write("x/all.out", RunFolder.OUTPUT.stripLeading() + "x\n" + second + RunFolder.OUTPUT.strip());
        runs.write("y/copy.out", second + "another end");
        runs.write("y/copy2.out", second + "another end");
        Harvester harvester = runs.harvest();
        assertEquals(
                List.of("x/all.out", "x/all.out#2", "x/all.out#3", "y/copy.out"),
                harvester.records().stream().map(r -> r.origin().source()).toList());
        assertEquals(List.of(root.resolve("y/copy2.out") + ": the same run as y/copy.out"), harvester.duplicates());
    }

    @Test
    void readsAFileOnceForAllOfItsRuns() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            text.append(RunFolder.OUTPUT.replace("at  0: 1: 2", "at  0: 1: 2 " + i));
        }
        runs.write("x/all.out", text.toString());
        Harvester harvester = assertTimeout(Duration.ofSeconds(10), runs::harvest);
        assertEquals(3000, harvester.records().size());
        assertEquals(
                harvester.records().get(0).origin().outputSha256(),
                harvester.records().get(2999).origin().outputSha256());
    }

    @Test
    void anotherProgramEndsARun() throws IOException {
        runs.write(
                "x/job.out",
                RunFolder.BEGUN + "     Program PHONON v.6.7MaX starts on  1Jan2020 at  0: 9: 0\n   JOB DONE.\n");
        assertEquals(Outcome.INCOMPLETE, runs.only().outcome());
    }

    @Test
    void passesOverWhatIsNoRun() throws IOException {
        writeARun();
        runs.write("batch/r1/binary", "\0Program PWSCF v.6.7 starts on");
        runs.write("batch/r1/pwscf.wfc1", RunFolder.OUTPUT);
        runs.write("batch/r1/He.UPF", RunFolder.OUTPUT);
        runs.write("batch/r1/notes.txt", "Program PHONON v.6.7 starts on");
        Files.createSymbolicLink(root.resolve("batch/loop"), root);
        Files.createSymbolicLink(root.resolve("batch/nowhere"), root.resolve("missing"));
        runs.only();
    }

    @Test
    void keepsARunThatStoppedBeforeItsNameStood() throws IOException {
        String error = "\n %%%%%%%%%%%%%%%%%%%%\n     Error in routine mp_start_pools (1):\n"
                + "     invalid number of pools, out of range\n %%%%%%%%%%%%%%%%%%%%\n\n     stopping ...\n";
        runs.write("x/pw.out", error);
        assertEquals(List.of(), runs.harvest().records());
        runs.write("x/pw.in", Helium.INPUT);
        RunRecord run = runs.only();
        assertEquals(Outcome.CRASHED, run.outcome());
        assertEquals(Optional.of("mp_start_pools"), run.ending().crashedIn());
        assertEquals(
                Optional.of("x/pw.out:3: Error in routine mp_start_pools (1): invalid number of pools, out of range"),
                run.ending().evidence());
        assertEquals(Optional.of("He"), run.system());
        assertEquals(
                Optional.of("the output does not tell the version of pw.x"),
                run.counts().missing());
    }

    @Test
    void tellsWhatCannotBeRead() throws IOException {
        writeARun();
        Files.writeString(root.resolve("batch/r1/broken.out.gz"), RunFolder.OUTPUT);
        byte[] sound = Files.readAllBytes(runs.write("cut.out.gz", random() + RunFolder.OUTPUT));
        Files.write(root.resolve("cut.out.gz"), Arrays.copyOf(sound, sound.length - 20));
        runs.write("x/data-file-schema.xml", "<?xml version='1.0'?><qes:espresso>");
        runs.write("sacct.txt", "Job|State\n");
        Harvester harvester = runs.harvest();
        assertEquals(1, harvester.records().size());
        assertEquals(
                List.of(
                        root.resolve("batch/r1/broken.out.gz")
                                + ":1:1: not compressed by gzip, or damaged; expected what its name says",
                        root.resolve("sacct.txt")
                                + ":1:1: there is no column 'JobID'; expected what sacct --parsable2 writes, with its"
                                + " headline",
                        root.resolve("x/data-file-schema.xml")
                                + ":1:36: this is not well-formed XML; expected the data-file-schema.xml of a pw.x run",
                        root.resolve("cut.out.gz")
                                + ":1:1: not compressed by gzip, or damaged; expected what its name says"),
                harvester.problems());
    }

    /** Text that does not compress, so that a cut hits what comes after the head. */
    private static String random() {
        Random random = new Random(3);
        StringBuilder text = new StringBuilder(RunFolder.OUTPUT);
        for (int i = 0; i < 200_000; i++) {
            text.append((char) (' ' + random.nextInt(95)));
        }
        return text.append('\n').toString();
    }

    @Test
    void tellsOfAnOutputThatNoRunStartsIn() throws IOException {
        Path file = runs.write("x/pw.out", RunFolder.OUTPUT.replace("     Program", "[1,0]<stdout>:     Program"));
        assertEquals(
                List.of(file + ":1:1: no run starts in this file, though it holds 'Program PWSCF'; expected lines that"
                        + " begin as pw.x prints them"),
                runs.harvest().problems());
    }

    @Test
    void keepsARunWhoseOutputHasZeros() throws IOException {
        runs.write("x/pw.out", RunFolder.BEGUN + "\0".repeat(4096));
        assertEquals(Outcome.INCOMPLETE, runs.only().outcome());
    }

    @Test
    void tellsOfACompressedOutputThatIsCutEarly() throws IOException {
        Path file = runs.write("x/pw.out.gz", RunFolder.OUTPUT);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 200));
        assertEquals(
                List.of(file + ":1:1: not compressed by gzip, or damaged; expected what its name says"),
                runs.harvest().problems());
    }

    @Test
    void followsALinkThatItIsGiven() throws IOException {
        runs.write("x/pw.out", RunFolder.OUTPUT);
        Path link = Files.createSymbolicLink(root.resolve("link"), root.resolve("x"));
        Harvester harvester =
                new Harvester(ExampleRuns.EXTRACTOR, new HarvestOptions(Optional.empty(), List.of(), line -> {}));
        harvester.harvest(link);
        assertEquals("pw.out", harvester.records().get(0).origin().source());
    }

    @Test
    void refusesWhatIsNoFolder() throws IOException {
        Path file = runs.write("file.txt", "");
        Harvester harvester = runs.harvest();
        assertEquals(
                file + " is not a folder; expected one that holds runs",
                assertThrows(QePerfException.class, () -> harvester.harvest(file))
                        .getMessage());
        assertThrows(UncheckedIOException.class, () -> harvester.harvest(root.resolve("nowhere")));
    }

    @Test
    void makesARecordOfAnOutputCutAnywhere() throws IOException {
        runs.write("x/pw.in", Helium.INPUT);
        Random random = new Random(11);
        int done = RunFolder.OUTPUT.indexOf("JOB DONE") + 8;
        for (int i = 0; i < 60; i++) {
            int end = 60 + random.nextInt(RunFolder.OUTPUT.length() - 60);
            runs.write("x/pw.out", RunFolder.OUTPUT.substring(0, end));
            assertEquals(
                    end < done ? Outcome.INCOMPLETE : Outcome.CONVERGED,
                    runs.only().outcome());
        }
    }

    @Test
    void takesWallTimeFarAboveProcessorTimeAsDisturbed() throws IOException {
        runs.write("x/pw.out", RunFolder.OUTPUT);
        assertEquals(false, runs.only().ending().disturbed());
        runs.write("x/pw.out", RunFolder.OUTPUT.replace("2.25s WALL", "2.55s WALL"));
        assertEquals(true, runs.only().ending().disturbed());
    }

    @Test
    void theSupervisorKnowsMore() throws IOException {
        runs.write("x/pw.in", Helium.INPUT);
        runs.write("x/pw.out", RunFolder.OUTPUT);
        runs.write("x/run.json", SUPERVISED);
        RunRecord run = runs.only();
        assertEquals(Map.of("system", "he", "cutoffs", "10/40"), run.labels());
        assertEquals("lab", run.place().machine().orElseThrow().name());
        assertEquals(Optional.of("lab1"), run.place().host());
        RunLayout layout = run.place().layout();
        assertEquals(OptionalInt.of(4), layout.ranks());
        assertEquals(OptionalInt.of(2), layout.threads());
        assertEquals(OptionalInt.of(1), layout.diagonalization());
        assertEquals(OptionalLong.of(52428800), run.memory().peak());
        assertEquals(OptionalDouble.of(2.25), run.times().totalWall());
        assertEquals(true, run.ending().disturbed());
        assertEquals(Optional.empty(), run.place().job());
        runs.write("x/pw.out", RunFolder.BEGUN);
        assertEquals(OptionalDouble.of(2.13), runs.only().times().totalWall());
    }

    private static final String SUPERVISED = """
            {"format":"qeperf-supervised-run/1","id":"r1","labels":{"system":"he","cutoffs":"10/40"},
             "machine":{"name":"lab","cores_per_node":8,"memory_bytes_per_node":1000},"host":"lab1",
             "layout":{"nodes":1,"ranks":4,"threads":2,"pools":2,"band_groups":1,"task_groups":1,"diagonalization":1},
             "limits":{"seconds":90,"memory_bytes":null},"ended":"exit","exit_status":0,"wall_s":2.13,"user_s":1.9,
             "system_s":0.1,"peak_rss_bytes":52428800,"load_before":0.3,"attempts":1,"disturbed":true,"job_id":null,
             "started":"2026-11-21T01:02:03Z"}
            """;

    @Test
    void runsThatPrintTheSameAreTwoWhereTheirMakerSaysSo() throws IOException {
        runs.write("x/pw.out", RunFolder.OUTPUT);
        runs.write("x/run.json", SUPERVISED);
        runs.write("y/pw.out", RunFolder.OUTPUT);
        runs.write("y/run.json", SUPERVISED.replace("r1", "r2"));
        runs.write("z/pw.out", RunFolder.OUTPUT);
        runs.write("z/run.json", SUPERVISED);
        Harvester harvester = runs.harvest();
        assertEquals(2, harvester.records().size());
        assertEquals(1, harvester.duplicates().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"format\":` | 1:11: this is not JSON; expected a JSON object",
                "[] | 1:1: this is not what a run's supervisor writes; expected a JSON object",
                "{} | 1:1: the format is ''; expected 'qeperf-supervised-run/1'",
                "{F,\"ended\":\"exit\",\"peak_rss_bytes\":\"2\"}"
                        + " | 1:1: peak_rss_bytes is '\"2\"'; expected a number of at least 0",
                "{F,\"ended\":\"exit\",\"disturbed\":3} | 1:1: disturbed is '3'; expected true or false",
                "{F,\"ended\":\"lost\"} | 1:1: ended is 'lost'; expected exit, time_limit or killed",
                "{F,\"ended\":\"exit\",\"host\":3} | 1:1: host is '3'; expected a text",
                "{F,\"ended\":\"exit\",\"exit_status\":0.5} | 1:1: exit_status is '0.5'; expected a whole number",
                "{F,\"ended\":\"exit\",\"labels\":[]} | 1:1: labels is '[]'; expected an object",
                "{F,\"ended\":\"exit\",\"labels\":{\"a\":1}} | 1:1: label 'a' is '1'; expected a text",
                "{F,\"ended\":\"exit\",\"machine\":{\"name\":\"a\"}}"
                        + " | 1:1: the machine is not described; expected name, cores_per_node and"
                        + " memory_bytes_per_node",
                "{F,\"ended\":\"exit\",\"machine\":{\"name\":\"a\",\"cores_per_node\":0,\"memory_bytes_per_node\":1}}"
                        + " | 1:1: machine 'a' has 0 cores per node; expected a name and positive numbers"
            })
    void doesWithoutASupervisorsFileThatIsWrong(String json, String problem) throws IOException {
        runs.write("x/pw.out", RunFolder.OUTPUT);
        Path file = runs.write("x/run.json", json.replace("F,", "\"format\":\"qeperf-supervised-run/1\","));
        Harvester harvester = runs.harvest();
        assertEquals(List.of(file + ":" + problem), harvester.problems());
        assertEquals(1, harvester.records().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x/slurm-1234.out",
                "job-1234/pw.out",
                "job_1234/pw.out",
                "1234_si/pw.out",
                "run_1234_5/pw.out",
                "x/pw.out"
            })
    void joinsTheBatchJob(String output) throws IOException {
        runs.write(output, RunFolder.OUTPUT);
        if (output.equals("x/pw.out")) {
            runs.write("x/slurm-1234.err", "");
        }
        runs.write(
                "sacct_all.psv",
                "JobID|JobName|State|Elapsed|MaxRSS|NodeList|ExitCode\n"
                        + "1233|a|FAILED|00:01:00||n3|1:0\n"
                        + "1234|he|COMPLETED|1-00:01:02||n7|0:0\n"
                        + "1234.batch|batch|COMPLETED|1-00:01:02|512K|n7|0:0\n"
                        + "1234.0|pw.x|COMPLETED|1-00:01:00|2.5M|n7|0:0\n");
        RunRecord run = runs.only();
        assertEquals(
                Optional.of(new SlurmJob(
                        "1234",
                        Optional.of("COMPLETED"),
                        OptionalLong.of(86462),
                        OptionalLong.of(2621440),
                        Optional.of("n7"),
                        Optional.of("0:0"))),
                run.place().job());
        assertEquals(Optional.of("n7"), run.place().host());
        assertEquals(OptionalLong.of(2621440), run.memory().peak());
    }

    private static final String ACCOUNTED = "JobID|State|MaxRSS|NodeList\n17|COMPLETED||n7\n17.0|COMPLETED|2M|n7\n";

    /** The largest task of a job may be that of any of its runs. */
    @Test
    void thePeakOfAJobIsThatOfARunWhereItMadeNoOther() throws IOException {
        runs.write("sacct.txt", ACCOUNTED);
        runs.write("job_17/a/pw.out", RunFolder.OUTPUT);
        assertEquals(OptionalLong.of(2 << 20), runs.only().memory().peak());
        runs.write("job_17/a/pw.out.1", RunFolder.OUTPUT);
        assertEquals(
                List.of(OptionalLong.of(2 << 20)),
                runs.harvest().records().stream().map(r -> r.memory().peak()).toList());
        runs.write("job_17/b/pw.out", RunFolder.OUTPUT.replace("2.25s WALL", "2.26s WALL"));
        for (RunRecord run : runs.harvest().records()) {
            assertEquals(OptionalLong.empty(), run.memory().peak());
            assertEquals(
                    OptionalLong.of(2 << 20), run.place().job().orElseThrow().maxRssBytes());
            assertEquals(Optional.of("n7"), run.place().host());
        }
    }

    @Test
    void thePeakOfAJobIsThatOfAnXmlFileAloneAndItsCopy() throws IOException {
        runs.write("sacct.txt", ACCOUNTED);
        runs.write("job_17/pwscf.xml", XML);
        runs.write("job_17/pwscf.save/data-file-schema.xml", XML);
        assertEquals(
                List.of(OptionalLong.of(2 << 20)),
                runs.harvest().records().stream().map(r -> r.memory().peak()).toList());
        runs.write("job_17/other.xml", XML.replace("<nks>4", "<nks>5"));
        assertEquals(
                List.of(OptionalLong.empty(), OptionalLong.empty()),
                runs.harvest().records().stream().map(r -> r.memory().peak()).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sacct.txt", "job_17/run.json"})
    void nobodyKnowsThePeakOfOneOfSeveralRunsOfAFile(String watcher) throws IOException {
        runs.write(watcher, watcher.equals("sacct.txt") ? ACCOUNTED : SUPERVISED);
        runs.write("job_17/pw.out", RunFolder.OUTPUT + RunFolder.OUTPUT.replace("2.25s WALL", "2.26s WALL"));
        assertEquals(
                List.of(OptionalLong.empty(), OptionalLong.empty()),
                runs.harvest().records().stream().map(r -> r.memory().peak()).toList());
    }

    @Test
    void tellsOfEveryFiveHundredRunsOnce() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            text.append(RunFolder.OUTPUT.replace("at  0: 1: 2", "at  0: 1: 2 " + i));
        }
        runs.write("x/all.out", text.toString());
        runs.write("y/copy.out", text.toString());
        List<String> told = new ArrayList<>();
        Harvester harvester =
                new Harvester(ExampleRuns.EXTRACTOR, new HarvestOptions(Optional.empty(), List.of(), told::add));
        harvester.harvest(root);
        assertEquals(500, harvester.duplicates().size());
        assertEquals(List.of("500 runs found"), told);
    }

    @Test
    void saysWhichLineOfAnAccountingIsWrong() throws IOException {
        writeARun();
        Path file = runs.write("a.sacct", "JobID|State\n1|COMPLETED\n2|COMPLETED|3\n");
        assertEquals(
                List.of(file + ":3:1: 3 fields; expected 2, as the headline has"),
                runs.harvest().problems());
    }

    @Test
    void takesTheParametersOfAJubeBenchmarkAsLabels() throws IOException {
        runs.write("bench/000000/000001_run/work/pw.out", RunFolder.OUTPUT);
        runs.write("bench/000000/workpackages.xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <workpackages>
                  <workpackage id="0">
                    <step iteration="0" cycle="0">run</step>
                    <parameterset><parameter name="ecutwfc"><value>12,16</value><selection idx="0">12</selection>
                    </parameter></parameterset>
                  </workpackage>
                  <workpackage id="1">
                    <step iteration="0" cycle="0">run</step>
                    <parameterset>
                      <parameter name="ecutwfc" type="int" separator=","><value>12,16</value>
                        <selection idx="1">16</selection></parameter>
                      <parameter name="pools"><value>1</value></parameter>
                    </parameterset>
                  </workpackage>
                </workpackages>
                """);
        assertEquals(Map.of("ecutwfc", "16", "pools", "1"), runs.only().labels());
        Path file = runs.write("bench/000000/workpackages.xml", "<workpackages>\n<");
        assertEquals(
                List.of(file + ":2:1: this is not well-formed XML; expected the work packages of a JUBE benchmark"),
                runs.harvest().problems());
    }

    private static final String XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <qes:espresso xmlns:qes="http://www.quantum-espresso.org/ns/qes/qes-1.0">
              <general_info><creator NAME="PWSCF" VERSION="6.7MaX">written</creator></general_info>
              <parallel_info><nprocs>4</nprocs><nthreads>3</nthreads><npool>2</npool></parallel_info>
              <input><control_variables><calculation>scf</calculation></control_variables></input>
              <output>
                <atomic_structure nat="1"><atomic_positions><atom name="He" index="1">0.0 0.0 0.0</atom></atomic_positions>
                </atomic_structure>
                <basis_set><fft_grid nr1="12" nr2="12" nr3="12"/><ngm>751</ngm></basis_set>
                <band_structure><nbnd>1</nbnd><nks>4</nks></band_structure>
              </output>
              <exit_status>0</exit_status>
            </qes:espresso>
            """;

    @ParameterizedTest
    @ValueSource(strings = {"x/pwscf.xml", "x/pwscf.save/data-file-schema.xml"})
    void joinsTheXmlFileOfARun(String file) throws IOException {
        runs.write("x/pw.out", RunFolder.OUTPUT);
        runs.write(file, XML);
        RunRecord run = runs.only();
        assertEquals("x/pw.out", run.origin().source());
        assertEquals(OptionalInt.of(3), run.place().layout().threads());
    }

    @ParameterizedTest
    @CsvSource({"<nks>4,<nks>5", "<ngm>751,<ngm>753", "nat=\"1\",nat=\"2\"", "<nprocs>4,<nprocs>2", "6.7MaX,6.8"})
    void doesNotJoinTheXmlFileOfAnotherRun(String text, String other) throws IOException {
        runs.write("x/pw.out", RunFolder.OUTPUT);
        runs.write("x/pwscf.xml", XML.replace(text, other));
        assertEquals(
                List.of("x/pw.out", "x/pwscf.xml"),
                runs.harvest().records().stream().map(r -> r.origin().source()).toList());
    }

    @Test
    void makesARecordOfAnXmlFileAlone() throws IOException {
        runs.write("x/pwscf.save/data-file-schema.xml", XML);
        RunRecord run = runs.only();
        assertEquals("x/pwscf.save/data-file-schema.xml", run.origin().source());
        assertEquals(Optional.of("He"), run.system());
        assertEquals(Outcome.CONVERGED, run.outcome());
        assertEquals(
                Optional.of("x/pwscf.save/data-file-schema.xml:1: exit_status 0"),
                run.ending().evidence());
        assertEquals(OptionalInt.empty(), run.iterations().scf());
        Path file = root.resolve("runs.jsonl");
        RunSet.write(file, List.of(run));
        assertEquals(List.of(run), RunSet.read(file).runs());
    }
}
