package org.qeperf.features.harvest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the output of a run, or a file beside it, says that it ended. */
class RunEndTest {

    private static PwOutput run(String lines) {
        return PwOutputReaderTest.read("Program PWSCF v.6.7 starts on 1Jan2020 at 1: 1: 1\n     "
                        + lines.replace("~", "\n     ") + "\n")
                .get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CONVERGED | 3 | EXX self-consistency reached~JOB DONE. | JOB DONE.",
                "NOT_CONVERGED | 2 | convergence NOT achieved after  20~JOB DONE. | convergence NOT achieved after  20",
                "NOT_CONVERGED | 2 | EXX convergence NOT achieved~convergence NOT achieved~JOB DONE."
                        + " | EXX convergence NOT achieved",
                "NOT_CONVERGED | 2 | bfgs failed after 5 cycles~JOB DONE. | bfgs failed after 5 cycles",
                "NOT_CONVERGED | 3 | BFGS Geometry Optimization~Maximum number of iterations reached, stopping~JOB DONE."
                        + " | Maximum number of iterations reached, stopping",
                "NOT_CONVERGED | 2 | convergence NOT achieved~The maximum number of steps has been reached.~JOB DONE."
                        + " | convergence NOT achieved",
                "TIME_LIMIT | 2 | Maximum CPU time exceeded~JOB DONE. | Maximum CPU time exceeded",
                "TIME_LIMIT | 3 | Program stopped by user request~Maximum CPU time exceeded | Maximum CPU time exceeded",
                "INCOMPLETE | 2 | Program stopped by user request~JOB DONE. | Program stopped by user request",
                "CRASHED | 2 | Error in routine c_bands (1):~too many bands~JOB DONE."
                        + " | Error in routine c_bands (1): too many bands",
                "CRASHED | 2 | Error in routine a (1):~first~Error in routine b (1):~second"
                        + " | Error in routine a (1): first",
                "CRASHED | 2 | Error in routine a (1):~%%%%%%%%~no message | Error in routine a (1):",
                "CRASHED | 2 | Error in routine a (1):~first~SIGSEGV | Error in routine a (1): first",
                "CRASHED | 2 | from c_bands : error #   1~too many bands | from c_bands : error #   1 too many bands",
                "CRASHED | 2 | Error in routine a (1):~job killed: walltime | Error in routine a (1): job killed: walltime",
                "OUT_OF_MEMORY | 2 | Error in routine s_psi (5014):~cannot allocate memory (ps)"
                        + " | Error in routine s_psi (5014): cannot allocate memory (ps)"
            })
    void pwxTells(Outcome outcome, int line, String lines, String text) {
        RunEnd end = run(lines).end();
        assertEquals(new RunEnd(outcome, OptionalInt.of(line), text, end.routine(), true), end);
        assertEquals(text.contains("rror"), end.routine().isPresent());
    }

    /** A step more is what dynamics are asked for. */
    @ParameterizedTest
    @CsvSource({
        "BFGS Geometry Optimization, NOT_CONVERGED",
        "Molecular Dynamics Calculation, CONVERGED",
        "Over-damped Langevin Dynamics, CONVERGED",
        "Parrinello-Rahman Dynamics, CONVERGED",
        "Beeman Dynamics, CONVERGED",
        "Wentzcovitch Damped Cell Dynamics, NOT_CONVERGED"
    })
    void allStepsAreTheEndOfDynamics(String kind, Outcome outcome) {
        assertEquals(
                outcome,
                run(kind + "~The maximum number of steps has been reached.~JOB DONE.")
                        .end()
                        .outcome());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CRASHED | 2 | SIGSEGV~SIGABRT | SIGSEGV",
                "TIME_LIMIT | 3 | SIGSEGV~CANCELLED DUE TO TIME LIMIT | CANCELLED DUE TO TIME LIMIT",
                "TIME_LIMIT | 2 | CANCELLED DUE TO TIME LIMIT~SIGSEGV | CANCELLED DUE TO TIME LIMIT",
                "OUT_OF_MEMORY | 4 | Error in routine a (1):~first~Out Of Memory | Out Of Memory",
                "INCOMPLETE | 2 | srun: error: task 0: Killed | srun: error: task 0: Killed",
                // Lines of tasks with their numbers, a frame, and a system whose name is as long as a clock's.
                "OUT_OF_MEMORY | 2 | 3: slurmstepd: error: Out Of Memory | 3: slurmstepd: error: Out Of Memory",
                "TIME_LIMIT | 2 | --- job killed: walltime --- | --- job killed: walltime ---",
                "TIME_LIMIT | 2 | batch system : job killed: cput, CPU used up | batch system : job killed: cput, CPU used up"
            })
    void theSystemTells(Outcome outcome, int line, String lines, String text) {
        assertEquals(
                new RunEnd(outcome, OptionalInt.of(line), text, Optional.empty(), false),
                run(lines).end());
    }

    @Test
    void nothingIsTold() {
        RunEnd none = new RunEnd(Outcome.INCOMPLETE, OptionalInt.empty(), "", Optional.empty(), false);
        assertEquals(none, run("from here on~iteration #  1").end());
    }

    @Test
    void aMessageMayBeCutOff() {
        PwOutput cut = PwOutputReaderTest.read(
                        "Program PWSCF v.6.7 starts on 1Jan2020 at 1: 1: 1\nforrtl: severe (174)")
                .get(0);
        assertEquals(
                new RunEnd(Outcome.CRASHED, OptionalInt.of(2), "forrtl: severe (174)", Optional.empty(), false),
                cut.end());
    }

    @ParameterizedTest
    @CsvSource({
        "Error in routine  c_bands (1):, c_bands",
        "Error in routine c_bands, c_bands",
        "from  cdiaghg  : error #       283, cdiaghg"
    })
    void theRoutineIsNamed(String line, String routine) {
        assertEquals(Optional.of(routine), run(line).end().routine());
    }

    @ParameterizedTest
    @CsvSource({
        "Writing output data file si.save, si.save",
        "Writing output data file ./tmp/si.save, si.save",
        "Writing all to output data dir /a/b/si.save/ :, si.save",
        "Writing output data file .save,",
        "Writing nothing,"
    })
    void theFolderOfResultsIsNamed(String line, String folder) {
        assertEquals(Optional.ofNullable(folder), run(line).files().saveFolder());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OUT_OF_MEMORY | 3 | a~Killed~std::bad_alloc~SIGSEGV | std::bad_alloc",
                "CRASHED | 2 | a~SIGSEGV~SIGABRT | SIGSEGV",
                "CRASHED | 2 | %%%~from cdiaghg : error #  283~problems~ Killed | from cdiaghg : error #  283"
            })
    void aFileBesideTheOutputTells(Outcome outcome, int line, String lines, String text) throws IOException {
        RunEnd end = messages(lines).orElseThrow();
        Optional<String> routine = text.startsWith("from") ? Optional.of("cdiaghg") : Optional.empty();
        assertEquals(new RunEnd(outcome, OptionalInt.of(line), text, routine, false), end);
    }

    @Test
    void otherFilesTellNothing() throws IOException {
        assertEquals(Optional.empty(), messages("from here : no error~done"));
    }

    private static Optional<RunEnd> messages(String lines) throws IOException {
        return RunMessages.read("err", new ByteArrayInputStream(OutputLine.ascii(lines.replace("~", "\n") + "\n")));
    }
}
