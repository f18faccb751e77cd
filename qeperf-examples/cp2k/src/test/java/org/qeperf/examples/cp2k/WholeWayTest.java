package org.qeperf.examples.cp2k;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.train.evaluate.ErrorReport;

class WholeWayTest {

    @TempDir
    Path folder;

    @Test
    void standsBesidePwx() {
        Set<String> codes = ServiceLoader.load(FeatureExtractor.class).stream()
                .map(provider -> provider.get().code())
                .collect(Collectors.toSet());
        assertEquals(Set.of("pw.x", "cp2k.psmp"), codes);
    }

    @Test
    void readsTrainsAndPredicts() {
        assumeTrue(
                Files.exists(Path.of("/usr/share/cp2k/BASIS_MOLOPT")),
                "CP2K's basis sets are missing (apt-get install cp2k-data)");
        Path model = folder.resolve("cp2k-step.qeperf");
        TrainCp2k.main(new String[] {"campaign", model.toString()});
        String printed = printed(() ->
                PredictCp2k.main(new String[] {model.toString(), "src/test/resources/inputs/two-basis-files.inp"}));
        assertTrue(printed.contains("Whole[name=spherical_functions, value=31]\n"), printed);
        assertTrue(
                printed.matches("(?s).*[0-9.]+ s of a processor for a step, 90 % between [0-9.]+ s and [0-9.]+ s\\R.*"),
                printed);
    }

    @Test
    void beatsTheMeanAndOneFeatureOnSystemsHeldOut() {
        assumeTrue(
                Files.exists(Path.of("/usr/share/cp2k/BASIS_MOLOPT")),
                "CP2K's basis sets are missing (apt-get install cp2k-data)");
        Map<String, ErrorReport> errors = new TrainCp2k(Path.of("campaign")).errors();
        double model = mape(errors, "model");
        assertTrue(model < mape(errors, "power of one feature"), errors.toString());
        assertTrue(model < mape(errors, "mean"), errors.toString());
    }

    private static double mape(Map<String, ErrorReport> errors, String name) {
        return Objects.requireNonNull(errors.get(name)).mape();
    }

    private static String printed(Runnable program) {
        PrintStream standard = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            program.run();
        } finally {
            System.setOut(standard);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
