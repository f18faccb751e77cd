package org.qeperf.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.qeperf.api.train.RegressorCatalogue;

/** The search offers what providers offer: no technique stands in its code. */
final class SearchNamesNoTechniqueTest {

    private static final Path SOURCES = Path.of("../qeperf-train/src/main/java/org/qeperf/train");

    @Test
    void noSourceHoldsTheNameOfATechnique() throws IOException {
        List<String> ids = List.copyOf(RegressorCatalogue.load().choices().keySet());
        assertTrue(ids.size() > 10, ids.toString());
        for (String part : List.of("automl", "search", "validate", "table", "report", "fit")) {
            try (Stream<Path> files = Files.walk(SOURCES.resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String text = Files.readString(file);
                    assertEquals(List.of(), ids.stream().filter(text::contains).toList(), file::toString);
                }
            }
        }
    }
}
