package org.qeperf.runtime.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Workload;
import org.qeperf.runtime.artifact.ExampleModels;
import org.qeperf.runtime.batch.Container;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.Launcher;
import org.qeperf.runtime.batch.ModuleBlock;
import org.qeperf.runtime.batch.Queue;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.forecast.ExampleExtractor;
import org.qeperf.runtime.forecast.RunForecast;
import org.qeperf.runtime.forecast.RunPredictor;

class JobPlannerTest {

    private static final long MIB = 1 << 20;
    private static final FeatureExtractor EXTRACTOR = new ExampleExtractor();
    private static final JobPlanner PLANNER = new JobPlanner(new RunPredictor(EXTRACTOR, ExampleModels.run()));
    private static final JobOptions OPTIONS = JobOptions.of("si", "si.in");

    private static Workload run(long electrons) {
        return EXTRACTOR.restore(new Counts(List.of(new Count.Whole("n_el", electrons))));
    }

    private static PlannedJob plan(Layout layout, String partition, JobOptions options) {
        return PLANNER.plan(run(100), layout, ExampleDestinations.to(partition), options);
    }

    private static PlannedJob plan(Layout layout, String partition) {
        return plan(layout, partition, OPTIONS);
    }

    @Test
    void aJobAsksForWhatTheForecastSays() {
        PlannedJob planned = plan(new Layout(2, 4, 2, 2), "main");
        Job job = planned.job();
        RunForecast forecast = planned.forecast();
        assertEquals("si", job.name());
        assertEquals(new Queue(Optional.empty(), Optional.of("main"), Optional.empty(), Optional.empty()), job.queue());
        assertEquals(
                new ModuleBlock("box", List.of("qe"), List.of("module load qe/7.2")),
                job.modules().orElseThrow());
        assertEquals(Map.of("SITE", "here"), job.environment());
        assertEquals(List.of("pw.x", "-nk", "2", "-in", "si.in"), job.command().words());
        assertEquals(Launcher.SRUN, job.command().launcher());
        assertEquals(Optional.empty(), job.command().output());
        Resources asked = job.resources();
        assertEquals(
                List.of(2, 4, 2, 0),
                List.of(asked.nodes(), asked.tasksPerNode(), asked.cpusPerTask(), asked.gpusPerNode()));
        assertEquals(
                forecast.time().requestSeconds() + JobPlanner.START_SECONDS,
                asked.seconds().orElseThrow());
        assertEquals(0, asked.seconds().orElseThrow() % 60);
        long memory = asked.memoryBytesPerNode().orElseThrow();
        double wanted =
                forecast.memory().perNode().interval().upper() + JobPlanner.LAUNCHER_BYTES + 4 * JobPlanner.RANK_BYTES;
        assertEquals(0, memory % MIB);
        assertTrue(memory >= wanted && memory < wanted + MIB, memory + " for " + wanted);
        assertEquals(0.9, forecast.memory().perNode().interval().level());
        assertFalse(asked.exclusive());
        assertEquals(Scheduler.SLURM, planned.scheduler());
    }

    @Test
    void aJobGetsWholeNodesWhereThePartitionOrTheLayoutSaysSo() {
        Layout half = new Layout(2, 4, 2, 1);
        Layout whole = new Layout(2, 8, 2, 1);
        assertTrue(plan(half, "main:big:fast").job().resources().exclusive());
        assertEquals(
                OptionalLong.empty(),
                plan(half, "main:big:fast").job().resources().memoryBytesPerNode());
        assertFalse(plan(whole, "main").job().resources().exclusive());
        assertTrue(plan(whole, "silent").job().resources().exclusive());
        assertFalse(plan(half, "silent").job().resources().exclusive());
        assertEquals(
                OptionalLong.of(512 * MIB),
                plan(half, "main:big:fast", OPTIONS.withMemoryBytesPerNode(512 * MIB))
                        .job()
                        .resources()
                        .memoryBytesPerNode());
    }

    @Test
    void whatOnlySlurmKnowsStaysWithSlurm() {
        Layout layout = new Layout(2, 4, 2, 1);
        JobOptions payer = OPTIONS.withAccount("me");
        assertEquals(
                new Queue(Optional.of("me"), Optional.of("main"), Optional.of("big"), Optional.of("fast")),
                plan(layout, "main:big:fast", payer).job().queue());
        PlannedJob other = plan(layout, "main:big:fast", payer.withScheduler(Scheduler.PBS));
        assertEquals(
                new Queue(Optional.of("me"), Optional.of("main"), Optional.empty(), Optional.empty()),
                other.job().queue());
        assertEquals(Launcher.MPIRUN, other.job().command().launcher());
        assertEquals(Scheduler.PBS, other.scheduler());
    }

    @ParameterizedTest
    @CsvSource({
        "srun, SLURM, SRUN",
        "srun, PBS, MPIRUN",
        "srun, LSF, MPIRUN",
        "srun, SGE, MPIRUN",
        "jsrun, LSF, JSRUN",
        "jsrun, SLURM, MPIRUN",
        "mpirun, SLURM, MPIRUN",
        "mpiexec, SGE, MPIEXEC"
    })
    void launchersGoWithTheirBatchSystems(String own, Scheduler scheduler, Launcher launcher) {
        Destination destination = ExampleDestinations.with(ExampleDestinations.QE.replace("GPU", "true"), own)
                .destination(Optional.empty());
        PlannedJob planned =
                PLANNER.plan(run(100), new Layout(1, 2, 1, 1), destination, OPTIONS.withScheduler(scheduler));
        assertEquals(launcher, planned.job().command().launcher());
        assertTrue(planned.script().startsWith("#!/bin/bash\n"));
    }

    @Test
    void groupsAreNamedWhereTheyWereChosen() {
        assertEquals(
                List.of("/opt/pw.x", "-nk", "1", "-nt", "2", "-nd", "4", "-in", "si.in"),
                plan(new Layout(1, 8, 1, 1, 4, 2), "main", OPTIONS.withExecutable("/opt/pw.x"))
                        .job()
                        .command()
                        .words());
    }

    @Test
    void onAcceleratorsLinearAlgebraStaysOnOneRank() {
        PlannedJob planned = plan(new Layout(1, 4, 2, 2, 4, 1), "boost", OPTIONS.withContainer("qe.sif"));
        assertEquals(4, planned.job().resources().gpusPerNode());
        assertEquals(1, planned.forecast().layout().diagonalizationRanks());
        assertEquals(
                List.of("pw.x", "-nk", "2", "-nd", "1", "-in", "si.in"),
                planned.job().command().words());
        assertEquals(
                new Container("qe.sif", Container.Devices.NVIDIA),
                planned.job().command().container().orElseThrow());
        assertEquals(
                List.of(
                        "time and memory are those of processors: the models know no accelerators",
                        "the input has no max_seconds; write max_seconds = "
                                + planned.forecast().time().maxSeconds()
                                + " into &control, so that pw.x stops and writes its state within 00:02:00"),
                planned.warnings());
        Resources half = plan(new Layout(1, 2, 2, 2), "boost").job().resources();
        assertEquals(2, half.gpusPerNode());
        long needed = plan(new Layout(1, 2, 2, 2), "main")
                .job()
                .resources()
                .memoryBytesPerNode()
                .orElseThrow();
        assertEquals(OptionalLong.of(Math.max(needed, 1024 * MIB)), half.memoryBytesPerNode());
        Resources small = plan(new Layout(2, 1, 2, 2), "boost").job().resources();
        long less = plan(new Layout(2, 1, 2, 2), "main")
                .job()
                .resources()
                .memoryBytesPerNode()
                .orElseThrow();
        assertEquals(OptionalLong.of(Math.max(less, 512 * MIB)), small.memoryBytesPerNode());
        assertEquals(
                "2 tasks on a node with 4 accelerators; pw.x works best with one task for each",
                plan(new Layout(1, 2, 2, 2), "boost").warnings().get(1));
    }

    @Test
    void aBuildForProcessorsLeavesAcceleratorsAlone() {
        Destination destination = ExampleDestinations.with(ExampleDestinations.QE.replace("GPU", "false"), "srun")
                .destination(Optional.of("boost"));
        PlannedJob planned = PLANNER.plan(run(100), new Layout(1, 8, 1, 1), destination, OPTIONS);
        assertEquals(0, planned.job().resources().gpusPerNode());
        assertEquals(
                "the 4 accelerators of a node are not used: no build of Quantum ESPRESSO for them is known on machine"
                        + " 'box'",
                planned.warnings().get(0));
    }

    @Test
    void theUserKnowsBetter() {
        Job job = plan(
                        new Layout(1, 4, 1, 1),
                        "main",
                        OPTIONS.withSeconds(1234)
                                .withMemoryBytesPerNode(1000 * MIB)
                                .withEnvironment(Map.of("SITE", "there"))
                                .withOutput("job.out")
                                .withError("job.err")
                                .withProgramOutput("si.out"))
                .job();
        assertEquals(OptionalLong.of(1234), job.resources().seconds());
        assertEquals(OptionalLong.of(1000 * MIB), job.resources().memoryBytesPerNode());
        assertEquals(Map.of("SITE", "there"), job.environment());
        assertEquals(Optional.of("job.out"), job.output());
        assertEquals(Optional.of("job.err"), job.error());
        assertEquals(Optional.of("si.out"), job.command().output());
    }

    @Test
    void theLimitOfThePartitionIsAskedForAndToldOf() {
        PlannedJob planned = PLANNER.plan(run(100), new Layout(1, 4, 1, 1), ExampleDestinations.to("tiny"), OPTIONS);
        assertEquals(OptionalLong.of(30), planned.job().resources().seconds());
        assertEquals(OptionalLong.of(256 * MIB), planned.job().resources().memoryBytesPerNode());
        List<String> warnings = planned.warnings();
        assertTrue(
                warnings.get(0)
                        .matches(
                                "the run takes longer than 00:00:30, which partition 'tiny' of machine 'box' allows, with a"
                                        + " chance of (over 99|[0-9]+) %; write max_seconds and go on with restart_mode ="
                                        + " 'restart', or take more cores"),
                warnings.get(0));
        assertTrue(
                warnings.get(2)
                        .matches("the ranks of a node need 1\\.0 GB, at most [0-9.]+ GB with the launcher; a node has"
                                + " 256\\.0 MB: .*more nodes.*"),
                warnings.get(2));
    }

    @Test
    void tooLittleOfTheUsersIsToldOf() {
        List<String> warnings = plan(
                        new Layout(1, 4, 1, 1), "main", OPTIONS.withSeconds(20).withMemoryBytesPerNode(10 * MIB))
                .warnings();
        assertTrue(
                warnings.get(0)
                        .matches(
                                "the run takes longer than 00:00:20, as asked for, with a chance of (over 99|[0-9]+) %;"
                                        + " write max_seconds and go on with restart_mode = 'restart', or take more cores"),
                warnings.get(0));
        assertTrue(
                warnings.get(2)
                        .matches(
                                "the ranks of a node may need [0-9.]+ [GM]B with the launcher, more than the 10\\.0 MB asked for"),
                warnings.get(2));
    }

    @Test
    void machinesWithoutModulesAreToldOf() {
        Destination destination = ExampleDestinations.with("", "srun").destination(Optional.empty());
        PlannedJob planned = PLANNER.plan(run(100), new Layout(1, 4, 1, 1), destination, OPTIONS);
        assertEquals(Optional.empty(), planned.job().modules());
        assertEquals(
                "nobody told how Quantum ESPRESSO is made ready on machine 'box': the script loads no modules; add them,"
                        + " or name the program with --executable",
                planned.warnings().get(0));
        Cluster local = Clusters.local();
        PlannedJob here = PLANNER.plan(run(100), new Layout(1, 1, 1, 1), local.destination(Optional.empty()), OPTIONS);
        assertEquals(Queue.DEFAULT, here.job().queue());
        assertEquals(1, here.warnings().size(), here.warnings()::toString);
    }

    private static void refuses(String problem, Layout layout, String partition, JobOptions options) {
        QePerfException e = assertThrows(QePerfException.class, () -> plan(layout, partition, options));
        assertEquals(problem, e.getMessage());
    }

    @Test
    void whatTheBatchSystemWouldRefuseIsRefused() {
        refuses(
                "a job of 5 nodes; partition 'main' of machine 'box' takes at most 4; this would go to: main:big:fast,"
                        + " silent, tiny",
                new Layout(5, 4, 1, 1),
                "main",
                OPTIONS);
        refuses(
                "a job of 1 node; partition 'main:big:fast' of machine 'box' takes at least 2; this would go to:"
                        + " main, silent, tiny",
                new Layout(1, 4, 1, 1),
                "main:big:fast",
                OPTIONS);
        refuses(
                "4 tasks of 5 threads: 20 cores of a node; partition 'main' of machine 'box' has 16: take fewer"
                        + " tasks or threads",
                new Layout(1, 4, 5, 1),
                "main",
                OPTIONS);
        refuses(
                "a job of 64 cores; partition 'main' of machine 'box' takes at most 48; this would go to: main:big:fast, silent, tiny",
                new Layout(4, 16, 1, 1),
                "main",
                OPTIONS);
        refuses(
                "a job of 02:00:00; partition 'main' of machine 'box' takes at most 01:00:00; this would go to: main:big:fast, silent",
                new Layout(1, 4, 1, 1),
                "main",
                OPTIONS.withSeconds(7200));
        refuses(
                "a job of 3072 MiB on each node; partition 'main' of machine 'box' gives at most 2048 MiB: take more"
                        + " nodes or fewer tasks on each",
                new Layout(1, 4, 1, 1),
                "main",
                OPTIONS.withMemoryBytesPerNode(3072 * MIB));
    }

    @Test
    void aLayoutInWhichTheProgramStopsIsRefused() {
        refuses(
                "pw.x stops: 3 pools for 4 ranks (it prints \"invalid number of pools\"); take 1",
                new Layout(1, 4, 1, 3),
                "main",
                OPTIONS);
    }

    @Test
    void aMachineWithoutABatchSystemOfOursNeedsOne() {
        Cluster box = ExampleDestinations.with("", "srun");
        Cluster silent = new Cluster(
                box.name(),
                box.title(),
                box.site(),
                box.aliases(),
                box.retired(),
                box.checked(),
                box.sources(),
                Optional.empty(),
                Optional.empty(),
                box.accountingUnit(),
                box.nodeTypes(),
                box.partitions(),
                box.software());
        Destination destination = silent.destination(Optional.empty());
        Layout layout = new Layout(1, 4, 1, 1);
        QePerfException e =
                assertThrows(QePerfException.class, () -> PLANNER.plan(run(100), layout, destination, OPTIONS));
        assertEquals(
                "the batch system of machine 'box' is none that scripts are written for; take --scheduler with one that"
                        + " it has besides",
                e.getMessage());
        assertEquals(
                Launcher.SRUN,
                PLANNER.plan(run(100), layout, destination, OPTIONS.withScheduler(Scheduler.SLURM))
                        .job()
                        .command()
                        .launcher());
    }
}
