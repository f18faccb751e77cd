package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.Clusters;

class ScriptCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SILICON = Path.of("../qeperf-examples/silicon/si.in");
    private static final String HOSTILE = "$(rm -rf ~)";

    @TempDir
    private Path folder;

    private Path input;
    private Path box;

    @BeforeEach
    void writeAnInputAndAMachine() {
        input = ExampleInput.write(folder, ExampleInput.TEXT);
        box = ExampleMachine.write(folder);
    }

    private static Console.Result run(Object first, Object... more) {
        List<Object> all = new ArrayList<>(List.of("script", first));
        all.addAll(Arrays.asList(more));
        return Console.run(all.toArray());
    }

    private String script(Object... more) {
        Console.Result result = run(input, more);
        assertEquals(0, result.status(), result.err());
        return result.out();
    }

    private JsonNode json(Object... more) throws IOException {
        return JSON.readTree(script(more));
    }

    @Test
    void writesTheScriptOfALayoutAndNothingElse() {
        Console.Result result = run(
                input,
                "--machine",
                box,
                "--nodes",
                2,
                "--tasks-per-node",
                4,
                "--threads-per-task",
                2,
                "--pools",
                4,
                "--job-name",
                "he test",
                "--account",
                "me",
                "--output",
                "job.out",
                "--error",
                "job.err");
        assertEquals(0, result.status());
        assertEquals("""
                #!/bin/bash
                #SBATCH --job-name="he test"
                #SBATCH --account=me
                #SBATCH --partition=main
                #SBATCH --qos=normal
                #SBATCH --constraint=fast
                #SBATCH --nodes=2
                #SBATCH --ntasks-per-node=4
                #SBATCH --cpus-per-task=2
                #SBATCH --mem=0
                #SBATCH --exclusive
                #SBATCH --time=00:02:00
                #SBATCH --output=job.out
                #SBATCH --error=job.err

                # MODULES BEGIN box qe
                module purge
                module load qe/7.2
                # MODULES END

                export OMP_NUM_THREADS=2
                export OMP_PLACES=cores
                export OMP_PROC_BIND=close
                export SRUN_CPUS_PER_TASK=2
                export SITE='it'\\''s here'
                export ESPRESSO_PSEUDO=FOLDER

                srun --cpu-bind=cores pw.x -nk 4 -in FOLDER/pw.in > FOLDER/pw.out
                """.replace("FOLDER", folder.toString()), result.out());
        assertTrue(
                result.err().lines().allMatch(line -> line.startsWith("warning: ") || line.contains(": warning: ")),
                result.err());
        assertTrue(
                result.err().contains("\nwarning: the input has no max_seconds; write max_seconds = "), result.err());
    }

    @Test
    void outputsGoToFilesOfTheirOwn() {
        Path output = folder.resolve("pw.out");
        for (String option : List.of("--output", "--error")) {
            assertEquals(
                    Console.refused(
                            2,
                            option + " is " + output + ", where the program's output goes; expected another file, or"
                                    + " another one with --program-output; see 'qeperf script --help'"),
                    run(input, "--machine", box, option, output));
        }
        assertEquals(
                Console.refused(
                        2,
                        "--program-output is the input " + input
                                + "; expected another file; see 'qeperf script --help'"),
                run(input, "--machine", box, "--program-output", folder.resolve("./pw.in")));
    }

    @Test
    void searchesTheLayoutThatAdviseFinds() throws IOException {
        JsonNode best = JSON.readTree(
                        Console.run("advise", input, "--machine", box, "--objective", "cost", "--format", "json")
                                .out())
                .get("layouts")
                .get(0);
        JsonNode job = json("--machine", box, "--objective", "cost", "--format", "json");
        for (String name : List.of("nodes", "tasks_per_node")) {
            assertEquals(best.get(name), job.get(name), name);
        }
        assertEquals(best.get("threads_per_task"), job.get("cpus_per_task"));
        assertEquals(best.get("pools").asText(), job.at("/command/words/2").asText());
        // A minute for modules and the start of the ranks.
        assertEquals(
                60 + job.at("/forecast/walltime_request_s").asLong(),
                job.get("walltime_s").asLong());
        assertEquals(
                script("--machine", box, "--objective", "cost"),
                job.get("script").asText());
    }

    @Test
    void asksASharedPartitionForMemory() {
        String script = script("--machine", box, "--partition", "shared", "--tasks-per-node", 2);
        assertTrue(script.matches("(?s).*\n#SBATCH --mem=[0-9]+M\n#SBATCH --time=.*"), script);
        assertTrue(script("--machine", box, "--partition", "shared", "--memory", "2GB", "--time", "90m")
                .contains("\n#SBATCH --mem=2G\n#SBATCH --time=01:30:00\n"));
    }

    @Test
    void givesEachAcceleratorARank() {
        String script = script("--machine", box, "--partition", "dc-gpu", "--nodes", 1, "--container", "qe 7.sif");
        assertTrue(
                script.contains("#SBATCH --ntasks-per-node=4\n#SBATCH --cpus-per-task=32\n#SBATCH --gpus-per-node=4\n"),
                script);
        assertTrue(script.contains(" --nv 'qe 7.sif' pw.x -nk "), script);
        assertTrue(script.contains(" -nd 1 -in "), script);
    }

    @Test
    void givesAPartOfTheAcceleratorsWhereFewerTasksAreAskedFor() {
        String script = script("--machine", box, "--partition", "dc-gpu", "--nodes", 1, "--tasks-per-node", 1);
        assertTrue(
                script.contains("#SBATCH --ntasks-per-node=1\n#SBATCH --cpus-per-task=32\n#SBATCH --gpus-per-node=1\n"),
                script);
    }

    @Test
    void asksForTheTimeThatIsAskedForAlsoWhereItIsShort() {
        Console.Result result = run(SILICON, "--time", "1", "--nodes", 1, "--tasks-per-node", 1);
        assertEquals(0, result.status(), result.err());
        assertTrue(result.out().contains("\n#SBATCH --time=00:00:01\n"), result.out());
        assertTrue(
                result.err()
                        .matches(
                                "(?s).*warning: the run takes longer than 00:00:01, as asked for, with a chance of [0-9]+ %; .*"),
                result.err());
    }

    @Test
    void namesTheProgramAndItsOutputAsAsked() {
        assertTrue(script("--executable", "/opt/my qe/pw.x", "--program-output", "a b.out")
                .matches("(?s).* '/opt/my qe/pw.x' -nk .*pw.in > 'a b.out'\n"));
    }

    @Test
    void saysWhatToDoAboutMaxSeconds() throws IOException {
        Path late = Files.writeString(
                folder.resolve("late"), ExampleInput.TEXT.replace("&CONTROL\n", "&CONTROL\nmax_seconds = 7200\n"));
        Console.Result result = run(late, "--nodes", 1, "--tasks-per-node", 1);
        assertTrue(
                result.err()
                        .matches("(?s).*warning: max_seconds of the input is beyond the 00:01:00 of the job;"
                                + " write max_seconds = [0-9]+\n.*"),
                result.err());
        assertTrue(result.out().contains("--job-name=late\n"), result.out());
        assertTrue(result.out().endsWith("late > " + folder + "/late.out\n"), result.out());
        Path early = Files.writeString(
                folder.resolve("early.in"), ExampleInput.TEXT.replace("&CONTROL\n", "&CONTROL\nmax_seconds = 50\n"));
        assertFalse(run(early, "--nodes", 1).err().contains("max_seconds"));
        Path same = Files.writeString(folder.resolve("same.out"), ExampleInput.TEXT);
        assertTrue(run(same).out().endsWith("same.out > " + folder + "/same.out.out\n"));
    }

    @Test
    void writesAFileAsAWhole() throws IOException {
        Path file = folder.resolve("new/si.sh");
        Console.Result result = run(input, "-o", file, "--nodes", 1);
        assertEquals("", result.out());
        assertEquals(script("--nodes", 1), Files.readString(file));
        assertEquals(3, run(input, "-o", file, "--machine", box, "--nodes", 9).status());
        assertEquals(script("--nodes", 1), Files.readString(file));
    }

    @Test
    void writesJsonForOtherPrograms() throws IOException {
        Object[] layout = {
            "--machine", box, "--nodes", 2, "--tasks-per-node", 4, "--threads-per-task", 2, "--pools", 4, "--format"
        };
        assertEquals(
                "{\"job_name\":\"pw\",\"queue_name\":\"main\",\"qos\":\"normal\",\"nodes\":2,\"processes_per_node\":4,"
                        + "\"threads_per_process\":2,\"time_limit\":120,\"scheduler_kwargs\":"
                        + "{\"mem\":\"0\",\"constraint\":\"fast\",\"exclusive\":\"exclusive\"}}",
                json(and(layout, "jobflow-remote")).get("resources").toString());
        assertEquals(
                "{\"cmdline\":[\"-nk\",\"4\"]}",
                json(and(layout, "aiida")).get("settings").toString());
        JsonNode rest = json(and(layout, "slurm-rest"));
        assertEquals("2", rest.at("/job/nodes").textValue());
        assertEquals(
                Path.of("").toAbsolutePath().toString(),
                rest.at("/job/current_working_directory").textValue());
        assertEquals(script(and(layout, "script")), rest.at("/job/script").textValue());
        assertEquals(
                "[2,2]",
                json(and(and(layout, "slurm-rest"), "--rest-version", "v0.0.38"))
                        .at("/job/nodes")
                        .toString());
    }

    private static Object[] and(Object[] some, Object... more) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray();
    }

    @ParameterizedTest
    @EnumSource(Scheduler.class)
    void aHostileNameStaysAName(Scheduler scheduler) throws Exception {
        Path hostile = ExampleInput.write(folder.resolve(HOSTILE), ExampleInput.TEXT);
        Console.Result result =
                run(hostile, "--scheduler", scheduler, "--job-name", HOSTILE, "--nodes", 1, "--tasks-per-node", 1);
        assertEquals(0, result.status(), result.err());
        assertTrue(result.out().endsWith("pw.out'\n"), result.out());
        requireSound(result.out());
    }

    /** Of every machine that ships, this one and the invented one. */
    static Stream<String> machines() {
        return Stream.concat(
                Clusters.shipped().all().stream().map(Cluster::name), Stream.of(Clusters.LOCAL, "box.json"));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void writesASoundScriptOfEachMachineForEachBatchSystem(String machine) throws Exception {
        Object where = machine.endsWith(".json") ? folder.resolve(machine) : machine;
        for (Scheduler scheduler : Scheduler.values()) {
            Console.Result result = run(SILICON, "--machine", where, "--scheduler", scheduler, "--max-nodes", 4);
            assertEquals(0, result.status(), result.err());
            assertTrue(result.out().endsWith("si.out\n"), result.out());
            requireSound(result.out());
        }
    }

    @Test
    void slurmTakesTheScriptOfThisMachine() throws Exception {
        assumeTrue(isThere("sbatch") && status("", "sinfo", "--noheader") == 0, "no Slurm here");
        Console.Result result = run(SILICON, "--machine", "local");
        Path file = Files.writeString(folder.resolve("si.sh"), result.out());
        assertEquals(0, status("", "sbatch", "--test-only", file.toString()), result.out());
    }

    static String names() {
        return Clusters.LOCAL
                + Clusters.shipped().all().stream()
                        .map(cluster -> ", " + cluster.name())
                        .collect(Collectors.joining());
    }

    private static void requireSound(String script) throws IOException, InterruptedException {
        assertEquals(0, status(script, "bash", "-n"), script);
        if (isThere("shellcheck")) {
            assertEquals(0, status(script, "shellcheck", "--severity=warning", "-"), script);
        }
    }

    private static boolean isThere(String program) throws IOException, InterruptedException {
        return status("", "sh", "-c", "command -v " + program) == 0;
    }

    private static int status(String in, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(in.getBytes(StandardCharsets.UTF_8));
        }
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), String.join(" ", command));
        return process.exitValue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--scheduler oar        | Invalid value for option '--scheduler':"
                        + " expected one of [SLURM, PBS, LSF, SGE] (case-insensitive) but was 'oar'",
                "--memory much          | --memory is 'much'; expected a size such as 64GB or 500MB",
                "--time soon            | Invalid value for option '--time': 'soon' is not a time;"
                        + " expected 2h, 1.5h, 90m, 3600 or HH:MM:SS",
                "--format yaml          | Invalid value for option '--format': 'yaml'; expected one of"
                        + " script, json, slurm-rest, aiida, jobflow-remote",
                "--nodes 0              | --nodes is 0; expected at least 1",
                "--account a#b --scheduler sge | the account is 'a#b', which the batch system can't be told;"
                        + " expected letters, digits and _ . + -, no hyphen first"
            })
    void refusesArgumentsThatMakeNoSense(String arguments, String problem) {
        assertEquals(Console.refused(2, problem + "; see 'qeperf script --help'"), run(input, (Object[])
                arguments.split(" ")));
    }

    @Test
    void refusesAPartitionThatIsNotThereAndAnInputThatIsMissing() {
        assertEquals(
                Console.refused(
                        2,
                        "machine 'box' has no partition 'gpu'; expected one of: main:normal:fast, shared, small, dc-gpu;"
                                + " see 'qeperf script --help'"),
                run(input, "--machine", box, "--partition", "gpu"));
        assertEquals(
                Console.refused(
                        2,
                        "there is no machine 'hal'; expected one of: " + names()
                                + ", or a file that ends with .json; see 'qeperf script --help'"),
                run(input, "--machine", "hal"));
        assertEquals(
                Console.refused(2, "Missing required parameter: 'INPUT'; see 'qeperf script --help'"),
                Console.run("script"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--nodes 5              | a job of 5 nodes; partition 'main:normal:fast' of machine 'box' takes at most 4",
                "--time 2h              | a job of 02:00:00; partition 'main:normal:fast' of machine 'box' takes at most"
                        + " 01:00:00; this would go to: shared",
                "--memory 65G           | a job of 66560 MiB on each node; partition 'main:normal:fast' of machine 'box' gives"
                        + " at most 65536 MiB: take more nodes or fewer tasks on each",
                "--format slurm-rest --rest-version 40 | version '40' of Slurm's REST interface; expected one from"
                        + " 0.0.38 to 0.0.45",
                "--format aiida --scheduler lsf | a job of LSF for AiiDA; expected one of SLURM or PBS: take"
                        + " --scheduler, or --format script",
                "--nodes 1 --tasks-per-node 2 --threads-per-task 1 --pools 3 | pw.x stops: 3 pools for 2 ranks (it prints \"invalid number of pools, out of range\");"
                        + " take at most 2"
            })
    void saysWhatCannotBe(String arguments, String problem) {
        List<Object> all = new ArrayList<>(List.of("--machine", box));
        all.addAll(List.of(arguments.split(" ")));
        Console.Result result = run(input, all.toArray());
        assertEquals(3, result.status());
        assertEquals(problem, result.err().strip());
        assertEquals("", result.out());
    }

    @Test
    void saysThatNoLayoutFitsThePartition() {
        Console.Result result = run(SILICON, "--machine", box, "--partition", "small");
        assertEquals(3, result.status());
        assertTrue(
                result.err()
                        .matches(
                                "no layout meets all limits; nearest is 1 node x 1 task x 1 thread, 1 pool, which exceeds"
                                        + " memory: a node needs up to [0-9.]+ MB in 95 of 100 cases, it may have 16.0 MB\n"),
                result.err());
    }
}
