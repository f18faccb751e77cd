package org.qeperf.train.loop;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.qeperf.train.loop.JobState.Phase;

/**
 * The words of Slurm for jobs. States and flags are those of slurm.schedmd.com/job_state_codes.html and of {@code squeue(1)}, JOB
 * STATE CODES; reasons those of slurm.schedmd.com/job_reason_codes.html.
 */
final class SlurmStates {

    /** A state, or a flag that Slurm shows in its place or behind a comma. */
    enum Word {
        BOOT_FAIL(JobEnd.BOOT_FAILURE),
        CANCELLED(JobEnd.CANCELLED),
        COMPLETED(JobEnd.DONE),
        DEADLINE(JobEnd.DEADLINE),
        FAILED(JobEnd.FAILED),
        NODE_FAIL(JobEnd.NODE_FAILURE),
        OUT_OF_MEMORY(JobEnd.OUT_OF_MEMORY),
        PENDING(Phase.WAITING),
        PREEMPTED(JobEnd.PREEMPTED),
        RUNNING(Phase.RUNNING),
        SUSPENDED(Phase.RUNNING),
        TIMEOUT(JobEnd.TIME_LIMIT),
        // Flags: what the state becomes is not decided as long as one of these is set.
        COMPLETING(Phase.RUNNING),
        CONFIGURING(Phase.RUNNING),
        EXPEDITING(Phase.WAITING),
        GETENV_FAILED(Phase.WAITING),
        LAUNCH_FAILED(Phase.WAITING),
        POWER_UP_NODE(Phase.RUNNING),
        RECONFIG_FAIL(Phase.WAITING),
        REQUEUED(Phase.WAITING),
        REQUEUE_FED(Phase.WAITING),
        REQUEUE_HOLD(Phase.STUCK),
        RESIZING(Phase.RUNNING),
        RESV_DEL_HOLD(Phase.STUCK),
        /** Another cluster of a federation has it, which is not asked. */
        REVOKED(JobEnd.LOST),
        SIGNALING(Phase.RUNNING),
        SPECIAL_EXIT(Phase.STUCK),
        STAGE_OUT(Phase.RUNNING),
        STOPPED(Phase.RUNNING),
        UPDATE_DB(Phase.RUNNING);

        private final Phase phase;
        private final Optional<JobEnd> end;

        Word(Phase phase) {
            this.phase = phase;
            this.end = Optional.empty();
        }

        Word(JobEnd end) {
            this.phase = Phase.ENDED;
            this.end = Optional.of(end);
        }
    }

    /** Flags that say nothing of whether the job ended. */
    private static final Set<Word> SILENT = EnumSet.of(Word.UPDATE_DB, Word.GETENV_FAILED, Word.LAUNCH_FAILED);

    /** Reasons for which a job waits for ever, if nobody changes the job, its account or the partition. */
    private static final Set<String> NEVER = Set.of(
            "PartitionTimeLimit",
            "PartitionNodeLimit",
            "PartitionConfig",
            "BadConstraints",
            "DependencyNeverSatisfied",
            "AccountNotAllowed",
            "QOSNotAllowed",
            "InvalidAccount",
            "InvalidQOS",
            "DeadLine",
            "JobHoldMaxRequeue",
            "JobLaunchFailure",
            "MaxMemPerLimit",
            "ReservationDeleted");

    /** How reasons begin that name a limit: {@code QOSMaxWallDurationPerJobLimit}. */
    private static final List<String> LIMITS = List.of("AssocMax", "QOSMax", "QOSMin");

    private SlurmStates() {}

    /** What a state such as {@code CANCELLED by 1000} or {@code PENDING,REQUEUED} means, given the reason beside it. */
    static JobState of(String text, String reason) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        int space = upper.indexOf(' ');
        String list = space < 0 ? upper : upper.substring(0, space);
        JobState state = JobState.open(text.strip(), Phase.UNKNOWN);
        for (String part : list.split("[,+]")) {
            Optional<Word> word = word(part);
            if (word.isEmpty()) {
                return JobState.open(text.strip(), Phase.UNKNOWN);
            }
            boolean first = state.phase() == Phase.UNKNOWN;
            if (first || !SILENT.contains(word.get())) {
                state = new JobState(text.strip(), word.get().phase, word.get().end);
            }
        }
        return state.phase() == Phase.WAITING && neverEnds(reason) ? JobState.open(text.strip(), Phase.STUCK) : state;
    }

    private static Optional<Word> word(String part) {
        for (Word word : Word.values()) {
            if (word.name().equals(part)) {
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }

    /**
     * Whether a job waits in vain for this reason. Limits of each user, account or group come free when other jobs end; those of each
     * job or node do not.
     */
    static boolean neverEnds(String reason) {
        if (NEVER.contains(reason) || reason.toLowerCase(Locale.ROOT).contains("requeued held")) {
            return true;
        }
        boolean limitOfJob = reason.contains("PerJob") || reason.contains("PerNode") || reason.startsWith("QOSMin");
        return limitOfJob && LIMITS.stream().anyMatch(reason::startsWith);
    }
}
