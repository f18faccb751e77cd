package org.qeperf.runtime.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '`',
            value = {
                "$(rm -rf ~)|$(rm -rf ~)|j__rm_-rf___",
                "'; rm -rf ~ #|'; rm -rf ~ #|j___rm_-rf____",
                "--wrap=x|--wrap=x|j--wrap_x",
                "Si 2×2|Si 2×2|Si_2_2",
                "64 atoms|64 atoms|j64_atoms",
                "none|none|none",
                "😀|😀|j_"
            })
    void charactersThatAreNotAllowedBecomeUnderscores(String wish, String slurm, String others) {
        assertEquals(slurm, Scheduler.SLURM.jobName(wish));
        assertEquals(others, Scheduler.PBS.jobName(wish));
        assertEquals(others, Scheduler.LSF.jobName(wish));
    }

    @Test
    void linesAndNothing() {
        assertEquals("a_b", Scheduler.SLURM.jobName("a\nb"));
        assertEquals("a_b", Scheduler.PBS.jobName("a\nb"));
        assertEquals("a_b", Scheduler.SLURM.jobName("a\u2028b"));
        assertEquals("_", Scheduler.SLURM.jobName(""));
        assertEquals("job", Scheduler.SGE.jobName(""));
        assertEquals("None_", Scheduler.SGE.jobName("None"));
    }

    @Test
    void namesEndEarlyAndStayAsTheyAre() {
        assertEquals("j" + "1".repeat(199), Scheduler.PBS.jobName("1".repeat(1000)));
        assertEquals("é".repeat(255), Scheduler.SLURM.jobName("é".repeat(1000)));
        RandomJobs jobs = new RandomJobs(3);
        for (Scheduler scheduler : Scheduler.values()) {
            for (int i = 0; i < 2000; i++) {
                String name = scheduler.jobName(jobs.nasty());
                assertEquals(name, scheduler.jobName(name));
            }
        }
    }
}
