package org.qeperf.features.harvest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Version and layout where an output ends early, or its head is unusual. */
class RunHeaderTest {

    private static final String FIRST = "     Program PWSCF v.6.7 starts on 1Jan2020 at 1: 1: 1\n";

    private static PwOutput run(String text) {
        return PwOutputReaderTest.read(text).get(0);
    }

    private static OptionalInt optional(Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    @Test
    void readsTheVersionOfAFileThatEndsInItsFirstLine() {
        assertEquals(
                Optional.of("6.7MaX"),
                run("     Program PWSCF v.6.7MaX starts on").program().version());
    }

    @ParameterizedTest
    @CsvSource({"Program PWSCF v.> starts on 1Jan2020", "Program PWSCF starts on 1Jan2020 v."})
    void aVersionWithoutANumberIsNone(String line) {
        assertEquals(Optional.empty(), run(line + "\n").program().version());
    }

    @Test
    void anUnfinishedVersionIsReadAsItStands() {
        String lines = "     Starting magnetic structure\n     number of k points=     4\n"
                + "        k(    1) = (   0.0   0.0   0.0), wk =   0.5\n".repeat(4);
        assertEquals(
                OptionalInt.of(2),
                run("     Program PWSCF v.5. starts on 1Jan2020\n" + lines)
                        .contents()
                        .kPoints());
        assertEquals(
                OptionalInt.of(2),
                run("     Program PWSCF v.5 starts on 1Jan2020\n" + lines)
                        .contents()
                        .kPoints());
    }

    /** Groups are printed where there is more than one, and behind the number of processors. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x |",
                "Reading input from si.in | 1",
                "Current dimensions of program PWSCF are: | 1",
                "bravais-lattice index     =            2 | 1",
                "number of k points=     4 | 1"
            })
    void knowsThatThereAreNoGroupsOnceTheHeadIsOver(String line, Integer groups) {
        RunLayout layout = run(FIRST + "     Parallel version (MPI), running on     4 processors\n     " + line + "\n")
                .layout();
        assertEquals(OptionalInt.of(4), layout.ranks());
        assertEquals(optional(groups), layout.images());
        assertEquals(optional(groups), layout.pools());
        assertEquals(optional(groups), layout.bandGroups());
        assertEquals(optional(groups), layout.taskGroups());
    }

    @ParameterizedTest
    @CsvSource({"0,", "1, 1", "2147483647, 2147483647", "2147483648,"})
    void readsNumbersOfProcessesThatFit(String printed, Integer ranks) {
        assertEquals(
                optional(ranks),
                run(FIRST + "     Number of MPI processes:   " + printed + "\n")
                        .layout()
                        .ranks());
    }

    @ParameterizedTest
    @CsvSource({"0*  2,", "2*  0,", "32767*  1, 32767", "1*32767, 32767", "32768*  1,", "1*32768,"})
    void readsGroupsThatDiagonalizeOfPossibleSizes(String printed, Integer ranks) {
        assertEquals(
                optional(ranks),
                run(FIRST + "     ortho sub-group =  " + printed + " procs\n")
                        .layout()
                        .diagonalization());
    }

    @Test
    void pwxMayStopBeforeItPrintsItsName() {
        List<PwOutput> runs = PwOutputReaderTest.read("""
                 %%%%%%%%%%%%%%%%%%%%
                     Error in routine mp_start (1):
                     wrong number of tasks
                """);
        assertEquals(1, runs.size());
        assertEquals(Optional.empty(), runs.get(0).program().version());
        assertEquals(
                new RunEnd(
                        Outcome.CRASHED,
                        OptionalInt.of(2),
                        "Error in routine mp_start (1): wrong number of tasks",
                        Optional.of("mp_start"),
                        true),
                runs.get(0).end());
    }

    @Test
    void aFileOfAnotherProgramHasNoRuns() {
        assertEquals(List.of(), PwOutputReaderTest.read("one line\nSIGSEGV\n"));
        assertEquals(List.of(), PwOutputReaderTest.read(""));
        assertEquals(
                List.of(),
                PwOutputReaderTest.read("Program PHONON v.6.7 starts on\nError in routine a (1):\nsomething\n"));
    }
}
