package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.train.automl.AutoMl;
import org.qeperf.train.automl.AutoMlResult;
import org.qeperf.train.automl.Evaluation;
import org.qeperf.train.automl.SearchProgress;
import org.qeperf.train.automl.plan.AutoMlPlanReader;
import org.qeperf.train.table.Table;

/**
 * Searches of one technique give the numbers that other programs give: scikit-learn for the tables that aMLLibrary ships, in
 * the folder that the system property {@code qeperf.amllibrary} names, and a textbook.
 */
class SearchReferenceTest {

    private static final Path FOLDER = Path.of(System.getProperty("qeperf.amllibrary", "../../shared/data/amllibrary"));
    private static final String STEREOMATCH = """
            data: {csv: %s, target: exec_time_ms}
            features: {name: nineteen, inverse: [nThreads], products: {degree: 2}}
            target_form: %s
            test: %s
            selection: {method: hold-out, ratio: 0.1}
            techniques: [{algorithm: linear/ridge, hyperparameters: {alpha: 0.01}, others: default}]
            refit: false
            """;

    @TempDir
    private Path folder;

    private static Path table(String file) {
        Path path = FOLDER.resolve(file);
        assumeTrue(Files.exists(path), () -> "no reference tables: " + path + " is missing");
        return path.toAbsolutePath().normalize();
    }

    private AutoMlResult search(String plan) throws IOException, InterruptedException {
        RegressorCatalogue catalogue = RegressorCatalogue.load();
        Path file = Files.writeString(folder.resolve("plan.yaml"), plan);
        return new AutoMl(
                        AutoMlPlanReader.read(file, catalogue, Extractors.find(InputOptions.CODE)),
                        folder.resolve("out"),
                        catalogue)
                .run(2, SearchProgress.SILENT);
    }

    private double stereomatch(String form, String test) throws IOException, InterruptedException {
        AutoMlResult result = search(String.format(STEREOMATCH, table("stereomatch_itr_100.csv"), form, test));
        assertEquals(19, result.model().schema().size());
        return result.best().test().orElseThrow().mape();
    }

    @ParameterizedTest
    @CsvSource({
        "0, .080445, .061628",
        "1, .080750, .064894",
        "2, .083580, .065528",
        "3, .083631, .067313",
        "4, .079958, .064463"
    })
    void ridgeOnRowsThatAreHeldOut(String split, double raw, double log) throws Exception {
        JsonNode rows = new ObjectMapper()
                .readTree(table("splits.json").toFile())
                .path("test_rows")
                .path(split);
        assertEquals(604, rows.size());
        String test = "{method: rows, rows: " + rows + "}";
        assertEquals(raw, stereomatch("identity", test), 0.6e-6);
        folder = Files.createDirectory(folder.resolve("log"));
        assertEquals(log, stereomatch("logarithm", test), 0.6e-6);
    }

    @ParameterizedTest
    @CsvSource({"nThreads: 4, .272082, .096308", "max_arm_length: 10, .084266, .071442"})
    void ridgeBeyondABound(String column, double raw, double log) throws Exception {
        String test = "{method: extrapolation, columns: {" + column + "}}";
        assertEquals(raw, stereomatch("identity", test), 0.6e-6);
        folder = Files.createDirectory(folder.resolve("log"));
        assertEquals(log, stereomatch("logarithm", test), 0.6e-6);
    }

    @ParameterizedTest
    @CsvSource({".02, 3.704e-5", ".1, 3.937e-5", "1, 4.106e-5"})
    void ridgeOnColumnsAsTheyAre(String alpha, double mape) throws Exception {
        AutoMlResult result = search("""
                data: {csv: %s, target: ave_response_time}
                features: {inverse: [Lambda], products: {degree: 2, interactions_only: true}}
                target_form: identity
                standardize: false
                test: none
                selection: none
                techniques: [{algorithm: linear/ridge, hyperparameters: {alpha: %s}, others: default}]
                """.formatted(table("faas_test.csv"), alpha));
        assertEquals(50, result.modelRows());
        Evaluation evaluation = Evaluation.of(result.model(), Table.read(table("faas_predict.csv")));
        assertEquals(1000, evaluation.predicted().length);
        assertEquals(mape, evaluation.accuracy().orElseThrow().mape(), 0.6e-8);
    }

    /** The heat of hardening cement, as in N. R. Draper and H. Smith, Applied Regression Analysis. */
    private static final String HALD = """
            x1,x2,x3,x4,y
            7,26,6,60,78.5
            1,29,15,52,74.3
            11,56,8,20,104.3
            11,31,8,47,87.6
            7,52,6,33,95.9
            11,55,9,22,109.2
            3,71,17,6,102.7
            1,31,22,44,72.5
            2,54,18,22,93.1
            21,47,4,26,115.9
            1,40,23,34,83.8
            11,66,9,12,113.3
            10,68,8,12,109.4
            """;

    @Test
    void stepwiseOnHaldsCement() throws Exception {
        Files.writeString(folder.resolve("hald.csv"), HALD);
        AutoMlResult result = search("""
                data: {csv: hald.csv, target: y}
                features: plain
                target_form: identity
                test: none
                selection: none
                techniques: [{algorithm: linear/stepwise, others: default}]
                """);
        String formula = result.formula().orElseThrow();
        assertEquals("y = 103.097 + 1.43996 x1 - 0.613954 x4", formula);
        assertTrue(result.best().test().isEmpty());
    }
}
