package org.qeperf.examples.temporal;

import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.qeperf.store.JdbcRunStore;
import org.qeperf.train.loop.BatchSystem;
import org.qeperf.train.loop.SlurmSystem;

/** A worker: {@code RunWorker localhost:7233 FOLDER}. As many as one likes may share a folder. */
public final class RunWorker {

    /** Where workers ask for work. */
    public static final String QUEUE = "pw-runs";

    /**
     * Any worker takes the next step. A workflow has a handful of steps in days, so there is nothing to gain from the worker that took
     * the last one, and Temporal's test server would wait for it for ever where it has died.
     */
    private static final WorkerOptions OPTIONS = WorkerOptions.newBuilder()
            .setStickyQueueScheduleToStartTimeout(Duration.ZERO)
            .build();

    private RunWorker() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[1]);
        // Open until the process ends.
        JdbcRunStore runs = JdbcRunStore.open(folder.resolve("runs.db"));
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(arguments[0]).build());
        WorkerFactory factory = WorkerFactory.newInstance(WorkflowClient.newInstance(service));
        register(factory.newWorker(QUEUE, OPTIONS), new PwRuns(folder, batchSystem(), runs));
        factory.start();
    }

    static void register(Worker worker, PwRuns activities) {
        worker.registerWorkflowImplementationTypes(DurableRun.class);
        worker.registerActivitiesImplementations(activities);
    }

    /** Slurm where it answers, else processes of this machine. */
    static Supplier<BatchSystem> batchSystem() {
        try {
            Process sinfo = new ProcessBuilder("sinfo", "--noheader")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (sinfo.waitFor() == 0) {
                return SlurmSystem::new;
            }
        } catch (IOException e) {
            return LocalProcesses::new; // there is no such command
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return LocalProcesses::new;
    }
}
