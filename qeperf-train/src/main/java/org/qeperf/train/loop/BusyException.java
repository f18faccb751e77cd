package org.qeperf.train.loop;

import org.qeperf.api.QePerfException;

/** A batch system takes no job at the moment, and has not taken this one. */
public final class BusyException extends QePerfException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message what the batch system says
     */
    public BusyException(String message) {
        super(message);
    }

    @Override
    public boolean isTransient() {
        return true;
    }
}
