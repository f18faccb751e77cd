package org.qeperf.train.living;

import java.util.Optional;
import org.qeperf.train.registry.ModelVersion;
import org.qeperf.train.registry.Slot;

/**
 * A challenger was trained.
 *
 * @param slot quantity and machine
 * @param challenger the challenger; empty where the runs could not be learnt from
 * @param reason why it was trained, for people
 * @param from the first stored run that it may have learnt from
 * @param cut the last stored run that it may have learnt from
 * @param runs how many runs it has learnt from
 * @param systems how many different systems they are of
 * @param how what was trained, or why it could not be, for people
 */
public record Retraining(
        Slot slot,
        Optional<ModelVersion> challenger,
        String reason,
        long from,
        long cut,
        int runs,
        int systems,
        String how) {}
