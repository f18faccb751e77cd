package org.qeperf.train.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qeperf.train.ExampleRuns.EXTRACTOR;
import static org.qeperf.train.ExampleRuns.SCHEMA;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.feature.Layout;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.train.ExampleRuns;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.data.RunTarget;
import org.qeperf.train.evaluate.SystemFolds;

/** Tables that other programs read bit by bit. */
class OpenMlTest {

    /** Both readers; numbers as C writes them in hexadecimal, which loses nothing. */
    private static final String READ = """
            import sys, json
            from scipy.io import arff
            from sklearn.externals import _arff
            def plain(value):
                return value.hex() if isinstance(value, float) else value
            with open(sys.argv[1], encoding='ascii') as f:
                liac = _arff.load(f, encode_nominal=False)
            table, meta = arff.loadarff(sys.argv[1])
            print(json.dumps({
                'names': [name for name, _ in liac['attributes']],
                'rows': [[plain(v) for v in row] for row in liac['data']],
                'scipy_names': meta.names(),
                'scipy_rows': [[v.decode() if isinstance(v, bytes) else float(v).hex() for v in row] for row in table]}))
            """;

    @TempDir
    private Path folder;

    private RunSet runs;
    private Dataset data;
    private OpenMl exported;

    @BeforeEach
    void export() {
        List<RunRecord> records = new ArrayList<>(ExampleRuns.ofSystems(6));
        for (String system :
                List.of("", "?", "Si O2", "a,b", "it's \"x\"", "100%", "{a}", "\n", "Säure", "\ud83d\ude00", "a\\b")) {
            records.add(ExampleRuns.run(
                    "hostile" + system,
                    system,
                    ExampleRuns.counts(8, 24, 2),
                    Layout.serial(),
                    Outcome.CONVERGED,
                    0.1 + 1e-17));
        }
        Path file = folder.resolve("runs.jsonl");
        RunSet.write(file, records);
        runs = RunSet.read(file);
        data = Dataset.of(runs, Cleaning.find("default"), RunTarget.SECONDS_PER_SCF_ITERATION, EXTRACTOR, SCHEMA);
        exported = OpenMl.of(data, ExampleTraining.source(runs));
    }

    private JsonNode read(String text) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("table.arff"), text);
        JsonNode read = Python.run(folder, READ, file);
        assertEquals(read.get("names"), read.get("scipy_names"));
        assertEquals(read.get("rows").size(), read.get("scipy_rows").size());
        return read;
    }

    private static double number(JsonNode cell) {
        return Double.parseDouble(cell.textValue());
    }

    @Test
    void othersReadTheSameNumbers() throws IOException, InterruptedException {
        JsonNode read = read(exported.table());
        assertEquals(47, read.get("rows").size(), "all rows: " + data.dropped());
        int columns = SCHEMA.size();
        Set<String> systems = new HashSet<>();
        for (int row = 0; row < data.size(); row++) {
            for (String reader : List.of("rows", "scipy_rows")) {
                JsonNode cells = read.get(reader).get(row);
                assertEquals(data.runs().get(row).id(), cells.get(0).textValue());
                assertEquals(
                        PlainName.of(data.runs().get(row).system().orElseThrow()),
                        cells.get(1).textValue());
                for (int column = 0; column < columns; column++) {
                    assertEquals(data.rows()[row * columns + column], number(cells.get(2 + column)));
                }
                assertEquals(data.targets()[row], number(cells.get(2 + columns)));
                systems.add(cells.get(1).textValue());
            }
        }
        assertEquals(data.systems(), systems.size(), "different systems stay different");
        assertEquals("run", read.get("names").get(0).textValue());
        assertEquals(
                "seconds_per_scf_iteration", read.get("names").get(columns + 2).textValue());
    }

    @Test
    void divisionsKeepSystemsTogether() throws IOException, InterruptedException {
        JsonNode read = read(exported.splits());
        assertEquals(
                "[\"type\",\"rowid\",\"repeat\",\"fold\"]", read.get("names").toString());
        assertEquals(5 * data.size(), read.get("rows").size());
        SystemFolds folds = SystemFolds.of(data, 5, 42);
        Set<Integer> tested = new HashSet<>();
        for (int fold = 0; fold < 5; fold++) {
            List<Integer> held = new ArrayList<>();
            Set<String> learnt = new HashSet<>();
            Set<String> asked = new HashSet<>();
            for (JsonNode line : read.get("rows")) {
                if ((int) number(line.get(3)) == fold) {
                    int row = (int) number(line.get(1));
                    boolean test = line.get(0).textValue().equals("TEST");
                    (test ? asked : learnt).add(data.runs().get(row).system().orElseThrow());
                    if (test) {
                        held.add(row);
                    }
                }
            }
            assertEquals(Arrays.stream(folds.heldOut(fold)).boxed().toList(), held);
            asked.retainAll(learnt);
            assertEquals(Set.of(), asked);
            tested.addAll(held);
        }
        assertEquals(data.size(), tested.size());
    }

    @Test
    void predictionsStandBesideTheTruth() throws IOException, InterruptedException {
        double[] predicted = data.targets().clone();
        predicted[3] = 1e-300;
        predicted[4] = Double.NaN;
        JsonNode read = read(exported.predictions(predicted));
        assertEquals(
                "[\"repeat\",\"fold\",\"row_id\",\"prediction\",\"truth\"]",
                read.get("names").toString());
        SystemFolds folds = SystemFolds.of(data, 5, 42);
        assertEquals(data.size(), read.get("rows").size());
        for (JsonNode line : read.get("rows")) {
            int row = (int) number(line.get(2));
            int fold = (int) number(line.get(1));
            assertTrue(Arrays.stream(folds.heldOut(fold)).anyMatch(r -> r == row));
            if (row == 4) {
                assertTrue(line.get(3).isNull(), "missing");
            } else {
                assertEquals(predicted[row], number(line.get(3)));
            }
            assertEquals(data.targets()[row], number(line.get(4)));
        }
    }

    /** scikit-learn's own way to OpenML, with the files where its server would answer. */
    private static final String FETCH = """
            import sys, json, threading, http.server
            import sklearn.datasets._openml as o
            from sklearn.datasets import fetch_openml
            folder = sys.argv[1]
            def content(path):
                for end, name in (('/features/1', 'features.json'), ('/qualities/1', 'qualities.json'),
                                  ('/data/1', 'description.json'), ('/download/1', 'data.arff')):
                    if path.endswith(end):
                        return open(folder + '/' + name, 'rb').read()
            class Handler(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    body = content(self.path.split('?')[0])
                    self.send_response(404 if body is None else 200)
                    self.end_headers()
                    self.wfile.write(body or b'')
                def log_message(self, *a):
                    pass
            server = http.server.HTTPServer(('127.0.0.1', 0), Handler)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            o._OPENML_PREFIX = 'http://127.0.0.1:%d/' % server.server_port
            d = fetch_openml(data_id=1, as_frame=False, parser='liac-arff', cache=False)
            print(json.dumps({'columns': d.feature_names, 'target': d.target_names,
                              'x': [[float(v).hex() for v in r] for r in d.data],
                              'y': [float(v).hex() for v in d.target]}))
            """;

    @Test
    void scikitLearnFetchesIt() throws IOException, InterruptedException {
        OpenMl.write(exported.files(), folder.resolve("served"));
        JsonNode fetched = Python.run(folder, FETCH, folder.resolve("served"));
        assertEquals("[\"seconds_per_scf_iteration\"]", fetched.get("target").toString());
        assertEquals(SCHEMA.size(), fetched.get("columns").size(), "neither run nor system is a feature");
        for (int row = 0; row < data.size(); row++) {
            assertEquals(data.targets()[row], number(fetched.get("y").get(row)));
            for (int column = 0; column < SCHEMA.size(); column++) {
                assertEquals(
                        data.rows()[row * SCHEMA.size() + column],
                        number(fetched.get("x").get(row).get(column)));
            }
        }
    }

    /** The elements in the order of OpenML's schema. */
    private static final String XML = """
            import sys, json
            import xml.etree.ElementTree as t
            root = t.parse(sys.argv[1]).getroot()
            print(json.dumps([root.tag] + [[e.tag.split('}')[1], e.text] for e in root]))
            """;

    @Test
    void theDescriptionIsInOpenMlsOrder() throws IOException, InterruptedException {
        Map<String, String> files = exported.files();
        OpenMl.write(files, folder);
        JsonNode xml = Python.run(folder, XML, folder.resolve("description.xml"));
        assertEquals(
                "{http://openml.org/openml}data_set_description", xml.get(0).textValue());
        List<String> names = new ArrayList<>();
        xml.forEach(element -> names.add(element.path(0).asText()));
        assertEquals(
                List.of(
                        "",
                        "name",
                        "description",
                        "format",
                        "creator",
                        "licence",
                        "default_target_attribute",
                        "row_id_attribute",
                        "ignore_attribute",
                        "md5_checksum"),
                names);
        assertTrue(xml.get(2).get(1).textValue().contains(runs.sha256()));
        assertEquals("Ada", xml.get(4).get(1).textValue());
    }

    @Test
    void equalRunsGiveEqualBytes() {
        assertEquals(
                exported.files(), OpenMl.of(data, ExampleTraining.source(runs)).files());
        OpenMl.Source other = new OpenMl.Source(
                "example", runs.name(), runs.sha256(), "default", 5, 43, Optional.of("CC-BY-4.0"), List.of("Ada"));
        assertNotEquals(exported.splits(), OpenMl.of(data, other).splits());
    }

    private static void refused(String message, String name, Optional<String> licence, List<String> creators) {
        assertEquals(
                message,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new OpenMl.Source(name, "r", "0", "default", 5, 42, licence, creators))
                        .getMessage());
    }

    @Test
    void refusesWhatOpenMlWould() {
        refused(
                "the name is 'a b'; expected letters, digits and _ . ( ) , -, at most 128",
                "a b",
                Optional.empty(),
                List.of());
        refused(
                "the licence is '<x>'; expected letters, digits and _ . ( ) , -, at most 128",
                "a",
                Optional.of("<x>"),
                List.of());
        refused("a creator is 'Zoë'; expected letters of ASCII, at most 128", "a", Optional.empty(), List.of("Zoë"));
    }
}
