package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs and what became of them, for other programs. */
class ExportCommandTest {

    private static final String PLAN = """
            model: {name: ridge, version: "1"}
            runs: runs.jsonl
            code: pw.x
            schema: thesis-14
            normalizer: ""
            algorithm: linear/ridge
            folds: 2
            seed: 42
            output: ridge.qeperf
            """;
    private static final String OUTPUT = """
                 Program PWSCF v.6.7MaX starts on  1Jan2020 at  0: 0: 0
                 %s
                 Parallel version (MPI), running on     2 processors
                 MPI processes distributed on     1 nodes
                 Current dimensions of program PWSCF are:
                 iteration #  1     ecut=    10.00 Ry     beta= 0.70
                 electrons    :  %8.2fs CPU  %8.2fs WALL (       1 calls)
               JOB DONE.
            """;

    @TempDir
    private Path folder;

    private Path runs;

    @BeforeEach
    void harvestRuns() throws IOException {
        runs = folder.resolve("runs.jsonl");
        for (String element : new String[] {"He", "Ne", "Ar"}) {
            for (int size = 1; size <= 3; size++) {
                Path run = folder.resolve("campaign/" + element + size);
                ExampleInput.write(
                        run,
                        ExampleInput.TEXT
                                .replace("  He", "  " + element)
                                .replace("A = 3.0", "A = " + (2.5 + 0.5 * size)));
                Files.writeString(
                        run.resolve("pw.out"), String.format(Locale.ROOT, OUTPUT, element, 1.0 * size, 1.0 * size));
            }
        }
        Console.run("harvest", folder.resolve("campaign"), "-o", runs, "--machine-name", "lab");
    }

    private static TreeSet<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new TreeSet<>(
                    files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void writesAllOfAnOpenMlTask() throws IOException {
        Path plan = Files.writeString(folder.resolve("plan.yaml"), PLAN);
        Path mlruns = folder.resolve("mlruns");
        Console.Result trained = Console.run("train", plan, "--mlflow", mlruns);
        assertEquals(0, trained.status(), trained.err());
        assertTrue(
                trained.err().endsWith("1 run of experiment 'seconds_per_scf_iteration' logged to " + mlruns + "\n"),
                trained.err());
        assertTrue(names(mlruns.resolve("1")).contains("meta.yaml"));
        Path output = folder.resolve("openml");
        Object[] arguments = {
            "data",
            "export",
            runs,
            "--schema",
            "thesis-14",
            "--folds",
            3,
            "--model",
            folder.resolve("ridge.qeperf"),
            "-o",
            output
        };
        assertEquals(
                new Console.Result(
                        0,
                        "",
                        "note: model ridge@1 has learnt from this file, so its predictions do not tell its error on other"
                                + " systems\n9 rows of 3 systems in " + output + "; left out: {}\n"),
                Console.run(arguments));
        assertEquals(
                new TreeSet<>(List.of(
                        "data.arff",
                        "description.json",
                        "description.xml",
                        "features.json",
                        "predictions.arff",
                        "qualities.json",
                        "splits.arff")),
                names(output));
        assertTrue(Files.readString(output.resolve("data.arff")).contains("@ATTRIBUTE n_el+5E3 NUMERIC\n"));
        byte[] first = Files.readAllBytes(output.resolve("predictions.arff"));
        Console.run(arguments);
        assertEquals(new String(first), Files.readString(output.resolve("predictions.arff")));
    }

    @Test
    void logsSearchesAndEvaluations() throws IOException {
        Path table = folder.resolve("table.csv");
        StringBuilder text = new StringBuilder("x,y\n");
        for (int i = 1; i <= 40; i++) {
            text.append(i).append(',').append(2 * i + 1).append('\n');
        }
        Files.writeString(table, text);
        Path plan = Files.writeString(folder.resolve("search.yaml"), """
                model: {name: searched, version: "1"}
                data: {csv: table.csv, target: y}
                techniques: [linear/ridge]
                search: {trials: 2, method: random}
                """);
        Path output = folder.resolve("search");
        Path mlruns = folder.resolve("mlruns");
        Console.Result searched = Console.run("train", plan, "--output", output, "--mlflow", mlruns);
        assertEquals(0, searched.status(), searched.err());
        assertTrue(searched.err().contains("3 runs of experiment 'y' logged to "), searched.err());
        Console.Result evaluated =
                Console.run("evaluate", "--model", output.resolve("best.qeperf"), "--data", table, "--mlflow", mlruns);
        assertEquals("1 run of experiment 'y' logged to " + mlruns + "\n", evaluated.err());
        assertEquals(5, names(mlruns.resolve("1")).size(), "four runs and their experiment");
    }

    @Test
    void refusesInOneLine() throws IOException {
        assertEquals(
                Console.refused(
                        2,
                        "the name is 'a b'; expected letters, digits and _ . ( ) , -, at most 128; see 'qeperf data export"
                                + " --help'"),
                Console.run("data", "export", runs, "--schema", "thesis-14", "--name", "a b", "-o", folder));
        assertTrue(Console.run("data", "export", runs, "--schema", "none", "-o", folder)
                .err()
                .startsWith("there is no schema 'none'; expected one of "));
        assertTrue(Console.run("data", "export", runs, "--schema", "thesis-14", "--target", "none", "-o", folder)
                .err()
                .startsWith("there is no target 'none'; expected one of "));
        Path plan = Files.writeString(folder.resolve("plan.yaml"), PLAN);
        assertEquals(
                Console.refused(
                        2, "--mlflow is " + plan + ", which is a file; expected a folder; see 'qeperf train --help'"),
                Console.run("train", plan, "--mlflow", plan));
        assertEquals(0, Console.run("train", plan).status());
        assertEquals(
                Console.refused(
                        2,
                        "model ridge@1 predicts seconds_per_scf_iteration of thesis-14; expected scf_iterations of thesis-14;"
                                + " see 'qeperf data export --help'"),
                Console.run(
                        "data",
                        "export",
                        runs,
                        "--schema",
                        "thesis-14",
                        "--target",
                        "scf_iterations",
                        "--folds",
                        2,
                        "--model",
                        folder.resolve("ridge.qeperf"),
                        "-o",
                        folder));
    }
}
