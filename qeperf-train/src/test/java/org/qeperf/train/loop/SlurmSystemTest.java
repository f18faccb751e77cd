package org.qeperf.train.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
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
        return new SlurmSystem(
                words -> {
                    asked.add(String.join(" ", words));
                    String answer = answers.getOrDefault(
                            words.get(0), "!" + words.get(0) + " failed: Invalid job id specified");
                    if (answer.startsWith("!")) {
                        throw new QePerfException(answer.substring(1));
                    }
                    return answer;
                },
                "me");
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

    private static final String UNKNOWN_JOB = "!scontrol failed: slurm_load_jobs error: Invalid job id specified";

    private static String shown(String state, String folder) {
        return "JobId=3 JobName=x\n   UserId=me(7) GroupId=me(7)\n   JobState=" + state
                + " Reason=None\n   RunTime=00:01:29 ExitCode=0:0\n   WorkDir=" + folder + "\n";
    }

    @Test
    void submitsInTheFolder() throws Exception {
        assertEquals("17", answering(Map.of("sbatch", "Welcome!\n17\n")).submit(SCRIPT, FOLDER));
        assertEquals(List.of("sbatch --parsable --chdir=/s/a b /s/job.sh"), asked);
    }

    @Test
    void aJobOfAnotherClusterIsAskedForThere() throws Exception {
        SlurmSystem slurm = answering(Map.of(
                "sbatch", "17;other\n", "squeue", "CLUSTER: other\n17|RUNNING|0:01|None|/s/a b\n", "scancel", ""));
        assertEquals("17;other", slurm.submit(SCRIPT, FOLDER));
        Map<String, JobStatus> states = slurm.states(Map.of("17;other", FOLDER));
        assertEquals("RUNNING", states.get("17;other").state().word());
        slurm.cancel("17;other", FOLDER);
        String queue = "squeue --clusters=other --noheader --user=me --jobs=17 --format=%i|%T|%M|%r|%Z";
        assertEquals(List.of(queue, queue, "scancel --clusters=other 17"), asked.subList(1, 4));
    }

    @Test
    void tellsRefusalsFromBusyTimes() {
        SlurmSystem strange = answering(Map.of("sbatch", "all\u001b[1m good\n", "squeue", ""));
        assertEquals(
                "sbatch printed 'all?[1m good'; expected the job's id",
                assertThrows(NoIdException.class, () -> strange.submit(SCRIPT, FOLDER))
                        .getMessage());
        SlurmSystem full = answering(Map.of("sbatch", "!sbatch failed: sbatch: error: QOSMaxSubmitJobPerUserLimit"));
        assertEquals(
                "sbatch failed: sbatch: error: QOSMaxSubmitJobPerUserLimit",
                assertThrows(BusyException.class, () -> full.submit(SCRIPT, FOLDER))
                        .getMessage());
        SlurmSystem refusing = answering(Map.of("sbatch", "!sbatch failed: invalid partition"));
        QePerfException e = assertThrows(QePerfException.class, () -> refusing.submit(SCRIPT, FOLDER));
        assertEquals(QePerfException.class, e.getClass());
    }

    @ParameterizedTest
    @CsvSource({
        "sbatch failed: Socket timed out on send/recv operation, true",
        "sbatch did not end within 120 s; expected Slurm to answer, true",
        "sbatch cannot be started; expected Slurm's commands here, false"
    })
    void aMissingAnswerIsNoRefusal(String message, boolean mayHaveTaken) {
        NoAnswerException e = assertThrows(
                NoAnswerException.class,
                () -> answering(Map.of("sbatch", "!" + message)).submit(SCRIPT, FOLDER));
        assertEquals(message, e.getMessage());
        assertEquals(mayHaveTaken, e.mayHaveTaken());
    }

    @Test
    void asksTheQueueThenTheControllerThenTheAccounting() throws Exception {
        SlurmSystem slurm = answering(Map.of(
                "squeue",
                "7|RUNNING|1-02:03:04|None|/s/a b\nnoise\n9|x\n8|COMPLETED|0:01|None|/s/a b\n",
                "scontrol",
                UNKNOWN_JOB,
                "sacct",
                "5|FAILED|1:0|61||n[1-2]|/s/a b\n5.batch|OUT_OF_MEMORY|0:125|61|2048K|n1|\n5.0|COMPLETED|0:0|60|1.5M|n1|\nbad\n"
                        + "6|FAILED|1:0|9||n1|/else\n6.0|FAILED|1:0|9|1K|n1|\n10|RUNNING|0:0|99999||n1|/s/a b\n"));
        Map<String, Path> jobs = new LinkedHashMap<>();
        for (String id : List.of("5", "6", "7", "10", "--help")) {
            jobs.put(id, FOLDER);
        }
        Map<String, JobStatus> states = slurm.states(jobs);
        assertEquals(OptionalLong.of(93784), states.get("7").elapsedSeconds());
        JobStatus five = states.get("5");
        assertEquals(Optional.of(JobEnd.OUT_OF_MEMORY), five.state().end());
        assertEquals(OptionalInt.of(1), five.exitCode());
        assertEquals(OptionalLong.of(2 << 20), five.maxRssBytes());
        assertEquals(OptionalLong.of(61), five.elapsedSeconds());
        // 6 ran elsewhere, and nobody but the accounting calls 10 running
        assertEquals(Set.of("5", "7"), states.keySet());
        assertEquals("squeue --noheader --user=me --jobs=5,6,7,10 --format=%i|%T|%M|%r|%Z", asked.get(0));
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
                   WorkDir=/s/a b
                   Comment=JobState=FAILED
                """, "sacct", "!sacct failed: Slurm accounting storage is disabled"));
        JobStatus status = slurm.states(Map.of("3", FOLDER)).get("3");
        assertEquals(Optional.of(JobEnd.TIME_LIMIT), status.state().end());
        assertEquals(Optional.of("TimeLimit"), status.reason());
        assertEquals(OptionalInt.of(15), status.signal());
        assertEquals(OptionalLong.of(89), status.elapsedSeconds());
        assertEquals(Optional.of("vm"), status.nodes());
    }

    @Test
    void aJobOfTheSameIdInAnotherFolderIsUnknown() throws Exception {
        SlurmSystem slurm = answering(
                Map.of("squeue", "3|RUNNING|0:01|None|/else\n", "scontrol", shown("COMPLETED", "/else"), "sacct", ""));
        assertEquals(Map.of(), slurm.states(Map.of("3", FOLDER)));
        slurm.cancel("3", FOLDER);
        assertTrue(asked.stream().noneMatch(a -> a.startsWith("scancel")), asked.toString());
        SlurmSystem forged = answering(
                Map.of("squeue", "", "scontrol", shown("COMPLETED", "/else\n   WorkDir=/s/a b"), "sacct", ""));
        assertEquals(Map.of(), forged.states(Map.of("3", FOLDER)));
    }

    @Test
    void theAccountingTellsTheMemoryOfAJobThatTheControllerRemembers() throws Exception {
        SlurmSystem slurm = answering(Map.of(
                "squeue",
                "",
                "scontrol",
                shown("COMPLETED", "/s/a b"),
                "sacct",
                "3|COMPLETED|0:0|89||vm|/s/a b\n3.0|COMPLETED|0:0|88|2048K|vm|\n"));
        JobStatus status = slurm.states(Map.of("3", FOLDER)).get("3");
        assertEquals(Optional.of(JobEnd.DONE), status.state().end());
        assertEquals(OptionalLong.of(2 << 20), status.maxRssBytes());
    }

    @Test
    void anAccountingThatFailsHidesNothingElse() throws Exception {
        SlurmSystem slurm = answering(Map.of(
                "squeue",
                "7|RUNNING|0:01|None|/s/a b\n",
                "scontrol",
                UNKNOWN_JOB,
                "sacct",
                "!sacct cannot be started; expected Slurm's commands here"));
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    Set.of("7"), slurm.states(Map.of("7", FOLDER, "8", FOLDER)).keySet());
        }
        assertEquals(2, asked.stream().filter(a -> a.startsWith("sacct")).count());
    }

    @Test
    void aSlurmWithoutAccountingIsAskedOnce() throws Exception {
        SlurmSystem slurm = answering(Map.of("sacct", "!sacct failed: Slurm accounting storage is disabled"));
        assertEquals(Map.of(), slurm.states(Map.of("3", FOLDER)));
        assertEquals(Map.of(), slurm.states(Map.of("3", FOLDER)));
        assertEquals(1, asked.stream().filter(a -> a.startsWith("sacct")).count());
    }

    @Test
    void otherFailuresAreTold() {
        SlurmSystem slurm = answering(Map.of("squeue", "!squeue failed: Unable to contact slurm controller"));
        assertEquals(
                "squeue failed: Unable to contact slurm controller",
                assertThrows(QePerfException.class, () -> slurm.states(Map.of("3", FOLDER)))
                        .getMessage());
    }

    @Test
    void findsTheNewestJobOfAFolder() throws Exception {
        SlurmSystem slurm = answering(Map.of(
                "squeue", "9|/s/a b\n10|/s/a b\n11|/s/a b/c\nx|/s/a b\n", "scontrol", shown("RUNNING", "/s/a b")));
        assertEquals(Optional.of("10"), slurm.find(FOLDER, Instant.EPOCH));
        assertEquals("squeue --noheader --user=me --states=all --format=%i|%Z", asked.get(0));
        assertEquals(Optional.empty(), slurm.find(Path.of("/else"), Instant.EPOCH));
    }

    /** The line was part of a folder's name. */
    @Test
    void whatTheControllerDoesNotConfirmIsNotFound() throws Exception {
        SlurmSystem slurm =
                answering(Map.of("squeue", "4|/x\n4242|/s/a b\n", "scontrol", UNKNOWN_JOB, "sacct", "4242|/s/a b/c\n"));
        assertEquals(Optional.empty(), slurm.find(FOLDER, Instant.EPOCH));
    }

    @Test
    void theAccountingFindsWhatTheControllerForgot() throws Exception {
        SlurmSystem slurm = answering(Map.of("squeue", "", "sacct", "41|/s/a b\n42|/s/a b\n43|/else\n"));
        assertEquals(Optional.of("42"), slurm.find(FOLDER, Instant.parse("2026-01-31T12:00:00.5Z")));
        assertTrue(
                asked.get(1)
                        .matches("sacct --noheader --parsable2 --user=me --allocations"
                                + " --starttime=2026-01-[0-9T:-]{8,11} --format=JobIDRaw,WorkDir"),
                asked.get(1));
    }

    @Test
    void cancelsNumbersOnly() throws Exception {
        SlurmSystem slurm = answering(Map.of("squeue", "12|RUNNING|0:01|None|/s/a b\n", "scancel", ""));
        slurm.cancel("12", FOLDER);
        assertEquals(
                "'--user=me' is no job of Slurm; expected a number",
                assertThrows(QePerfException.class, () -> slurm.cancel("--user=me", FOLDER))
                        .getMessage());
        assertEquals("scancel 12", asked.get(1));
        assertEquals(2, asked.size());
    }
}
