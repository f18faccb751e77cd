package org.qeperf.examples.nextflow;

import java.util.List;
import nextflow.util.Duration;
import nextflow.util.MemoryUnit;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.jobs.PlannedJob;

/** What a task asks for, in the types of Nextflow's directives. */
public final class PwRequest {

    private static final long MILLISECONDS = 1000;

    private final PlannedJob plan;
    private final int attempt;

    PwRequest(PlannedJob plan, int attempt) {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt " + attempt + "; expected at least 1");
        }
        this.plan = plan;
        this.attempt = attempt;
    }

    /**
     * For {@code cpus}.
     *
     * @return cores of all ranks
     */
    public int getCpus() {
        return getRanks() * getThreads();
    }

    /**
     * For {@code memory}.
     *
     * @return what 95 of 100 such runs keep within, so many times as there were attempts, and at most that of a node
     */
    public MemoryUnit getMemory() {
        long most = plan.destination().machine().memoryBytesPerNode();
        return new MemoryUnit((long) Math.min(most, (double) plan.neededBytesPerNode() * attempt));
    }

    /**
     * For {@code time}.
     *
     * @return what is enough for 95 of 100 such runs, so many times as there were attempts, and at most what the partition allows
     */
    public Duration getTime() {
        double most = plan.destination().maxSeconds().orElse(Double.POSITIVE_INFINITY);
        long first = resources().seconds().orElseThrow();
        return new Duration((long) Math.min(most, (double) first * attempt) * MILLISECONDS);
    }

    /**
     * For {@code mpirun -np}.
     *
     * @return number of ranks
     */
    public int getRanks() {
        return resources().tasksPerNode();
    }

    /**
     * For {@code OMP_NUM_THREADS}.
     *
     * @return threads of each rank
     */
    public int getThreads() {
        return resources().cpusPerTask();
    }

    /**
     * For the command line of pw.x.
     *
     * @return how the ranks are divided, such as {@code -nk 2}
     */
    public String getDivision() {
        List<String> words = plan.job().command().words();
        return String.join(" ", words.subList(1, words.indexOf("-in")));
    }

    private Resources resources() {
        return plan.job().resources();
    }
}
