package org.qeperf.train.living;

import org.qeperf.api.predict.ModelId;
import org.qeperf.train.registry.Slot;

/**
 * Champion and challenger compared on runs that arrived when both were there: each run was predicted by both before it was stored.
 *
 * @param slot quantity and machine
 * @param champion the champion
 * @param challenger the challenger
 * @param challenge tells this challenge from others of the same models, see
 *     {@link org.qeperf.train.registry.ServedModels#lastChange}
 * @param comparison figures of all those runs
 * @param unseen figures of those of them whose system the challenger had not learnt from
 * @param last the last stored run among them; 0 without any
 * @param looks how often they have been judged, this time included if it was
 * @param verdict what follows
 */
record Trial(
        Slot slot,
        ModelId champion,
        ModelId challenger,
        long challenge,
        Comparison comparison,
        Comparison unseen,
        long last,
        int looks,
        Verdict verdict) {

    /** What follows from a trial. */
    enum Verdict {
        /** Too few later runs, or of too few systems, to judge. */
        TOO_EARLY,
        /** Neither is better so far. */
        UNDECIDED,
        /** The challenger becomes champion. */
        PROMOTED,
        /** The challenger is worse and withdrawn. */
        WORSE,
        /** The challenger is no better after the last look and withdrawn. */
        NO_BETTER,
        /** Many runs came and too few could be compared, so the challenger is withdrawn. */
        NOT_COMPARABLE
    }
}
