package org.qeperf.examples.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckSubmissionTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int check(String script, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("job.sh"), script);
        List<String> arguments = new ArrayList<>(List.of("machines", "lab", "../silicon", file.toString()));
        arguments.addAll(List.of(options));
        return run(arguments);
    }

    private int run(List<String> arguments) {
        return CheckSubmission.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void linesAreTheUsersAlsoWhereADirectiveIsAdded() throws IOException {
        String script = "#!/bin/bash\nexport OMP_NUM_THREADS=1\nmpirun -np 2 pw.x -nk 3 -in si.in\n";
        assertEquals(2, check(script, "--nodes=1", "--ntasks-per-node=2", "--time=2", "--mem=400M"));
        assertEquals(
                "this job would fail, line 3: 3 pools for 2 ranks; expected a layout in which pw.x runs (pw.x prints"
                        + " \"invalid number of pools, out of range\"): take at most 2\n",
                printed());
    }

    @Test
    void aCommentBehindADirectiveHidesNoOption() throws IOException {
        String script = "#!/bin/bash\n#SBATCH --mem=4G # too much\nmpirun -np 2 pw.x -nk 2 -in si.in\n";
        assertEquals(0, check(script, "--nodes=1", "--ntasks-per-node=2", "--time=2", "--mem=400M"));
        assertTrue(!printed().contains("memory"), printed());
    }

    @Test
    void saysWhyItCannotTell() throws IOException {
        assertEquals(1, run(List.of("machines")));
        assertEquals(1, run(List.of("machines", "lab", ".", "no-such.sh")));
        assertEquals(1, run(List.of("machines", "moon", ".", "no-such.sh")));
        assertEquals("", printed());
        String text = err.toString(StandardCharsets.UTF_8);
        assertTrue(
                text.startsWith("expected MACHINES MACHINE FOLDER SCRIPT [OPTION...]\n"
                        + "no-such.sh: cannot be read\n"
                        + "there is no machine 'moon'; expected one of: local, lab, "),
                text);
    }
}
