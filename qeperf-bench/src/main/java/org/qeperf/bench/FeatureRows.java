package org.qeperf.bench;

import java.util.Random;
import org.qeperf.runtime.artifact.PortableModel;

/** Feature rows for benchmarks: positive numbers over several orders of magnitude. */
final class FeatureRows {

    private FeatureRows() {}

    static double[] like(PortableModel model, int rows) {
        return new Random(1)
                .doubles((long) rows * model.schema().size())
                .map(x -> Math.pow(10, 6 * x))
                .toArray();
    }
}
