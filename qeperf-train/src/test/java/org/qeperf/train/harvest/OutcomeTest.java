package org.qeperf.train.harvest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.train.data.RunRecord;

/** How runs ended, told by the output and by what lies beside it. */
class OutcomeTest {

    private static final String SUPERVISED =
            "{\"format\":\"qeperf-supervised-run/1\",\"ended\":\"%s\",\"exit_status\":%d}";

    @TempDir
    private Path root;

    private RunFolder runs;

    @BeforeEach
    void makeATree() throws IOException {
        runs = new RunFolder(root);
    }

    private void check(String outcome, String evidence) {
        RunRecord run = runs.only();
        assertEquals(outcome, run.outcome().key());
        assertEquals(Optional.ofNullable(evidence), run.ending().evidence());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not_converged | 26 | convergence NOT achieved after  20 iterations: stopping~   JOB DONE."
                        + " | convergence NOT achieved after  20 iterations: stopping",
                "not_converged | 27 | BFGS Geometry Optimization~The maximum number of steps has been reached.~JOB DONE."
                        + " | The maximum number of steps has been reached.",
                "converged | 28 | Molecular Dynamics Calculation~The maximum number of steps has been reached.~JOB DONE."
                        + " | JOB DONE.",
                "not_converged | 26 | bfgs failed after   5 scf cycles and   4 bfgs steps, convergence not achieved~JOB DONE."
                        + " | bfgs failed after   5 scf cycles and   4 bfgs steps, convergence not achieved",
                "time_limit | 26 | Maximum CPU time exceeded~JOB DONE. | Maximum CPU time exceeded",
                "incomplete | 26 | Program stopped by user request~JOB DONE. | Program stopped by user request",
                "crashed | 26 | Error in routine c_bands (1):~too many bands are not converged"
                        + " | Error in routine c_bands (1): too many bands are not converged",
                "out_of_memory | 26 | Error in routine s_psi_k (5014):~cannot allocate memory (ps)"
                        + " | Error in routine s_psi_k (5014): cannot allocate memory (ps)",
                "out_of_memory | 26 | Error allocating 8000000000 bytes | Error allocating 8000000000 bytes",
                "out_of_memory | 26 | 0: ALLOCATE: 80000 bytes requested; not enough memory"
                        + " | 0: ALLOCATE: 80000 bytes requested; not enough memory",
                "crashed | 26 | Program received signal SIGSEGV: Segmentation fault - invalid memory reference."
                        + " | Program received signal SIGSEGV: Segmentation fault - invalid memory reference.",
                "time_limit | 26 | slurmstepd: error: *** JOB 7 ON n1 CANCELLED AT 2026-01-01T00:00:00 DUE TO TIME LIMIT ***"
                        + " | slurmstepd: error: *** JOB 7 ON n1 CANCELLED AT 2026-01-01T00:00:00 DUE TO TIME LIMIT ***"
            })
    void theOutputTells(String outcome, int line, String end, String text) throws IOException {
        String head = RunFolder.OUTPUT.substring(0, RunFolder.OUTPUT.indexOf("     convergence has been"));
        runs.write("x/pw.out", head + "     " + end.replace("~", "\n     ") + "\n");
        check(outcome, "x/pw.out:" + line + ": " + text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pw.err | forrtl: severe (41): insufficient virtual memory | out_of_memory",
                "pw.err | terminate called after throwing an instance of 'std::bad_alloc' | out_of_memory",
                "pw.err | Operating system error: Cannot allocate memory | out_of_memory",
                "other.err | slurmstepd: error: Detected 1 oom-kill event(s) in StepId=7.0. | out_of_memory",
                "slurm-7.err | call to cuMemAlloc returned error 2: Out of memory | out_of_memory",
                "slurm-7.err | CUDA_ERROR_OUT_OF_MEMORY | out_of_memory",
                "job.o77 | =>> PBS: job killed: walltime 3610 exceeded limit 3600 | time_limit",
                "job.e77 | =>> PBS: job killed: mem 12gb exceeded limit 10gb | out_of_memory",
                "stderr | TERM_RUNLIMIT: job killed after reaching LSF run time limit. | time_limit",
                "stderr | MPI_ABORT was invoked on rank 0 in communicator MPI_COMM_WORLD | crashed",
                "stderr | forrtl: severe (174): SIGSEGV, segmentation fault occurred | crashed",
                "job.e77 | =>> PBS: job killed: pmem 12gb exceeded limit 10gb | out_of_memory",
                "job.e77 | =>> PBS: job killed: cput 7300 exceeded limit 7200 | time_limit",
                "job.e77 | =>> PBS: job killed: node 2 (n2) requested job terminate | incomplete",
                "stderr | srun: error: task 0 OOM Killed | out_of_memory",
                "stderr | TERM_CPULIMIT: job killed after reaching LSF CPU usage limit. | time_limit",
                "stderr | forrtl: error (76): Abort trap signal | crashed",
                "stderr | forrtl: error (65): floating invalid | crashed",
                "stderr | job.sh: line 3: 77 Bus error  (core dumped) pw.x | crashed",
                "stderr | srun: error: n1: task 0: Aborted (core dumped) | crashed",
                "stderr | process rank 3 exited on signal 8 (Floating point exception). | crashed",
                "stderr | process rank 3 exited on signal 4 (Illegal instruction). | crashed",
                "stderr | forrtl: error (78): process killed (SIGTERM) | incomplete",
                "stderr | forrtl: error (69): process interrupted (SIGINT) | incomplete",
                "stderr | srun: error: n1: tasks 0-3: Killed | incomplete",
                "stderr | YOUR APPLICATION TERMINATED WITH THE EXIT STRING: Killed (signal 9) | incomplete",
                "stderr | process rank 3 exited on signal 15 (Terminated). | incomplete",
                "stderr | =   KILLED BY SIGNAL: 15 (Terminated) | incomplete",
                "stderr | mpirun noticed that process rank 0 exited on signal 9 (Killed). | incomplete"
            })
    void aFileBesideTheOutputTells(String file, String message, String outcome) throws IOException {
        runs.write("x/pw.out", RunFolder.BEGUN);
        runs.write("x/" + file, "first line\n" + message + "\n");
        check(outcome, "x/" + file + ":2: " + message);
    }

    @Test
    void theCrashFileNamesTheRoutine() throws IOException {
        runs.write("x/pw.out", RunFolder.BEGUN);
        runs.write(
                "x/CRASH",
                "\n %%%%%%\n     task #         0\n     from cdiaghg : error #       283\n"
                        + "     problems computing cholesky\n %%%%%%\n");
        check("crashed", "x/CRASH:4: from cdiaghg : error #       283");
        assertEquals(Optional.of("cdiaghg"), runs.only().ending().crashedIn());
        runs.write("x/pw.err", "std::bad_alloc\n");
        check("out_of_memory", "x/pw.err:1: std::bad_alloc");
    }

    @Test
    void aFinishedRunIsNotUndoneByOldMessages() throws IOException {
        runs.write("x/pw.out", RunFolder.OUTPUT);
        runs.write("x/CRASH", "     from cdiaghg : error #       283\n");
        runs.write("x/pw.err", "std::bad_alloc\n");
        check("converged", "x/pw.out:36: JOB DONE.");
    }

    @Test
    void filesOfSeveralOutputsAreTakenByTheirStemOnly() throws IOException {
        runs.write("x/a.out", RunFolder.BEGUN);
        runs.write("x/b.out", RunFolder.BEGUN + "\n");
        runs.write("x/a.err", "std::bad_alloc\n");
        runs.write("x/CRASH", "     from cdiaghg : error #       283\n");
        assertEquals(
                List.of("out_of_memory", "incomplete"),
                runs.harvest().records().stream().map(r -> r.outcome().key()).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "time_limit | 0 | time_limit | ended: time_limit",
                "killed | 137 | incomplete | ended: killed",
                "exit | 139 | crashed | exit_status: 139"
            })
    void theSupervisorTells(String ended, int status, String outcome, String text) throws IOException {
        runs.write("x/pw.out", RunFolder.BEGUN);
        runs.write("x/run.json", String.format(SUPERVISED, ended, status));
        check(outcome, "x/run.json:1: " + text);
    }

    @Test
    void theOutputProvesMoreThanTheSupervisor() throws IOException {
        runs.write("x/run.json", String.format(SUPERVISED, "killed", 137));
        runs.write("x/pw.out", RunFolder.OUTPUT);
        check("converged", "x/pw.out:36: JOB DONE.");
        runs.write("x/pw.out", RunFolder.BEGUN + "     Error in routine davcio (10):\n     error while writing\n");
        check("crashed", "x/pw.out:23: Error in routine davcio (10): error while writing");
        runs.write("x/pw.out", RunFolder.BEGUN);
        runs.write("x/pw.err", "Error allocating 800 bytes\n");
        check("out_of_memory", "x/pw.err:1: Error allocating 800 bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OUT_OF_MEMORY | out_of_memory",
                "TIMEOUT | time_limit",
                "DEADLINE | time_limit",
                "FAILED | crashed",
                "NODE_FAIL | incomplete",
                "CANCELLED by 1000 | incomplete"
            })
    void theAccountingTells(String state, String outcome) throws IOException {
        runs.write("x/slurm-9.out", RunFolder.BEGUN);
        runs.write("sacct.txt", "JobID|State\n9|" + state + "\n");
        check(outcome, "sacct.txt:2: " + state);
    }

    /** A run that another follows in the same file did not take the whole job with it. */
    @ParameterizedTest
    @CsvSource({"sacct.txt, sacct.txt:2: TIMEOUT", "x/run.json, x/run.json:1: ended: time_limit"})
    void theEndOfAllIsThatOfTheLastRunOfAFile(String watcher, String evidence) throws IOException {
        runs.write("x/slurm-9.out", RunFolder.BEGUN + RunFolder.BEGUN.replace("at  0: 1: 2", "at  0: 9: 2"));
        runs.write(
                watcher,
                watcher.equals("sacct.txt") ? "JobID|State\n9|TIMEOUT\n" : String.format(SUPERVISED, "time_limit", 0));
        List<RunRecord> records = runs.harvest().records();
        assertEquals(
                List.of("incomplete", "time_limit"),
                records.stream().map(r -> r.outcome().key()).toList());
        assertEquals(
                List.of(Optional.empty(), Optional.of(evidence)),
                records.stream().map(r -> r.ending().evidence()).toList());
        assertEquals("9", records.get(0).place().job().orElseThrow().id());
    }

    @Test
    void nothingTellsAnything() throws IOException {
        runs.write("x/pw.out", RunFolder.BEGUN);
        check("incomplete", null);
    }

    @Test
    void aStepThatRanOutOfMemoryTellsMoreThanItsJob() throws IOException {
        runs.write("x/slurm-7.out", RunFolder.BEGUN);
        runs.write("sacct.txt", "JobID|State|MaxRSS\n7|FAILED|\n7.batch|FAILED|1K\n7.0|OUT_OF_MEMORY|9M\n");
        check("out_of_memory", "sacct.txt:4: OUT_OF_MEMORY");
    }

    @Test
    void aJobWithoutAccountingTellsNothing() throws IOException {
        runs.write("x/slurm-7.out", RunFolder.BEGUN);
        check("incomplete", null);
    }
}
