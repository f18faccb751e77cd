package org.qeperf.examples.cp2k;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.qeperf.api.feature.SimulationFiles;

/** Our counts against those that the CP2K of this machine prints, and against those that it printed in the campaign. */
class Cp2kCountsTest {

    private static final Path INPUTS = Path.of("src/test/resources/inputs");
    private static final long LONGEST_SECONDS = 120;

    @TempDir
    Path folder;

    static List<Path> inputs() throws IOException {
        try (Stream<Path> files = Files.list(INPUTS)) {
            return files.filter(f -> f.toString().endsWith(".inp")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void countsWhatCp2kPrints(Path input) throws IOException, InterruptedException {
        assumeTrue(isInstalled(), Cp2kExtractor.CODE + " is not installed (apt-get install cp2k cp2k-data)");
        String output = run(input);
        assertTrue(output.contains("PROGRAM ENDED"), output);
        assertEquals(
                Printed.of(output),
                Printed.of(new Cp2kExtractor().read(SimulationFiles.of(input)).counts()));
    }

    static List<Map<String, String>> campaign() throws IOException {
        return CampaignTable.read();
    }

    @ParameterizedTest
    @MethodSource("campaign")
    void countsWhatCp2kPrintedInTheCampaign(Map<String, String> run) {
        assumeTrue(
                Files.exists(Path.of("/usr/share/cp2k/BASIS_MOLOPT")),
                "CP2K's basis sets are missing (apt-get install cp2k-data)");
        Path input = CampaignTable.input(run);
        assertEquals(
                printed(run),
                Printed.of(new Cp2kExtractor().read(SimulationFiles.of(input)).counts()));
    }

    private static Printed printed(Map<String, String> run) {
        List<Long> totals = Stream.of(
                        "kinds",
                        "atoms",
                        "shell_sets",
                        "shells",
                        "primitive_functions",
                        "cartesian_functions",
                        "spherical_functions")
                .map(column -> Long.valueOf(run.get(column)))
                .toList();
        return new Printed(
                totals,
                bySpin(run.get("electrons")),
                bySpin(run.get("occupied_orbitals")),
                bySpin(run.get("molecular_orbitals")),
                List.of(run.get("grids").split(" ")));
    }

    private static List<Long> bySpin(String cell) {
        return Arrays.stream(cell.split("\\+")).map(Long::valueOf).toList();
    }

    private static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, Cp2kExtractor.CODE)));
    }

    private String run(Path input) throws IOException, InterruptedException {
        for (String file : List.of("OWN_BASIS", "OWN_POTENTIAL")) {
            Files.copy(INPUTS.resolve(file), folder.resolve(file));
        }
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                        Cp2kExtractor.CODE, "-i", input.toAbsolutePath().toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().put("OMPI_ALLOW_RUN_AS_ROOT", "1");
        builder.environment().put("OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1");
        Process cp2k = builder.start();
        if (!cp2k.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            cp2k.destroyForcibly();
        }
        return Files.readString(output);
    }
}
