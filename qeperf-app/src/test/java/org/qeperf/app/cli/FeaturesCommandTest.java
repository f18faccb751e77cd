package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturesCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final List<String> PROMISED = List.of(
            "n_el",
            "n_at",
            "n_species",
            "n_ks",
            "n_k",
            "n_sym",
            "n_spin",
            "noncollinear",
            "gamma_only",
            "ecutwfc_ry",
            "ecutrho_ry",
            "volume_bohr3",
            "n_g_dense",
            "fft_dense",
            "n_g_smooth",
            "fft_smooth",
            "n_pw_max",
            "n_betas",
            "n_kb",
            "n_transition",
            "n_lanthanid",
            "memory_per_rank_mb");

    private static final String ROW = """

            n_el              2.0    1
            n_el^3            8.0    1
            n_species         1.0    1
            n_at              1.0    1
            n_transition      0.0    1
            n_lanthanid       0.0    1
            n_ks              1.0    1
            n_g_smooth        751.0  1
            n_k               4.0    1
            n_betas           1.0    1
            n_cores           8.0    1
            n_nodes           1.0    1
            threads_per_node  8.0    1
            n_pool            2.0    1
            """;

    @TempDir
    private Path folder;

    @Test
    void printsTheCountsAsATable() throws IOException {
        Console.Result result = Console.run("features", ExampleInput.write(folder, ExampleInput.TEXT));
        assertEquals(0, result.status());
        assertEquals("", result.err());
        assertTrue(
                result.out().startsWith("n_el                          2.0\nn_at                          1\n"),
                result.out());
        assertTrue(result.out()
                .contains("\nn_g_dense                     751\nfft_dense                     [12,12,12]\n"));
        assertTrue(result.out().contains("\ngamma_only                    false\n"));
    }

    @Test
    void printsTheSameAsOneJsonDocument() throws IOException {
        Path input = ExampleInput.write(folder, ExampleInput.TEXT);
        Console.Result result = Console.run("features", input, "--format", "json");
        assertEquals(0, result.status());
        assertEquals("", result.err());
        List<String> lines = new ArrayList<>();
        JsonNode document = JSON.readTree(result.out());
        document.properties().forEach(e -> lines.add(String.format("%-30s%s", e.getKey(), e.getValue())));
        assertEquals("warnings                      []", lines.remove(lines.size() - 1));
        assertEquals(Console.run("features", input).out().lines().toList(), lines);
    }

    @Test
    void hasEveryPromisedKey() throws IOException {
        Path input = ExampleInput.write(folder, ExampleInput.TEXT);
        JsonNode document =
                JSON.readTree(Console.run("features", input, "--format", "json").out());
        List<String> keys = new ArrayList<>(PROMISED);
        document.fieldNames().forEachRemaining(keys::remove);
        assertEquals(List.of(), keys);
    }

    @Test
    void addsTheRowOfASchema() {
        Path input = ExampleInput.write(folder, ExampleInput.TEXT);
        Object[] layout = {"--tasks-per-node", 4, "--threads-per-task", 2, "--pools", 2};
        Console.Result result = Console.run(arguments(input, "--schema", "thesis-14", layout));
        assertEquals(new Console.Result(0, Console.run("features", input).out() + ROW, ""), result);
    }

    @Test
    void addsTheRowOfASchemaToTheDocument() throws IOException {
        Path input = ExampleInput.write(folder, ExampleInput.TEXT);
        Console.Result result = Console.run("features", input, "--schema", "thesis-14", "--format", "json");
        JsonNode row = JSON.readTree(result.out()).get("features");
        assertEquals(14, row.size());
        assertEquals(751, row.get("n_g_smooth").doubleValue());
    }

    @Test
    void namesTheSchemasThereAre() {
        Path input = ExampleInput.write(folder, ExampleInput.TEXT);
        assertEquals(
                Console.refused(
                        2,
                        "there is no schema 'thesis-15'; expected one of qeperf-2, input-1, qeperf-1,"
                                + " thesis-14, printed-1;"
                                + " see 'qeperf features --help'"),
                Console.run("features", input, "--schema", "thesis-15"));
    }

    @Test
    void putsWarningsWhereTheyDoNotDisturb() throws IOException {
        Path input = ExampleInput.write(folder, ExampleInput.TEXT.replace("nat = 1", "nat = 1, foo = 2"));
        Console.Result table = Console.run("features", input);
        Console.Result json = Console.run("features", input, "--format", "json");
        String warning = input + ":4:32: warning: pw.x has no variable 'foo' in &system and stops at it";
        assertEquals(warning + "\n", table.err());
        assertEquals("", json.err());
        assertEquals(warning, JSON.readTree(json.out()).get("warnings").get(0).textValue());
    }

    private static Object[] arguments(Path input, String option, String value, Object... more) {
        List<Object> all = new ArrayList<>(List.of("features", input, option, value));
        all.addAll(List.of(more));
        return all.toArray();
    }
}
