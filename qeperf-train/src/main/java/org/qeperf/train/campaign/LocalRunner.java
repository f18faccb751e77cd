package org.qeperf.train.campaign;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.qeperf.api.QePerfException;

/** Makes attempts on this machine, one at a time. */
final class LocalRunner implements Runner {

    private static final Path PROCESSES = Path.of("/proc");

    private final RunStore store;
    private final AttemptScript script;

    LocalRunner(RunStore store, AttemptScript script) {
        this.store = store;
        this.script = script;
    }

    @Override
    public void clear() {
        endLeftovers(store.folder());
    }

    @Override
    public void run(List<PlannedRun> runs, Predicate<PlannedRun> ended) throws InterruptedException {
        for (PlannedRun run : runs) {
            do {
                attempt(run);
            } while (ended.test(run));
        }
    }

    private void attempt(PlannedRun run) throws InterruptedException {
        Path folder = store.newAttempt(run, script);
        try {
            File log = folder.resolve("attempt.log").toFile();
            Process process = new ProcessBuilder(
                            "bash", folder.resolve("attempt.sh").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start();
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                process.destroyForcibly();
                endLeftovers(store.folder());
                throw e;
            }
            if (!Files.isRegularFile(folder.resolve("end"))) {
                throw new QePerfException("an attempt could not be made: "
                        + Files.readString(log.toPath()).strip() + "; expected bash, coreutils, util-linux and procps");
            }
            Files.delete(log.toPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends processes that a killed campaign left behind: they would disturb what is measured. */
    private static void endLeftovers(Path campaign) {
        byte[] mark = (AttemptScript.MARK + "=" + campaign).getBytes(StandardCharsets.UTF_8);
        if (!Files.isDirectory(PROCESSES)) {
            return;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                if (has(process.resolve("environ"), mark)) {
                    ProcessHandle.of(Long.parseLong(String.valueOf(process.getFileName())))
                            .ifPresent(LocalRunner::end);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    private static boolean has(Path environment, byte[] mark) {
        try {
            String all = "\0" + Files.readString(environment, StandardCharsets.ISO_8859_1) + "\0";
            return all.contains("\0" + new String(mark, StandardCharsets.ISO_8859_1) + "\0");
        } catch (IOException e) {
            return false; // it has ended, or belongs to somebody else
        }
    }
}
