package org.qeperf.train.loop;

import org.qeperf.api.QePerfException;

/** A batch system took a job and did not tell its id, so that it must not be submitted again. */
final class NoIdException extends QePerfException {

    private static final long serialVersionUID = 1;

    NoIdException(String message) {
        super(message);
    }
}
