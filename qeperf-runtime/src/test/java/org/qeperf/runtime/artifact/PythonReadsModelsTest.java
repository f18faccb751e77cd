package org.qeperf.runtime.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The example in Python reads model files of every kind with NumPy and predicts what we predict. */
class PythonReadsModelsTest {

    private static final Path SCRIPT = Path.of("../qeperf-examples/python/read_model.py");

    @TempDir
    private Path folder;

    @BeforeEach
    void needsNumPy() throws InterruptedException {
        assumeTrue(run("-c", "import numpy").isEmpty(), "python3 with numpy is not on the path");
    }

    @ParameterizedTest
    @MethodSource("org.qeperf.runtime.artifact.ExampleModels#all")
    void predictsTheVerificationRows(PortableModel model) throws Exception {
        Path file = folder.resolve("model.qeperf");
        Files.write(file, ExampleModels.bytes(model));
        double[] expected = new double[5];
        model.predict(ExampleModels.rows(5), expected);
        List<String> lines = run(SCRIPT.toString(), file.toString()).lines().toList();
        assertEquals(expected.length, lines.size(), lines::toString);
        for (int row = 0; row < expected.length; row++) {
            double predicted = Double.parseDouble(lines.get(row).split(" ")[0]);
            assertEquals(expected[row], predicted, 1e-12 * expected[row]);
        }
    }

    @ParameterizedTest
    @MethodSource("org.qeperf.runtime.artifact.ExampleTables#all")
    void predictsTheRowsOfATable(PortableModel model) throws Exception {
        Path file = folder.resolve("model.qeperf");
        Files.write(file, ExampleTables.bytes(model));
        List<Map<String, String>> cells = ExampleTables.cells(20);
        double[] expected = new double[20];
        model.predict(ExampleTables.rows(cells), expected);
        List<String> columns = List.of("not read", "solver", "nThreads", "nodes");
        List<String> table = new ArrayList<>(List.of("\uFEFF" + String.join(",", columns)));
        cells.forEach(
                row -> table.add(String.join(",", columns.stream().map(row::get).toList())));
        Path csv = Files.write(folder.resolve("table.csv"), table);
        List<String> lines =
                run(SCRIPT.toString(), file.toString(), csv.toString()).lines().toList();
        assertEquals(expected.length, lines.size(), lines::toString);
        for (int row = 0; row < expected.length; row++) {
            assertEquals(expected[row], Double.parseDouble(lines.get(row)), 1e-12 * expected[row]);
        }
        assertEquals(5, run(SCRIPT.toString(), file.toString()).lines().count(), "verification rows");
    }

    /** A file of the format before this one has no form of the target. */
    @ParameterizedTest
    @CsvSource({"golden-linear-2.qeperf", "golden-forest-2.qeperf"})
    void readsFormatTwo(String golden) throws Exception {
        for (String line : run(
                        SCRIPT.toString(),
                        GoldenArtifactTest.FOLDER.resolve(golden).toString())
                .lines()
                .toList()) {
            String[] numbers = line.split(" ");
            assertEquals(Double.parseDouble(numbers[1]), Double.parseDouble(numbers[0]), 1e-9);
        }
    }

    /** What a script prints, or why it did not run. */
    private String run(String... arguments) throws InterruptedException {
        String[] command = new String[1 + arguments.length];
        command[0] = "python3";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Path output = folder.resolve("output.txt");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "python3 does not end");
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
