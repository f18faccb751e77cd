package org.qeperf.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.feature.LayoutRows;
import org.qeperf.api.feature.Layouts;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.Workload;
import org.qeperf.features.workload.PwFeatureExtractor;
import org.qeperf.features.workload.PwSchemas;

/** Feature rows of one workload for 4,096 layouts, each time per row; beside it each layout for itself. */
@SuppressWarnings("NullAway.Init")
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LayoutRowsBenchmark extends AbstractBenchmark {

    static final int LAYOUTS = 4096;
    static final Machine MACHINE = new Machine("bench", 48, 1L << 36);

    @Param({PwSchemas.QEPERF_2, PwSchemas.QEPERF_1, PwSchemas.THESIS_14})
    public String schema = PwSchemas.QEPERF_1;

    private Workload workload;
    private Layouts layouts;
    private LayoutRows rows;
    private double[] out;
    private int next;

    @Setup
    public void prepare() {
        FeatureSchema columns = PwSchemas.all().stream()
                .filter(s -> s.name().equals(schema))
                .findFirst()
                .orElseThrow();
        workload = new PwFeatureExtractor().restore(counts());
        rows = workload.rows(columns, MACHINE);
        layouts = new Layouts();
        for (int i = 0; i < LAYOUTS; i++) {
            layouts.add(1 + i % 64, 1 + i % 48, 1 + i % 7, 1 + i % 36, i % 17, 1 + i % 4);
        }
        out = new double[LAYOUTS * columns.size()];
    }

    /** Those of a cell of 16 atoms. */
    private static Counts counts() {
        return new Counts(java.util.List.of(
                new Count.Real("n_el", 128),
                new Count.Whole("n_at", 16),
                new Count.Whole("n_species", 2),
                new Count.Whole("n_transition", 8),
                new Count.Whole("n_lanthanid", 0),
                new Count.Whole("n_ks", 77),
                new Count.Whole("n_k", 36),
                new Count.Whole("n_spin", 2),
                new Count.Whole("n_spin_density", 2),
                new Count.Flag("gamma_only", false),
                new Count.Flag("ultrasoft", true),
                new Count.Flag("paw", true),
                new Count.Real("volume_bohr3", 1800),
                new Count.Whole("n_g_dense", 120_000),
                new Count.Grid("fft_dense", 64, 64, 96),
                new Count.Whole("n_g_smooth", 42_000),
                new Count.Grid("fft_smooth", 45, 45, 64),
                new Count.Whole("n_pw_max", 5_300),
                new Count.Whole("n_betas", 96),
                new Count.Whole("n_kb", 208)));
    }

    @Benchmark
    @OperationsPerInvocation(LAYOUTS)
    public double[] fill() {
        rows.fill(layouts, 0, LAYOUTS, out);
        return out;
    }

    @Benchmark
    public FeatureVector single() {
        next = (next + 1) % LAYOUTS;
        return workload.features(rows.schema(), layouts.get(next), MACHINE);
    }
}
