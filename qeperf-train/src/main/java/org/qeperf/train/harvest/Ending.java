package org.qeperf.train.harvest;

import java.util.Optional;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.features.harvest.RunEnd;
import org.qeperf.train.data.SlurmJob;

/**
 * How a run ended, from all that tells of it.
 *
 * @param outcome the kind of end
 * @param evidence {@code file:line: text}
 * @param crashedIn the routine that stopped the program
 */
record Ending(Outcome outcome, Optional<String> evidence, Optional<String> crashedIn) {

    /**
     * A message in a file beside the output.
     *
     * @param file name of the file, below the harvested folder
     * @param end what it tells
     */
    record Told(String file, RunEnd end) {
        Ending ending() {
            return of(file, end);
        }
    }

    /**
     * Where a supervisor or an accounting file tells of the run.
     *
     * @param supervisorFile name of the supervisor's file, below the harvested folder
     * @param supervisor what it saw
     * @param jobPlace file and line of the accounting
     * @param job what the accounting says
     */
    record Watched(String supervisorFile, Supervisor supervisor, String jobPlace, Optional<SlurmJob> job) {

        private Ending supervised(Outcome outcome, String text) {
            return new Ending(outcome, Optional.of(supervisorFile + ":1: " + text), Optional.empty());
        }

        private Ending accounted(Outcome outcome) {
            String state = job.flatMap(SlurmJob::state).orElse("");
            return new Ending(outcome, Optional.of(jobPlace + ": " + state), Optional.empty());
        }

        /** The first word of the job's state. */
        private String state() {
            return job.flatMap(SlurmJob::state).orElse("").split(" ")[0];
        }

        private boolean hasEnded(String how) {
            return supervisor.ended().orElse("").equals(how);
        }
    }

    private static Ending of(String file, RunEnd end) {
        Optional<String> evidence = end.line().isPresent()
                ? Optional.of(file + ":" + end.line().getAsInt() + ": " + end.text())
                : Optional.empty();
        return new Ending(end.outcome(), evidence, end.routine());
    }

    /**
     * Decides. What pw.x says of itself counts first; then a lack of memory, from whomever; then the limit of time; then a
     * kill that the supervisor knows of; then any other message.
     *
     * @param source name of the output, below the harvested folder
     * @param own what the output says
     * @param told the message that tells most, of the files beside the output
     * @param watched what supervisor and accounting say
     */
    static Ending decide(String source, RunEnd own, Optional<Told> told, Watched watched) {
        Outcome beside = told.map(t -> t.end().outcome()).orElse(Outcome.INCOMPLETE);
        boolean noMemory = beside == Outcome.OUT_OF_MEMORY;
        if (own.byItself() && !(own.outcome() == Outcome.CRASHED && noMemory)) {
            return of(source, own);
        }
        if (own.outcome() == Outcome.OUT_OF_MEMORY) {
            return of(source, own);
        }
        if (noMemory) {
            return told.orElseThrow().ending();
        }
        if (watched.state().equals("OUT_OF_MEMORY")) {
            return watched.accounted(Outcome.OUT_OF_MEMORY);
        }
        if (own.outcome() == Outcome.TIME_LIMIT) {
            return of(source, own);
        }
        if (watched.hasEnded("time_limit")) {
            return watched.supervised(Outcome.TIME_LIMIT, "ended: time_limit");
        }
        if (beside == Outcome.TIME_LIMIT) {
            return told.orElseThrow().ending();
        }
        if (watched.state().equals("TIMEOUT") || watched.state().equals("DEADLINE")) {
            return watched.accounted(Outcome.TIME_LIMIT);
        }
        if (watched.hasEnded("killed")) {
            return watched.supervised(Outcome.INCOMPLETE, "ended: killed");
        }
        return withoutLimits(source, own, told, watched);
    }

    private static Ending withoutLimits(String source, RunEnd own, Optional<Told> told, Watched watched) {
        if (own.outcome() == Outcome.CRASHED) {
            return of(source, own);
        }
        if (told.isPresent() && told.get().end().outcome() == Outcome.CRASHED) {
            return told.get().ending();
        }
        if (watched.state().equals("FAILED")) {
            return watched.accounted(Outcome.CRASHED);
        }
        int status = watched.supervisor().exitStatus().orElse(0);
        if (watched.hasEnded("exit") && status != 0) {
            return watched.supervised(Outcome.CRASHED, "exit_status: " + status);
        }
        if (own.line().isPresent() || told.isEmpty()) {
            return !watched.state().isEmpty() && own.line().isEmpty()
                    ? watched.accounted(Outcome.INCOMPLETE)
                    : of(source, own);
        }
        return told.get().ending();
    }
}
