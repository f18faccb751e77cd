package org.qeperf.features.harvest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.features.harvest.PwOutput.Clock;
import org.qeperf.features.harvest.PwOutput.Outcome;

class PwOutputTest {

    /** In the form in which version 6.7 prints; the numbers are invented. */
    private static final String OUTPUT = """

                 Program PWSCF v.6.7MaX starts on  1Jan2020 at  0: 0: 0

                 Parallel version (MPI), running on    12 processors

                 MPI processes distributed on     1 nodes
                 K-points division:     npool     =       3
                 R & G space division:  proc/nbgrp/npool/nimage =       4

                 number of atoms/cell      =           13
                 number of Kohn-Sham states=           26
                 kinetic-energy cutoff     =      20.0000  Ry

                 number of k points=    10  Marzari-Vanderbilt smearing, width (Ry)=  0.0200

                 Dense  grid:    32871 G-vectors     FFT dimensions: (  48,  48,  48)

                 Estimated max dynamical RAM per process >      43.84 MB

                 Estimated total dynamical RAM >     526.08 MB

                 Self-consistent Calculation

                 iteration #  1     ecut=    20.00 Ry     beta= 0.70
                 total cpu time spent up to now is        0.2 secs
                 iteration #  2     ecut=    20.00 Ry     beta= 0.70
                 total cpu time spent up to now is        0.4 secs

                 End of self-consistent calculation

                 convergence has been achieved in   2 iterations

                 init_run     :      0.05s CPU      0.06s WALL (       1 calls)
                 electrons    :     61.25s CPU     62.50s WALL (       1 calls)

                 Called by h_psi:
                 h_psi:calbec :      0.01s CPU      0.02s WALL (     159 calls)

                 PWSCF        :  1m 1.50s CPU  1m 2.75s WALL


               This run was terminated on:   0: 1: 2   1Jan2020

            =------------------------------------------------------------------------------=
               JOB DONE.
            =------------------------------------------------------------------------------=
            """;

    @Test
    void readsWhatAWholeRunPrints() {
        assertEquals(
                new PwOutput(
                        Optional.of("6.7MaX"),
                        12,
                        1,
                        1,
                        3,
                        2,
                        Map.of(
                                "init_run", new Clock(0.05, 0.06),
                                "electrons", new Clock(61.25, 62.5),
                                "h_psi:calbec", new Clock(0.01, 0.02),
                                "PWSCF", new Clock(61.5, 62.75)),
                        Map.of("n_at", 13L, "n_ks", 26L, "n_k", 10L, "n_g_dense", 32871L),
                        OptionalDouble.of(43.84),
                        Outcome.CONVERGED,
                        "JOB DONE."),
                PwOutput.parse(OUTPUT));
    }

    @ParameterizedTest
    @CsvSource({
        "PWSCF        :      0.33s CPU      0.36s WALL, 0.33, 0.36",
        "PWSCF        :  2m 0.50s CPU  2m 9.25s WALL, 120.5, 129.25",
        "PWSCF        :    3h 4m CPU    3h 5m WALL, 11040, 11100",
        "PWSCF        :   1d   2h 3m CPU    1d   2h 4m WALL, 93780, 93840",
        "PWSCF        :  59m59.99s CPU  1h 0m WALL, 3599.99, 3600",
        "PWSCF        :   100000.25s CPU   100001.50s WALL (       1 calls), 100000.25, 100001.5"
    })
    void readsClocksInEveryForm(String line, double cpu, double wall) {
        Clock clock = PwOutput.parse("     " + line).clocks().get("PWSCF");
        assertEquals(new Clock(cpu, wall), clock);
    }

    @ParameterizedTest
    @CsvSource({
        "'     PWSCF        : ********s CPU ********s WALL'",
        "'     PWSCF        :      0.33s CPU'",
        "'     PWSCF        :      0.33 CPU      0.36 WALL'",
        "'PWSCF        :      0.33s CPU      0.36s WALL'"
    })
    void takesNoClockFromOtherLines(String line) {
        assertEquals(Map.of(), PwOutput.parse(line).clocks());
    }

    @ParameterizedTest
    @CsvSource({"512.00 kB,0.5", "8.25 MB,8.25", "1.50 GB,1536", "2.00 TB,2097152"})
    void readsMemoryInEveryUnit(String printed, double megabytes) {
        assertEquals(
                OptionalDouble.of(megabytes),
                PwOutput.parse("     Estimated max dynamical RAM per process >    " + printed)
                        .estimatedMegabytes());
    }

    @Test
    void takesTheFirstMemoryAndTheFirstCounts() {
        String twice = OUTPUT + OUTPUT.replace("43.84", "50.00").replace("points=    10", "points=    20");
        PwOutput output = PwOutput.parse(twice);
        assertEquals(OptionalDouble.of(43.84), output.estimatedMegabytes());
        assertEquals(10, output.counts().get("n_k"));
    }

    @Test
    void isOneRankInOnePoolWhereNothingElseIsPrinted() {
        PwOutput output = PwOutput.parse("     Serial version\n");
        assertEquals(1, output.ranks());
        assertEquals(1, output.pools());
    }

    @ParameterizedTest
    @CsvSource({
        "JOB DONE., CONVERGED, JOB DONE.",
        "convergence NOT achieved after 100 iterations: stopping\\nJOB DONE.,"
                + " NOT_CONVERGED, convergence NOT achieved after 100 iterations: stopping",
        "convergence NOT achieved after 100 iterations: stopping,"
                + " INCOMPLETE, convergence NOT achieved after 100 iterations: stopping",
        "Error in routine c_bands (1):\\nError in routine stop (2):, CRASHED, Error in routine c_bands (1):",
        "Error in routine c_bands (1):\\nJOB DONE., CRASHED, Error in routine c_bands (1):",
        "iteration #  1, INCOMPLETE, ''"
    })
    void tellsHowTheRunEnded(String lines, Outcome outcome, String evidence) {
        PwOutput output = PwOutput.parse("     " + lines.replace("\\n", "\n     "));
        assertEquals(outcome, output.outcome());
        assertEquals(evidence, output.evidence());
    }

    @Test
    void dividesTheLoopByItsIterations() {
        assertEquals(OptionalDouble.of(31.25), PwOutput.parse(OUTPUT).secondsPerScfIteration());
    }

    @ParameterizedTest
    @CsvSource({"electrons,elektrons", "iteration #,step", "62.50s WALL,0.00s WALL"})
    void knowsNoTimePerIterationWithoutLoopOrIterations(String text, String instead) {
        assertEquals(
                OptionalDouble.empty(),
                PwOutput.parse(OUTPUT.replace(text, instead)).secondsPerScfIteration());
    }

    @Test
    void isIncompleteWhereverItIsCutOff() {
        int end = OUTPUT.indexOf("JOB DONE.") + "JOB DONE".length();
        for (int length = 0; length < end; length++) {
            assertEquals(
                    Outcome.INCOMPLETE,
                    PwOutput.parse(OUTPUT.substring(0, length)).outcome());
        }
        assertNotEquals(
                Outcome.INCOMPLETE, PwOutput.parse(OUTPUT.substring(0, end)).outcome());
    }

    @Test
    void readsWindowsLineEndings() {
        assertEquals(PwOutput.parse(OUTPUT), PwOutput.parse(OUTPUT.replace("\n", "\r\n")));
    }

    @Test
    void readsAnyBytes() {
        Random random = new Random(7);
        byte[] output = OUTPUT.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = output.clone();
            for (int change = random.nextInt(200); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            PwOutput read = PwOutput.parse(new String(bytes, StandardCharsets.UTF_8));
            read.clocks().values().forEach(clock -> assertTrue(clock.wallSeconds() >= 0));
        }
    }

    @Test
    void readsNumbersThatAreTooLong() {
        String digits = "9".repeat(400);
        PwOutput output = PwOutput.parse(OUTPUT.replaceAll("\\d+", digits));
        assertEquals(Outcome.CONVERGED, output.outcome());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "\r",
                "1\n",
                "     e    :   1.0s CPU   1.00s WALL\n",
                "number of k points= \n",
                "running on"
            })
    void readsManyLinesSoon(String piece) {
        String text = piece.repeat((32 << 20) / piece.length());
        PwOutput output = assertTimeout(
                Duration.ofSeconds(5), () -> PwOutput.parse("Program PWSCF v.6.7\n" + text + "\n" + OUTPUT));
        assertEquals(Outcome.CONVERGED, output.outcome());
        assertEquals(Optional.of("6.7"), output.version());
    }

    @Test
    void readsRanksAndThreadsOverNodes() {
        PwOutput output = PwOutput.parse("""
                     Parallel version (MPI & OpenMP), running on      64 processor cores
                     Number of MPI processes:                16
                     Threads/MPI process:                     4

                     MPI processes distributed on     2 nodes
                     K-points division:     npool     =       8
                """);
        assertEquals(16, output.ranks());
        assertEquals(4, output.threads());
        assertEquals(2, output.nodes());
        assertEquals(8, output.pools());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", ".", " ", "x", " x :", "npool = ", "1s ", "1.1.1s"})
    void readsEndlessLines(String piece) {
        String line = "     electrons    :   " + piece.repeat(200_000) + "CPU   1.00s WALL\n";
        assertEquals(Outcome.CONVERGED, PwOutput.parse(line + OUTPUT).outcome());
    }
}
