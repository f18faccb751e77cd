package org.qeperf.train.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.features.harvest.RunContents;
import org.qeperf.features.harvest.RunIterations;
import org.qeperf.features.harvest.RunLayout;
import org.qeperf.features.harvest.RunMemory;
import org.qeperf.features.harvest.RunProgram;
import org.qeperf.features.harvest.RunTimes;
import org.qeperf.runtime.artifact.Digest;
import org.qeperf.train.ExampleRuns;

class RunSetTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("runs.jsonl");
    }

    @Test
    void readsBackWhatWasWritten() throws IOException {
        List<RunRecord> runs = ExampleRuns.ofSystems(3);
        RunSet.write(file, runs);
        assertEquals(new RunSet("runs.jsonl", Digest.sha256(Files.readAllBytes(file)), runs), RunSet.read(file));
    }

    @Test
    void writesEqualBytesWhereTheNameAsksForCompression() throws IOException {
        List<RunRecord> runs = ExampleRuns.ofSystems(3);
        Path compressed = folder.resolve("runs.jsonl.gz");
        RunSet.write(compressed, runs);
        byte[] bytes = Files.readAllBytes(compressed);
        assertEquals("1f8b08000000000000ff", HexFormat.of().formatHex(bytes).substring(0, 20), "no name and no time");
        assertEquals(runs, RunSet.read(compressed).runs());
        RunSet.write(file, runs);
        assertTrue(bytes.length < Files.size(file) / 4);
    }

    @Test
    void refusesAFileThatIsNotCompressedAsItsNameSays() throws IOException {
        Path compressed = Files.writeString(folder.resolve("runs.jsonl.gz"), "{}");
        assertEquals(
                compressed + ":1:1: not compressed by gzip, or damaged;"
                        + " expected one run record (JSON object) on each line",
                assertThrows(InputException.class, () -> RunSet.read(compressed))
                        .getMessage());
    }

    @Test
    void readsBackARecordOfWhichNothingIsKnown() {
        RunRecord run = ExampleRuns.run("a", "Si");
        RunRecord unknown = new RunRecord(
                new RunOrigin(run.id(), "a", Optional.empty(), Optional.empty(), Optional.empty()),
                new RunProgram("pw.x", Optional.empty(), true, Optional.empty(), Optional.empty()),
                new RunPlace(
                        Optional.empty(),
                        Optional.empty(),
                        RunLayout.UNKNOWN,
                        Optional.of(new SlurmJob(
                                "17",
                                Optional.empty(),
                                OptionalLong.of(60),
                                OptionalLong.empty(),
                                Optional.of("n[1-2]"),
                                Optional.empty()))),
                RunContents.UNKNOWN,
                RunIterations.UNKNOWN,
                RunTimes.UNKNOWN,
                RunMemory.UNKNOWN,
                new RunEnding(Outcome.CRASHED, Optional.empty(), Optional.of("c_bands"), true),
                RunCounts.missing("no input"),
                Map.of());
        RunSet.write(file, List.of(unknown));
        assertEquals(List.of(unknown), RunSet.read(file).runs());
    }

    @Test
    void writesOneLinePerRun() throws IOException {
        RunSet.write(file, ExampleRuns.ofSystems(2));
        assertEquals(12, Files.readAllLines(file).size());
    }

    @Test
    void passesOverBlankLinesAndCarriageReturns() throws IOException {
        RunRecord run = ExampleRuns.run("a", "Si");
        RunRecord other = ExampleRuns.run("b", "Si");
        Files.writeString(file, "\n" + line(run) + "\r\n  \n" + line(other));
        assertEquals(List.of(run, other), RunSet.read(file).runs());
    }

    @Test
    void refusesTwoRunsOfOneId() throws IOException {
        RunRecord run = ExampleRuns.run("a", "Si");
        Files.writeString(file, line(run) + "\n" + line(run));
        assertEquals(
                file + ":2:1: a second run 'ca978112ca1bbdca'; expected one run record (JSON object) on each line",
                assertThrows(InputException.class, () -> RunSet.read(file)).getMessage());
    }

    @Test
    void readsAnEmptyFileAsNoRuns() throws IOException {
        Files.writeString(file, "");
        assertEquals(List.of(), RunSet.read(file).runs());
    }

    @Test
    void tellsThatTheFileIsMissing() {
        assertThrows(UncheckedIOException.class, () -> RunSet.read(file));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "qeperf-run/2 | qeperf-run/1 | format 'qeperf-run/1' is no longer read: make the file again with 'qeperf harvest'",
                "qeperf-run/2 | qeperf-run/3 | format 'qeperf-run/3' instead of 'qeperf-run/2'",
                "\"format\": | \"form\": | 'format' is missing",
                "\"id\":\"ca978112ca1bbdca\" | \"id\":null | 'id' is null",
                "\"id\":\"ca978112ca1bbdca\" | \"id\":7 | 'id' is not a text",
                "\"id\":\"ca978112ca1bbdca\" | \"id\":\"CA978112ca1bbdca\" | 'id' is not of 16 hexadecimal digits",
                "\"id\":\"ca978112ca1bbdca\" | \"id\":\"a\",\"id\":\"b\" | not JSON: Duplicate field 'id'",
                "\"source\":\"a/pw.out\", | `` | 'source' is missing",
                "\"system\":\"Si\", | \"system\":\"Si\",\"systems\":\"Si\", | unknown key 'systems', the nearest known one is 'system'",
                "\"input_sha256\":\"00 | \"input_sha256\":\"0 | 'input_sha256' is not of 64 hexadecimal digits",
                "\"gpu\":false | \"gpu\":\"no\" | 'gpu' is not a truth value",
                "\"gpu\":false | \"gpu\":null | 'gpu' is null",
                "2026-01-02T03:04:00 | 2Jan2026 | 'date' is not a date and time such as 2026-11-20T19:08:12",
                "\"outcome\":\"converged\" | \"outcome\":\"fine\" | 'outcome' is 'fine' instead of one of converged, not_converged, out_of_memory, time_limit, crashed, incomplete",
                "\"n_nodes\":1 | \"n_nodes\":1.5 | 'n_nodes' is not a whole number of at least 1",
                "\"n_nodes\":1 | \"n_nodes\":3000000000 | 'n_nodes' is too large",
                "\"n_nodes\":1 | \"n_nodes\":0 | 'n_nodes' is not a whole number of at least 1",
                "\"cores_per_node\":8 | \"cores_per_node\":0 | machine 'bench' has 0 cores per node",
                "\"cores_per_node\":8 | \"cores_per_node\":null | 'machine.cores_per_node' is null",
                "\"cores_per_node\":8 | \"cores_per_node\":8,\"cores\":8 | unknown key 'machine.cores', the nearest known one is 'machine.name'",
                "\"memory_bytes_per_node\":17179869184 | \"memory_bytes_per_node\":\"16 GB\" | 'machine.memory_bytes_per_node' is not a whole number of at least 0",
                "\"machine\":{ | \"machine\":7,\"m\":{ | 'machine' is not an object",
                "\"elements\":[\"O\",\"Si\"] | \"elements\":\"OSi\" | 'elements' is not a list",
                "\"elements\":[\"O\",\"Si\"] | \"elements\":[\"O\",14] | 'elements' holds something that is not a text",
                "\"n_spin\":1 | \"n_spin\":3 | 'n_spin' is 3 instead of 1, 2 or 4",
                "\"n_g_dense\":6912 | \"n_g_dense\":null | one of 'n_g_dense' and 'fft_dense' is null, and the other is not",
                "\"fft_smooth\":[24,24,24] | \"fft_smooth\":[24,24] | 'fft_smooth' has 2 elements instead of 3",
                "\"fft_smooth\":[24,24,24] | \"fft_smooth\":[24,24,2.5] | 'fft_smooth' is not a whole number of at least 1",
                "\"n_scf_iterations\":10 | \"n_scf_iterations\":-1 | 'n_scf_iterations' is not a whole number of at least 0",
                "\"n_scf_iterations\":10 | \"n_scf_iterations\":9 | 'scf_iterations_per_step' adds up to 10, which 'n_scf_iterations' is not",
                "\"davidson_iterations\":[2.5,3.0] | \"davidson_iterations\":[2.5,-3.0] | 'davidson_iterations' is not a number of at least 0",
                "\"davidson_iterations\":[2.5,3.0] | \"davidson_iterations\":null | 'davidson_iterations' is null",
                "\"total_wall_s\":5.5 | \"total_wall_s\":-5 | 'total_wall_s' is not a number of at least 0",
                "\"total_wall_s\":5.5 | \"total_wall_s\":1e999 | 'total_wall_s' is not a number of at least 0",
                "\"total_wall_s\":5.5 | \"total_wall_s\":\"5.5\" | 'total_wall_s' is not a number of at least 0",
                "\"calls\":1 | \"calls\":1,\"call\":2 | unknown key 'clocks.electrons.call', the nearest known one is 'clocks.electrons.calls'",
                "\"clocks\":{ | \"clocks\":{\"x\":null, | 'clocks.x' is null",
                "\"disturbed\":false | \"disturbed\":\"no\" | 'disturbed' is not a truth value",
                "\"counts_missing\":null | \"counts_missing\":\"lost\" | counts and a reason for their absence",
                "\"campaign\":\"tiny\" | \"campaign\":3 | 'labels.campaign' is not a text",
                "\"job\":null | \"job\":{\"scheduler\":\"pbs\"} | 'job.scheduler' is 'pbs' instead of 'slurm'",
                "\"job\":null | \"job\":{\"scheduler\":\"slurm\",\"id\":\"7\",\"state\":null,\"elapsed_s\":-1} | 'job.elapsed_s' is not a whole number of at least 0",
                "\"n_atomic_wfc\":16 | \"n_atomic_wfc\":\"16\" | count 'n_atomic_wfc' is neither number, truth value nor grid",
                "\"n_atomic_wfc\":16 | \"n_atomic_wfc\":99999999999999999999 | count 'n_atomic_wfc' is too large",
                "\"cell_factor\":1.0 | \"cell_factor\":1e999 | cell_factor is Infinity; expected a finite number",
                "\"fft_dense\":[24,24,24],\"n_g_smooth\":6912,\"fft_smooth\":[24,24,24],\"n_sticks | \"fft_dense\":[24,24],\"n_sticks | count 'fft_dense' is neither number, truth value nor grid",
                "\"fft_dense\":[24,24,24],\"n_g_smooth\":6912,\"fft_smooth\":[24,24,24],\"n_sticks | \"fft_dense\":[24,24,2.5],\"n_sticks | count 'fft_dense' is neither number, truth value nor grid",
                "\"counts\":{ | \"counts\":[],\"c\":{ | 'counts' is not an object"
            })
    void saysWhatIsWrongWithARecord(String sound, String broken, String problem) throws IOException {
        String first = line(ExampleRuns.run("a", "Si"));
        assertTrue(first.contains(sound), first);
        Files.writeString(file, first + "\n" + first.replace(sound, broken) + "\n");
        InputException e = assertThrows(InputException.class, () -> RunSet.read(file));
        assertEquals(
                file + ":2:1: " + problem + "; expected one run record (JSON object) on each line", e.getMessage());
        assertEquals(new SourceLocation(file.toString(), 2, 1), e.location());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "7                | this is not an object",
                "null             | this is not an object",
                "{\"id\":\"a\"      | not JSON: Unexpected end-of-input: expected close marker for Object",
                "{\"id\" 7}         | not JSON: Unexpected character ('7' (code 55)):"
                        + " was expecting a colon to separate field name and value"
            })
    void refusesLinesThatAreNoObjects(String line, String problem) throws IOException {
        Files.writeString(file, line);
        InputException e = assertThrows(InputException.class, () -> RunSet.read(file));
        assertEquals(
                file + ":1:1: " + problem + "; expected one run record (JSON object) on each line", e.getMessage());
    }

    @Test
    void refusesTwoRecordsOnOneLine() throws IOException {
        String line = line(ExampleRuns.run("a", "Si"));
        Files.writeString(file, line + line);
        InputException e = assertThrows(InputException.class, () -> RunSet.read(file));
        assertEquals(
                file + ":1:1: something follows the record; expected one run record (JSON object) on each line",
                e.getMessage());
    }

    @Test
    void keepsControlCharactersOutOfMessages() throws IOException {
        Files.writeString(
                file, line(ExampleRuns.run("a", "Si")).replace("\"n_atomic_wfc\":16", "\"n\\n\\u001bat\":\"4\""));
        InputException e = assertThrows(InputException.class, () -> RunSet.read(file));
        assertEquals(
                file + ":1:1: count 'n??at' is neither number, truth value nor grid;"
                        + " expected one run record (JSON object) on each line",
                e.getMessage());
    }

    private static String line(RunRecord run) {
        return RunRecordJson.write(run).toString();
    }
}
