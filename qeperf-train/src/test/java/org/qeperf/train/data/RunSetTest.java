package org.qeperf.train.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
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
                file + ":2:1: a second run 'a'; expected one run record (JSON object) on each line",
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

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "qeperf-run/1           | qeperf-run/2        | format 'qeperf-run/2' instead of 'qeperf-run/1'",
                "\"format\":            | \"form\":           | 'format' is missing",
                "\"id\":\"a\"           | \"id\":null         | 'id' is missing",
                "\"id\":\"a\"           | \"id\":7            | 'id' is not a text",
                "\"id\":\"a\"           | \"id\":\"a\",\"id\":\"b\" | not JSON: Duplicate field 'id'",
                "\"outcome\":\"converged\" | \"outcome\":\"fine\" "
                        + "| 'outcome' is 'fine' instead of one of converged, not-converged, crashed, incomplete",
                "\"nodes\":1            | \"nodes\":1.5       | 'nodes' is not a whole number of at least 0",
                "\"nodes\":1            | \"nodes\":3000000000 | 'nodes' is too large",
                "\"nodes\":1            | \"nodes\":0         | the number of nodes is 0; expected at least 1",
                "\"pools\":1            | \"pools\":2         "
                        + "| 2 pools do not divide 1 ranks; expected a divisor of the number of ranks",
                "\"cores_per_node\":8   | \"cores_per_node\":0 | machine 'bench' has 0 cores per node",
                "\"memory_bytes_per_node\":17179869184 | \"memory_bytes_per_node\":\"16 GB\" "
                        + "| 'memory_bytes_per_node' is not a whole number of at least 0",
                "\"scf_iterations\":10  | \"scf_iterations\":-1 "
                        + "| 'scf_iterations' is not a whole number of at least 0",
                "\"total_wall_s\":5.5   | \"total_wall_s\":-5 | 'total_wall_s' is not a number of at least 0",
                "\"total_wall_s\":5.5   | \"total_wall_s\":1e999 | 'total_wall_s' is not a number of at least 0",
                "\"total_wall_s\":5.5   | \"total_wall_s\":\"5.5\" | 'total_wall_s' is not a number of at least 0",
                "\"disturbed\":false    | \"disturbed\":\"no\" | 'disturbed' is not a truth value",
                "\"n_at\":4             | \"n_at\":\"4\"      "
                        + "| count 'n_at' is neither number, truth value nor grid",
                "\"n_at\":4             | \"n_at\":99999999999999999999 | count 'n_at' is too large",
                "\"n_el\":8.0           | \"n_el\":1e999      | n_el is Infinity; expected a finite number",
                "\"fft_dense\":[24,24,24] | \"fft_dense\":[24,24] "
                        + "| count 'fft_dense' is neither number, truth value nor grid",
                "\"fft_dense\":[24,24,24] | \"fft_dense\":[24,24,2.5] "
                        + "| count 'fft_dense' is neither number, truth value nor grid",
                "\"counts\":            | \"counts\":[],\"c\": | 'counts' is not an object"
            })
    void saysWhatIsWrongWithARecord(String sound, String broken, String problem) throws IOException {
        String first = line(ExampleRuns.run("a", "Si"));
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
                "7                | 'format' is missing",
                "null             | 'format' is missing",
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
        Files.writeString(file, line(ExampleRuns.run("a", "Si")).replace("\"n_at\":4", "\"n\\n\\u001bat\":\"4\""));
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
