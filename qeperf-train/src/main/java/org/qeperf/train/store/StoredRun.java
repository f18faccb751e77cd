package org.qeperf.train.store;

import java.time.Instant;
import java.util.List;
import org.qeperf.train.data.RunRecord;

/**
 * A finished run in the store.
 *
 * @param sequence its place in the order of arrival, from 1, with gaps
 * @param received when it arrived
 * @param run the run
 * @param predictions what was predicted of it when it arrived
 */
public record StoredRun(long sequence, Instant received, RunRecord run, List<RunPrediction> predictions) {

    /** Copies the list. */
    public StoredRun {
        predictions = List.copyOf(predictions);
    }
}
