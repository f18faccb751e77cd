package org.qeperf.runtime.advise;

import java.util.Optional;
import org.qeperf.api.QePerfException;

/** No layout meets all that was asked for. The message says which limit is in the way and what comes nearest. */
public final class NoLayoutException extends QePerfException {

    private static final long serialVersionUID = 1;

    private final transient Optional<RatedLayout> nearest;

    NoLayoutException(String message, Optional<RatedLayout> nearest) {
        super(message);
        this.nearest = nearest;
    }

    /**
     * What comes nearest.
     *
     * @return the layout that exceeds its worst limit least, of those with enough memory where there are any; empty if no layout lies within the bounds
     */
    public Optional<RatedLayout> nearest() {
        return nearest;
    }
}
