package org.qeperf.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.qeperf.api.predict.Interval;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.Target;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunRecordJson;
import org.qeperf.train.registry.Alias;
import org.qeperf.train.store.RunPrediction;

/** Invented runs and predictions. */
final class ExampleRuns {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final String RUN = """
            {"format": "qeperf-run/2", "id": "0000000000000000", "source": "si/pw.out", "system": "Si", "code": "pw.x",
             "qe_version": "6.7MaX", "gpu": false, "calculation": "scf", "date": "2026-01-02T03:04:05", "host": "node1",
             "machine": {"name": "bench", "cores_per_node": 8, "memory_bytes_per_node": 17179869184},
             "n_mpi": 4, "n_threads": 1, "n_nodes": 1, "n_images": 1, "n_pool": 2, "n_bgrp": 1, "n_diag": 1,
             "n_task_groups": null, "elements": ["Si"], "n_at": 2, "n_species": 1, "n_el": 8.0, "n_ks": 4, "n_k": 10,
             "n_sym": 48, "n_spin": 1, "gamma_only": false, "ecutwfc_ry": 20.0, "ecutrho_ry": 80.0,
             "volume_bohr3": 270.0114, "n_g_dense": 2733, "fft_dense": [20, 20, 20], "n_g_smooth": 2733,
             "fft_smooth": [20, 20, 20], "n_pw_max": 350, "n_betas": 4, "n_kb": 8, "ultrasoft": false, "paw": false,
             "functional": "PBE", "n_scf_iterations": 6, "scf_iterations_per_step": [6],
             "davidson_iterations": [2.0, 3.1, 0.1], "n_ionic_steps": 0, "electrons_wall_s": 0.30000000000000004,
             "total_wall_s": 0.51, "total_cpu_s": 4.9E-324,
             "clocks": {"electrons": {"calls": 1, "cpu_s": 0.29, "wall_s": 0.30000000000000004}},
             "estimated_memory_bytes": 8388608, "estimated_total_memory_bytes": null, "peak_memory_bytes": null,
             "outcome": "converged", "evidence": "pw.out:9: JOB DONE.", "crashed_in": null, "disturbed": false,
             "counts": {"n_el": 8.0, "n_ks": 4, "gamma_only": false, "fft_dense": [20, 20, 20], "n_sticks": 9007199254740993},
             "counts_missing": null, "input_sha256": null, "output_sha256": null, "labels": {"campaign": "tiny"},
             "job": {"scheduler": "slurm", "id": "17", "state": "COMPLETED", "elapsed_s": 3, "max_rss_bytes": null,
                     "nodes": "n[1-2]", "exit_code": "0:0"}}
            """;

    private ExampleRuns() {}

    static ObjectNode json(long number) {
        try {
            ObjectNode run = (ObjectNode) JSON.readTree(RUN);
            run.put("id", id(number));
            run.put("source", "runs/" + number + "/pw.out");
            return run;
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    static String id(long number) {
        return String.format("%016x", number);
    }

    static RunRecord run(long number) {
        return RunRecordJson.read(json(number));
    }

    static List<RunRecord> runs(int most) {
        List<RunRecord> runs = new ArrayList<>();
        for (int i = 1; i <= most; i++) {
            runs.add(run(i));
        }
        return runs;
    }

    static RunPrediction prediction(String model, double value) {
        return new RunPrediction(
                Alias.CHAMPION,
                new ModelId(model, "1"),
                Target.SECONDS_PER_SCF_ITERATION,
                value,
                new Interval(value / 2, value * 2, 0.9),
                OptionalDouble.empty());
    }

    static List<RunPrediction> predictions(Random random, int most) {
        List<RunPrediction> predictions = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            double a = anyDouble(random);
            double b = anyDouble(random);
            predictions.add(new RunPrediction(
                    random.nextBoolean() ? Alias.CHAMPION : Alias.CHALLENGER,
                    new ModelId("model-" + i, "1." + random.nextInt(3)),
                    random.nextBoolean() ? Target.SCF_ITERATIONS : Target.PEAK_MEMORY_PER_RANK,
                    anyDouble(random),
                    new Interval(Math.min(a, b), Math.max(a, b), random.nextDouble(1e-300, 1)),
                    random.nextBoolean() ? OptionalDouble.of(anyDouble(random)) : OptionalDouble.empty()));
        }
        return predictions;
    }

    /** Any bits but those of not-a-number and the negative zero. */
    private static double anyDouble(Random random) {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isNaN(value) ? 1 / 3.0 : value + 0.0;
    }
}
