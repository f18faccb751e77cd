package org.qeperf.bench.growth;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.qeperf.bench.report.Grows;
import org.qeperf.features.counts.PwCounts;

/** From the text to all counts of two atoms of silicon with meshes of 2 x 2 x 2 to 24 x 24 x 24 k-points. */
@Grows(with = "points", what = "k-points of the mesh, before symmetry")
@SuppressWarnings("NullAway.Init")
public class KPointsBenchmark extends GrowthBenchmark {

    /** The third power of 2, 4, 8, 12, 16 and 24. */
    @Param({"8", "64", "512", "1728", "4096", "13824"})
    public int points = 8;

    @Param({"true", "false"})
    public boolean symmetric = true;

    private String text;

    @Setup
    public void prepare() {
        text = SiliconCells.primitive(30, (int) Math.round(Math.cbrt(points)), symmetric);
    }

    /** The text to all counts. */
    @Benchmark
    public PwCounts textToCounts() {
        return SiliconCells.count(text);
    }
}
