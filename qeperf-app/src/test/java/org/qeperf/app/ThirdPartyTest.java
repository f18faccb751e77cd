package org.qeperf.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The list of other people's work in {@code META-INF/THIRD-PARTY.txt} is what the build finds among the dependencies;
 * {@code -Dqeperf.docs=write} writes it anew.
 */
class ThirdPartyTest {

    private static final boolean WRITES = "write".equals(System.getProperty("qeperf.docs"));
    private static final Path FOUND = Path.of("target/licences/THIRD-PARTY.txt");
    private static final Path LIST = Path.of("src/main/resources/META-INF/THIRD-PARTY.txt");
    private static final String HEAD =
            "qeperf uses these libraries, each unchanged and in a file of its own, with its licence:\n\n";

    @Test
    void theListIsWhatTheBuildFinds() throws IOException {
        TreeSet<String> lines = new TreeSet<>();
        for (String line : Files.readAllLines(FOUND)) {
            if (line.contains(":")
                    && !line.contains("(org.qeperf:")
                    && line.strip().startsWith("(")) {
                lines.add(line.strip());
            }
        }
        String whole = HEAD + String.join("\n", lines) + "\n";
        if (WRITES) {
            Files.writeString(LIST, whole);
        }
        assertEquals(whole, Files.readString(LIST));
    }

    @Test
    void onlyTwoLibrariesAreUnderTheLesserGpl() throws IOException {
        List<String> lesser = Files.readAllLines(LIST).stream()
                .filter(line -> line.startsWith("(LGPL"))
                .toList();
        assertEquals(5, lesser.size(), lesser::toString);
        assertTrue(
                lesser.stream()
                        .allMatch(line ->
                                line.contains("(com.github.haifengl:smile-") || line.contains(":VectorGraphics2D:")),
                lesser::toString);
    }
}
