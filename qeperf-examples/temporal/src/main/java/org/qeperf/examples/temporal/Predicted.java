package org.qeperf.examples.temporal;

import java.util.List;
import org.qeperf.api.predict.Interval;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.Target;

/**
 * What was predicted before the run, and what to ask for.
 *
 * @param layout the layout
 * @param totalSeconds wall time from start to end
 * @param failure probability of all ways to fail together
 * @param first what to ask the batch system for
 * @param mostSeconds longest wall time that the machine takes
 * @param mostBytesPerNode memory of a node
 * @param quantities what each model said
 */
public record Predicted(
        Spread layout,
        double totalSeconds,
        double failure,
        Request first,
        long mostSeconds,
        long mostBytesPerNode,
        List<Quantity> quantities) {

    /** One model's answer. */
    public record Quantity(ModelId model, Target target, double value, Interval interval) {}
}
