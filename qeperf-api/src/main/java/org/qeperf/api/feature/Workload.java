package org.qeperf.api.feature;

import java.util.List;
import java.util.OptionalDouble;
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
     * How far the run may go.
     *
     * @return what the input says; {@link RunLength#UNKNOWN} for a workload restored from counts that do not tell
     */
    RunLength length();

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
     * The feature rows of this workload on a machine, for many layouts: equal to {@link #features}, and fast.
     *
     * @param schema one of the extractor's schemas
     * @param machine where it will run
     * @return what writes them
     * @throws IllegalArgumentException if the schema is not one of the extractor's, or needs a count that is missing
     */
    LayoutRows rows(FeatureSchema schema, Machine machine);

    /**
     * The rules of the simulation program that a layout breaks: those by which it stops, then those that waste ranks.
     *
     * @param layout how the run would be spread
     * @param machine where it would run
     * @return one for each, possibly none
     */
    List<LayoutProblem> problems(Layout layout, Machine machine);

    /**
     * What else the user should know about this workload on a layout.
     *
     * @param layout how the run would be spread
     * @return one line for each, possibly none
     */
    List<String> warnings(Layout layout);

    /**
     * The layout that the simulation program makes of ranks and threads when it is told nothing else.
     *
     * @param nodes number of nodes, at least 1
     * @param tasksPerNode MPI ranks on each node, at least 1
     * @param threadsPerTask threads of each rank, at least 1
     * @return pools, linear algebra group and task groups as the program would choose them
     */
    Layout programsChoice(int nodes, int tasksPerNode, int threadsPerTask);

    /**
     * The simulation program's own estimate of the memory of its largest process.
     *
     * @param layout nodes, ranks, threads and pools
     * @return bytes, positive; empty where the program makes no estimate, or this workload was restored from too few counts
     */
    OptionalDouble memoryPerRankBytes(Layout layout);
}
