package org.qeperf.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.app.cli.QePerf;

/** A regressor of somebody else: one class and one services line, compiled outside the build, in a jar on the class path. */
class PlugInTest {

    private static final Path EXAMPLE = Path.of("../qeperf-examples/regressor-plugin");
    private static final String PROVIDER = "org/qeperf/examples/regressor/OneFeatureProvider";
    private static final Path INPUT = Path.of("../qeperf-examples/silicon/si.in");
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final String SERVICES = "META-INF/services/org.qeperf.api.train.RegressorProvider";

    @TempDir
    private Path folder;

    private Path jar;

    @BeforeEach
    void compile() throws IOException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int status = compiler.run(
                null,
                messages,
                messages,
                "-proc:none",
                "-cp",
                CLASS_PATH,
                "-d",
                classes.toString(),
                EXAMPLE.resolve("src/main/java/" + PROVIDER + ".java").toString());
        assertEquals(0, status, messages.toString(StandardCharsets.UTF_8));
        jar = folder.resolve("plug-in.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            add(out, PROVIDER + ".class", classes.resolve(PROVIDER + ".class"));
            add(out, SERVICES, EXAMPLE.resolve("src/main/resources").resolve(SERVICES));
        }
    }

    private static void add(JarOutputStream out, String name, Path content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        Files.copy(content, out);
        out.closeEntry();
    }

    @Test
    void itTrainsLikeOursAndItsModelNeedsItNoMore() throws Exception {
        Path model = folder.resolve("one-feature.qeperf");
        Path plan = folder.resolve("plan.yaml");
        Files.writeString(
                plan,
                Files.readString(EXAMPLE.resolve("plan.yaml"))
                        .replace("../../target/", "")
                        .replace(
                                "../../data/pwx-runs.jsonl.gz",
                                Path.of("../data/pwx-runs.jsonl.gz")
                                        .toAbsolutePath()
                                        .normalize()
                                        .toString()));
        String listed = java("models", "algorithms");
        assertTrue(listed.contains("example/one-feature"), listed);
        String trained = java("train", plan.toString());
        assertTrue(trained.contains(model.toString()), trained);

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] predict = {"predict", INPUT.toString(), "--tasks-per-node", "2", "--model", model.toString()};
        int status = QePerf.run(
                predict,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertEquals(0, status, err.toString(StandardCharsets.UTF_8));
        assertTrue(
                out.toString(StandardCharsets.UTF_8).contains("one-feature@1"), out.toString(StandardCharsets.UTF_8));
    }

    private String java(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                CLASS_PATH + File.pathSeparator + jar,
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(process.waitFor(300, TimeUnit.SECONDS), "the process ends");
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertEquals(0, process.exitValue(), text);
        return text;
    }
}
