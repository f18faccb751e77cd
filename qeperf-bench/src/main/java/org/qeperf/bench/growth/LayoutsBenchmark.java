package org.qeperf.bench.growth;

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
import org.qeperf.bench.report.Grows;
import org.qeperf.runtime.advise.Advice;
import org.qeperf.runtime.advise.AdviceRequest;
import org.qeperf.runtime.advise.Advisor;
import org.qeperf.runtime.advise.Bounds;
import org.qeperf.runtime.advise.Bounds.NodeCounts;
import org.qeperf.runtime.advise.Limits;
import org.qeperf.runtime.advise.Objective;
import org.qeperf.runtime.advise.Range;
import org.qeperf.runtime.forecast.RunPredictor;

/** A search over layouts of a cluster with nodes of 128 cores, with the models that ship. */
@Grows(with = "layouts", what = "layouts searched")
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init")
public class LayoutsBenchmark extends GrowthBenchmark {

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

    /** About as many are searched, as few nodes and ranks as that takes. */
    @Param({"100", "1000", "10000", "100000", "1000000"})
    public int layouts = 100;

    private Path folder;
    private Advisor advisor;
    private Workload workload;
    private AdviceRequest request;

    @Setup
    public void prepare() {
        RunPredictor predictor = RunPredictor.load();
        try {
            folder = Files.createTempDirectory("layouts");
            Files.writeString(folder.resolve("He.UPF"), PSEUDOPOTENTIAL);
            Path input = Files.writeString(folder.resolve("pw.in"), INPUT);
            workload = predictor.read(SimulationFiles.of(input));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        advisor = new Advisor(predictor);
        request = new AdviceRequest(CLUSTER, bounds(layouts), Limits.NONE, Objective.BALANCED, 10);
    }

    /** Each number of nodes up to one, with each number of ranks up to one. */
    private static Bounds bounds(int layouts) {
        Range nodes = Range.upTo(
                switch (layouts) {
                    case 100, 1000 -> 1;
                    case 10_000 -> 6;
                    case 100_000 -> 50;
                    default -> 490;
                });
        Range tasks = layouts == 100 ? Range.upTo(8) : Range.ANY;
        return new Bounds(nodes, tasks, Range.ANY, Range.ANY, Integer.MAX_VALUE, NodeCounts.ALL);
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
