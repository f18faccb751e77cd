package org.qeperf.train.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.QePerfException;
import org.qeperf.api.predict.ModelId;
import org.qeperf.runtime.artifact.Digest;
import org.qeperf.train.exchange.MlflowRun.Metric;
import org.qeperf.train.plan.TrainingRun;
import org.qeperf.train.registry.Alias;
import org.qeperf.train.registry.ModelVersion;
import org.qeperf.train.registry.Slot;

/** Folders that are read by the rules of MLflow's file store. */
class MlflowStoreTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant END = START.plusSeconds(60);

    /** What MLflow demands of the files, and what it then knows. */
    private static final String READ = """
            import sys, os, json, re, yaml
            from urllib.parse import urlparse, unquote
            root = sys.argv[1]
            NAME = re.compile(r'^[/\\w.\\- :]*$')
            def meta(*parts):
                with open(os.path.join(root, *parts, 'meta.yaml'), encoding='utf-8') as f:
                    return yaml.safe_load(f)
            def files(*parts):
                folder, found = os.path.join(root, *parts), {}
                for name in os.listdir(folder):
                    assert NAME.match(name) and len(name) <= 250 and os.path.normpath(name) == name, name
                    with open(os.path.join(folder, name), encoding='utf-8', newline='') as f:
                        found[name] = f.read()
                return found
            def local(uri):
                u = urlparse(uri)
                assert u.scheme == 'file', uri
                return unquote(u.path)
            def metric(line):
                time, value, step = line.split(' ')
                float(value)
                return [int(time), repr(float(value)), int(step)]
            assert os.path.isdir(os.path.join(root, '.trash'))
            out = {'experiments': {}, 'runs': {}, 'models': {}}
            for e in sorted(os.listdir(root)):
                if e in ('.trash', 'models'):
                    continue
                m = meta(e)
                assert set(m) == {'artifact_location', 'creation_time', 'experiment_id', 'last_update_time',
                                  'lifecycle_stage', 'name'}, m
                assert m['experiment_id'] == e and str(int(e)) == e and m['lifecycle_stage'] == 'active'
                assert type(m['creation_time']) is int
                assert os.path.samefile(local(m['artifact_location']), os.path.join(root, e))
                out['experiments'][e] = m['name']
                for r in os.listdir(os.path.join(root, e)):
                    if r == 'meta.yaml':
                        continue
                    run = meta(e, r)
                    assert re.match('^[0-9a-f]{32}$', r)
                    assert set(run) == {'artifact_uri', 'deleted_time', 'end_time', 'entry_point_name',
                        'experiment_id', 'lifecycle_stage', 'run_id', 'run_name', 'run_uuid', 'source_name',
                        'source_type', 'source_version', 'start_time', 'status', 'tags', 'user_id'}, run
                    assert run['run_id'] == run['run_uuid'] == r and run['experiment_id'] == e
                    assert run['status'] == 3 and run['deleted_time'] is None and run['tags'] == []
                    assert run['artifact_uri'] == m['artifact_location'] + '/' + r + '/artifacts'
                    tags = files(e, r, 'tags')
                    assert tags['mlflow.runName'] == run['run_name']
                    known = {'name': run['run_name'], 'start': run['start_time'], 'end': run['end_time'],
                             'params': files(e, r, 'params'), 'tags': tags,
                             'metrics': {k: [metric(l) for l in v.splitlines()]
                                         for k, v in files(e, r, 'metrics').items()}}
                    ml = os.path.join(local(run['artifact_uri']), 'model', 'MLmodel')
                    if os.path.exists(ml):
                        d = yaml.safe_load(open(ml))
                        data = os.path.join(os.path.dirname(ml), d['flavors']['qeperf']['data'])
                        assert os.path.getsize(data) == d['model_size_bytes'] and d['run_id'] == r
                        assert json.loads(tags['mlflow.log-model.history'])[0]['artifact_path'] == 'model'
                        known['model'] = {'uuid': d['model_uuid'], 'inputs': json.loads(d['signature']['inputs']),
                                          'outputs': json.loads(d['signature']['outputs']),
                                          'created': d['utc_time_created']}
                    out['runs'][r] = known
            for name in os.listdir(os.path.join(root, 'models')) if os.path.isdir(os.path.join(root, 'models')) else []:
                m = meta('models', name)
                assert m['name'] == name and not set('/\\\\:%') & set(name) and m['aliases'] == {}
                versions = {}
                for v in os.listdir(os.path.join(root, 'models', name)):
                    if v.startswith('version-'):
                        d = meta('models', name, v)
                        assert d['current_stage'] == 'None' and d['status'] == 'READY' and d['name'] == name
                        assert v == 'version-%d' % d['version'] and d['run_id'] in out['runs']
                        assert os.path.exists(os.path.join(local(d['source']), 'MLmodel'))
                        versions[str(d['version'])] = d['description']
                aliases = files('models', name, 'aliases')
                assert all(a in versions for a in aliases.values())
                out['models'][name] = {'versions': versions, 'aliases': aliases}
            print(json.dumps(out))
            """;

    @TempDir
    private Path folder;

    private Path root() {
        return folder.resolve("ml runs %41/mlruns");
    }

    private JsonNode read() throws IOException, InterruptedException {
        return Python.run(folder, READ, root());
    }

    @Test
    void logsATrainingWithItsFoldsAndItsModel() throws IOException, InterruptedException {
        TrainingRun training = ExampleTraining.run(folder);
        MlflowRun run = MlflowRuns.training(training, START, END);
        String id = MlflowStore.open(root()).log("times", run);
        assertEquals(id, MlflowStore.open(root()).log("times", run), "a second time changes nothing");
        JsonNode known = read();
        assertEquals("{\"1\":\"times\"}", known.get("experiments").toString());
        assertEquals(1, known.get("runs").size());
        JsonNode logged = known.get("runs").get(id);
        assertEquals("pw-example@1", logged.get("name").textValue());
        assertEquals(START.toEpochMilli(), logged.get("start").longValue());
        assertEquals("example/one-column", logged.get("params").get("algorithm").textValue());
        assertEquals("42", logged.get("params").get("seed").textValue());
        assertEquals(
                Double.toString(training.validation().model().mape()),
                logged.get("metrics").get("mape").get(0).get(1).textValue());
        JsonNode folds = logged.get("metrics").get("fold.mape");
        assertEquals(5, folds.size());
        for (int fold = 0; fold < 5; fold++) {
            assertEquals(fold, folds.get(fold).get(2).intValue());
        }
        assertTrue(logged.get("metrics").has("closed-form law:2C scaled to this machine.mape"));
        byte[] file = Files.readAllBytes(training.file());
        assertEquals(
                Digest.sha256(file).substring(0, 32),
                logged.get("model").get("uuid").textValue());
        assertEquals(
                training.data().schema().size(),
                logged.get("model").get("inputs").size());
        assertArrayEquals(file, Files.readAllBytes(root().resolve("1/" + id + "/artifacts/model/model.qeperf")));
    }

    @Test
    void hostileTextsSurvive() throws IOException, InterruptedException {
        List<String> parts = List.of(
                "a",
                "Z9",
                " ",
                "\n",
                "\r\n",
                "\"",
                "'",
                "\\",
                "%",
                "%41",
                ",",
                ":",
                "#",
                "/",
                "..",
                "-",
                "{",
                "[",
                "&",
                "*",
                "!",
                "|",
                ">",
                "@",
                "`",
                "\t",
                "\0",
                "\u001b",
                "\u0085",
                "\u2028",
                "\ufeff",
                "ü",
                "\ud83d\ude00",
                "null",
                "~",
                "0");
        Random random = new Random(42);
        Map<String, String> expected = new HashMap<>();
        Map<String, String> params = new HashMap<>();
        List<Metric> metrics = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String name = text(parts, random);
            String value = text(parts, random);
            params.put(name, value);
            expected.put(PlainName.ofMlflow(name), value);
            metrics.add(new Metric(name + i, 0, random.nextGaussian()));
        }
        assertEquals(params.size(), expected.size(), "different names stay different");
        String runName = String.join("", parts);
        MlflowRun run = new MlflowRun(runName, START, END, params, metrics, Map.of("x", runName), Optional.empty());
        MlflowStore store = MlflowStore.open(root());
        String id = store.log(runName, run);
        assertEquals(id, store.log(runName, run));
        JsonNode known = read();
        assertEquals(Map.of("1", runName), JSON.convertValue(known.get("experiments"), Map.class));
        JsonNode logged = known.get("runs").get(id);
        assertEquals(expected, JSON.convertValue(logged.get("params"), Map.class));
        assertEquals(runName, logged.get("tags").get("x").textValue());
        assertEquals(300, logged.get("metrics").size());
    }

    private static String text(List<String> parts, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            text.append(parts.get(random.nextInt(parts.size())));
        }
        return text.toString();
    }

    private static MlflowRun small(String name) {
        return new MlflowRun(
                name,
                START,
                END,
                Map.of("long", "x".repeat(5000)),
                List.of(new Metric("m", 0, Double.NaN), new Metric("m", 1, Double.POSITIVE_INFINITY)),
                Map.of(),
                Optional.empty());
    }

    @Test
    void sharesAFolderWithOthers() throws IOException, InterruptedException {
        Path other = Files.createDirectories(root().resolve("7"));
        Files.writeString(
                other.resolve("meta.yaml"),
                "artifact_location: " + MlflowStore.uri(other)
                        + "\ncreation_time: 1\nexperiment_id: '7'\nlast_update_time: 1\nlifecycle_stage: active\n"
                        + "name: theirs\n");
        MlflowStore store = MlflowStore.open(root());
        Set<String> ids = new HashSet<>(
                List.of(store.log("theirs", small("a")), store.log("ours", small("a")), store.log("ours", small("b"))));
        JsonNode known = read();
        assertEquals(
                "{\"7\":\"theirs\",\"8\":\"ours\"}", known.get("experiments").toString());
        assertEquals(2, ids.size(), "the same run in two experiments");
        for (String id : ids) {
            JsonNode run = known.get("runs").get(id);
            assertEquals(
                    "[\"nan\",\"inf\"]",
                    List.of(
                                    run.get("metrics").get("m").get(0).get(1),
                                    run.get("metrics").get("m").get(1).get(1))
                            .toString()
                            .replace(" ", ""));
            assertTrue(run.get("params").get("long").textValue().length() <= 500);
        }
    }

    @Test
    void refusesAnExperimentThatWasDeleted() throws IOException {
        Path deleted = Files.createDirectories(root().resolve(".trash/3"));
        Files.writeString(deleted.resolve("meta.yaml"), "experiment_id: '3'\nlifecycle_stage: deleted\nname: old\n");
        assertEquals(
                "the experiment 'old' was deleted in MLflow; expected another name, or 'mlflow experiments restore'",
                assertThrows(
                                QePerfException.class,
                                () -> MlflowStore.open(root()).log("old", small("a")))
                        .getMessage());
    }

    @Test
    void registersVersionsUnderTheirAliases() throws IOException, InterruptedException {
        TrainingRun training = ExampleTraining.run(folder);
        MlflowModel model = MlflowModel.of(training.model(), training.file());
        Slot slot = new Slot(training.model().target(), Slot.ANY_MACHINE);
        List<MlflowRegistry.Entry> entries = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            entries.add(new MlflowRegistry.Entry(
                    new ModelVersion(
                            new ModelId("m", Integer.toString(i)),
                            slot.target(),
                            model.sha256(),
                            model.file().length,
                            START.plusSeconds(i),
                            "runs \"of\" 100 %"),
                    model));
        }
        MlflowRegistry registry = new MlflowRegistry(MlflowStore.open(root()));
        registry.write(
                slot, entries, Map.of(Alias.CHAMPION, new ModelId("m", "1"), Alias.CHALLENGER, new ModelId("m", "2")));
        assertEquals(
                Map.of("challenger", "2", "champion", "1"),
                JSON.convertValue(
                        read().get("models")
                                .get("seconds_per_scf_iteration.any")
                                .get("aliases"),
                        Map.class));
        registry.write(slot, entries, Map.of(Alias.CHAMPION, new ModelId("m", "2")));
        JsonNode registered = read().get("models").get("seconds_per_scf_iteration.any");
        assertEquals("{\"champion\":\"2\"}", registered.get("aliases").toString());
        assertEquals(
                "m@1, runs \"of\" 100 %", registered.get("versions").get("1").textValue());
        assertEquals(2, registered.get("versions").size());
        assertEquals(
                "an alias of {CHAMPION=x@1} is of no version of seconds_per_scf_iteration.any",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> registry.write(slot, entries, Map.of(Alias.CHAMPION, new ModelId("x", "1"))))
                        .getMessage());
    }
}
