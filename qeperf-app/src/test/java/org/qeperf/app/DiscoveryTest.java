package org.qeperf.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.api.train.RegressorProvider;
import org.qeperf.runtime.forecast.Extractors;

/** Back-ends and extractors are found, on the class path and on the module path. */
class DiscoveryTest {

    /** Third-party jars that have to be modules because modules of ours read them. */
    private static final Pattern THIRD_PARTY =
            Pattern.compile("(slf4j-api|jspecify|jackson-(core|databind|annotations))-\\d.*");

    private static final Pattern OURS =
            Pattern.compile("qeperf-(api|features|runtime|models-(smile|dl4j|linear|xgboost))-.*");

    @TempDir
    private Path folder;

    @Test
    void findsProvidersOnTheClassPath() {
        RegressorCatalogue catalogue = RegressorCatalogue.load();
        assertEquals(
                List.of("dl4j", "linear", "smile", "xgboost"),
                catalogue.providers().stream().map(RegressorProvider::name).toList());
        assertEquals(List.of(), catalogue.unavailable());
        assertEquals("pw.x", Extractors.find("pw.x").code());
    }

    /** Needs the modules' jars, which Maven makes in its package phase: {@code mvn verify}, not {@code mvn test}. */
    @Test
    void findsProvidersOnTheModulePath() throws Exception {
        List<String> classPath =
                List.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)));
        List<String> modulePath = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        for (String entry : classPath) {
            String name = Path.of(entry).getFileName().toString();
            boolean module =
                    OURS.matcher(name).matches() || THIRD_PARTY.matcher(name).matches();
            (module ? modulePath : rest).add(entry);
        }
        long ours = modulePath.stream().filter(p -> p.contains("qeperf-")).count();
        assumeTrue(ours == 7, "the modules are class directories here; 'mvn verify' has them as jars");
        String found = run(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "--module-path",
                String.join(File.pathSeparator, modulePath),
                "--add-modules",
                "ALL-MODULE-PATH",
                "--class-path",
                String.join(File.pathSeparator, rest),
                ProviderProbe.class.getName());
        assertEquals("""
                api: org.qeperf.api
                runtime: automatic org.qeperf.runtime
                dl4j: automatic org.qeperf.models.dl4j
                linear: automatic org.qeperf.models.linear
                smile: automatic org.qeperf.models.smile
                xgboost: automatic org.qeperf.models.xgboost
                pw.x: automatic org.qeperf.features
                """, found);
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(Stream.concat(Stream.of(java.toString()), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the process ends");
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output, StandardCharsets.UTF_8).lines().collect(Collectors.joining("\n", "", "\n"));
    }
}
