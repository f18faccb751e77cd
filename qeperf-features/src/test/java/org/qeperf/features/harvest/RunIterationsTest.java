package org.qeperf.features.harvest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Iterations, steps and clocks where lines are missing or numbers do not fit. */
class RunIterationsTest {

    private static final String ITERATION = "~iteration #  1     ecut=    20.00 Ry     beta= 0.70";

    private static PwOutput run(String lines) {
        return PwOutputReaderTest.read("Program PWSCF v.6.7 starts on 1Jan2020 at 1: 1: 1\n     "
                        + lines.replace("~", "\n     ") + "\n")
                .get(0);
    }

    private static void assertLoops(List<Integer> loops, String lines) {
        RunIterations iterations = run(lines).iterations();
        assertEquals(loops, iterations.scfPerStep());
        assertEquals(OptionalInt.of(loops.stream().mapToInt(Integer::intValue).sum()), iterations.scf());
    }

    @Test
    void aLoopMayHaveOneIteration() {
        assertLoops(List.of(1, 1, 1), ITERATION.repeat(3));
    }

    @Test
    void countsIterationsWhoseLinesAreMissing() {
        assertLoops(
                List.of(4, 4, 1),
                ITERATION + "~convergence has been achieved in   4 iterations"
                        + "~convergence has been achieved in   4 iterations" + ITERATION);
    }

    /** Four digits do not fit. */
    @Test
    void countsIterationsWhoseNumberIsNotPrinted() {
        assertLoops(List.of(3, 1), ITERATION + "~iteration #***     ecut=".repeat(2) + ITERATION);
    }

    @Test
    void aLoopWithoutIterationsIsNone() {
        assertLoops(List.of(), "convergence has been achieved in *** iterations");
    }

    @Test
    void doesNotBelieveALoopOfMoreIterationsThanAFileMayHave() {
        assertLoops(List.of(1_000_000), ITERATION + "~convergence has been achieved in 1000000 iterations");
        assertLoops(List.of(1), ITERATION + "~convergence has been achieved in 1000001 iterations");
        assertLoops(
                List.of(600_000, 1),
                "convergence has been achieved in 600000 iterations" + ITERATION
                        + "~convergence has been achieved in 600000 iterations");
    }

    @ParameterizedTest
    @CsvSource({
        "number of scf cycles    =   3, 3",
        "bfgs converged in   5 scf cycles and   4 bfgs steps, 5",
        "number of scf cycles    =   3~bfgs converged in   2 scf cycles, 3",
        "number of scf cycles    =   2147483647, 2147483647",
        "number of scf cycles    =   2147483648, 0",
        "bfgs converged in  ** scf cycles, 0"
    })
    void countsTheStepsOfARelaxation(String lines, int steps) {
        assertEquals(
                OptionalInt.of(steps),
                run("BFGS Geometry Optimization~" + lines).iterations().ionicSteps());
    }

    /** Other calculations do not print that they are of another kind, so only a finished loop proves self-consistency. */
    @ParameterizedTest
    @CsvSource({
        "iteration #  1     ecut=~JOB DONE., scf",
        "iteration #  1     ecut=,",
        "JOB DONE.,",
        "Band Structure Calculation~iteration #  1     ecut=~JOB DONE.,"
    })
    void selfConsistencyIsProvedByItsEnd(String lines, String calculation) {
        assertEquals(Optional.ofNullable(calculation), run(lines).program().calculation());
    }

    @Test
    void aClockMayHaveNoCalls() {
        assertEquals(
                OptionalLong.of(0),
                run("cdiaghg      :      0.00s CPU      0.00s WALL (       0 calls)")
                        .times()
                        .clocks()
                        .get("cdiaghg")
                        .calls());
    }
}
