package org.qeperf.train.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptScriptTest {

    private static final Path TIME = Path.of("/usr/bin/time");

    @TempDir
    private Path folder;

    @Test
    void nothingInAPlanIsRunByTheShell() throws Exception {
        assumeTrue(Files.isExecutable(TIME), "GNU time is not installed");
        Path program = folder.resolve("it's $(touch hit) `touch hit` x");
        Files.writeString(program, "#!/bin/bash\necho \"$ESPRESSO_PSEUDO|$OMP_NUM_THREADS|$*\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        AttemptScript script = new AttemptScript(
                program.toString(),
                "env A=$(touch hit) B=* ; touch hit",
                folder.resolve("pseudo 'of' $HOME"),
                0,
                folder.resolve("campaign"));
        // env takes the words of the launcher as they are, and ";" is no command
        assertEquals(127, attempt(script));
        AttemptScript sound = new AttemptScript(
                program.toString(),
                "env A={ranks}",
                folder.resolve("pseudo 'of' $HOME"),
                0,
                folder.resolve("campaign"));
        assertEquals(0, attempt(sound));
        assertEquals(
                folder.resolve("pseudo 'of' $HOME") + "|3|-nk 2 -nd 1 -in pw.in\n",
                Files.readString(folder.resolve("attempt/pw.out")));
        assertFalse(Files.exists(folder.resolve("attempt/hit")));
    }

    @Test
    void startedAgainItForgetsWhatItLeft() throws Exception {
        assumeTrue(Files.isExecutable(TIME), "GNU time is not installed");
        AttemptScript script = new AttemptScript("true", "", folder, 0, folder.resolve("campaign"));
        Path attempt =
                Files.createDirectories(folder.resolve("attempt/scratch")).getParent();
        Files.writeString(attempt.resolve("usage"), "1024 1.0 0.0 1.0\n");
        Files.writeString(attempt.resolve("missing"), "pw.x\n");
        assertEquals(0, attempt(script));
        assertEquals(1, Files.readAllLines(attempt.resolve("usage")).size());
    }

    @Test
    void aVeryShortTimeIsStillALimit() {
        AttemptScript script = new AttemptScript("true", "", folder, 0, folder);
        PlannedRun run = new PlannedRun(
                "id",
                Map.of(),
                "",
                new RunLayout(1, 1, 1, 1, 1, 1, 0),
                new CampaignPlan.Limits(0.001, 1 << 30),
                OptionalDouble.empty());
        assertTrue(script.text(run).contains("\nseconds=0.01\n"));
    }

    private int attempt(AttemptScript script) throws Exception {
        PlannedRun run = new PlannedRun(
                "id",
                Map.of(),
                "",
                new RunLayout(1, 2, 3, 2, 1, 1, 1),
                new CampaignPlan.Limits(10, 4L << 30),
                OptionalDouble.empty());
        Path attempt = Files.createDirectories(folder.resolve("attempt"));
        Files.writeString(attempt.resolve("pw.in"), "");
        Files.writeString(attempt.resolve("attempt.sh"), script.text(run));
        Process process = new ProcessBuilder(
                        "bash", attempt.resolve("attempt.sh").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals("", said);
        assertEquals(0, process.waitFor());
        assertFalse(Files.exists(attempt.resolve("scratch")));
        AttemptEnd end = AttemptEnd.read(attempt);
        assertTrue(end.wallSeconds() > 0 && end.wallSeconds() < 10, end.toString());
        return end.status();
    }
}
