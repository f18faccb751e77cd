package org.qeperf.features.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.feature.Layout;
import org.qeperf.features.input.QeVersion;

class ProgramsChoiceTest {

    /** Printed by pw.x 6.7 for 2 k-points, 4 states and 12 planes. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 1", "4, 4", "5, 4", "6, 4", "7, 4", "8, 4", "16, 16"})
    void upTo70ThereIsOnePoolAndTheLargestSquare(int ranks, int square) {
        assertEquals(new Layout(1, ranks, 2, 1, square, 1), choice("6.7", 2, 4, 12, 1, ranks, 2));
        assertEquals(new Layout(1, ranks, 2, 1, square, 1), choice("7.0", 2, 4, 12, 1, ranks, 2));
    }

    /** By hand from {@code LAXlib/mp_diag.f90}. */
    @ParameterizedTest
    @CsvSource({"6.4, 7, 1", "6.4, 8, 4", "6.4, 17, 4", "6.4, 18, 9", "6.5, 7, 4", "6.5, 17, 16"})
    void upTo64HalfOfTheRanksDoLinearAlgebra(String version, int ranks, int square) {
        assertEquals(square, choice(version, 2, 40, 12, 1, ranks, 1).diagonalizationRanks());
    }

    /** By hand from {@code setup_para} in {@code PW/src/setup.f90}: pools where there are more ranks than half the planes. */
    @ParameterizedTest
    @CsvSource({
        "8, 10, 36, 1",
        "18, 10, 36, 1",
        "20, 10, 36, 2",
        "36, 10, 36, 2",
        "38, 10, 36, 2",
        "57, 10, 36, 3",
        "128, 10, 36, 8",
        "128, 5, 36, 4",
        "127, 200, 36, 127",
        "127, 10, 36, 1",
        "48, 1, 36, 1"
    })
    void from71OnPoolsAreTheFirstDivisorThatIsEnough(int ranks, int kPoints, int planes, int pools) {
        assertEquals(pools, choice("7.1", kPoints, 20, planes, 1, ranks, 1).pools());
        assertEquals(pools, choice("7.5", kPoints, 20, planes, 1, ranks, 1).pools());
        assertEquals(1, choice("7.0", kPoints, 20, planes, 1, ranks, 1).pools());
    }

    /** By hand: a square of at most nbnd/100 rounded. */
    @ParameterizedTest
    @CsvSource({"49, 64, 1", "149, 64, 1", "150, 64, 4", "350, 64, 16", "350, 10, 9", "5000, 100, 100", "5000, 3, 1"})
    void from71OnTheGroupGrowsWithTheStates(int states, int ranks, int square) {
        assertEquals(square, choice("7.1", 1, states, 1000, 1, ranks, 1).diagonalizationRanks());
    }

    /** By hand: the first divisor that leaves less than a quarter of the planes, at most 16 and the states. */
    @ParameterizedTest
    @CsvSource({"36, 20, 36, 1", "40, 20, 36, 5", "64, 20, 36, 8", "64, 7, 36, 1", "37, 20, 36, 1", "256, 20, 36, 1"})
    void from71OnTaskGroupsServeRanksBeyondThePlanes(int ranks, int states, int planes, int groups) {
        assertEquals(groups, choice("7.5", 1, states, planes, 1, ranks, 1).taskGroups());
    }

    @Test
    void whereKPointsCannotBeSharedThereIsOnePool() {
        LayoutFacts phases = facts("7.5", 10, 20, 36, false, true);
        assertEquals(1, ProgramsChoice.of(phases, 1, 64, 1).pools());
        LayoutFacts stress = facts("7.5", 10, 20, 36, true, false);
        assertEquals(1, ProgramsChoice.of(stress, 1, 64, 1).pools());
    }

    @Test
    void whatIsNotKnownChangesNothing() {
        LayoutFacts none = new LayoutFacts(
                QeVersion.NEWEST,
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                false,
                false,
                false,
                false);
        assertEquals(new Layout(4, 48, 1, 1, 1, 1), ProgramsChoice.of(none, 4, 48, 1));
    }

    private static Layout choice(
            String version, int kPoints, int states, int planes, int nodes, int tasks, int threads) {
        return ProgramsChoice.of(facts(version, kPoints, states, planes, false, false), nodes, tasks, threads);
    }

    static LayoutFacts facts(
            String version, int kPoints, int states, int planes, boolean hybridStress, boolean phases) {
        return new LayoutFacts(
                QeVersion.parse(version),
                OptionalInt.of(kPoints),
                OptionalInt.of(states),
                OptionalInt.of(planes),
                OptionalInt.of(planes),
                OptionalLong.of(100_000),
                OptionalInt.of(0),
                false,
                hybridStress,
                hybridStress,
                phases);
    }
}
