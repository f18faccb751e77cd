package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.runtime.models.ModelShelf;

/** {@code evaluate} on runs of pw.x, and {@code models calibrate}. */
class SiteCommandsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> HEADER = List.of(
            "repo,commit,path,seg,machine,sched_hint,calc,qe_version,date,gpu,sirius,exx,n_mpi,n_threads,n_cores,n_nodes_best,"
                    + "mem_node_MiB,nimage,npool,nbgrp,ntg,ndiag,nat,ntyp,species,nelec,nbnd,nk_printed,nsym,nspin,gamma_only,xc,"
                    + "pseudo_kind,nproj,ecutwfc,ecutrho,volume_au3,ngm,nr1,nr2,nr3,ngms,nr1s,nr2s,nr3s,ram_max_MB,n_scf_iter,"
                    + "not_converged,job_done,electrons_wall,electrons_cpu,PWSCF_wall,PWSCF_cpu,balanced,conv_thr");

    @TempDir
    private Path folder;

    private Path table;

    /** Twelve runs of one laboratory, four of another, one with exact exchange and one that is too short. */
    @BeforeEach
    void write() throws IOException {
        StringBuilder text = new StringBuilder(HEADER.get(0)).append('\n');
        for (int i = 0; i < 16; i++) {
            double work = (1 + i % 5) * (1 + i % 3);
            text.append(row(i < 12 ? "lab/one" : "lab/two", i, 0, 1 + i % 5, 1 << i % 3, 40 * work));
        }
        text.append(row("lab/one", 16, 1, 2, 1, 30)).append(row("lab/one", 17, 0, 2, 1, 0.1));
        table = Files.writeString(folder.resolve("runs.csv"), text);
    }

    private static String row(String repo, int run, int exx, int size, int ranks, double seconds) {
        return String.format(
                Locale.ROOT,
                "%s,abc,%d/pw.out,0,,,scf,6.7,3Dec2019,0,0,%d,%d,1,%d,,,1,1,1,1,1,%d,1,Si:%d,%d,%d,10,1,1,0,PBE,NC,,20,80,%d,"
                        + "%d,%d,40,40,%d,%d,40,40,,10,0,1,%.2f,%.2f,%.2f,%.2f,1,1e-8%n",
                repo,
                run,
                exx,
                ranks,
                ranks,
                4 * size,
                4 * size,
                16 * size,
                8 * size,
                1000 * size,
                9000 * size,
                20 * size + 20,
                9000 * size,
                20 * size + 20,
                seconds,
                seconds,
                seconds + 1,
                seconds + 1);
    }

    @Test
    void theShippedModelIsScored() throws IOException {
        Console.Result result = Console.run("evaluate", "--data", table, "--format", "json");
        assertEquals("", result.err());
        JsonNode document = JSON.readTree(result.out());
        assertEquals(16, document.get("rows").intValue());
        for (String figure : List.of("median_factor", "p90_factor", "within_2x", "coverage_90")) {
            assertTrue(document.get(figure).isNumber(), figure);
        }
        assertEquals(
                "{\"exact exchange\":1,\"iterations shorter than 0.2 s\":1}",
                document.get("left_out").toString());
    }

    @Test
    void calibrationHelpsAndSmallGroupsAreTold() throws IOException {
        double before = JSON.readTree(Console.run("evaluate", "--data", table, "--format", "json")
                        .out())
                .get("median_factor")
                .doubleValue();
        Console.Result result = Console.run(
                "evaluate", "--data", table, "--calibrate", "5", "--group", "repo", "--seed", "1", "--format", "json");
        JsonNode document = JSON.readTree(result.out());
        assertEquals(7, document.get("rows").intValue());
        assertEquals("{\"lab/two\":4}", document.get("groups_too_small").toString());
        assertEquals(7, document.get("groups").get("lab/one").get("rows").intValue());
        assertTrue(document.get("median_factor").doubleValue() < before, result.out());
        String text = Console.run("evaluate", "--data", table, "--calibrate", "5", "--group", "repo")
                .out();
        assertTrue(text.contains("\nnot scored, too small to calibrate on: lab/two, 4 rows\n"), text);
        assertTrue(text.contains("\nleft out: 1 exact exchange\n"), text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--calibrate 2|--calibrate is 2; expected 0 or at least 3; see 'qeperf evaluate --help'",
                "--predictions out.csv|--predictions is for models of tables only; see 'qeperf evaluate --help'"
            })
    void whatRunsDoNotTakeIsRefused(String options, String message) {
        Object[] arguments = ("evaluate --data " + table + " " + options).split(" ");
        Console.Result result = Console.run(arguments);
        assertEquals(message, result.err().strip());
        assertEquals(2, result.status());
    }

    @Test
    void modelsOfOtherTargetsAreNotScored() throws IOException {
        Path model = folder.resolve("other.qeperf");
        try (InputStream shipped = ModelShelf.class.getResourceAsStream("scf_iterations.qeperf")) {
            Files.copy(Objects.requireNonNull(shipped), model);
        }
        Console.Result result = Console.run("evaluate", "--model", model, "--data", table);
        assertEquals(
                "model pw-scf-iterations@1 of scf_iterations can't be scored on runs; expected one of seconds_per_scf_iteration",
                result.err().strip());
        assertEquals(3, result.status());
    }

    @Test
    void noGroupIsLargeEnough() {
        Console.Result result = Console.run("evaluate", "--data", table, "--calibrate", "12");
        assertEquals(
                "no group has more than the 12 rows to calibrate on",
                result.err().strip());
        assertEquals(3, result.status());
    }

    private Path runs() {
        Path runs = folder.resolve("runs.jsonl");
        Console.run("data", "import", "public-runs", table, "-o", runs);
        return runs;
    }

    @Test
    void aMachinesModelIsWritten() throws IOException {
        Path output = folder.resolve("mine.qeperf");
        Console.Result result = Console.run(
                "models", "calibrate", "--runs", runs(), "--name", "mine", "--output", output, "--format", "json");
        assertEquals("", result.err());
        JsonNode document = JSON.readTree(result.out());
        assertEquals(16, document.get("runs_used").intValue());
        assertEquals(2, document.get("left_out").size());
        assertTrue(
                document.get("after").get("median_factor").doubleValue()
                        < document.get("before").get("median_factor").doubleValue(),
                result.out());
        assertEquals(3, document.get("next_runs").size());
        assertEquals(4, document.get("curve").size());
        JsonNode scored = JSON.readTree(Console.run("evaluate", "--model", output, "--data", table, "--format", "json")
                .out());
        assertEquals("mine@1", scored.get("model").textValue());
        assertTrue(scored.get("median_factor").doubleValue() < 1.3, scored.toString());
        String text = Console.run("models", "calibrate", "--runs", runs(), "--output", output)
                .out();
        assertTrue(text.endsWith("written to " + output + "; use it with 'predict --model " + output + "'\n"), text);
    }

    @Test
    void wrongNamesAreRefused() {
        Console.Result file = Console.run("models", "calibrate", "--runs", table, "--output", "x.txt");
        assertEquals(
                "cannot write x.txt; expected a file that ends with .qeperf; see 'qeperf models calibrate --help'",
                file.err().strip());
        Console.Result model = Console.run(
                "models",
                "calibrate",
                "--runs",
                table,
                "--output",
                folder.resolve("x.qeperf"),
                "--model",
                "no-such.onnx");
        assertEquals(3, model.status());
    }
}
