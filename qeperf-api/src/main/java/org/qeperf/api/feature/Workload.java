package org.qeperf.api.feature;

import java.util.List;
import org.qeperf.api.Diagnostic;

/** What one simulation input asks for, whatever the layout. Immutable and safe for concurrent use. */
public interface Workload {

    /**
     * The counts that the input determines.
     *
     * @return counts in the order in which they should be shown
     */
    Counts counts();

    /**
     * What the user should know about the input.
     *
     * @return located warnings, possibly none
     */
    List<Diagnostic> warnings();

    /**
     * The feature row of this workload on a layout and a machine.
     *
     * @param schema one of the extractor's schemas
     * @param layout nodes, ranks, threads and pools
     * @param machine where it will run
     * @return a row of that schema
     * @throws IllegalArgumentException if the schema is not one of the extractor's, or needs a count that is not among
     *     those that this workload was restored from
     */
    FeatureVector features(FeatureSchema schema, Layout layout, Machine machine);

    /**
     * What the simulation program would complain about, or waste, on a layout.
     *
     * @param layout nodes, ranks, threads and pools
     * @return one line for each, possibly none
     */
    List<String> warnings(Layout layout);

    /**
     * The simulation program's own estimate of the memory of its largest process.
     *
     * @param layout nodes, ranks, threads and pools
     * @return bytes, positive
     * @throws IllegalStateException if this workload was restored from too few counts; the message names those missing
     */
    double memoryPerRankBytes(Layout layout);
}
