package org.qeperf.train.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.feature.Layout;
import org.qeperf.runtime.artifact.Digest;
import org.qeperf.train.ExampleRuns;

class HarvesterTest {

    private static final String INPUT = """
            &CONTROL
            /
            &SYSTEM
              ibrav = 1, A = 3.0, nat = 1, ntyp = 1, ecutwfc = 10
            /
            &ELECTRONS
            /
            ATOMIC_SPECIES
              He 4.0 He.UPF
            ATOMIC_POSITIONS crystal
              He 0.0 0.0 0.0
            K_POINTS automatic
              2 2 2 0 0 0
            """;
    private static final String PSEUDOPOTENTIAL = """
            <UPF version="2.0.1">
            <PP_HEADER element="He" is_ultrasoft="F" is_paw="F" has_so="F" core_correction="F" functional="PZ"
              z_valence="2.0" number_of_proj="1" number_of_wfc="1" mesh_size="3"/>
            <PP_MESH mesh="3"><PP_RAB> 0.1 0.1 0.1 </PP_RAB></PP_MESH>
            <PP_BETA.1 angular_momentum="0">0.0 0.0 0.0</PP_BETA.1>
            <PP_CHI.1 l="0" occupation="2.0"> 0.1 0.1 0.1 </PP_CHI.1>
            </UPF>
            """;
    private static final String OUTPUT = """

                 Program PWSCF v.6.7MaX starts on  1Jan2020 at  0: 0: 0

                 Parallel version (MPI), running on     4 processors
                 K-points division:     npool     =       2
                 number of atoms/cell      =            1
                 number of Kohn-Sham states=            1
                 number of k points=     4
                 Dense  grid:      751 G-vectors     FFT dimensions: (  12,  12,  12)

                 Estimated max dynamical RAM per process >       0.50 MB

                 iteration #  1     ecut=    10.00 Ry     beta= 0.70
                 iteration #  2     ecut=    10.00 Ry     beta= 0.70

                 convergence has been achieved in   2 iterations

                 electrons    :      1.00s CPU      1.50s WALL (       1 calls)

                 PWSCF        :      1.75s CPU      2.25s WALL

            =------------------------------------------------------------------------------=
               JOB DONE.
            =------------------------------------------------------------------------------=
            """;

    @TempDir
    private Path root;

    private Path run;
    private Harvester harvester;

    @BeforeEach
    void writeARun() throws IOException {
        run = Files.createDirectories(root.resolve("batch/r1"));
        Path pseudo = Files.createDirectories(root.resolve("pseudo"));
        Files.writeString(pseudo.resolve("He.UPF"), PSEUDOPOTENTIAL);
        Files.writeString(run.resolve("pw.in"), INPUT);
        Files.writeString(run.resolve("pw.out"), OUTPUT);
        harvester = newHarvester();
    }

    @Test
    void makesARecordOfAConvergedRun() throws IOException {
        Files.writeString(run.resolve("run.json"), "{\"peak_rss_kib\": 2048, \"disturbed\": true}");
        RunRecord record = harvestOne();
        assertEquals("batch/r1", record.origin().source());
        assertEquals(Optional.of(new Layout(1, 4, 1, 2)), record.place().evenLayout());
        assertEquals(OptionalDouble.of(1.5), record.times().electronsWall());
        assertEquals(OptionalLong.of(2 << 20), record.memory().peak());
        assertEquals(
                Optional.of(Digest.sha256(Files.readAllBytes(run.resolve("pw.in")))),
                record.origin().inputSha256());
        assertEquals(751, record.counts().known().orElseThrow().whole("n_g_dense"));
    }

    @Test
    void doesWithoutASupervisor() {
        RunRecord record = harvestOne();
        assertEquals(OptionalLong.empty(), record.memory().peak());
        assertEquals(false, record.ending().disturbed());
    }

    @Test
    void writesRecordsThatAreReadBack() {
        Path file = root.resolve("runs.jsonl");
        RunRecord record = harvestOne();
        RunSet.write(file, List.of(record));
        assertEquals(List.of(record), RunSet.read(file).runs());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "convergence has been achieved in   2 iterations"
                        + " | convergence NOT achieved after   2 iterations: stopping"
                        + " | not_converged | convergence NOT achieved after   2 iterations: stopping",
                "convergence has been achieved | Error in routine c_bands (1):"
                        + " | crashed | Error in routine c_bands (1): in   2 iterations",
                "JOB DONE. | JOB DO | incomplete | ``"
            })
    void tellsHowARunEnded(String text, String instead, String outcome, String evidence) throws IOException {
        Files.writeString(run.resolve("pw.out"), OUTPUT.replace(text, instead));
        RunRecord record = harvestOne();
        assertEquals(outcome, record.outcome().key());
        assertEquals(evidence, record.ending().evidence().orElse(""));
    }

    @Test
    void makesARecordOfEveryTruncatedOutput() throws IOException {
        for (int end = 0; end < OUTPUT.length(); end += 29) {
            Files.writeString(run.resolve("pw.out"), OUTPUT.substring(0, end));
            assertEquals("batch/r1", harvestOne().origin().source());
        }
    }

    @Test
    void aSecondRunOfOneNameIsLeftOut() {
        harvester.harvest(root);
        harvester.harvest(root);
        assertEquals(1, harvester.records().size());
        assertEquals(List.of(run + ": a second run named 'batch/r1'"), harvester.problems());
    }

    @Test
    void marksARunAsDisturbedWhereNobodyWatchedIt() throws IOException {
        Files.deleteIfExists(run.resolve("run.json"));
        assertEquals(false, harvestOne().ending().disturbed());
        Files.writeString(
                run.resolve("pw.out"),
                OUTPUT.replaceAll("PWSCF +:.*", "PWSCF        :      1.00s CPU      1.70s WALL"));
        assertEquals(true, harvestOne().ending().disturbed());
    }

    @ParameterizedTest
    @CsvSource({
        "number of k points=     4,number of k points=     5,n_k is 4,pw.x printed 5",
        "Kohn-Sham states=            1,Kohn-Sham states=            6,n_ks is 1,pw.x printed 6",
        "atoms/cell      =            1,atoms/cell      =            2,n_at is 1,pw.x printed 2",
        "grid:      751,grid:      753,n_g_dense is 751,pw.x printed 753"
    })
    void leavesOutARunWhoseCountsAreNotOurs(String ours, String printed, String count, String found)
            throws IOException {
        Files.writeString(run.resolve("pw.out"), OUTPUT.replace(ours, printed));
        assertEquals(
                run + ": " + count + ", " + found + "; the input beside the output is not the one that made it",
                problem());
    }

    @Test
    void leavesOutARunWithoutItsPseudopotential() throws IOException {
        Files.delete(root.resolve("pseudo/He.UPF"));
        assertEquals(
                run.resolve("pw.in") + ":9:3: pseudopotential 'He.UPF' of species 'He' is missing; expected it in one"
                        + " of " + root.resolve("pseudo") + ", " + run,
                problem());
    }

    @Test
    void leavesOutARunWithABrokenInput() throws IOException {
        Files.writeString(run.resolve("pw.in"), INPUT.replace("nat = 1", "nat = one"));
        assertEquals(
                run.resolve("pw.in") + ":4:29: invalid whole number 'one' for nat; expected a whole number such as 4",
                problem());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"peak_rss_kib\":        | :1:17: this is not what a run's supervisor writes; expected a JSON object",
                "[]                        | :1:1: this is not what a run's supervisor writes; expected a JSON object",
                "``                        | :1:1: this is not what a run's supervisor writes; expected a JSON object",
                "{\"peak_rss_kib\": \"2\"} | : peak_rss_kib is '\"2\"'; expected a number of at least 0",
                "{\"peak_rss_kib\": -2}    | : peak_rss_kib is '-2'; expected a number of at least 0"
            })
    void leavesOutARunWhoseSupervisorWroteNonsense(String json, String problem) throws IOException {
        Path file = run.resolve("run.json");
        Files.writeString(file, json);
        assertEquals(file + problem, problem());
    }

    @Test
    void goesThroughFoldersInTheirOrderAndPassesOverTheRest() throws IOException {
        for (String name : List.of("batch/r3", "a", "batch/r2")) {
            Path folder = Files.createDirectories(root.resolve(name));
            Files.copy(run.resolve("pw.in"), folder.resolve("pw.in"));
            Files.writeString(folder.resolve("pw.out"), OUTPUT);
        }
        Files.createDirectories(root.resolve("only-output"));
        Files.writeString(root.resolve("only-output/pw.out"), OUTPUT);
        Files.createDirectories(root.resolve("folder/pw.out"));
        Files.copy(run.resolve("pw.in"), root.resolve("folder/pw.in"));
        harvester.harvest(root);
        assertEquals(
                List.of("a", "batch/r1", "batch/r2", "batch/r3"),
                harvester.records().stream().map(r -> r.origin().source()).toList());
    }

    @Test
    void tellsThatAFolderIsMissing() {
        assertThrows(UncheckedIOException.class, () -> harvester.harvest(root.resolve("nowhere")));
    }

    private Harvester newHarvester() {
        return new Harvester(ExampleRuns.EXTRACTOR, ExampleRuns.MACHINE, List.of(root.resolve("pseudo")));
    }

    private RunRecord harvestOne() {
        harvester = newHarvester();
        harvester.harvest(root);
        assertEquals(List.of(), harvester.problems());
        assertEquals(1, harvester.records().size());
        return harvester.records().get(0);
    }

    private String problem() {
        harvester.harvest(root);
        assertEquals(List.of(), harvester.records());
        assertEquals(1, harvester.problems().size());
        return harvester.problems().get(0);
    }
}
