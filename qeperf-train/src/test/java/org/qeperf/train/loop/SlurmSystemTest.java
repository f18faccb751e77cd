package org.qeperf.train.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.QePerfException;

class SlurmSystemTest {

    private static final Path SCRIPT = Path.of("/s/job.sh");
    private static final Path FOLDER = Path.of("/s/a b");

    private final List<String> asked = new ArrayList<>();

    /** Answers by the command's name; one that begins with {@code !} is a failure. */
    private SlurmSystem answering(Map<String, String> answers) {
        return new SlurmSystem(words -> {
            asked.add(String.join(" ", words));
            String answer =
                    answers.getOrDefault(words.get(0), "!" + words.get(0) + " failed: Invalid job id specified");
            if (answer.startsWith("!")) {
                throw new QePerfException(answer.substring(1));
            }
            return answer;
        });
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, Priority, WAITING,",
        "PENDING, PartitionTimeLimit, STUCK,",
        "PENDING, BadConstraints, STUCK,",
        "PENDING, DependencyNeverSatisfied, STUCK,",
        "PENDING, QOSMaxWallDurationPerJobLimit, STUCK,",
        "PENDING, AssocMaxCpuPerNode, STUCK,",
        "PENDING, QOSMinCpuNotSatisfied, STUCK,",
        "PENDING, QOSMaxJobsPerUserLimit, WAITING,",
        "PENDING, QOSMaxCpuPerUserLimit, WAITING,",
        "PENDING, AssocGrpCpuLimit, WAITING,",
        "PENDING, launch failed requeued held, STUCK,",
        "PENDING, BeginTime, WAITING,",
        "'PENDING,REQUEUED', '', WAITING,",
        "REQUEUE_HOLD, '', STUCK,",
        "SPECIAL_EXIT, '', STUCK,",
        "RUNNING, None, RUNNING,",
        "SUSPENDED, '', RUNNING,",
        "STOPPED, '', RUNNING,",
        "COMPLETING, '', RUNNING,",
        "'COMPLETED,COMPLETING', '', RUNNING,",
        "'FAILED,UPDATE_DB', '', ENDED, FAILED",
        "COMPLETED, None, ENDED, DONE",
        "completed, None, ENDED, DONE",
        "CANCELLED by 1000, '', ENDED, CANCELLED",
        "CANCELLED+, '', ENDED, CANCELLED",
        "FAILED, JobLaunchFailure, ENDED, FAILED",
        "TIMEOUT, TimeLimit, ENDED, TIME_LIMIT",
        "OUT_OF_MEMORY, '', ENDED, OUT_OF_MEMORY",
        "NODE_FAIL, NodeDown, ENDED, NODE_FAILURE",
        "BOOT_FAIL, '', ENDED, BOOT_FAILURE",
        "PREEMPTED, '', ENDED, PREEMPTED",
        "DEADLINE, '', ENDED, DEADLINE",
        "REVOKED, '', ENDED, LOST",
        "?, '', UNKNOWN,",
        "'', '', UNKNOWN,",
        "'COMPLETED,NEWFLAG', '', UNKNOWN,",
    })
    void understandsStates(String word, String reason, JobState.Phase phase, JobEnd end) {
        JobState state = SlurmStates.of(word, reason);
        assertEquals(phase, state.phase());
        assertEquals(Optional.ofNullable(end), state.end());
        assertEquals(word, state.word());
    }

    /** The words of the manual of 22.05, squeue(1), and of the page of state codes of 26.11. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "BOOT_FAIL",
                "CANCELLED",
                "COMPLETED",
                "CONFIGURING",
                "COMPLETING",
                "DEADLINE",
                "FAILED",
                "NODE_FAIL",
                "OUT_OF_MEMORY",
                "PENDING",
                "PREEMPTED",
                "RUNNING",
                "RESV_DEL_HOLD",
                "REQUEUE_FED",
                "REQUEUE_HOLD",
                "REQUEUED",
                "RESIZING",
                "REVOKED",
                "SIGNALING",
                "SPECIAL_EXIT",
                "STAGE_OUT",
                "STOPPED",
                "SUSPENDED",
                "TIMEOUT",
                "LAUNCH_FAILED",
                "GETENV_FAILED",
                "RECONFIG_FAIL",
                "POWER_UP_NODE",
                "EXPEDITING",
                "UPDATE_DB"
            })
    void knowsEveryWord(String word) {
        assertTrue(SlurmStates.of(word, "").phase() != JobState.Phase.UNKNOWN);
    }

    @Test
    void submitsWithOptionsBeforeTheScript() throws Exception {
        String id = answering(Map.of("sbatch", "Welcome!\n17;cluster\n")).submit(SCRIPT, FOLDER, List.of("--mem=1G"));
        assertEquals("17", id);
        assertEquals(List.of("sbatch --parsable --mem=1G --chdir=/s/a b /s/job.sh"), asked);
    }

    @Test
    void tellsRefusalsFromBusyTimes() {
        SlurmSystem strange = answering(Map.of("sbatch", "all\u001b[1m good\n"));
        assertEquals(
                "sbatch printed 'all [1m good'; expected the job's id",
                assertThrows(QePerfException.class, () -> strange.submit(SCRIPT, FOLDER, List.of()))
                        .getMessage());
        SlurmSystem full = answering(Map.of("sbatch", "!sbatch failed: sbatch: error: QOSMaxSubmitJobPerUserLimit"));
        assertEquals(
                "sbatch failed: sbatch: error: QOSMaxSubmitJobPerUserLimit",
                assertThrows(BusyException.class, () -> full.submit(SCRIPT, FOLDER, List.of()))
                        .getMessage());
        SlurmSystem refusing = answering(Map.of("sbatch", "!sbatch failed: invalid partition"));
        QePerfException e = assertThrows(QePerfException.class, () -> refusing.submit(SCRIPT, FOLDER, List.of()));
        assertFalse(e instanceof BusyException);
    }

    @Test
    void asksTheQueueThenTheControllerThenTheAccounting() throws Exception {
        SlurmSystem slurm = answering(
                Map.of(
                        "squeue",
                        "7|RUNNING|1-02:03:04|None\nnoise\n9|x\n8|COMPLETED|0:01|None\n",
                        "scontrol",
                        "!scontrol failed: slurm_load_jobs error: Invalid job id specified",
                        "sacct",
                        "5|FAILED|1:0|61||n[1-2]\n5.batch|OUT_OF_MEMORY|0:125|61|2048K|n1\n5.0|COMPLETED|0:0|60|1.5M|n1\nbad\n6|??|x|y|z|\n"));
        Map<String, JobStatus> states = slurm.states(List.of("5", "6", "7", "10", "--help"));
        assertEquals(OptionalLong.of(93784), states.get("7").elapsedSeconds());
        JobStatus five = states.get("5");
        assertEquals(Optional.of(JobEnd.OUT_OF_MEMORY), five.state().end());
        assertEquals(OptionalInt.of(1), five.exitCode());
        assertEquals(OptionalLong.of(2 << 20), five.maxRssBytes());
        assertEquals(OptionalLong.of(61), five.elapsedSeconds());
        assertEquals(JobState.Phase.UNKNOWN, states.get("6").state().phase());
        assertEquals(3, states.size());
        assertEquals("squeue --noheader --jobs=5,6,7,10 --format=%i|%T|%M|%r", asked.get(0));
    }

    @Test
    void readsTheController() throws Exception {
        SlurmSystem slurm =
                answering(Map.of("scontrol", """
                JobId=3 JobName=x JobState=COMPLETED Reason=evil
                   UserId=root(0) GroupId=root(0) MCS_label=N/A
                   JobState=TIMEOUT Reason=TimeLimit Dependency=(null)
                   Requeue=1 Restarts=0 BatchFlag=1 Reboot=0 ExitCode=0:15
                   RunTime=00:01:29 TimeLimit=00:01:00 TimeMin=N/A
                   NodeList=vm
                   Comment=JobState=FAILED
                """, "sacct", "!sacct failed: Slurm accounting storage is disabled"));
        JobStatus status = slurm.states(List.of("3")).get("3");
        assertEquals(Optional.of(JobEnd.TIME_LIMIT), status.state().end());
        assertEquals(Optional.of("TimeLimit"), status.reason());
        assertEquals(OptionalInt.of(15), status.signal());
        assertEquals(OptionalLong.of(89), status.elapsedSeconds());
        assertEquals(Optional.of("vm"), status.nodes());
    }

    @Test
    void aSlurmWithoutAccountingIsAskedOnce() throws Exception {
        SlurmSystem slurm = answering(Map.of("sacct", "!sacct failed: Slurm accounting storage is disabled"));
        assertEquals(Map.of(), slurm.states(List.of("3")));
        assertEquals(Map.of(), slurm.states(List.of("3")));
        assertEquals(1, asked.stream().filter(a -> a.startsWith("sacct")).count());
    }

    @Test
    void otherFailuresAreTold() {
        SlurmSystem slurm = answering(Map.of("squeue", "!squeue failed: Unable to contact slurm controller"));
        assertEquals(
                "squeue failed: Unable to contact slurm controller",
                assertThrows(QePerfException.class, () -> slurm.states(List.of("3")))
                        .getMessage());
    }

    @Test
    void findsTheNewestJobOfAFolder() throws Exception {
        SlurmSystem slurm = answering(Map.of("squeue", "9|/s/a b\n10|/s/a b\n11|/s/a b/c\nx|/s/a b\n"));
        assertEquals(Optional.of("10"), slurm.find(FOLDER));
        assertEquals(Optional.empty(), slurm.find(Path.of("/else")));
    }

    @Test
    void cancelsNumbersOnly() throws Exception {
        SlurmSystem slurm = answering(Map.of());
        slurm.cancel("12");
        assertEquals(
                "'--user=me' is no job of Slurm; expected a number",
                assertThrows(QePerfException.class, () -> slurm.cancel("--user=me"))
                        .getMessage());
        assertEquals(List.of("scancel 12"), asked);
    }
}
