package org.qeperf.bench.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.train.Progress;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.data.RunTarget;
import org.qeperf.train.evaluate.SystemFolds;

class OtherModelsTest {

    private static final Path DATA = Path.of("../data");
    private static final Set<String> SYSTEMS = Set.of("AsGa", "CSi", "BN");

    @Test
    void eachPredictsSecondsOfEveryRow(@TempDir Path folder) throws IOException {
        List<RunRecord> some = RunSet.read(DATA.resolve("pwx-runs.jsonl.gz")).runs().stream()
                .filter(run -> run.system().filter(SYSTEMS::contains).isPresent())
                .toList();
        RunSet.write(folder.resolve("runs.jsonl"), some);
        for (String plan : List.of("seconds_per_scf_iteration", "thesis-network")) {
            String text = Files.readString(DATA.resolve("pwx-runs").resolve(plan + ".yaml"))
                    .replaceAll("(?m)^runs:.*", "runs: runs.jsonl");
            Files.writeString(folder.resolve(plan + ".yaml"), text);
        }
        Material material = Material.of(folder, Progress.SILENT);
        Dataset data = material.data(material.plan(RunTarget.SECONDS_PER_SCF_ITERATION));
        Map<String, double[]> others =
                OtherModels.predictions(material, data, SystemFolds.of(data, SYSTEMS.size(), 42));
        assertEquals(
                List.of(
                        "network of the thesis, thesis-14, normalised time",
                        "forest of the thesis, thesis-14, normalised time",
                        "forest of the thesis, thesis-14, seconds",
                        "network of the thesis, thesis-14, seconds (thesis-network.yaml)",
                        "the same forest, qeperf-1 over work_total",
                        "the law of the kernels alone"),
                List.copyOf(others.keySet()));
        others.forEach((name, predictions) -> {
            assertEquals(data.size(), predictions.length, name);
            double error = Numbers.median(Numbers.relativeErrors(data.targets(), predictions));
            // Seconds taken for normalised times are many powers of ten off.
            assertTrue(error < 2, name + ": " + error + " of " + Arrays.toString(predictions));
        });
    }
}
