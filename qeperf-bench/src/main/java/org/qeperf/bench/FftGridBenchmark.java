package org.qeperf.bench;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.qeperf.bench.report.Against;
import org.qeperf.features.basis.FftGrid;
import org.qeperf.features.basis.GSphere;
import org.qeperf.features.basis.GVectors;
import org.qeperf.features.crystal.Lattice;

/** FFT grid and number of G-vectors of a cell, beside the plain loop over every point of the grid. */
@SuppressWarnings("NullAway.Init")
public class FftGridBenchmark extends AbstractBenchmark {

    @Param({"silicon", "slab"})
    public String cell = "silicon";

    private Lattice lattice;
    private double cutoff;

    @Setup
    public void prepare() {
        boolean silicon = cell.equals("silicon");
        lattice = silicon ? Lattice.bravais(2, 10.26) : Lattice.bravais(8, 38.7, 0.43, 1.26);
        double ecutrho = silicon ? 160 : 230;
        double unit = 2 * Math.PI / lattice.alat();
        cutoff = ecutrho / (unit * unit);
    }

    /** What qeperf does: the grid, then the count row by row. */
    @Benchmark
    @Against("baselineCountPointByPoint")
    public long gridAndCount() {
        GVectors vectors = GVectors.of(lattice, cutoff, List.of(1, 1, 1));
        return vectors.grid().points() + vectors.count();
    }

    /** The count alone. */
    @Benchmark
    @Against("baselineCountPointByPoint")
    public long count() {
        return new GSphere(lattice.reciprocalVectors()).count(cutoff);
    }

    /** The plain way: every point of the grid is compared. */
    @Benchmark
    public long baselineCountPointByPoint() {
        FftGrid grid = GVectors.of(lattice, cutoff, List.of(1, 1, 1)).grid();
        double[] b = lattice.reciprocalVectors();
        int n1 = (grid.n1() - 1) / 2;
        int n2 = (grid.n2() - 1) / 2;
        int n3 = (grid.n3() - 1) / 2;
        long count = 0;
        for (int i = -n1; i <= n1; i++) {
            for (int j = -n2; j <= n2; j++) {
                for (int k = -n3; k <= n3; k++) {
                    double x = i * b[0] + j * b[3] + k * b[6];
                    double y = i * b[1] + j * b[4] + k * b[7];
                    double z = i * b[2] + j * b[5] + k * b[8];
                    count += x * x + y * y + z * z <= cutoff ? 1 : 0;
                }
            }
        }
        return count;
    }
}
