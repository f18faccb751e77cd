package org.qeperf.bench.growth;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.qeperf.bench.report.Grows;
import org.qeperf.features.counts.PwCounts;

/** From the text to all counts of 64 atoms of silicon; the number of G-vectors grows with the power 1.5 of the cutoff. */
@Grows(with = "rydberg", what = "cutoff of the wavefunctions, Ry")
@SuppressWarnings("NullAway.Init")
public class CutoffBenchmark extends GrowthBenchmark {

    @Param({"20", "40", "80", "120", "200"})
    public int rydberg = 20;

    private String text;

    @Setup
    public void prepare() {
        text = SiliconCells.cubes(2, rydberg, 2, true);
    }

    /** The text to all counts. */
    @Benchmark
    public PwCounts textToCounts() {
        return SiliconCells.count(text);
    }
}
