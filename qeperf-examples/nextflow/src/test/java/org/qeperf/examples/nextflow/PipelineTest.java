package org.qeperf.examples.nextflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.runtime.advise.Advice;
import org.qeperf.runtime.advise.Advisor;
import org.qeperf.runtime.advise.Objective;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.jobs.DestinationRules;
import org.qeperf.runtime.jobs.JobOptions;
import org.qeperf.runtime.jobs.JobPlanner;
import org.qeperf.runtime.jobs.PlannedJob;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;

class PipelineTest {

    private static final Path SILICON = Path.of("../silicon");
    private static final long STARVED_BYTES = 64L << 20;

    @TempDir
    Path folder;

    @Test
    void runsWithWhatQeperfAdvisesAndLearnsFromWhatWasRun() throws Exception {
        for (String program : List.of("pw.x", "mpirun", "ps", "pkill")) {
            assumeTrue(isInstalled(program), "needs " + program + ": apt-get install quantum-espresso procps");
        }
        Path trace = folder.resolve("trace.txt");
        Path config = Files.writeString(
                folder.resolve("trace.config"),
                "trace { enabled = true; raw = true; file = '" + trace
                        + "'; fields = 'name,attempt,status,exit,cpus,memory,time' }\n");

        String printed = new NextflowProcess(folder)
                .run(
                        Path.of("pipeline/main.nf").toAbsolutePath().toString(),
                        "--starved",
                        "dimer",
                        "-c",
                        config.toString());

        Map<String, String> tasks = tasks(trace);
        assertEquals(3, tasks.size(), printed);
        PlannedJob silicon = advised(SILICON.resolve("si.in"));
        assertEquals("COMPLETED 0 " + asked(silicon, bytes(silicon), 1), tasks.get("PW (si) 1"), printed);
        PlannedJob dimer = advised(Path.of("pipeline/dimer.in"));
        assertEquals("FAILED 137 " + asked(dimer, STARVED_BYTES, 1), tasks.get("PW (dimer) 1"), printed);
        assertEquals("COMPLETED 0 " + asked(dimer, 2 * bytes(dimer), 2), tasks.get("PW (dimer) 2"), printed);

        List<RunRecord> runs = RunSet.read(folder.resolve("runs.jsonl")).runs();
        assertEquals(3, runs.size(), printed);
        assertConverged(run(runs, "PW (si)", "1"), printed);
        assertConverged(run(runs, "PW (dimer)", "2"), printed);
        RunRecord starved = run(runs, "PW (dimer)", "1");
        assertEquals(Outcome.OUT_OF_MEMORY, starved.outcome(), printed);
        assertTrue(starved.times().totalWall().isEmpty(), printed);
        assertTrue(printed.contains("qeperf: runs added to " + runsFile() + ": 3\n"), printed);
        assertTrue(
                printed.matches("(?s).*\n"
                        + "PW \\(si\\) +1  converged(, disturbed)? +[0-9.]+ s +[0-9.]+ s +[0-9]+ MB +(-|[0-9]+ MB)\n"
                        + ".*"),
                printed);
        assertTrue(printed.matches("(?s).*\nPW \\(dimer\\) +1  out_of_memory +[0-9.]+ s +- +[0-9]+ MB .*"), printed);
    }

    @Test
    void tellsOfATaskThatRanNothing() throws Exception {
        Files.copy(Path.of("pipeline/nextflow.config"), folder.resolve("nextflow.config"));
        Files.copy(Path.of("src/test/resources/idle.nf"), folder.resolve("main.nf"));

        String printed = new NextflowProcess(folder)
                .run("main.nf", "--input", SILICON.resolve("si.in").toRealPath().toString());

        assertTrue(
                printed.contains("qeperf: IDLE (1): no run of pw.x in "
                        + folder.toRealPath().resolve("work") + File.separator),
                printed);
        assertFalse(Files.exists(folder.resolve("runs.jsonl")), printed);
    }

    private Path runsFile() throws Exception {
        return folder.toRealPath().resolve("runs.jsonl");
    }

    private static void assertConverged(RunRecord run, String printed) {
        assertEquals(Outcome.CONVERGED, run.outcome(), printed);
        assertTrue(run.times().totalWall().getAsDouble() > 0, printed);
        assertTrue(run.secondsPerScfIteration().getAsDouble() > 0, printed);
        assertEquals(Optional.empty(), run.counts().missing(), printed);
        assertEquals("local", run.place().machine().orElseThrow().name(), printed);
    }

    private static RunRecord run(List<RunRecord> runs, String task, String attempt) {
        return runs.stream()
                .filter(run -> run.labels().equals(Map.of("task", task, "attempt", attempt)))
                .findFirst()
                .orElseThrow();
    }

    /** What qeperf's own entry point advises, which the plug-in cannot use. */
    private static PlannedJob advised(Path input) {
        Destination machine = Clusters.shipped().find("local", Optional.empty());
        RunPredictor predictor = RunPredictor.load(machine.machine(), 1);
        Workload run = predictor.read(SimulationFiles.of(input, SILICON).withCodeVersion("6.7"));
        Advice advice = new Advisor(predictor).advise(run, DestinationRules.ask(machine, Objective.TIME, 1));
        return new JobPlanner(predictor).plan(run, advice, machine, JobOptions.of("pw", input.toString()));
    }

    /** What mpirun needs is beside what the ranks do, in whole MiB. */
    private static long bytes(PlannedJob job) {
        double ranks = job.forecast().memory().perNode().interval().upper();
        long most = (long) Math.ceil(ranks / (1 << 20) + 64) << 20;
        assertEquals(most, job.job().resources().memoryBytesPerNode().orElse(most));
        return most;
    }

    private static String asked(PlannedJob job, long bytes, int attempt) {
        Resources resources = job.job().resources();
        int cpus = resources.tasksPerNode() * resources.cpusPerTask();
        return cpus + " " + bytes + " " + 1000 * attempt * resources.seconds().orElseThrow();
    }

    /** Lines of a trace: name and attempt, and the rest. */
    private static Map<String, String> tasks(Path trace) throws Exception {
        Map<String, String> tasks = new HashMap<>();
        List<String> lines = new ArrayList<>(Files.readAllLines(trace));
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = Arrays.asList(line.split("\t"));
            tasks.put(cells.get(0) + " " + cells.get(1), String.join(" ", cells.subList(2, cells.size())));
        }
        return tasks;
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }
}
