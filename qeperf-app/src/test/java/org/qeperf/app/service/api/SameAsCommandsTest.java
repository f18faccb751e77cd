package org.qeperf.app.service.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.app.cli.ExampleInput;
import org.qeperf.app.cli.QePerf;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Route;

/** The service answers what the commands print. */
class SameAsCommandsTest {

    /** A guess of a functional, whose warning names the file. */
    private static final String WARNED =
            ExampleInput.TEXT.replace("ecutwfc = 10", "ecutwfc = 10, nbnd = 3, tefield = .f.");

    @TempDir
    private Path folder;

    private Path input;
    private List<Route> routes = List.of();

    @BeforeEach
    void write() {
        input = ExampleInput.write(folder, ExampleInput.TEXT);
        routes = ExampleService.routes(ExampleService.registry(folder.resolve("registry")));
    }

    /** Files of the service have no folders. */
    private String command(String name, String options) {
        List<String> all = new ArrayList<>(List.of(name, input.toString()));
        all.addAll(List.of(options.split(" ")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        QePerf.run(
                all.toArray(String[]::new),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8).replace(folder + "/", "");
    }

    private Reply service(String name, String options, Ask ask) {
        String[] words = options.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            if (!words[i].equals("--format")) {
                ask.field(words[i].substring(2).replace('-', '_'), words[i + 1]);
            }
        }
        return ask.of(routes, "POST", "/api/v1/" + name);
    }

    private void assertSame(String name, String options, String text) throws IOException {
        ExampleInput.write(folder, text);
        Reply reply = service(name, options, ExampleService.helium(text));
        assertEquals(200, reply.status(), () -> ExampleService.text(reply));
        assertEquals(
                ExampleService.JSON
                        .readTree(command(name, options + " --format json"))
                        .toString(),
                ExampleService.text(reply));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--nodes 1",
                "--machine local --tasks-per-node 2 --pools 2",
                "--machine leonardo-booster --nodes 2 --tasks-per-node 4 --threads-per-task 8 --pools 4",
                "--machine Leonardo_Booster --partition boost_usr_prod:boost_qos_dbg --tasks-per-node 4 --level 0.5",
                "--machine marconi100 --nodes 3 --tasks-per-node 5 --pools 7 --time-limit 10m",
                "--machine lumi --nodes 4 --tasks-per-node 128 --pools 4 --diagonalization-ranks 4 --task-groups 2",
                "--machine jureca-dc --nodes 1 --tasks-per-node 128 --request-level 0.8",
                "--machine workstation --nodes 3 --pools 2",
                "--machine desktop --qe-version 6.3 --tasks-per-node 8",
                "--model pw-scf-any-machine@1 --tasks-per-node 2"
            })
    void predictIsTheDocumentOfTheCommand(String options) throws IOException {
        assertSame("predict", options, ExampleInput.TEXT);
        assertSame("predict", options, WARNED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--machine workstation",
                "--machine leonardo-booster --max-nodes 4 --objective cost --top 3",
                "--machine galileo100 --nodes 2 --max-core-hours 100 --max-time 2h --max-memory-per-node 64GB",
                "--machine lumi --max-nodes 200 --max-cores 512 --objective balanced --threads-per-task 2"
            })
    void adviseIsTheDocumentOfTheCommand(String options) throws IOException {
        assertSame("advise", options, ExampleInput.TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--nodes 1",
                "--schema thesis-14 --machine lumi --nodes 2 --tasks-per-node 64 --pools 2",
                "--schema qeperf-2 --machine marconi100 --tasks-per-node 4"
            })
    void featuresAreTheDocumentOfTheCommand(String options) throws IOException {
        assertSame("features", options, ExampleInput.TEXT);
        assertSame("features", options, WARNED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--machine leonardo-booster --account me --job-name it",
                "--machine galileo100 --nodes 1 --tasks-per-node 4 --threads-per-task 2 --pools 2 --time 2h",
                "--machine workstation --scheduler pbs --output a.out --error a.err --memory 4GB",
                "--machine lumi --container qe.sif --executable /opt/pw.x --program-output si.log --max-nodes 2"
            })
    void theScriptIsThatOfTheCommandButForWhereThePseudopotentialsAre(String options) {
        Reply reply = service("script", options, ExampleService.helium());
        assertEquals("text/plain; charset=utf-8", reply.type(), () -> ExampleService.text(reply));
        String script = command("script", options)
                .lines()
                .filter(line -> !line.contains("ESPRESSO_PSEUDO"))
                .reduce("", (all, line) -> all + line + "\n");
        assertEquals(script, ExampleService.text(reply));
    }

    @Test
    void machinesAreTheDocumentsOfTheCommand() throws IOException {
        for (String name : List.of("", "/leonardo-booster", "/M100")) {
            Reply reply = Ask.nothing().of(routes, "GET", "/api/v1/machines" + name);
            String[] arguments = name.isEmpty()
                    ? new String[] {"machine", "list", "--format", "json"}
                    : new String[] {"machine", "show", name.substring(1), "--format", "json"};
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            QePerf.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8), System.err);
            assertEquals(ExampleService.JSON.readTree(out.toByteArray()).toString(), ExampleService.text(reply));
        }
    }
}
