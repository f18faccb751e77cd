package org.qeperf.bench.growth;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.qeperf.bench.report.Grows;
import org.qeperf.features.counts.PwCounts;

/** From the text to all counts of supercells of silicon; the volume, and with it the G-vectors, grows with the atoms. */
@Grows(with = "atoms", what = "atoms in the cell")
@SuppressWarnings("NullAway.Init")
public class AtomsBenchmark extends GrowthBenchmark {

    private static final int PRIMITIVE = 2;

    /** Two, then cubes of eight. */
    @Param({"2", "8", "64", "216", "512"})
    public int atoms = PRIMITIVE;

    @Param({"true", "false"})
    public boolean symmetric = true;

    private String text;

    @Setup
    public void prepare() {
        int edge = (int) Math.round(Math.cbrt(atoms / 8.0));
        text = atoms == PRIMITIVE
                ? SiliconCells.primitive(30, 4, symmetric)
                : SiliconCells.cubes(edge, 30, 4, symmetric);
    }

    /** The text to all counts. */
    @Benchmark
    public PwCounts textToCounts() {
        return SiliconCells.count(text);
    }
}
