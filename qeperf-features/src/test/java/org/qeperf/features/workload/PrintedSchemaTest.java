package org.qeperf.features.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;

class PrintedSchemaTest {

    private static final Machine MACHINE = new Machine("test", 48, 1L << 36);
    private static final double TRANSFORM = 5 * 32768 * 15;

    private static FeatureVector row(Layout layout, Count... more) {
        List<Count> counts = new ArrayList<>(List.of(
                new Count.Whole("n_ks", 4),
                new Count.Whole("n_k", 10),
                new Count.Whole("n_spin", 2),
                new Count.Whole("n_spin_density", 2),
                new Count.Flag("gamma_only", false),
                new Count.Grid("fft_dense", 32, 32, 32),
                new Count.Grid("fft_smooth", 32, 32, 32),
                new Count.Whole("n_pw_max", 1000)));
        counts.addAll(List.of(more));
        FeatureSchema schema = PwSchemas.all().stream()
                .filter(one -> one.name().equals(PwSchemas.PRINTED_1))
                .findFirst()
                .orElseThrow();
        return new PwFeatureExtractor().restore(new Counts(counts)).features(schema, layout, MACHINE);
    }

    /** Neither projectors nor the threshold need be known. */
    @Test
    void needsFewCounts() {
        FeatureVector row = row(Layout.serial());
        assertEquals(2 * 20 * 4 * TRANSFORM, row.get("work_fft"), 1);
        assertEquals(8.0 * 20 * 4 * 4 * 1000, row.get("work_subspace"), 1e-3);
        assertEquals(4 * TRANSFORM, row.get("work_density"), 1);
        assertEquals(0, row.get("work_communication"));
        assertEquals(0, row.get("work_messages"));
        assertEquals(48, row.get("cores_per_node"));
        assertEquals(1e6, row.get("scf_accuracy"), 1e-3);
    }

    @Test
    void messagesCountWhereAPoolIsSpreadOverNodes() {
        assertEquals(0, row(new Layout(2, 4, 1, 2)).get("work_messages"));
        FeatureVector row = row(new Layout(2, 4, 1, 1));
        assertEquals(2 * 20 * 4 * 7, row.get("work_messages"));
        assertEquals(2.0 * 20 * 4 * 16 * 32768 * 7 / 64, row.get("work_communication"), 1e-3);
    }

    @Test
    void threadsTakeOverComputingButNotSending() {
        FeatureVector one = row(new Layout(1, 2, 1, 1));
        FeatureVector eight = row(new Layout(1, 2, 8, 1));
        for (String column : List.of("work_fft", "work_subspace", "work_density")) {
            assertEquals(one.get(column) / Math.pow(8, 0.7), eight.get(column), 1e-9 * one.get(column));
        }
        assertEquals(one.get("work_communication"), eight.get("work_communication"));
    }

    @Test
    void accuracyIsOneOverTheThreshold() {
        assertEquals(1e10, accuracy(1e-10), 1);
        assertEquals(1, accuracy(5));
        assertEquals(1e20, accuracy(0), 1e6);
        assertEquals(1e20, accuracy(-1), 1e6);
    }

    private static double accuracy(double threshold) {
        return row(Layout.serial(), new Count.Real("conv_thr_ry", threshold)).get("scf_accuracy");
    }
}
