package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptCheckCommandTest {

    private static final String MACHINE = """
            {"format": "qeperf-cluster/1", "name": "box", "title": "Box", "site": "Nowhere", "aliases": [],
             "checked": "2026-11-21", "sources": {"s": "invented"},
             "scheduler": ["slurm", "s"], "launcher": ["srun", "s"],
             "node_types": [{"name": "plain", "nodes": [9, "s"], "cores": [8, "s"], "memory": ["16 GiB", "s"]}],
             "partitions": [{"name": "main", "node_type": "plain", "default": true, "exclusive": [false, "s"]}],
             "software": [{"name": "qe", "source": "s", "modules": ["module load qe/7"], "uses_accelerator": false}]}
            """;

    private static final String SCRIPT = """
            #!/bin/bash
            #SBATCH --partition=main
            #SBATCH --ntasks-per-node=4
            #SBATCH --time=24:00:00
            # MODULES BEGIN box qe
            module load qe/6
            # MODULES END
            export OMP_NUM_THREADS=1
            srun pw.x -nk 4 -in pw.in
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        ExampleInput.write(folder, ExampleInput.TEXT);
        Files.createDirectories(folder.resolve("machines"));
        Files.writeString(folder.resolve("machines/box.json"), MACHINE);
        Files.writeString(folder.resolve("job.sh"), SCRIPT);
    }

    private Console.Result check(Object... options) {
        List<Object> arguments = new ArrayList<>(
                List.of("script", "check", folder.resolve("job.sh"), "--machines", folder.resolve("machines")));
        arguments.addAll(List.of(options));
        return Console.run(arguments.toArray());
    }

    @Test
    void whatIsFoundIsATable() {
        Console.Result result = check();
        assertEquals("", result.err());
        assertEquals(0, result.status());
        List<String> lines = result.out().lines().toList();
        assertEquals(
                "asks for         1 d      1 node x 4 tasks x 1 core",
                lines.get(0).replaceAll("1 d +", "1 d      "));
        assertTrue(result.out().contains("\nline 4  wastes  the job asks for 1 d; the run needs "), result.out());
        assertTrue(
                result.out()
                        .contains(
                                "\nline 5  stale   the module block says: module load qe/6; expected module load qe/7, as the"
                                        + " catalogue says since 2026-11-21: renew it with --update\n"),
                result.out());
    }

    @Test
    void programsGetADocument() throws IOException {
        JsonNode document =
                new ObjectMapper().readTree(check("--format", "json").out());
        List<String> keys = new ArrayList<>();
        document.fieldNames().forEachRemaining(keys::add);
        assertEquals(
                List.of("scheduler", "machine", "partition", "stops", "findings", "notes", "faster", "forecast"), keys);
        assertEquals("slurm", document.get("scheduler").textValue());
        assertEquals("box", document.get("machine").textValue());
        assertEquals("main", document.get("partition").textValue());
        JsonNode first = document.get("findings").get(0);
        List<String> members = new ArrayList<>();
        first.fieldNames().forEachRemaining(members::add);
        assertEquals(List.of("line", "severity", "rule", "found", "expected", "advice"), members);
        assertEquals("wastes", first.get("severity").textValue());
        assertTrue(document.get("forecast").has("walltime_request_s"));
    }

    @Test
    void aScriptThatStopsHasStatusTwo() throws IOException {
        Files.writeString(folder.resolve("job.sh"), SCRIPT.replace("-nk 4", "-nk 3"));
        Console.Result result = check();
        assertEquals(2, result.status());
        assertTrue(result.out().contains("\nline 9  stops   3 pools do not divide 4 ranks; "), result.out());
        Files.writeString(folder.resolve("job.sh"), "#!/bin/bash\necho\n");
        assertEquals(2, check().status());
    }

    @Test
    void theRenewedScriptIsPrintedOrWritten() throws IOException {
        String renewed = SCRIPT.replace("qe/6", "qe/7");
        assertEquals(new Console.Result(0, renewed, ""), check("--update"));
        Path target = folder.resolve("new/job.sh");
        assertEquals(new Console.Result(0, "", ""), check("--update", "-o", target));
        assertEquals(renewed, Files.readString(target));
        assertEquals(SCRIPT, Files.readString(folder.resolve("job.sh")));
        assertTrue(check("--update", "--apply").out().contains("\n#SBATCH --time=00:0"));
    }

    @Test
    void whyNothingIsTakenOverIsToldOf() throws IOException {
        String script = SCRIPT.replace("qe/6", "qe/7") + "srun pw.x -nk 4 -in pw.in\n";
        Files.writeString(folder.resolve("job.sh"), script);
        assertEquals(
                new Console.Result(
                        0,
                        script,
                        "warning: line 10: the script starts pw.x 2 times, again in line 10; expected one run: the time of"
                                + " one run is compared with the wall time; leave room for all, --update --apply changes"
                                + " neither time nor layout\n"),
                check("--update", "--apply"));
        assertEquals(new Console.Result(0, script, ""), check("--update"));
        assertFalse(check().out().contains("the job asks for"), check().out());
    }

    @Test
    void otherBytesStay() throws IOException {
        byte[] script = (SCRIPT + "# M\u00fcller\n").getBytes(StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("job.sh"), script);
        assertEquals(
                Console.refused(
                        2,
                        "the script " + folder.resolve("job.sh")
                                + " is not UTF-8; name a file for the renewed one with -o;"
                                + " see 'qeperf script check --help'"),
                check("--update"));
        Path target = folder.resolve("job2.sh");
        assertEquals(0, check("--update", "-o", target).status());
        assertArrayEquals(
                (SCRIPT.replace("qe/6", "qe/7") + "# M\u00fcller\n").getBytes(StandardCharsets.ISO_8859_1),
                Files.readAllBytes(target));
    }

    @Test
    void whatChangesAScriptNeedsUpdate() {
        assertEquals(
                Console.refused(
                        2,
                        "--apply, --add, --remove, --partition and -o change a script; give --update with them;"
                                + " see 'qeperf script check --help'"),
                check("--apply"));
    }
}
