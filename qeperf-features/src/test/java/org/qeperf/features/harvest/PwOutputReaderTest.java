package org.qeperf.features.harvest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.InputException;

class PwOutputReaderTest {

    /** In the form in which version 6.7 prints; the numbers are invented. */
    private static final String OUTPUT = """

                 Program PWSCF v.6.7MaX starts on  1Jan2020 at  0: 9:12

                 Parallel version (MPI), running on    12 processors

                 MPI processes distributed on     1 nodes
                 K-points division:     npool     =       3
                 R & G space division:  proc/nbgrp/npool/nimage =       4
                 Reading input from ni.in

                 Current dimensions of program PWSCF are:
                 Subspace diagonalization in iterative solution of the eigenvalue problem:
                 one sub-group per band group will be used
                 scalapack distributed-memory algorithm (size of sub-group:  2*  2 procs)

                 bravais-lattice index     =            2
                 unit-cell volume          =     120.5000 (a.u.)^3
                 number of atoms/cell      =            3
                 number of atomic types    =            2
                 number of electrons       =        26.00
                 number of Kohn-Sham states=           16
                 kinetic-energy cutoff     =      20.0000  Ry
                 charge density cutoff     =     200.0000  Ry
                 Exchange-correlation      =  SLA  PW   PBE  PBE ( 1  4  3  4 0 0)

                 PseudoPot. # 1 for Ni read from file:
                 Pseudo is Ultrasoft + core correction, Zval = 10.0
                 Using radial grid of 1203 points,  3 beta functions with:
                            l(1) =   0
                            l(2) =   1
                            l(3) =   2
                 PseudoPot. # 2 for O  read from file:
                 Pseudo is Norm-conserving, Zval =  6.0
                 Using radial grid of  431 points,  1 beta functions with:
                            l(1) =   0

                 atomic species   valence    mass     pseudopotential
                    Ni1           10.00    58.69340     Ni( 1.00)
                    O              6.00    15.99900     O ( 1.00)

                 Starting magnetic structure
                 atomic species   magnetization
                    Ni1          0.500

                 16 Sym. Ops., with inversion, found ( 8 have fractional translation)

               Cartesian axes

                 site n.     atom                  positions (alat units)
                     1           Ni1 tau(   1) = (   0.0000000   0.0000000   0.0000000  )
                     2           Ni1 tau(   2) = (   0.5000000   0.0000000   0.0000000  )
                     3           O   tau(   3) = (   0.0000000   0.5000000   0.0000000  )

                 number of k points=     2  Marzari-Vanderbilt smearing, width (Ry)=  0.0200
                                   cart. coord. in units 2pi/alat
                    k(    1) = (   0.0000000   0.0000000   0.0000000), wk =   0.5000000
                    k(    2) = (   0.5000000   0.0000000   0.0000000), wk =   0.5000000

                 Dense  grid:    32871 G-vectors     FFT dimensions: (  48,  48,  50)

                 Smooth grid:    11871 G-vectors     FFT dimensions: (  32,  32,  36)

                 Estimated max dynamical RAM per process >      43.84 MB

                 Estimated total dynamical RAM >       1.50 GB

                 Self-consistent Calculation

                 iteration #  1     ecut=    20.00 Ry     beta= 0.70
                 Davidson diagonalization with overlap
                 ethr =  1.00E-02,  avg # of iterations =  2.5
                 total cpu time spent up to now is        0.2 secs
                 iteration #  2     ecut=    20.00 Ry     beta= 0.70
                 ethr =  1.00E-04,  avg # of iterations = 13.0

                 End of self-consistent calculation

             ------ SPIN UP ------------

                      k = 0.0000 0.0000 0.0000 (   461 PWs)   bands (ev):

                -5.0000   1.0000

                      k = 0.5000-0.5000 0.0000 (   458 PWs)   bands (ev):

                -5.0000   1.0000

                 convergence has been achieved in   2 iterations

                 Writing output data file /scratch/x.1/ni.save/

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

    static List<PwOutput> read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<PwOutput> read(byte[] bytes) {
        try {
            return PwOutputReader.read("pw.out", new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PwOutput one(String text) {
        List<PwOutput> runs = read(text);
        assertEquals(1, runs.size());
        return runs.get(0);
    }

    private static PwOutput oneWith(String lines) {
        return one("Program PWSCF v.6.7 starts on 1Jan2020 at 1: 1: 1\n     " + lines + "\n");
    }

    @Test
    void readsWhatAWholeRunPrints() {
        PwOutput run = one(OUTPUT);
        assertEquals(
                new RunProgram(
                        "pw.x",
                        Optional.of("6.7MaX"),
                        false,
                        Optional.of("scf"),
                        Optional.of(LocalDateTime.of(2020, 1, 1, 0, 9, 12))),
                run.program());
        assertEquals(
                new RunLayout(
                        OptionalInt.of(12),
                        OptionalInt.empty(),
                        OptionalInt.of(1),
                        OptionalInt.of(1),
                        OptionalInt.of(3),
                        OptionalInt.of(1),
                        OptionalInt.of(4),
                        OptionalInt.of(1)),
                run.layout());
        assertEquals(
                new RunContents(
                        List.of("Ni", "O"),
                        OptionalInt.of(3),
                        OptionalInt.of(2),
                        OptionalDouble.of(26),
                        OptionalInt.of(16),
                        OptionalInt.of(2),
                        OptionalInt.of(16),
                        OptionalInt.of(2),
                        Optional.of(false),
                        new RunBasis(
                                OptionalDouble.of(20),
                                OptionalDouble.of(200),
                                OptionalDouble.of(120.5),
                                Optional.of(new RunGrid(32871, 48, 48, 50)),
                                Optional.of(new RunGrid(11871, 32, 32, 36)),
                                OptionalLong.of(461)),
                        new RunPotentials(
                                OptionalInt.of(7),
                                OptionalInt.of(19),
                                Optional.of(true),
                                Optional.of(false),
                                Optional.of("SLA PW PBE PBE ( 1 4 3 4 0 0)"))),
                run.contents());
        assertEquals(
                new RunIterations(OptionalInt.of(2), List.of(2), List.of(2.5, 13.0), OptionalInt.of(0)),
                run.iterations());
        assertEquals(
                new RunTimes(
                        OptionalDouble.of(62.5),
                        OptionalDouble.of(62.75),
                        OptionalDouble.of(61.5),
                        Map.of(
                                "init_run", clock(1, 0.05, 0.06),
                                "electrons", clock(1, 61.25, 62.5),
                                "h_psi:calbec", clock(159, 0.01, 0.02),
                                "PWSCF", clock(-1, 61.5, 62.75))),
                run.times());
        assertEquals(
                new RunMemory(OptionalLong.of(45969572), OptionalLong.of(1610612736), OptionalLong.empty()),
                run.memory());
        assertEquals(
                new RunEnd(Outcome.CONVERGED, OptionalInt.of(104), "JOB DONE.", Optional.empty(), true), run.end());
        assertEquals(
                new RunFiles(
                        Optional.of("ni.in"),
                        Optional.of("ni.save"),
                        List.of(new RunFiles.LabelCount("Ni1", 2), new RunFiles.LabelCount("O", 1))),
                run.files());
    }

    private static Clock clock(int calls, double cpu, double wall) {
        return new Clock(
                calls < 0 ? OptionalLong.empty() : OptionalLong.of(calls),
                OptionalDouble.of(cpu),
                OptionalDouble.of(wall));
    }

    @ParameterizedTest
    @CsvSource({
        "PWSCF        :      0.33s CPU      0.36s WALL, 0.33, 0.36",
        "PWSCF        :  2m 0.50s CPU  2m 9.25s WALL, 120.5, 129.25",
        "PWSCF        :    3h 4m CPU    3h 5m WALL, 11040, 11100",
        "PWSCF        :   1d   2h 3m CPU    1d   2h 4m WALL, 93780, 93840",
        "PWSCF        :  59m59.99s CPU  1h 0m WALL, 3599.99, 3600",
        "'PWSCF        :     1m 3.45s CPU time,     1m 4.00s wall time', 63.45, 64",
        "PWSCF        :   100000.25s CPU   100001.50s WALL (       1 calls), 100000.25, 100001.5"
    })
    void readsClocksInEveryForm(String line, double cpu, double wall) {
        Clock clock = oneWith(line).times().clocks().get("PWSCF");
        assertEquals(OptionalDouble.of(cpu), clock.cpuSeconds());
        assertEquals(OptionalDouble.of(wall), clock.wallSeconds());
    }

    @Test
    void readsClocksOfWhichATimeIsMissing() {
        assertEquals(
                new Clock(OptionalLong.of(12), OptionalDouble.of(3.5), OptionalDouble.empty()),
                oneWith("c_bands      :      3.50s CPU (      12 calls,   0.292 s avg)")
                        .times()
                        .clocks()
                        .get("c_bands"));
        assertEquals(
                new Clock(OptionalLong.of(2), OptionalDouble.empty(), OptionalDouble.of(4)),
                oneWith("fft          : *********s CPU      4.00s WALL (       2 calls)")
                        .times()
                        .clocks()
                        .get("fft"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PWSCF        :      0.33 CPU      0.36 WALL",
                "PWSCF        :      0.33s GPU",
                "GPU          used:      0.33s CPU"
            })
    void takesNoClockFromOtherLines(String line) {
        assertEquals(Map.of(), oneWith(line).times().clocks());
    }

    @ParameterizedTest
    @CsvSource({"512.00 kB,524288", "8.25 MB,8650752", "8.25Mb,8650752", "1.50 GB,1610612736", "2.00 TB,2199023255552"})
    void readsMemoryInEveryUnit(String printed, long bytes) {
        assertEquals(
                OptionalLong.of(bytes),
                oneWith("Estimated max dynamical RAM per process >    " + printed)
                        .memory()
                        .estimated());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "Parallel version (MPI & OpenMP), running on 64 processor cores~Number of MPI processes: 16~"
                        + "Threads/MPI process:   4~MPI processes distributed on 2 nodes~K-points division: npool = 8"
                        + " | 16 | 4 | 2 | 8",
                "Serial version | 1 | - | 1 | 1",
                "Serial multi-threaded version, running on    4 processor cores | 1 | 4 | 1 | 1",
                "Parallel version (MPI), running on   2 processors~R & G space division:  proc/pool =    2 | 2 | - | - | 1",
                "Number of processors in use:       8~K-points division:     npool     =    2 | 8 | - | - | 2",
                "Parallel version (MPI), running on ***** processors | - | - | - | -"
            })
    void readsLayoutsInEveryForm(String lines, Integer ranks, Integer threads, Integer nodes, Integer pools) {
        RunLayout layout = oneWith(lines.replace("~", "\n     ") + "\n     bravais-lattice index     =  1")
                .layout();
        assertEquals(optional(ranks), layout.ranks());
        assertEquals(optional(threads), layout.threads());
        assertEquals(optional(nodes), layout.nodes());
        assertEquals(optional(pools), layout.pools());
    }

    private static OptionalInt optional(Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    @Test
    void readsGroupsThatAreSeldom() {
        RunLayout layout = oneWith("""
                Parallel version (MPI), running on    64 processors
                     path-images division:  nimage    =       2
                     band groups division:  nbgrp     =       4
                     wavefunctions fft division:  task group distribution
                                                  #TG    x Z-proc =       2      8
                     GPU acceleration is ACTIVE.
                     a serial algorithm will be used""").layout();
        assertEquals(OptionalInt.of(2), layout.images());
        assertEquals(OptionalInt.of(4), layout.bandGroups());
        assertEquals(OptionalInt.of(2), layout.taskGroups());
        assertEquals(OptionalInt.of(1), layout.diagonalization());
        assertTrue(oneWith("GPU acceleration is ACTIVE.").program().gpu());
    }

    @Test
    void readsGridsBeforeVersionFour() {
        RunBasis basis = oneWith("""
                G cutoff =  729.5122  (  57657 G-vectors)     FFT grid: ( 64, 64,100)
                     G cutoff =  324.2277  (  17077 G-vectors)  smooth grid: ( 45, 45, 64)""").contents().basis();
        assertEquals(Optional.of(new RunGrid(57657, 64, 64, 100)), basis.dense());
        assertEquals(Optional.of(new RunGrid(17077, 45, 45, 64)), basis.smooth());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "48 Sym.Ops. (with inversion) | 48",
                " 8 Sym. Ops. (no inversion) found | 8",
                "No symmetry found | 1",
                "No symmetry! | 1"
            })
    void readsSymmetriesInEveryForm(String line, int operations) {
        assertEquals(OptionalInt.of(operations), oneWith(line).contents().symmetries());
    }

    @ParameterizedTest
    @CsvSource({"1.0,2", "0.5,4"})
    void countsKPointsOfOneSpin(double weight, int kPoints) {
        String text = "Program PWSCF v.5.0.2 starts on 1Jan2020 at 1: 1: 1\n     Starting magnetic structure\n"
                + "     number of k points=     4\n"
                + ("        k(    1) = (   0.0   0.0   0.0), wk =   " + weight / 2 + "\n").repeat(4);
        assertEquals(OptionalInt.of(kPoints), one(text).contents().kPoints());
    }

    /** Half of those of both spins up to 5.2. */
    @ParameterizedTest
    @CsvSource({"4.3.2, 2", "5.2.1, 2", "5.3.0, 4", "6.0, 4", "7.5, 4"})
    void knowsWhichReleasesCountTheKPointsOfBothSpins(String version, int kPoints) {
        String text =
                "Program PWSCF v." + version + " starts on 1Jan2020 at 1: 1: 1\n     Starting magnetic structure\n"
                        + "     number of k points=     4\n"
                        + "        k(    1) = (   0.0   0.0   0.0), wk =   0.5\n".repeat(4);
        assertEquals(OptionalInt.of(kPoints), one(text).contents().kPoints());
    }

    @ParameterizedTest
    @CsvSource({
        "scalapack distributed-memory algorithm (size of sub-group:  2*  3 procs), 6",
        "ELPA distributed-memory algorithm (size of sub-group:  4*  4 procs), 16",
        "custom distributed-memory algorithm (size of sub-group:  1*  1 procs), 1",
        "ortho sub-group =    3*  3 procs, 9",
        "a serial algorithm will be used, 1",
        "ortho sub-group =    0*  0 procs,",
        "ortho sub-group =   **** procs,"
    })
    void readsTheGroupThatDiagonalizes(String line, Integer ranks) {
        assertEquals(optional(ranks), oneWith(line).layout().diagonalization());
    }

    @ParameterizedTest
    @CsvSource({
        "Program PWSCF v.5.0 starts on 31Dec2013 at  9: 8:59, 2013-12-31T09:08:59",
        "Program PWSCF v.4.0 starts ...~Today is  9Feb2008 at 23:59: 1, 2008-02-09T23:59:01",
        "Program PWSCF v.5.0 starts on 1Jan2013 at 1: 2: 3~Today is  9Feb2008 at 23:59: 1, 2013-01-01T01:02:03",
        "Program PWSCF v.5.0 starts on 32Dec2013 at  9: 8:59,",
        "Program PWSCF v.5.0 starts on 31Foo2013 at  9: 8:59,",
        "Program PWSCF v.5.0 starts on 31Dec2013 at  9: 8,",
        "Program PWSCF v.5.0 starts on 31Dec2013,"
    })
    void readsTheDate(String lines, LocalDateTime started) {
        assertEquals(
                Optional.ofNullable(started),
                one(lines.replace("~", "\n     ") + "\n").program().started());
    }

    @Test
    void doesNotKnowMostPlaneWavesWhereKPointsAreMissing() {
        String cut = OUTPUT.substring(0, OUTPUT.indexOf("          k = 0.5000-0.5000"));
        assertEquals(OptionalLong.empty(), one(cut).contents().basis().planeWavesMax());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BFGS Geometry Optimization~number of scf cycles    =   1~bfgs converged in   2 scf cycles | relax | 2",
                "BFGS Geometry Optimization~new unit-cell volume =  3.0 | vc-relax | 0",
                "Molecular Dynamics Calculation~Entering Dynamics:    iteration =     1 | md | 1",
                "Damped Dynamics Calculation~Entering Dynamics:    iteration =     1 | relax | 1",
                "Entering Dynamics;  it =     1   time =  0.0 pico-seconds | vc-md | 1",
                "Wentzcovitch Damped Cell Dynamics Minimization:~Entering Dynamics;  it =  1~CELL_PARAMETERS | vc-relax | 1"
            })
    void tellsTheCalculationByWhatItPrints(String lines, String calculation, int steps) {
        PwOutput run = oneWith(lines.replace("~", "\n     "));
        assertEquals(Optional.of(calculation), run.program().calculation());
        assertEquals(OptionalInt.of(steps), run.iterations().ionicSteps());
    }

    @Test
    void countsTheIterationsOfEachLoop() {
        String loop = "     iteration #  1     ecut=\n     iteration #  2     ecut=\n";
        assertEquals(
                List.of(2, 2, 1),
                oneWith(loop + loop + "     iteration #  1     ecut=")
                        .iterations()
                        .scfPerStep());
    }

    @Test
    void believesTheLoopWhereItsIterationsAreMissing() {
        String end = "     convergence has been achieved in   4 iterations\n";
        assertEquals(
                List.of(4, 4, 1),
                oneWith(end + "     iteration #  1     ecut=\n" + end + "     iteration #  1     ecut=")
                        .iterations()
                        .scfPerStep());
    }

    @Test
    void aRunGoesToTheNextProgram() {
        List<PwOutput> runs = read("preamble\n" + OUTPUT + "\nProgram PHONON v.6.7 starts on\niteration # 1\n"
                + OUTPUT.replace("JOB DONE.", ""));
        assertEquals(2, runs.size());
        assertEquals(Outcome.CONVERGED, runs.get(0).end().outcome());
        assertEquals(OptionalInt.of(2), runs.get(0).iterations().scf());
        assertEquals(Outcome.INCOMPLETE, runs.get(1).end().outcome());
        assertNotEquals(runs.get(0).sha256(), runs.get(1).sha256());
    }

    @Test
    void isIncompleteWhereverItIsCutOff() {
        int end = OUTPUT.indexOf("JOB DONE.") + "JOB DONE".length();
        for (int length = OUTPUT.indexOf(" starts") + 8; length < end; length += 3) {
            assertEquals(
                    Outcome.INCOMPLETE, one(OUTPUT.substring(0, length)).end().outcome());
        }
        assertEquals(Outcome.CONVERGED, one(OUTPUT.substring(0, end)).end().outcome());
    }

    @Test
    void takesNoNumberFromALineThatIsCutOff() {
        int end = OUTPUT.indexOf('\n', OUTPUT.indexOf("number of electrons"));
        assertEquals(
                OptionalDouble.empty(),
                one(OUTPUT.substring(0, end - 1)).contents().electrons());
        assertEquals(
                one(OUTPUT).contents().electrons(),
                one(OUTPUT.substring(0, end + 1)).contents().electrons());
        String timed = OUTPUT.replaceFirst("(?m)^ *PWSCF .*$", "     PWSCF        :     3h 4m CPU        3h 5");
        assertEquals(
                OptionalDouble.empty(),
                one(timed.substring(0, timed.indexOf("3h 5") + 4)).times().totalWall());
    }

    @Test
    void readsAnErrorThatIsCutOff() {
        String begun = OUTPUT.substring(0, OUTPUT.indexOf("JOB DONE."));
        assertEquals(
                "Error in routine c_bands (1):",
                one(begun + "\n     Error in routine c_bands (1):").end().text());
        assertEquals(
                "Error in routine c_bands (1): too many ba",
                one(begun + "\n     Error in routine c_bands (1):\n     too many ba")
                        .end()
                        .text());
    }

    @Test
    void doesNotTakeADamagedRowForAnAtom() {
        PwOutput run = one(OUTPUT.replace("O   tau(", "A 1 tau("));
        assertEquals(List.of(), run.files().labels());
        assertEquals(one(OUTPUT).contents().atoms(), run.contents().atoms());
    }

    @Test
    void readsWindowsLineEndings() {
        PwOutput plain = one(OUTPUT);
        PwOutput windows = one(OUTPUT.replace("\n", "\r\n"));
        assertEquals(plain.contents(), windows.contents());
        assertEquals(plain.times(), windows.times());
        assertEquals(plain.files(), windows.files());
    }

    @Tag("slow")
    @Test
    void readsAnyBytes() {
        Random random = new Random(7);
        byte[] output = OUTPUT.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = output.clone();
            for (int change = random.nextInt(200); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            for (PwOutput run : read(bytes)) {
                run.times()
                        .clocks()
                        .values()
                        .forEach(clock -> assertTrue(clock.wallSeconds().orElse(0) >= 0));
            }
        }
    }

    @Test
    void readsNumbersThatAreTooLong() {
        PwOutput run = one(OUTPUT.replaceAll("\\d+", "9".repeat(400)));
        assertEquals(Outcome.CONVERGED, run.end().outcome());
        assertEquals(OptionalInt.empty(), run.contents().kPoints());
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"\n", "1\n", "     e    :   1.0s CPU   1.00s WALL\n", "number of k points= \n", "x", " "})
    void readsManyBytesSoon(String piece) {
        String text = piece.repeat((8 << 20) / piece.length());
        PwOutput run = assertTimeout(
                Duration.ofSeconds(20),
                () -> read("Program PWSCF v.6.7 starts \n" + text + "\n" + OUTPUT)
                        .get(1));
        assertEquals(Outcome.CONVERGED, run.end().outcome());
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({
        "'     iteration #  1\n', 1000001, iterations, 1000000",
        "'     ethr =  1.00E-02,  avg # of iterations =  2.0\n', 1000001, diagonalisations, 1000000",
        "'Program PWSCF v.6.7 starts \n', 10001, runs, 10000"
    })
    void refusesMoreThanARunCanHave(String line, int times, String what, int most) {
        String text = "Program PWSCF v.6.7 starts \n" + line.repeat(times);
        assertEquals(
                "pw.out:1:1: the file has more than " + most + " " + what + "; expected the output of one program",
                assertThrows(InputException.class, () -> read(text)).getMessage());
    }

    @Test
    void refusesMoreThanAllRunsOfAFileCanHave() {
        String run = "Program PWSCF v.6.7 starts \n"
                + "     ethr =  1.00E-02,  avg # of iterations =  2.0\n".repeat(500_000);
        InputStream text = new SequenceInputStream(Collections.enumeration(Collections.nCopies(5, run).stream()
                .map(part -> new ByteArrayInputStream(part.getBytes(StandardCharsets.US_ASCII)))
                .toList()));
        assertEquals(
                "pw.out:1:1: the file has more than 2000000 iterations, clocks and labels; expected the output of one"
                        + " program",
                assertThrows(InputException.class, () -> PwOutputReader.read("pw.out", text))
                        .getMessage());
    }

    @Test
    void aLongWordIsNoLabel() {
        String text = OUTPUT.replaceFirst("Ni1 tau", "N" + "i".repeat(1000) + " tau");
        // Known of two of three atoms only.
        assertEquals(List.of(), one(text).files().labels());
    }

    @Test
    void refusesMoreClocksThanPwxHas() {
        StringBuilder text = new StringBuilder("Program PWSCF v.6.7 starts \n");
        for (int i = 0; i < 1001; i++) {
            text.append(String.format("     clock%-7d :      0.05s CPU      0.06s WALL (       1 calls)\n", i));
        }
        assertEquals(
                "pw.out:1:1: the file has more than 1000 clocks; expected the output of one program",
                assertThrows(InputException.class, () -> read(text.toString())).getMessage());
    }

    @Test
    void refusesAnEndlessStream() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                return length;
            }
        };
        assertEquals(
                "pw.out:1:1: the file has more than 1000000 bytes; expected the output of one program",
                assertThrows(
                                InputException.class,
                                () -> new LineReader("pw.out", endless, 1_000_000)
                                        .forEachLine(line -> assertTrue(line.length() <= 4096)))
                        .getMessage());
    }

    @Test
    void tellsThatAFileIsMissing() {
        assertThrows(UncheckedIOException.class, () -> PwOutputReader.read(Path.of("no-such-file.out")));
    }
}
