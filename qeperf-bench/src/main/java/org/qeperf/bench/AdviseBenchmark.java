package org.qeperf.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.runtime.advise.Advice;
import org.qeperf.runtime.advise.AdviceRequest;
import org.qeperf.runtime.advise.Advisor;
import org.qeperf.runtime.advise.Bounds;
import org.qeperf.runtime.advise.Bounds.NodeCounts;
import org.qeperf.runtime.advise.Limits;
import org.qeperf.runtime.advise.Objective;
import org.qeperf.runtime.advise.Range;
import org.qeperf.runtime.forecast.RunPredictor;

/** A search over all layouts of a cluster with nodes of 128 cores, with the models that ship. */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init")
public class AdviseBenchmark extends AbstractBenchmark {

    private static final Machine CLUSTER = new Machine("cluster", 128, 256L << 30);

    private static final String INPUT = """
            &CONTROL
            /
            &SYSTEM
              ibrav = 1, A = 12.0, nat = 1, ntyp = 1, ecutwfc = 40, nbnd = 200, nosym = .true.
            /
            &ELECTRONS
            /
            ATOMIC_SPECIES
              He 4.0 He.UPF
            ATOMIC_POSITIONS crystal
              He 0.0 0.0 0.0
            K_POINTS automatic
              4 4 4 0 0 0
            """;
    private static final String PSEUDOPOTENTIAL = """
            <UPF version="2.0.1">
            <PP_HEADER element="He" is_ultrasoft="F" is_paw="F" has_so="F" core_correction="F" functional="PZ"
              z_valence="2.0" number_of_proj="1" number_of_wfc="1" mesh_size="3"/>
            <PP_MESH mesh="3"><PP_RAB> 0.1 0.1 0.1 </PP_RAB></PP_MESH>
            <PP_BETA.1 angular_momentum="0">0.0 0.0 0.0</PP_BETA.1>
            <PP_CHI.1 l="0" occupation="2.0"> 0.1 0.1 0.1 </PP_CHI.1>
            </UPF>
            """;

    /** Each number of nodes up to this one is tried: about 130,000 and a million layouts. */
    @Param({"64", "400"})
    public int nodes = 64;

    private Path folder;
    private Advisor advisor;
    private Workload workload;
    private AdviceRequest request;

    @Setup
    public void prepare() {
        RunPredictor predictor = RunPredictor.load();
        try {
            folder = Files.createTempDirectory("advise");
            Files.writeString(folder.resolve("He.UPF"), PSEUDOPOTENTIAL);
            Path input = Files.writeString(folder.resolve("pw.in"), INPUT);
            workload = predictor.read(SimulationFiles.of(input));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        advisor = new Advisor(predictor);
        Bounds bounds =
                new Bounds(Range.upTo(nodes), Range.ANY, Range.ANY, Range.ANY, Integer.MAX_VALUE, NodeCounts.ALL);
        request = new AdviceRequest(CLUSTER, bounds, Limits.NONE, Objective.BALANCED, 10);
    }

    @TearDown
    public void clean() throws IOException {
        Files.delete(folder.resolve("He.UPF"));
        Files.delete(folder.resolve("pw.in"));
        Files.delete(folder);
    }

    /** All of it: search, list, front, scaling and reasons. */
    @Benchmark
    public Advice advise() {
        return advisor.advise(workload, request);
    }

    /** How many layouts are looked at. */
    public long searched() {
        return advise().searched();
    }
}
