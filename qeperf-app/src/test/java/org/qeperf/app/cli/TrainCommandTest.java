package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.feature.Machine;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.machine.Machines;
import org.qeperf.train.data.RunPlace;
import org.qeperf.train.data.RunSet;

/** The whole way on the command line: harvest runs, train on them, predict with the model. */
class TrainCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String PLAN = """
            model: {name: tiny-forest, version: "1"}
            runs: runs.jsonl
            code: pw.x
            schema: thesis-14
            normalizer: ""
            algorithm: smile/random-forest
            hyperparameters: {trees: 5}
            folds: 2
            seed: 42
            output: tiny.qeperf
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
    private Path plan;

    @BeforeEach
    void harvestRuns() throws IOException {
        runs = folder.resolve("runs.jsonl");
        plan = Files.writeString(folder.resolve("plan.yaml"), PLAN);
        for (String element : new String[] {"He", "Ne", "Ar", "Kr"}) {
            for (int size = 1; size <= 4; size++) {
                Path run = folder.resolve("campaign/" + element + size);
                ExampleInput.write(
                        run,
                        ExampleInput.TEXT
                                .replace("  He", "  " + element)
                                .replace("A = 3.0", "A = " + (2.5 + 0.5 * size)));
                Files.writeString(
                        run.resolve("pw.out"),
                        String.format(Locale.ROOT, OUTPUT, element, (double) size * size, 1.0 * size * size));
            }
        }
        assertEquals(
                new Console.Result(0, "", "16 runs in " + runs + ", 16 with counts; 0 duplicates, 0 problems\n"),
                Console.run("harvest", folder.resolve("campaign"), "-o", runs, "--machine-name", "lab"));
    }

    private RunPlace harvested(String... options) {
        List<Object> command = new ArrayList<>(List.of("harvest", folder.resolve("campaign"), "-o", runs));
        command.addAll(List.of(options));
        assertEquals(0, Console.run(command.toArray()).status());
        return RunSet.read(runs).runs().get(0).place();
    }

    @Test
    void runsGetTheMachineThatTheyWereMadeOn() {
        Destination lumi = Clusters.shipped().find("lumi-c", Optional.empty());
        Machine nodes = lumi.machine();
        assertEquals(Optional.of(nodes), harvested("--machine", "lumi-c").machine());
        assertEquals(
                Optional.of(new Machine("lab", nodes.coresPerNode(), nodes.memoryBytesPerNode())),
                harvested("--machine", "lumi-c", "--machine-name", "lab").machine());
        assertEquals(
                Machines.local().coresPerNode(),
                harvested("--machine-name", "lab").machine().orElseThrow().coresPerNode());
        assertEquals(Optional.empty(), harvested().machine());
    }

    @Test
    void trainsAModelThatPredicts() throws IOException {
        Console.Result trained = Console.run("train", plan, "--format", "json");
        assertEquals(0, trained.status());
        assertEquals("fold 0 of 2\nfold 1 of 2\nfold 2 of 2\nend 0 of 2\nend 1 of 2\nend 2 of 2\n", trained.err());
        JsonNode report = JSON.readTree(trained.out());
        assertEquals(
                "{\"name\":\"tiny-forest\",\"version\":\"1\"}",
                report.get("model").toString());
        assertEquals(16, report.get("rows").intValue());
        assertEquals(4, report.get("systems").intValue());
        Set<String> reports = new TreeSet<>();
        report.get("errors_on_unseen_systems").fieldNames().forEachRemaining(reports::add);
        assertEquals(Set.of("model", "mean", "closed-form law", "closed-form law, scaled to this machine"), reports);

        Path file = folder.resolve("tiny.qeperf");
        assertEquals(file.toString(), report.get("file").textValue());
        Console.Result predicted =
                Console.run("predict", folder.resolve("campaign/He2/pw.in"), "--model", file, "--format", "json");
        JsonNode forecast = JSON.readTree(predicted.out());
        assertEquals(report.get("model"), forecast.get("model"));
        double seconds = forecast.get("seconds_per_scf_iteration").get("value").doubleValue();
        assertTrue(seconds > 1 && seconds < 16, "between the shortest and the longest run: " + seconds);
    }

    @Test
    void searchesOnRuns() throws IOException {
        Files.writeString(plan, """
                model: {name: searched, version: "1"}
                data: {runs: runs.jsonl, schemas: thesis-14, normalizers: none}
                test: {method: groups, column: system, folds: 2}
                techniques: [linear/ridge, smile/decision-tree]
                search: {trials: 2, method: random}
                """);
        Path output = folder.resolve("search");
        Console.Result searched = Console.run("train", plan, "--output", output, "--format", "json");
        assertEquals(0, searched.status(), searched.err());
        JsonNode report = JSON.readTree(searched.out());
        assertEquals(16, report.get("data").get("rows").intValue());
        assertEquals(16, report.get("best").get("test").get("rows").intValue(), "each system is in a test once");
        Set<String> names = new TreeSet<>();
        report.get("leaderboard").forEach(row -> names.add(row.get("technique").textValue()));
        assertEquals(Set.of("linear/ridge", "smile/decision-tree", "mean", "closed-form law, scaled"), names);
        Console.Result predicted = Console.run(
                "predict",
                folder.resolve("campaign/He2/pw.in"),
                "--model",
                output.resolve("best.qeperf"),
                "--format",
                "json");
        assertEquals(0, predicted.status(), predicted.err());
        Path table = Files.writeString(folder.resolve("table.csv"), "a,b\n1,2\n");
        assertEquals(
                "{\"name\":\"searched\",\"version\":\"1\"}",
                JSON.readTree(predicted.out()).get("model").toString());
        assertEquals(
                Console.refused(2, table + ":1:1: there is no column 'repo'; expected the table of public runs"),
                Console.run("evaluate", "--model", output.resolve("best.qeperf"), "--data", table));
    }

    @Test
    void showsTheErrorsBesideTheBaselines() {
        Console.Result trained = Console.run("train", plan);
        assertEquals(0, trained.status());
        assertTrue(
                trained.out()
                        .startsWith("16 rows of 4 systems; left out: {}\n"
                                + "errors on unseen systems, 2 folds, seed 42:\n"),
                trained.out());
        assertTrue(trained.out().contains("\ntiny-forest@1 "), trained.out());
        assertTrue(trained.out().contains("\nclosed-form law, scaled to this machine "), trained.out());
        assertTrue(trained.out().endsWith("\nwritten to " + folder.resolve("tiny.qeperf") + "\n"), trained.out());
    }

    @Test
    void saysOnOneLineWhatIsWrongWithAPlan() throws IOException {
        Files.writeString(plan, PLAN.replace("folds: 2", "foldz: 2"));
        assertEquals(
                Console.refused(
                        2,
                        plan
                                + ":8:1: unknown key 'foldz', the nearest one is 'folds'; expected one of model, runs, cleaning, target, code, schema,"
                                + " normalizer, algorithm, hyperparameters, group, folds, seed, output"),
                Console.run("train", plan));
    }

    @Test
    void saysOnOneLineWhatIsWrongWithARun() throws IOException {
        Files.writeString(runs, Files.readString(runs).replaceFirst("\"n_pool\":1", "\"n_pool\":0"));
        assertEquals(
                Console.refused(
                        2,
                        runs + ":1:1: 'n_pool' is not a whole number of at least 1;"
                                + " expected one run record (JSON object) on each line"),
                Console.run("train", plan));
    }

    @Test
    void tellsThatTheRunsAreMissing() throws IOException {
        Files.delete(runs);
        assertEquals(Console.refused(2, runs + ": no such file"), Console.run("train", plan));
    }

    @Test
    void cannotTrainWithAnAlgorithmThatIsNotThere() throws IOException {
        Files.writeString(plan, PLAN.replace("smile/random-forest", "smile/oracle"));
        Console.Result result = Console.run("train", plan);
        assertEquals(2, result.status());
        assertTrue(
                result.err()
                        .substring(plan.toString().length())
                        .matches(":6:12: there is no algorithm 'smile/oracle'; expected one of .*smile/random-forest.*,"
                                + " or the jar of another provider on the class path\n"),
                result.err());
    }

    @Test
    void saysWhatHarvestFoundAndWhatItCouldNotRead() throws IOException {
        Path broken = Files.writeString(folder.resolve("campaign/He1/run.json"), "[]");
        Files.copy(folder.resolve("campaign/He2/pw.out"), folder.resolve("campaign/He2/copy.out"));
        Files.writeString(folder.resolve("campaign/He3/pw.in"), "nothing");
        Console.Result result = Console.run("harvest", folder.resolve("campaign"), "-o", runs, "--format", "json");
        String problem = broken + ":1:1: this is not what a run's supervisor writes; expected a JSON object";
        assertEquals(
                problem + "\n" + folder.resolve("campaign/He2/pw.out") + ": the same run as He2/copy.out\n16 runs in "
                        + runs + ", 15 with counts; 1 duplicate, 1 problem\n",
                result.err());
        assertEquals(
                JSON.readTree("{\"runs\":16,\"outcomes\":{\"converged\":16,\"not_converged\":0,\"out_of_memory\":0,"
                        + "\"time_limit\":0,\"crashed\":0,\"incomplete\":0},\"duplicates\":1,\"problems\":[\""
                        + problem + "\"]}"),
                JSON.readTree(result.out()));
        assertEquals(0, result.status());
    }

    @Test
    void cannotHarvestWhereThereIsNoRun() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertEquals(
                Console.refused(3, "no run was found, so " + runs + " was not written"),
                Console.run("harvest", empty, "-o", runs));
    }

    @Test
    void refusesToHarvestNowhereOrForNoMachine() {
        Path nowhere = folder.resolve("nowhere");
        assertEquals(Console.refused(2, nowhere + ": no such file"), Console.run("harvest", nowhere, "-o", runs));
        assertEquals(
                Console.refused(2, "--machine-name is empty; expected a name; see 'qeperf harvest --help'"),
                Console.run("harvest", folder, "-o", runs, "--machine-name", ""));
    }
}
