package org.qeperf.train.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.Machine;
import org.qeperf.features.harvest.Clock;
import org.qeperf.features.harvest.RunBasis;
import org.qeperf.features.harvest.RunContents;
import org.qeperf.features.harvest.RunGrid;
import org.qeperf.features.harvest.RunIterations;
import org.qeperf.features.harvest.RunLayout;
import org.qeperf.features.harvest.RunPotentials;
import org.qeperf.features.harvest.RunTimes;

/**
 * Run records as JSON objects, {@code "format": "qeperf-run/2"}. Every key is always there, {@code null} where nothing is
 * known. {@code docs/run-records.md} describes them.
 */
public final class RunRecordJson {

    static final String FORMAT = "qeperf-run/2";
    static final String SLURM = "slurm";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode object = JSON.createObjectNode();

    private RunRecordJson() {}

    /**
     * Counts as a JSON object: numbers, truth values, and grids as arrays of three.
     *
     * @param counts the counts
     * @return a new object with one member for each count, in order
     */
    public static ObjectNode write(Counts counts) {
        ObjectNode object = JSON.createObjectNode();
        for (Count count : counts.all()) {
            if (count instanceof Count.Whole whole) {
                object.put(whole.name(), whole.value());
            } else if (count instanceof Count.Real real) {
                object.put(real.name(), real.value());
            } else if (count instanceof Count.Flag flag) {
                object.put(flag.name(), flag.value());
            } else if (count instanceof Count.Grid grid) {
                object.putArray(grid.name()).add(grid.n1()).add(grid.n2()).add(grid.n3());
            }
        }
        return object;
    }

    /**
     * A record as a JSON object.
     *
     * @param run the record
     * @return a new object
     */
    public static ObjectNode write(RunRecord run) {
        RunRecordJson writer = new RunRecordJson();
        writer.head(run);
        writer.layout(run.place().layout());
        writer.contents(run.contents());
        writer.iterations(run.iterations());
        writer.times(run.times());
        writer.tail(run);
        return writer.object;
    }

    /**
     * Reads one record.
     *
     * @param object what {@link #write(RunRecord)} wrote
     * @return the record
     * @throws IllegalArgumentException if anything is missing, unknown or of the wrong kind
     */
    public static RunRecord read(JsonNode object) {
        return RunRecordReader.read(object);
    }

    private void head(RunRecord run) {
        object.put("format", FORMAT).put("id", run.origin().id());
        object.put("source", run.origin().source());
        text("system", run.origin().system());
        object.put("code", run.program().code());
        text("qe_version", run.program().version());
        object.put("gpu", run.program().gpu());
        text("calculation", run.program().calculation());
        text("date", run.program().started().map(DateTimeFormatter.ISO_LOCAL_DATE_TIME::format));
        text("host", run.place().host());
        Optional<Machine> machine = run.place().machine();
        if (machine.isEmpty()) {
            object.putNull("machine");
            return;
        }
        object.putObject("machine")
                .put("name", machine.get().name())
                .put("cores_per_node", machine.get().coresPerNode())
                .put("memory_bytes_per_node", machine.get().memoryBytesPerNode());
    }

    private void layout(RunLayout layout) {
        whole("n_mpi", layout.ranks());
        whole("n_threads", layout.threads());
        whole("n_nodes", layout.nodes());
        whole("n_images", layout.images());
        whole("n_pool", layout.pools());
        whole("n_bgrp", layout.bandGroups());
        whole("n_diag", layout.diagonalization());
        whole("n_task_groups", layout.taskGroups());
    }

    private void contents(RunContents contents) {
        if (contents.elements().isEmpty()) {
            object.putNull("elements");
        } else {
            ArrayNode elements = object.putArray("elements");
            contents.elements().forEach(elements::add);
        }
        whole("n_at", contents.atoms());
        whole("n_species", contents.species());
        number("n_el", contents.electrons());
        whole("n_ks", contents.states());
        whole("n_k", contents.kPoints());
        whole("n_sym", contents.symmetries());
        whole("n_spin", contents.spin());
        truth("gamma_only", contents.gammaOnly());
        RunBasis basis = contents.basis();
        number("ecutwfc_ry", basis.ecutwfcRy());
        number("ecutrho_ry", basis.ecutrhoRy());
        number("volume_bohr3", basis.volumeBohr3());
        grid("n_g_dense", "fft_dense", basis.dense());
        grid("n_g_smooth", "fft_smooth", basis.smooth());
        whole("n_pw_max", basis.planeWavesMax());
        RunPotentials potentials = contents.potentials();
        whole("n_betas", potentials.betas());
        whole("n_kb", potentials.projectors());
        truth("ultrasoft", potentials.ultrasoft());
        truth("paw", potentials.paw());
        text("functional", potentials.functional());
    }

    private void iterations(RunIterations iterations) {
        whole("n_scf_iterations", iterations.scf());
        if (iterations.scfPerStep().isEmpty()) {
            object.putNull("scf_iterations_per_step");
        } else {
            ArrayNode steps = object.putArray("scf_iterations_per_step");
            iterations.scfPerStep().forEach(steps::add);
        }
        ArrayNode davidson = object.putArray("davidson_iterations");
        iterations.davidson().forEach(davidson::add);
        whole("n_ionic_steps", iterations.ionicSteps());
    }

    private void times(RunTimes times) {
        number("electrons_wall_s", times.electronsWall());
        number("total_wall_s", times.totalWall());
        number("total_cpu_s", times.totalCpu());
        RunRecordJson clocks = new RunRecordJson();
        times.clocks().forEach((name, clock) -> clocks.object.set(name, clock(clock)));
        object.set("clocks", clocks.object);
    }

    private static ObjectNode clock(Clock clock) {
        RunRecordJson writer = new RunRecordJson();
        writer.whole("calls", clock.calls());
        writer.number("cpu_s", clock.cpuSeconds());
        writer.number("wall_s", clock.wallSeconds());
        return writer.object;
    }

    private void tail(RunRecord run) {
        whole("estimated_memory_bytes", run.memory().estimated());
        whole("estimated_total_memory_bytes", run.memory().estimatedTotal());
        whole("peak_memory_bytes", run.memory().peak());
        object.put("outcome", run.ending().outcome().key());
        text("evidence", run.ending().evidence());
        text("crashed_in", run.ending().crashedIn());
        object.put("disturbed", run.ending().disturbed());
        object.set("counts", run.counts().known().map(RunRecordJson::write).orElse(null));
        text("counts_missing", run.counts().missing());
        text("input_sha256", run.origin().inputSha256());
        text("output_sha256", run.origin().outputSha256());
        ObjectNode labels = object.putObject("labels");
        run.labels().forEach(labels::put);
        object.set("job", run.place().job().map(RunRecordJson::job).orElse(null));
    }

    private static ObjectNode job(SlurmJob job) {
        RunRecordJson writer = new RunRecordJson();
        writer.object.put("scheduler", SLURM).put("id", job.id());
        writer.text("state", job.state());
        writer.whole("elapsed_s", job.elapsedSeconds());
        writer.whole("max_rss_bytes", job.maxRssBytes());
        writer.text("nodes", job.nodes());
        writer.text("exit_code", job.exitCode());
        return writer.object;
    }

    private void text(String name, Optional<String> value) {
        object.put(name, value.orElse(null));
    }

    private void truth(String name, Optional<Boolean> value) {
        object.put(name, value.orElse(null));
    }

    private void whole(String name, OptionalInt value) {
        object.put(name, value.isPresent() ? (Integer) value.getAsInt() : null);
    }

    private void whole(String name, OptionalLong value) {
        object.put(name, value.isPresent() ? (Long) value.getAsLong() : null);
    }

    private void number(String name, OptionalDouble value) {
        object.put(name, value.isPresent() ? (Double) value.getAsDouble() : null);
    }

    private void grid(String vectors, String points, Optional<RunGrid> grid) {
        if (grid.isEmpty()) {
            object.putNull(vectors).putNull(points);
            return;
        }
        object.put(vectors, grid.get().vectors());
        object.putArray(points)
                .add(grid.get().n1())
                .add(grid.get().n2())
                .add(grid.get().n3());
    }
}
