package org.qeperf.train.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.qeperf.runtime.table.TableFeatures;
import org.qeperf.runtime.table.Term;

/**
 * The tables that aMLLibrary ships, in the folder that the system property {@code qeperf.amllibrary} names. Sums of features are
 * those that Python computes.
 */
class ReferenceTablesTest {

    private static final Path FOLDER = Path.of(System.getProperty("qeperf.amllibrary", "../../shared/data/amllibrary"));

    private static Table read(String file) {
        Path path = FOLDER.resolve(file);
        assumeTrue(Files.exists(path), () -> "no reference tables: " + path + " is missing");
        return Table.read(path);
    }

    @Test
    void haveTheirRowsAndColumns() {
        Table stereomatch = read("stereomatch_itr_100.csv");
        assertEquals(3021, stereomatch.rows());
        assertEquals(
                List.of("confidence", "hypo_step", "max_arm_length", "nThreads", "exec_time_ms"),
                stereomatch.columns());
        assertEquals(50, read("faas_test.csv").rows());
        assertEquals(1000, read("faas_predict.csv").rows());
        assertEquals(13, read("draper_smith.csv").rows());
        assertTrue(read("simplest.csv").isWords("x4"));
    }

    @Test
    void giveTheNineteenFeaturesOfStereomatch() {
        Table table = read("stereomatch_itr_100.csv");
        TableFeatures features = Features.of(table, "exec_time_ms", plan(List.of("nThreads"), false));
        assertFeatures(
                table,
                features,
                List.of(
                        "confidence",
                        "hypo_step",
                        "max_arm_length",
                        "nThreads",
                        "inverse_nThreads",
                        "confidence__confidence",
                        "confidence__hypo_step",
                        "confidence__inverse_nThreads",
                        "confidence__max_arm_length",
                        "confidence__nThreads",
                        "hypo_step__hypo_step",
                        "hypo_step__inverse_nThreads",
                        "hypo_step__max_arm_length",
                        "hypo_step__nThreads",
                        "inverse_nThreads__inverse_nThreads",
                        "inverse_nThreads__max_arm_length",
                        "max_arm_length__max_arm_length",
                        "max_arm_length__nThreads",
                        "nThreads__nThreads"),
                new double[] {
                    117974,
                    6089,
                    25489,
                    13595,
                    963.8714285714285,
                    5395676,
                    237676,
                    37457.84285714286,
                    995696,
                    532260,
                    14087,
                    1949.384523809524,
                    51359,
                    27395,
                    488.6233786848073,
                    8154.080952380952,
                    275275,
                    114431,
                    75073
                });
    }

    @Test
    void giveTheFeaturesOfFunctionsInBothFiles() {
        Table table = read("faas_test.csv");
        TableFeatures features = Features.of(table, "ave_response_time", plan(List.of("Lambda"), true));
        assertFeatures(
                table,
                features,
                List.of(
                        "Lambda",
                        "warm_service_time",
                        "cold_service_time",
                        "expiration_time",
                        "inverse_Lambda",
                        "Lambda__cold_service_time",
                        "Lambda__expiration_time",
                        "Lambda__warm_service_time",
                        "cold_service_time__expiration_time",
                        "cold_service_time__inverse_Lambda",
                        "cold_service_time__warm_service_time",
                        "expiration_time__inverse_Lambda",
                        "expiration_time__warm_service_time",
                        "inverse_Lambda__warm_service_time"),
                new double[] {
                    19.693396202732817,
                    106.54827676123588,
                    128.85987851973462,
                    30000,
                    158.92487116834022,
                    52.480974378837594,
                    11816.03772163969,
                    43.57570020872858,
                    77315.92711184078,
                    408.7606038830238,
                    355.1178005184799,
                    95354.92270100412,
                    63928.966056741534,
                    335.769974576747
                });
        TableRows rows = TableRows.of(read("faas_predict.csv"), features);
        assertEquals(1000, rows.count());
        assertEquals(1000 * 14, rows.matrix().length);
    }

    @Test
    void giveWordsInTheirProducts() {
        Table table = read("simplest.csv");
        assertFeatures(
                table,
                Features.of(table, "y", plan(List.of(), false)),
                List.of(
                        "x1",
                        "x2",
                        "x3",
                        "x4_class_0",
                        "x4_class_a",
                        "x4_class_b",
                        "x1__x1",
                        "x1__x2",
                        "x1__x3",
                        "x1__x4_class_0",
                        "x1__x4_class_a",
                        "x1__x4_class_b",
                        "x2__x2",
                        "x2__x3",
                        "x2__x4_class_0",
                        "x2__x4_class_a",
                        "x2__x4_class_b",
                        "x3__x3",
                        "x3__x4_class_0",
                        "x3__x4_class_a",
                        "x3__x4_class_b"),
                new double[] {72, 96, 72, 1, 2, 29, 184, 220, 184, 3, 3, 66, 352, 220, 3, 6, 87, 184, 3, 3, 66});
    }

    private static FeaturePlan plan(List<String> inverse, boolean interactionsOnly) {
        return new FeaturePlan("f", inverse, List.of(), false, OptionalInt.of(2), interactionsOnly, List.of(), false);
    }

    private static void assertFeatures(Table table, TableFeatures features, List<String> names, double[] expected) {
        assertEquals(names, features.terms().stream().map(Term::name).toList());
        double[] matrix = Features.matrix(table, features);
        double[] sums = new double[names.size()];
        for (int i = 0; i < matrix.length; i++) {
            sums[i % sums.length] += matrix[i];
        }
        for (int i = 0; i < sums.length; i++) {
            assertEquals(expected[i], sums[i], 1e-12 * expected[i], names.get(i));
        }
    }
}
