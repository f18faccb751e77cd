package org.qeperf.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.app.document.ProgramVersion;

/**
 * What would be published is enough for projects that know nothing of this one: the POMs that the build flattened and the jars,
 * laid out as a Maven repository, used by {@code config/release/try-modules.sh}.
 *
 * <p>Needs the modules' jars, which Maven makes in its package phase: {@code mvn verify}, not {@code mvn test}.
 */
class StrangersTest {

    private static final Path ROOT = Path.of("..");
    private static final String VERSION = ProgramVersion.text();

    /** This module's jar comes after its tests; its POM is tried. */
    private static final String THIS = "qeperf-app";

    @TempDir
    private Path folder;

    @Test
    void useWhatWouldBePublished() throws Exception {
        String maven = System.getProperty("qeperf.test.maven", "");
        assumeTrue(!maven.isEmpty(), "Maven did not start this test and say where it is");
        Path published = folder.resolve("published/org/qeperf");
        publish("qeperf-bom", "pom", ROOT.resolve("qeperf-bom/pom.xml"), published);
        for (String module : modules()) {
            Path target = ROOT.resolve(module).resolve("target");
            publish(module, "pom", target.resolve(".flattened-pom.xml"), published);
            Path jar = target.resolve(module + "-" + VERSION + ".jar");
            assumeTrue(module.equals(THIS) || Files.exists(jar), jar + " is made by 'mvn verify'");
            if (!module.equals(THIS)) {
                publish(module, "jar", jar, published);
            }
        }
        Path output = folder.resolve("output.txt");
        int status = run(
                output,
                Path.of(maven, "bin"),
                ROOT.resolve("config/release/try-modules.sh").toString(),
                folder.resolve("published").toString(),
                VERSION,
                System.getProperty("qeperf.test.repository"));
        assertEquals(0, status, Files.readString(output));
    }

    private static List<String> modules() throws IOException {
        try (Stream<String> lines = Files.lines(ROOT.resolve("qeperf-bom/pom.xml"))) {
            return lines.filter(line -> line.startsWith("        <artifactId>qeperf-"))
                    .map(line -> line.replaceAll("<.*?>", "").strip())
                    .toList();
        }
    }

    private static void publish(String module, String ending, Path file, Path published) throws IOException {
        Path place = Files.createDirectories(published.resolve(module).resolve(VERSION));
        Files.copy(file, place.resolve(module + "-" + VERSION + "." + ending));
    }

    private static int run(Path output, Path maven, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(Stream.of("sh"), Stream.of(command)).toList())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.merge("PATH", maven.toString(), (before, first) -> first + File.pathSeparator + before);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(10, TimeUnit.MINUTES), "the process ends");
        } finally {
            process.destroyForcibly();
        }
        return process.exitValue();
    }
}
