package org.qeperf.examples.nextflow;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The real Nextflow in a process of its own, which finds the plug-in where it was packaged and uses no network. */
final class NextflowProcess {

    private static final Path PLUGINS = Path.of("target/plugins").toAbsolutePath();
    private static final int MOST_SECONDS = 300;

    private final Path folder;

    /** Works in a folder. */
    NextflowProcess(Path folder) {
        this.folder = folder;
    }

    /** What it printed; fails where it did. */
    String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPathWithoutPlugin(),
                "nextflow.cli.Launcher",
                "run"));
        command.addAll(List.of(arguments));
        Path printed = folder.resolve("printed.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment()
                .putAll(Map.of(
                        "NXF_HOME", folder.resolve("home").toString(),
                        "NXF_PLUGINS_DIR", PLUGINS.toString(),
                        "NXF_PLUGINS_MODE", "prod",
                        "NXF_PLUGINS_DEFAULT", "false",
                        "NXF_OFFLINE", "true",
                        "NXF_ANSI_LOG", "false",
                        "OMPI_ALLOW_RUN_AS_ROOT", "1",
                        "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1",
                        "OMPI_MCA_mpi_yield_when_idle", "1"));
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            throw new AssertionError("more than " + MOST_SECONDS + " s: " + Files.readString(printed));
        }
        String text = Files.readString(printed);
        if (process.exitValue() != 0) {
            throw new AssertionError("exit status " + process.exitValue() + ": " + text);
        }
        return text;
    }

    /** Folders hold the classes of this project, and the jars of qeperf belong into the plug-in alone. */
    private static String classPathWithoutPlugin() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Files.isDirectory(Path.of(entry)))
                .filter(entry -> !Path.of(entry).getFileName().toString().matches("(nf-)?qeperf-.*"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
