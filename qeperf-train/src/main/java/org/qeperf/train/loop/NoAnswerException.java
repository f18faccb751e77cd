package org.qeperf.train.loop;

import org.qeperf.api.QePerfException;

/** A batch system did not answer whether it takes a job. */
public final class NoAnswerException extends QePerfException {

    private static final long serialVersionUID = 1;

    private final boolean taken;

    /**
     * Creates the exception.
     *
     * @param message what is known
     * @param mayHaveTaken whether it may have taken the job for all that
     */
    public NoAnswerException(String message, boolean mayHaveTaken) {
        super(message);
        this.taken = mayHaveTaken;
    }

    /**
     * Whether the job may have been taken for all that.
     *
     * @return false if it cannot have been
     */
    public boolean mayHaveTaken() {
        return taken;
    }

    /** Only if it cannot have been taken, or it would run twice. */
    @Override
    public boolean isTransient() {
        return !taken;
    }
}
