package org.qeperf.train.exchange;

import static org.qeperf.train.ExampleRuns.EXTRACTOR;
import static org.qeperf.train.ExampleRuns.SCHEMA;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.train.ExampleRuns;
import org.qeperf.train.OneColumnProvider;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.plan.TrainingRun;

/** A plan that was carried out on 60 runs of 10 systems. */
final class ExampleTraining {

    private ExampleTraining() {}

    static TrainingRun run(Path folder) throws IOException {
        RunSet.write(folder.resolve("runs.jsonl"), ExampleRuns.ofSystems(10));
        Path plan = Files.writeString(
                folder.resolve("plan.yaml"), """
                model: {name: pw-example, version: "1"}
                runs: runs.jsonl
                code: pw.x
                schema: qeperf-1
                normalizer: ""
                algorithm: example/one-column
                hyperparameters: {column: COLUMN}
                folds: 5
                seed: 42
                output: example.qeperf
                """.replace("COLUMN", Integer.toString(SCHEMA.indexOf("work_total"))));
        return TrainingRun.carryOut(plan, EXTRACTOR, RegressorCatalogue.of(new OneColumnProvider()), Progress.SILENT);
    }

    static OpenMl.Source source(RunSet runs) {
        return new OpenMl.Source(
                "example", runs.name(), runs.sha256(), "default", 5, 42, Optional.of("CC-BY-4.0"), List.of("Ada"));
    }
}
