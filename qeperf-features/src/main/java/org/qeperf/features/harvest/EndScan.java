package org.qeperf.features.harvest;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** How the run ended: {@code PW/src/stop_run.f90}, {@code Modules/check_stop.f90}, {@code UtilXlib/error_handler.f90}. */
final class EndScan {

    static final Map<String, BiConsumer<EndScan, OutputLine>> RULES = Map.ofEntries(
            Map.entry("JOB DONE", (scan, line) -> scan.done = RunEnd.byItself(Outcome.CONVERGED, line)),
            Map.entry("convergence NOT achieved", EndScan::notConverged),
            Map.entry("EXX convergence NOT achieved", EndScan::notConverged),
            Map.entry("bfgs failed after", EndScan::notConverged),
            Map.entry("The maximum number of steps has been reached", EndScan::stepsUsed),
            Map.entry("Maximum number of iterations reached, stopping", EndScan::stepsUsed),
            Map.entry(
                    "Maximum CPU time exceeded", (s, line) -> s.timeLimit = RunEnd.byItself(Outcome.TIME_LIMIT, line)),
            Map.entry("Program stopped by user request", (s, l) -> s.stopped = RunEnd.byItself(Outcome.INCOMPLETE, l)),
            Map.entry("Error in routine ", EndScan::error),
            Map.entry("from ", EndScan::oldError),
            Map.entry("Writing ", EndScan::writing));

    private @Nullable RunEnd done;
    private @Nullable RunEnd notConverged;
    private @Nullable RunEnd stepsUsed;
    private @Nullable RunEnd timeLimit;
    private @Nullable RunEnd stopped;
    private @Nullable RunEnd error;
    private @Nullable RunEnd told;
    private boolean waiting;
    private Optional<String> saveFolder = Optional.empty();

    private void notConverged(OutputLine line) {
        if (notConverged == null) {
            notConverged = RunEnd.byItself(Outcome.NOT_CONVERGED, line);
        }
    }

    private void stepsUsed(OutputLine line) {
        stepsUsed = RunEnd.byItself(Outcome.NOT_CONVERGED, line);
    }

    /** {@code Error in routine c_bands (1):}, and the message on the next line. */
    private void error(OutputLine line) {
        int open = line.find(" (", 17);
        crash(line, line.text(17, open < 0 ? line.length() : open).strip());
    }

    /** {@code from c_bands : error #         1}, before version 5. */
    private void oldError(OutputLine line) {
        int place = line.find(": error #");
        if (place > 0) {
            crash(line, line.text(5, place).strip());
        }
    }

    private void crash(OutputLine line, String routine) {
        if (error == null) {
            error = new RunEnd(Outcome.CRASHED, OptionalInt.of(line.number()), line.text(), Optional.of(routine), true);
            waiting = true;
        }
    }

    /** Whether the line after an error is awaited. */
    boolean isWaiting() {
        return waiting;
    }

    /** Takes the message of an error; another frame's line is none. */
    void message(OutputLine line) {
        waiting = false;
        RunEnd crash = error;
        if (crash == null || line.at(0) == '%') {
            return;
        }
        Outcome outcome = RunMessages.outcome(line)
                .filter(o -> o == Outcome.OUT_OF_MEMORY)
                .orElse(Outcome.CRASHED);
        error = new RunEnd(outcome, crash.line(), crash.text() + " " + line.text(), crash.routine(), true);
    }

    private void writing(OutputLine line) {
        int end = line.find(".save");
        int start = end;
        while (start > 0 && line.at(start - 1) != '/' && line.at(start - 1) != ' ') {
            start--;
        }
        if (end > start) {
            saveFolder = Optional.of(line.text(start, end + 5));
        }
    }

    /** Looks at a line within which the file ends. */
    void cutOff(OutputLine line) {
        if (waiting) {
            message(line);
            return;
        }
        for (Map.Entry<String, BiConsumer<EndScan, OutputLine>> rule : RULES.entrySet()) {
            if (line.startsWith(OutputLine.ascii(rule.getKey()))) {
                rule.getValue().accept(this, line);
                return;
            }
        }
        other(line);
    }

    /** Looks at a line that is none of pw.x's usual ones. */
    void other(OutputLine line) {
        Outcome outcome = RunMessages.outcome(line).orElse(null);
        RunEnd before = told;
        if (outcome != null && (before == null || RunMessages.isStronger(outcome, before.outcome()))) {
            told = RunEnd.told(outcome, line);
        }
    }

    boolean hasError() {
        return error != null;
    }

    boolean isDone() {
        return done != null;
    }

    Optional<String> saveFolder() {
        return saveFolder;
    }

    RunEnd result(boolean isDynamics) {
        RunEnd end = told;
        if (error != null) {
            return end != null && end.outcome() == Outcome.OUT_OF_MEMORY ? end : error;
        }
        if (timeLimit != null) {
            return timeLimit;
        }
        if (stopped != null) {
            return stopped;
        }
        RunEnd unfinished = notConverged == null && !isDynamics ? stepsUsed : notConverged;
        if (done != null) {
            return unfinished == null ? done : unfinished;
        }
        return end == null ? new RunEnd(Outcome.INCOMPLETE, OptionalInt.empty(), "", Optional.empty(), false) : end;
    }
}
