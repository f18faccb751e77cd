package org.qeperf.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.api.train.TrainingSet;

class TrainingQualityTest {

    private final RuntimeLikeRows rows = RuntimeLikeRows.draw(300, 100, 1);

    @Test
    void trainingRowsAreStandardised() {
        for (int c = 0; c < RuntimeLikeRows.COLUMNS; c++) {
            double sum = 0;
            double squares = 0;
            for (int row = 0; row < 300; row++) {
                double x = rows.training().rows()[row * RuntimeLikeRows.COLUMNS + c];
                sum += x;
                squares += x * x;
            }
            assertEquals(0, sum / 300, 1e-12);
            assertEquals(1, squares / 300, 1e-12);
        }
    }

    @Test
    void writesEveryDigit(@TempDir Path folder) throws IOException {
        rows.write(folder);
        assertRow(rows.training(), 299, Files.readAllLines(folder.resolve("training.csv")));
        assertRow(rows.unseen(), 99, Files.readAllLines(folder.resolve("unseen.csv")));
    }

    private static void assertRow(TrainingSet set, int last, List<String> lines) {
        assertEquals(last + 1, lines.size());
        String[] numbers = lines.get(last).split(",", -1);
        assertEquals(RuntimeLikeRows.COLUMNS + 1, numbers.length);
        assertEquals(set.rows()[last * RuntimeLikeRows.COLUMNS], Double.parseDouble(numbers[0]));
        assertEquals(set.targets()[last], Double.parseDouble(numbers[RuntimeLikeRows.COLUMNS]));
    }

    @Test
    void answersWithErrorAndTime() {
        TrainingQuality quality = new TrainingQuality(RegressorCatalogue.load(), rows);
        String[] answer =
                quality.answer("smile/gradient-boosting 1 trees=50 depth=2").split(" ", -1);
        assertEquals(3, answer.length);
        double error = Double.parseDouble(answer[0]);
        assertTrue(error > 0.05 && error < 0.5, answer[0]);
        assertTrue(Double.parseDouble(answer[1]) > 0, answer[1]);
        assertTrue(Double.parseDouble(answer[2]) > 0, answer[2]);
        assertEquals("missing", quality.answer("smile/oracle 1"));
    }
}
