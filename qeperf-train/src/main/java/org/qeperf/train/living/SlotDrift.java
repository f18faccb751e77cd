package org.qeperf.train.living;

import java.util.List;
import java.util.Optional;
import org.qeperf.api.predict.ModelId;
import org.qeperf.train.drift.DriftAlarm;
import org.qeperf.train.drift.FeatureDrift;
import org.qeperf.train.registry.Slot;

/**
 * How the errors of a champion, and the runs, have changed.
 *
 * @param slot quantity and machine
 * @param champion the model that answers for the last run
 * @param errors number of runs that its errors are known of
 * @param stable number of the last of them between which nothing seems to have changed
 * @param median median of the logarithms of measured over predicted of those; {@code NaN} without any
 * @param alarms what was noticed, in order
 * @param features how the features of the last runs differ from those of earlier ones; empty while runs are too few for both
 */
public record SlotDrift(
        Slot slot,
        ModelId champion,
        int errors,
        int stable,
        double median,
        List<Alarm> alarms,
        Optional<FeatureDrift> features) {

    /** Copies the list. */
    public SlotDrift {
        alarms = List.copyOf(alarms);
    }

    /**
     * An alarm.
     *
     * @param sequence the stored run at which it was noticed
     * @param begin the stored run from which the new errors are estimated to begin
     * @param drift the detector and the errors before and after
     */
    public record Alarm(long sequence, long begin, DriftAlarm drift) {}
}
