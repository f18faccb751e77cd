package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search on a table, and what is made of the model that it writes. */
class TableSearchTest {

    @TempDir
    private Path folder;

    private Path plan;

    @BeforeEach
    void writeAPlan() throws IOException {
        plan = Files.writeString(folder.resolve("plan.yaml"), """
                data: {csv: times.csv, target: seconds}
                techniques: [linear/ols]
                search: {trials: 1}
                """);
    }

    private Path table(String name, int rows, double factor) throws IOException {
        StringBuilder text = new StringBuilder("x,seconds\n");
        for (int row = 0; row < rows; row++) {
            double x = 1 + row * 37 % 20;
            text.append(x).append(',').append(factor * (3 + 2 * x)).append('\n');
        }
        return Files.writeString(folder.resolve(name), text);
    }

    private Console.Result train() {
        return Console.run("train", plan, "--output", folder.resolve("out"), "--threads", "1");
    }

    @Test
    void aTargetThatIsNeverPositiveIsRefusedBeforeTheSearch() throws IOException {
        Path negative = table("times.csv", 20, -1);
        assertEquals(
                Console.refused(
                        2,
                        negative + ":2:5: the target is -5.0; expected positive numbers only, such as times: errors are"
                                + " shares of them"),
                train());
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void aRowThatIsTooShortIsNamed() throws IOException {
        Path ragged = Files.writeString(folder.resolve("times.csv"), "x,seconds\n1,2\n3,4\n5\n7,8\n");
        assertEquals(Console.refused(2, ragged + ":4:1: the row has 1 cells; expected 2 as in the header"), train());
    }

    @Test
    void withoutMeasurementsEvaluateSaysWhy() throws IOException {
        table("times.csv", 40, 1);
        assertEquals(0, train().status());
        assertEquals(
                "column seconds is 0 in every row, so there are no errors",
                lastLine(evaluate(table("zero.csv", 9, 0)).out()));
        assertEquals(
                "the table has no column seconds, so there are no errors",
                lastLine(evaluate(Files.writeString(folder.resolve("none.csv"), "x\n1\n2\n"))
                        .out()));
    }

    @Test
    void whatIsTooSlowDoesNotWin() throws IOException {
        table("times.csv", 40, 1);
        Files.writeString(plan, """
                data: {csv: times.csv, target: seconds}
                features: plain
                target_form: identity
                techniques: [linear/ols]
                search: {trials: 1, latency_us: 0.000001}
                """);
        Console.Result refused = train();
        assertEquals(3, refused.status());
        assertEquals(
                "no technique gives a model: linear/ols: the prediction of a row takes ? us, the limit is 1.0E-6 us",
                lastLine(refused.err()).replaceFirst("takes [0-9.]+ us", "takes ? us"));
        assertFalse(Files.exists(folder.resolve("out").resolve("best.qeperf")));
    }

    private Console.Result evaluate(Path table) {
        return Console.run("evaluate", "--model", folder.resolve("out").resolve("best.qeperf"), "--data", table);
    }

    private static String lastLine(String text) {
        List<String> lines = text.lines().toList();
        return lines.get(lines.size() - 1);
    }
}
