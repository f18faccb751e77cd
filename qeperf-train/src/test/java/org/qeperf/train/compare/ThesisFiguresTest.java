package org.qeperf.train.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.train.ExampleRuns;
import org.qeperf.train.compare.ComparisonPlan.Stage;

class ThesisFiguresTest {

    private static final Candidate NETWORK =
            new Candidate("network", "losing/one-column", Map.of("column", "6"), "", Optional.empty());
    private static final List<String> LOSS = List.of("figure-4.1-loss.png", "figure-4.1-loss.svg");
    private static final List<String> OTHERS = List.of(
            "figure-4.2-true-and-predicted.png",
            "figure-4.2-true-and-predicted.svg",
            "figure-4.3-importance.png",
            "figure-4.3-importance.svg");

    @TempDir
    private Path folder;

    @Test
    void drawsThreeFiguresTwice() throws IOException {
        List<Path> files = ThesisFigures.write(comparison(NETWORK, ComparisonTest.model("line", "", "0")), folder);
        assertEquals(
                Stream.concat(LOSS.stream(), OTHERS.stream())
                        .map(folder::resolve)
                        .toList(),
                files);
        for (Path file : files) {
            if (file.toString().endsWith(".png")) {
                BufferedImage image = ImageIO.read(file.toFile());
                assertTrue(image.getWidth() >= 1000 && image.getHeight() >= 800, file::toString);
            } else {
                assertTrue(Files.readString(file).contains("<svg"), file::toString);
            }
        }
    }

    @Test
    void drawsNoLossOfAModelThatHasNone() {
        List<Path> files = ThesisFigures.write(comparison(ComparisonTest.model("line", "", "0")), folder);
        assertEquals(OTHERS.stream().map(folder::resolve).toList(), files);
    }

    @Test
    void drawsTheSameAgain() throws IOException {
        Path again = folder.resolve("new/folder");
        List<Path> files = ThesisFigures.write(comparison(NETWORK), folder);
        List<Path> others = ThesisFigures.write(comparison(NETWORK), again);
        for (int i = 0; i < files.size(); i++) {
            assertArrayEquals(Files.readAllBytes(files.get(i)), Files.readAllBytes(others.get(i)));
        }
    }

    private static Comparison comparison(Candidate... candidates) {
        Stage stage = new Stage("theirs", Basis.THESIS, Division.RANDOM, List.of(candidates));
        return ComparisonTest.compare(new ComparisonPlan("example", List.of(stage)), ExampleRuns.ofSystems(12));
    }
}
