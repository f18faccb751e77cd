package org.qeperf.examples.temporal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.testserver.TestServer;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.store.JdbcRunStore;
import org.qeperf.train.loop.BatchSystem;
import org.qeperf.train.loop.JobRecord;
import org.qeperf.train.loop.JobStore;
import org.qeperf.train.store.RunPrediction;
import org.qeperf.train.store.StoredRun;

/** Temporal's own test server, the installed pw.x and, where there is one, the installed Slurm. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DurableRunTest {

    private static final String SILICON =
            Path.of("../silicon/si.in").toAbsolutePath().normalize().toString();

    private static final Path PSEUDO = Path.of("/usr/share/espresso/pseudo");
    private static final String HYDROGEN = """
            &CONTROL
              disk_io = 'nowf'
            /
            &SYSTEM
              ibrav = 6, A = 12.0, C = 20.0, nat = 2, ntyp = 1, ecutwfc = 45
            /
            &ELECTRONS
            /
            ATOMIC_SPECIES
              H 1.008 H.pz-vbc.UPF
            ATOMIC_POSITIONS angstrom
              H 0 0 0
              H 0 0 0.74
            K_POINTS gamma
            """;

    /** Open MPI does not start as root unless it is told twice. */
    private static final Map<String, String> ENVIRONMENT =
            Map.of("OMPI_ALLOW_RUN_AS_ROOT", "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1");

    @TempDir
    private Path folder;

    @BeforeEach
    void installed() {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/pw.x")) && Files.isExecutable(Path.of("/usr/bin/mpirun")),
                "pw.x and Open MPI are not installed");
    }

    private static RunOrder order(String program) {
        return RunOrder.of(SILICON, "local").with("6.7", program, ENVIRONMENT);
    }

    /** A program that does something before it becomes pw.x. */
    private String wrapper(String commands) throws IOException {
        Path wrapper = Files.writeString(folder.resolve("wrapper"), "#!/bin/bash\n" + commands + "\n");
        Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
        return wrapper.toString();
    }

    private static WorkflowStub start(WorkflowClient client, RunOrder order) {
        PredictedRun run = client.newWorkflowStub(
                PredictedRun.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(RunWorker.QUEUE)
                        .setWorkflowId("si")
                        .build());
        WorkflowClient.start(run::run, order);
        return WorkflowStub.fromTyped(run);
    }

    /** A workflow in the test server, with a worker of this process. */
    private interface Use {
        void of(WorkflowStub workflow, JdbcRunStore runs) throws Exception;
    }

    private void run(RunOrder order, Supplier<BatchSystem> batch, Use use) throws Exception {
        TestEnvironmentOptions options =
                TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build();
        try (JdbcRunStore runs = JdbcRunStore.open(folder.resolve("runs.db"));
                TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance(options)) {
            RunWorker.register(environment.newWorker(RunWorker.QUEUE), new PwRuns(folder, batch, runs));
            environment.start();
            WorkflowStub workflow = start(environment.getWorkflowClient(), order);
            use.of(workflow, runs);
            WorkflowReplayer.replayWorkflowExecution(
                    environment.getWorkflowClient().fetchHistory("si"), DurableRun.class);
        }
    }

    private static void assertStored(String system, RunReport report, StoredRun stored) {
        assertEquals(report.runs().get(report.runs().size() - 1), stored.run().id());
        assertEquals(Outcome.CONVERGED, stored.run().outcome());
        assertEquals(system, stored.run().system().orElseThrow());
        assertEquals(
                List.of(
                        "seconds_per_scf_iteration",
                        "scf_iterations",
                        "ionic_steps",
                        "seconds_outside_scf",
                        "peak_memory_per_rank"),
                stored.predictions().stream().map(p -> p.target().name()).toList());
        for (int i = 0; i < report.quantities().size(); i++) {
            RunReport.Compared told = report.quantities().get(i);
            RunPrediction kept = stored.predictions().get(i);
            assertEquals(told.predicted(), kept.value());
            assertEquals(told.measured().isPresent(), kept.measured().isPresent());
        }
        assertTrue(stored.predictions().get(0).logError().isPresent(), "an iteration was measured");
        assertTrue(stored.predictions().get(1).logError().isPresent(), "iterations were counted");
    }

    @Test
    void runsSiliconAndKeepsPredictedBesideMeasured() throws Exception {
        run(order("pw.x"), RunWorker.batchSystem(), (workflow, runs) -> {
            RunReport report = workflow.getResult(RunReport.class);
            assertEquals(1, report.runs().size());
            assertEquals(1, runs.size());
            assertStored("Si", report, runs.latest(1).get(0));
            assertTrue(report.measuredSeconds().orElseThrow() > 0.1, report.toString());
        });
    }

    @Test
    void runsWithoutABatchSystemToo() throws Exception {
        run(order("pw.x"), LocalProcesses::new, (workflow, runs) -> {
            assertStored(
                    "Si", workflow.getResult(RunReport.class), runs.latest(1).get(0));
        });
    }

    /** Where a job asks for too little memory, the wrapper gives it too little, as a Slurm would that enforces it. */
    @Test
    void asksForMoreMemoryWhereARunDiedOfTooLittle() throws Exception {
        assumeTrue(Files.isRegularFile(PSEUDO.resolve("H.pz-vbc.UPF")), "quantum-espresso-data is not installed");
        Path input = Files.writeString(folder.resolve("h2.in"), HYDROGEN);
        String limited = wrapper("""
                mebibytes=$(sed -n 's/^#SBATCH --mem=\\([0-9]*\\)M$/\\1/p' job.sh)
                [ "$mebibytes" -ge 300 ] || ulimit -v 500000
                exec pw.x "$@\"""");
        RunOrder order = new RunOrder(
                input.toString(),
                List.of(PSEUDO.toString()),
                "local",
                Optional.of("6.7"),
                Optional.of(limited),
                ENVIRONMENT,
                Optional.empty(),
                Optional.of(200L << 20));
        run(order, RunWorker.batchSystem(), (workflow, runs) -> {
            RunReport report = workflow.getResult(RunReport.class);
            List<Outcome> outcomes = runs.after(0, 10).stream()
                    .map(stored -> stored.run().outcome())
                    .toList();
            assertEquals(List.of(Outcome.OUT_OF_MEMORY, Outcome.CONVERGED), outcomes, report.toString());
            assertStored("H", report, runs.latest(1).get(0));
        });
    }

    @Test
    void tellsWhyARunCannotSucceed() throws Exception {
        run(order("/no/pw.x"), RunWorker.batchSystem(), (workflow, runs) -> {
            WorkflowFailedException failed =
                    assertThrows(WorkflowFailedException.class, () -> workflow.getResult(RunReport.class));
            ActivityFailure activity = assertInstanceOf(ActivityFailure.class, failed.getCause());
            ApplicationFailure why = assertInstanceOf(ApplicationFailure.class, activity.getCause());
            assertEquals(RunActivities.FAILED, why.getType());
            assertTrue(why.getOriginalMessage().contains("/no/pw.x"), why.getOriginalMessage());
            assertEquals(0, runs.size());
        });
    }

    /** What one has such a server for: a worker dies, and another one goes on with the job, which is not submitted again. */
    @Test
    void anotherWorkerGoesOnWhereOneWasKilled() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String slow = wrapper("sleep 8\nexec pw.x \"$@\"");
        try (TestServer.PortBoundTestServer server = TestServer.createPortBoundServer(port, true)) {
            WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                    .setTarget("localhost:" + port)
                    .build());
            WorkflowClient client = WorkflowClient.newInstance(service);
            List<Process> workers = new ArrayList<>(List.of(worker(port)));
            try {
                WorkflowStub workflow = start(client, order(slow));
                awaitSubmission(workflow.getExecution());
                workers.get(0).destroyForcibly().waitFor();
                workers.add(worker(port));
                RunReport report = workflow.getResult(RunReport.class);
                List<JobRecord> jobs = JobStore.list(attempt(workflow.getExecution()), problem -> {});
                assertEquals(1, jobs.size());
                assertEquals(1, jobs.get(0).attempts().size(), "the job was submitted once");
                try (JdbcRunStore runs = JdbcRunStore.open(folder.resolve("runs.db"))) {
                    assertEquals(1, runs.size());
                    assertStored("Si", report, runs.latest(1).get(0));
                }
                assertTrue(
                        client.fetchHistory("si").getHistory().getEventsList().stream()
                                .filter(HistoryEvent::hasActivityTaskStartedEventAttributes)
                                .anyMatch(event -> event.getActivityTaskStartedEventAttributes()
                                                .getAttempt()
                                        > 1),
                        "somebody waited again");
            } finally {
                for (Process worker : workers) {
                    worker.destroyForcibly().waitFor();
                }
                service.shutdownNow();
            }
        }
    }

    private Path attempt(WorkflowExecution execution) {
        return folder.resolve(execution.getRunId()).resolve("attempt-1");
    }

    private void awaitSubmission(WorkflowExecution execution) throws InterruptedException {
        while (JobStore.list(attempt(execution), problem -> {}).stream()
                .flatMap(job -> job.lastAttempt().stream())
                .noneMatch(last -> !last.history().isEmpty())) {
            Thread.sleep(100);
        }
    }

    private Process worker(int port) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RunWorker.class.getName(),
                        "localhost:" + port,
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(folder.toFile(), "worker.log")))
                .start();
    }
}
