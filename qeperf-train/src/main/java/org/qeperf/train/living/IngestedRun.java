package org.qeperf.train.living;

import java.util.List;
import org.qeperf.train.store.StoreEvent;
import org.qeperf.train.store.StoredRun;

/**
 * What became of a run that arrived.
 *
 * @param stored the run with what was predicted of it before anything could learn from it
 * @param added whether it is new; of a run that was there already, nothing was done
 * @param alarms what its errors made known
 */
public record IngestedRun(StoredRun stored, boolean added, List<StoreEvent> alarms) {

    /** Copies the list. */
    public IngestedRun {
        alarms = List.copyOf(alarms);
    }
}
