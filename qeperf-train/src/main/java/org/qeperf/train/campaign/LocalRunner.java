package org.qeperf.train.campaign;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.qeperf.api.QePerfException;

/** Makes attempts on this machine, one at a time. */
final class LocalRunner implements Runner {

    private static final Path PROCESSES = Path.of("/proc");
    private static final int MOST_TRIES = 1000;
    private static final long PAUSE_NANOS = 10_000_000;

    private final RunStore store;
    private final AttemptScript script;
    private volatile boolean stopping;

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
        Thread atExit = new Thread(this::stop, "end of the campaign");
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            for (PlannedRun run : runs) {
                do {
                    attempt(run);
                } while (ended.test(run));
            }
        } finally {
            if (!stopping) {
                Runtime.getRuntime().removeShutdownHook(atExit);
            }
        }
    }

    /** Ctrl-C does not reach the session of a run, which would go on until its limit. */
    private void stop() {
        stopping = true;
        endLeftovers(store.folder());
    }

    private void attempt(PlannedRun run) throws InterruptedException {
        Path folder = store.newAttempt(run, script);
        try {
            File log = folder.resolve("attempt.log").toFile();
            ProcessBuilder command =
                    new ProcessBuilder("bash", folder.resolve("attempt.sh").toString());
            // the script itself has the mark, too: ended after its pw.x, it would take that for the end of the run
            command.environment().put(AttemptScript.MARK, store.folder().toString());
            Process process =
                    command.redirectErrorStream(true).redirectOutput(log).start();
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                endLeftovers(store.folder());
                throw e;
            }
            if (stopping) {
                throw new InterruptedException("the campaign is being ended");
            }
            RunStore.requirePrograms(folder);
            if (!RunStore.hasEnded(folder)) {
                throw new QePerfException("an attempt could not be made: "
                        + Files.readString(log.toPath()).strip() + "; expected bash, coreutils, util-linux and procps");
            }
            Files.delete(log.toPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Ends processes that a killed campaign left behind: they would disturb what is measured. Parents go first, so that none
     * lives to see the end of its children and goes on.
     */
    private static void endLeftovers(Path campaign) {
        List<ProcessHandle> leftovers = marked(campaign);
        for (int tries = 0; !leftovers.isEmpty(); tries++) {
            if (tries == MOST_TRIES) {
                throw new QePerfException("process " + leftovers.get(0).pid()
                        + " of an earlier campaign cannot be ended; expected to be allowed to");
            }
            for (ProcessHandle process : leftovers) {
                if (process.parent().filter(leftovers::contains).isEmpty()) {
                    process.destroyForcibly();
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            leftovers = marked(campaign);
        }
    }

    /** The processes of a campaign, those that have ended but are still listed left out. */
    private static List<ProcessHandle> marked(Path campaign) {
        List<ProcessHandle> marked = new ArrayList<>();
        if (Files.isDirectory(PROCESSES)) {
            byte[] mark = (AttemptScript.MARK + "=" + campaign).getBytes(StandardCharsets.UTF_8);
            try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
                for (Path process : processes) {
                    if (has(process.resolve("environ"), mark)) {
                        ProcessHandle.of(Long.parseLong(String.valueOf(process.getFileName())))
                                .filter(handle -> !handle.equals(ProcessHandle.current()))
                                .ifPresent(marked::add);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return marked;
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
