package org.qeperf.api.feature;

import java.util.List;

/**
 * Reads the input of one simulation program and derives the numbers that its cost depends on.
 *
 * <p>Found by {@link java.util.ServiceLoader}, so that another program is another jar. Implementations are immutable and
 * safe for concurrent use, and do no work in their public no-argument constructor.
 */
public interface FeatureExtractor {

    /**
     * The program this extractor reads for.
     *
     * @return the name of its executable, such as {@code pw.x}
     */
    String code();

    /**
     * The feature schemas that this extractor's workloads can fill.
     *
     * @return at least one schema, the recommended one first
     */
    List<FeatureSchema> schemas();

    /**
     * Reads the input and everything it names, once, whatever the layout.
     *
     * @param files the input file and where to look for the files it names
     * @return what the simulation consists of
     * @throws org.qeperf.api.InputException if a file is wrong, missing, over a limit, or uses what this extractor does
     *     not know
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    Workload read(SimulationFiles files);

    /**
     * Reads an input at hand, and of what it names only the files beside it.
     *
     * @param contents the input and the files that it may name
     * @return what the simulation consists of
     * @throws org.qeperf.api.InputException if a file is wrong, missing, over a limit, or uses what this extractor does
     *     not know
     */
    Workload read(SimulationContents contents);

    /**
     * Rebuilds a workload from counts that {@link Workload#counts()} returned earlier, in this or another process, or from
     * those of them that are known of a run.
     *
     * @param counts counts of one workload of this {@link #code()}; what is missing is missed when features or memory need it
     * @return a workload that gives the same features and memory as the original, without its warnings
     * @throws IllegalArgumentException if a count is impossible, or of another kind
     */
    Workload restore(Counts counts);
}
