package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code train} with a search plan. */
class SearchCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int ROWS = 60;
    private static final String PLAN = """
            data: {csv: times.csv, target: seconds}
            features: logarithms
            target_form: logarithm
            test: {method: rows, rows: [3, 14, 15, 26, 48, 59]}
            selection: {method: k-fold, folds: 3}
            techniques: [linear/ridge, linear/lasso]
            search: {method: random, trials: 3}
            refit: false
            """;

    @TempDir
    private Path folder;

    private Path plan;
    private Path output;

    @BeforeEach
    void writePlan() throws IOException {
        Files.writeString(folder.resolve("times.csv"), SearchTable.text(ROWS));
        plan = Files.writeString(folder.resolve("plan.yaml"), PLAN);
        output = folder.resolve("out");
    }

    @Test
    void printsOneDocumentAndNothingElse() throws Exception {
        Console.Result result = Console.run("train", plan, "--output", output, "--format", "json");
        assertEquals(0, result.status(), result.err());
        JsonNode document = JSON.readTree(result.out());
        JsonNode best = document.get("best");
        JsonNode first = document.get("leaderboard").get(0);
        assertEquals(best, first);
        for (JsonNode row : document.get("leaderboard")) {
            assertTrue(row.get("technique").isTextual());
            assertTrue(row.get("validation_mape").isNumber());
            assertTrue(row.get("seconds").isNumber());
        }
        assertTrue(best.get("technique").textValue().startsWith("linear/"));

        StringBuilder unseen = new StringBuilder("kind,seconds,extra,cores,work\n");
        for (int row : new int[] {3, 14, 15, 26, 48, 59}) {
            String[] cells = SearchTable.row(row).split(",");
            unseen.append(String.join(",", cells[2], cells[3], "17", cells[1], cells[0]))
                    .append('\n');
        }
        Path data = Files.writeString(folder.resolve("unseen.csv"), unseen.toString());
        Console.Result evaluated =
                Console.run("evaluate", "--model", output.resolve("best.qeperf"), "--data", data, "--format", "json");
        assertEquals("", evaluated.err());
        JsonNode figures = JSON.readTree(evaluated.out());
        assertEquals(6, figures.get("rows").intValue());
        for (String name : List.of("mape", "median_ape", "rmse", "r2")) {
            assertEquals(
                    best.get("test").get(name).doubleValue(), figures.get(name).doubleValue(), 1e-12, name);
        }
        assertEquals(0, figures.get("not_positive").intValue());
        assertEquals("plan@1", figures.get("model").textValue());
        assertEquals("seconds", figures.get("target").textValue());
    }

    @Test
    void showsTheLeaderboardAndSaysWhatWasWritten() {
        Console.Result result = Console.run("train", plan, "--output", output, "--threads", "2");
        assertEquals(0, result.status(), result.err());
        for (String row : List.of("linear/ridge", "linear/lasso", "mean")) {
            assertTrue(result.out().contains(row), result.out());
        }
        Path best = output.resolve("best.qeperf");
        Path page = output.resolve("report.html");
        assertTrue(result.out().lines().anyMatch(("model:  " + best)::equals), result.out());
        assertTrue(result.out().lines().anyMatch(line -> line.startsWith("report: " + page + " and ")), result.out());
        assertTrue(Files.exists(best) && Files.exists(page));
        assertTrue(result.err().contains(" of about "), result.err());
    }

    @Test
    void aRunThatWasStoppedEndsWithoutTime() throws Exception {
        Console.Result whole = Console.run("train", plan, "--output", output, "--format", "json");
        Console.Result again = Console.run("train", plan, "--output", output, "--format", "json", "--seconds", "0");
        assertEquals(0, again.status(), again.err());
        assertEquals(
                JSON.readTree(whole.out()).get("trials"),
                JSON.readTree(again.out()).get("trials"));
        assertEquals(
                "all trials are made; now the best of each technique learns from all rows searched\n", again.err());
        assertEquals(
                Console.refused(
                        3, "no technique gives a model: there was no time for a whole trial; expected more seconds"),
                Console.run("train", plan, "--output", folder.resolve("new"), "--seconds", "0"));
    }

    @Test
    void refusesTheFolderOfAnotherSearch() throws Exception {
        assertEquals(0, Console.run("train", plan, "--output", output).status());
        Files.writeString(plan, PLAN + "seed: 3\n");
        assertEquals(
                Console.refused(
                        3,
                        "folder " + output
                                + " holds the trials of another plan or of other data; expected an empty folder"
                                + " (--output), or the plan that was begun there"),
                Console.run("train", plan, "--output", output));
    }

    @Test
    void refusesOptionsThatAreWrong() throws Exception {
        Path file = folder.resolve("times.csv");
        String help = "; see 'qeperf train --help'";
        assertEquals(
                Console.refused(2, "--output is " + file + ", which is a file; expected a folder" + help),
                Console.run("train", plan, "--output", file));
        assertEquals(
                Console.refused(2, "--threads or --slurm is 0; expected 1 to 1024" + help),
                Console.run("train", plan, "--output", output, "--threads", "0"));
        assertEquals(
                Console.refused(2, "--threads or --slurm is 1025; expected 1 to 1024" + help),
                Console.run("train", plan, "--output", output, "--slurm", "1025"));
        for (String seconds : List.of("-1.0", "NaN")) {
            assertEquals(
                    Console.refused(2, "--seconds is " + seconds + "; expected 0 or more" + help),
                    Console.run("train", plan, "--output", output, "--seconds", seconds));
        }
        assertEquals(
                Console.refused(2, "--sbatch-option says nothing without --slurm; expected both" + help),
                Console.run("train", plan, "--output", output, "--sbatch-option", "--partition=debug"));
        assertEquals(
                Console.refused(2, "--threads says nothing to jobs of --slurm; expected one of them" + help),
                Console.run("train", plan, "--output", output, "--threads", "2", "--slurm", "2"));
        assertTrue(Files.notExists(output), "nothing was begun");
    }

    @ParameterizedTest
    @CsvSource({"--output, out", "--threads, 1", "--seconds, 1", "--slurm, 1", "--sbatch-option, x"})
    void refusesOptionsOfASearchForOneAlgorithm(String option, String value) throws Exception {
        Files.writeString(plan, "algorithm: linear/ridge\n");
        assertEquals(
                Console.refused(
                        2,
                        "--output, --threads, --seconds, --slurm and --sbatch-option belong to a search; expected a plan with"
                                + " 'techniques' or 'data'; see 'qeperf train --help'"),
                Console.run("train", plan, option, value));
    }

    @Test
    void saysWhereAPlanIsWrong() throws Exception {
        Files.writeString(plan, PLAN.replace("test:", "tests:"));
        assertEquals(
                Console.refused(
                        2,
                        plan
                                + ":4:1: unknown key 'tests', the nearest one is 'test'; expected one of model, data, features,"
                                + " standardize, target_form, feature_selection, test, selection, techniques, search, runs, seed,"
                                + " refit"),
                Console.run("train", plan));
        Files.writeString(plan, PLAN.replace("times.csv", "nowhere.csv"));
        assertEquals(
                Console.refused(
                        2,
                        plan + ":1:13: found 'nowhere.csv'; expected a file of comma-separated values, relative to"
                                + " the plan"),
                Console.run("train", plan));
        Path nowhere = folder.resolve("nowhere.yaml");
        assertEquals(Console.refused(2, nowhere + ": no such file"), Console.run("train", nowhere));
        Path ini = Files.writeString(folder.resolve("plan.ini"), "[General]\nrun_nums = 1\n");
        assertEquals(
                Console.refused(
                        2,
                        ini
                                + ":2:1: unknown key 'run_nums', the nearest one is 'run_num'; expected one of run_num, techniques,"
                                + " y, hyperparameter_tuning, hyperopt_max_evals, hyperopt_save_interval,"
                                + " save_training_regressors, hp_selection, validation, hold_out_ratio, folds,"
                                + " extrapolation_columns, interpolation_columns, seed, keras_backend, keras_use_cpu,"
                                + " configuration_file, output, j, debug, details"),
                Console.run("train", ini));
    }

    @Test
    void helpNamesWhatThereIs() {
        String train = Console.run("train", "--help").out();
        for (String text : List.of(
                "Usage: qeperf train ",
                "--output=DIR",
                "--threads=N",
                "--seconds=S",
                "--slurm=N",
                "--sbatch-option=OPTION",
                "--format",
                "goes on where it was")) {
            assertTrue(train.contains(text), train);
        }
        assertTrue(!train.contains("--slurm-trials"), "what jobs do is not for people");
    }
}
