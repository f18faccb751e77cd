package org.qeperf.runtime.batch;

import org.qeperf.api.InputException;

/** Writes jobs as scripts, and reads scripts. */
public final class BatchScript {

    private BatchScript() {}

    /**
     * A job as a script. No text of the job is interpreted by the shell.
     *
     * @param job the job
     * @param scheduler the batch system
     * @return a script of bash, with a newline at its end
     */
    public static String write(Job job, Scheduler scheduler) {
        throw new UnsupportedOperationException(job + " " + scheduler);
    }

    /**
     * Reads a script that this program or a person wrote.
     *
     * @param text the script
     * @param source what to call it in messages
     * @return what it says
     * @throws InputException if it has directives of no batch system, of more than one, or wrong ones
     */
    public static ReadScript read(String text, String source) {
        throw new UnsupportedOperationException(text + source);
    }
}
