package org.qeperf.features.harvest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What systems say when they end a program: run-time libraries, MPI, batch systems. A line of these may stand in the output,
 * or in another file of the run.
 */
public final class RunMessages {

    /** A text within a line, and what it tells; the first that fits counts. */
    private record Sign(String text, Outcome outcome) {}

    /**
     * Texts of libgfortran ({@code libgfortran/runtime/error.c}, {@code trans-decl}), of the run-time libraries of Intel and
     * NVIDIA, of C++, CUDA, Open MPI, MPICH, Slurm, PBS and LSF, and of pw.x itself where it checks an allocation.
     */
    private static final Sign[] SIGNS = {
        new Sign("Error allocating ", Outcome.OUT_OF_MEMORY),
        new Sign("Allocation would exceed memory limit", Outcome.OUT_OF_MEMORY),
        new Sign("annot allocate memory", Outcome.OUT_OF_MEMORY),
        new Sign("nsufficient virtual memory", Outcome.OUT_OF_MEMORY),
        new Sign("not enough memory", Outcome.OUT_OF_MEMORY),
        new Sign("std::bad_alloc", Outcome.OUT_OF_MEMORY),
        new Sign("CUDA_ERROR_OUT_OF_MEMORY", Outcome.OUT_OF_MEMORY),
        new Sign("ut of memory", Outcome.OUT_OF_MEMORY),
        new Sign("Out Of Memory", Outcome.OUT_OF_MEMORY),
        new Sign("OUT_OF_MEMORY", Outcome.OUT_OF_MEMORY),
        new Sign("oom-kill", Outcome.OUT_OF_MEMORY),
        new Sign("oom_kill", Outcome.OUT_OF_MEMORY),
        new Sign("OOM Killed", Outcome.OUT_OF_MEMORY),
        new Sign("xceeded job memory limit", Outcome.OUT_OF_MEMORY),
        new Sign("xceeded step memory limit", Outcome.OUT_OF_MEMORY),
        new Sign("xceeded memory limit", Outcome.OUT_OF_MEMORY),
        new Sign("job killed: mem", Outcome.OUT_OF_MEMORY),
        new Sign("job killed: vmem", Outcome.OUT_OF_MEMORY),
        new Sign("job killed: pmem", Outcome.OUT_OF_MEMORY),
        new Sign("job killed: pvmem", Outcome.OUT_OF_MEMORY),
        new Sign("TERM_MEMLIMIT", Outcome.OUT_OF_MEMORY),
        new Sign("DUE TO TIME LIMIT", Outcome.TIME_LIMIT),
        new Sign("job killed: walltime", Outcome.TIME_LIMIT),
        new Sign("job killed: cput", Outcome.TIME_LIMIT),
        new Sign("TERM_RUNLIMIT", Outcome.TIME_LIMIT),
        new Sign("TERM_CPULIMIT", Outcome.TIME_LIMIT),
        new Sign("process killed (SIGTERM)", Outcome.INCOMPLETE),
        new Sign("process interrupted (SIGINT)", Outcome.INCOMPLETE),
        new Sign("SIGSEGV", Outcome.CRASHED),
        new Sign("egmentation fault", Outcome.CRASHED),
        new Sign("SIGABRT", Outcome.CRASHED),
        new Sign("SIGFPE", Outcome.CRASHED),
        new Sign("SIGBUS", Outcome.CRASHED),
        new Sign("SIGILL", Outcome.CRASHED),
        new Sign("Bus error", Outcome.CRASHED),
        new Sign("Floating point exception", Outcome.CRASHED),
        new Sign("Illegal instruction", Outcome.CRASHED),
        new Sign("Aborted (", Outcome.CRASHED),
        new Sign("forrtl: severe", Outcome.CRASHED),
        new Sign("forrtl: error", Outcome.CRASHED),
        new Sign("Fortran runtime error", Outcome.CRASHED),
        new Sign("MPI_ABORT was invoked", Outcome.CRASHED),
        new Sign("MPI_Abort", Outcome.CRASHED),
        new Sign("exited on signal 11", Outcome.CRASHED),
        new Sign("exited on signal 6", Outcome.CRASHED),
        new Sign("signal 9 (Killed)", Outcome.INCOMPLETE),
        new Sign("signal 15 (Terminated)", Outcome.INCOMPLETE),
        new Sign("KILLED BY SIGNAL: 9", Outcome.INCOMPLETE),
        new Sign("KILLED BY SIGNAL: 15", Outcome.INCOMPLETE),
        new Sign(" Killed", Outcome.INCOMPLETE),
        new Sign("CANCELLED AT", Outcome.INCOMPLETE),
        new Sign("PBS: job killed", Outcome.INCOMPLETE),
    };

    private RunMessages() {}

    /**
     * What a file of a run says besides its output: {@code CRASH}, the standard error, the log of the batch system.
     *
     * @param name its name in messages
     * @param in its content
     * @return the message that tells most: out of memory before a time limit, that before a crash, a kill for no known
     *     reason last
     * @throws IOException if it cannot be read
     * @throws org.qeperf.api.InputException if it is over a limit
     */
    public static Optional<RunEnd> read(String name, InputStream in) throws IOException {
        Strongest strongest = new Strongest();
        new LineReader(name, in).forEachLine(strongest::line);
        return Optional.ofNullable(strongest.end);
    }

    /** What a line tells, if anything. */
    static Optional<Outcome> outcome(OutputLine line) {
        for (Sign sign : SIGNS) {
            if (line.contains(sign.text)) {
                return Optional.of(sign.outcome);
            }
        }
        return Optional.empty();
    }

    /** Whether one outcome explains more than another. */
    static boolean isStronger(Outcome outcome, Outcome other) {
        return outcome.ordinal() < other.ordinal();
    }

    private static final class Strongest {

        private static final byte[] FROM = OutputLine.ascii("from ");

        private @Nullable RunEnd end;

        void line(OutputLine line) {
            int error = line.startsWith(FROM) ? line.find(": error #") : -1;
            if (error > 0) {
                String routine = line.text(FROM.length, error).strip();
                keep(new RunEnd(
                        Outcome.CRASHED, OptionalInt.of(line.number()), line.text(), Optional.of(routine), false));
                return;
            }
            outcome(line).ifPresent(outcome -> keep(RunEnd.told(outcome, line)));
        }

        private void keep(RunEnd found) {
            if (end == null || isStronger(found.outcome(), end.outcome())) {
                end = found;
            }
        }
    }
}
