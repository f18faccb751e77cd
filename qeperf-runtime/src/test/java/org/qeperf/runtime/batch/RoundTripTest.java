package org.qeperf.runtime.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoundTripTest {

    private static final int JOBS = 6000;

    @ParameterizedTest
    @EnumSource
    void aWrittenScriptIsReadAsItsJob(Scheduler scheduler) {
        RandomJobs jobs = new RandomJobs(14);
        for (int i = 0; i < JOBS; i++) {
            Job job = jobs.next(scheduler);
            String script = BatchScript.write(job, scheduler);
            ReadScript read = BatchScript.read(script, "job.sh");
            assertEquals(job, read.job(), script);
            assertEquals(scheduler, read.scheduler());
            assertEquals(List.of(), read.warnings(), script);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatABatchSystemRoundsIsRoundedUpOnce(Scheduler scheduler) {
        Job job = Jobs.with(new Resources(2, 3, 1, 0, OptionalLong.of(1_000_000_001), false, OptionalLong.of(61)));
        String script = BatchScript.write(job, scheduler);
        Resources read = BatchScript.read(script, "job.sh").job().resources();
        long mebibytes = scheduler == Scheduler.SGE ? 318 * 3 : 954;
        assertEquals(mebibytes << 20, read.memoryBytesPerNode().orElse(0));
        assertEquals(scheduler == Scheduler.LSF ? 120 : 61, read.seconds().orElse(0));
        assertEquals(
                script, BatchScript.write(BatchScript.read(script, "job.sh").job(), scheduler));
    }
}
