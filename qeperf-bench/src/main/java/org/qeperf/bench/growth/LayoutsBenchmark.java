package org.qeperf.bench.growth;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.Workload;
import org.qeperf.bench.Helium;
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

    /** About as many are searched, as few nodes and ranks as that takes. */
    @Param({"100", "1000", "10000", "100000", "1000000"})
    public int layouts = 100;

    private Advisor advisor;
    private Workload workload;
    private AdviceRequest request;

    @Setup
    public void prepare() {
        RunPredictor predictor = RunPredictor.load();
        workload = predictor.read(Helium.contents("A = 12.0, nbnd = 200, nosym = .true."));
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
