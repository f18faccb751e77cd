package org.qeperf.api.train;

/** Hears how far a long piece of work is. Called from the working thread, so it should be quick. */
@FunctionalInterface
public interface Progress {

    /** Hears nothing. */
    Progress SILENT = (what, done, total) -> {};

    /**
     * A step is done.
     *
     * @param what what is being done, such as {@code epoch}
     * @param done steps done so far
     * @param total steps in all
     */
    void report(String what, long done, long total);
}
