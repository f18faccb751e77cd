package org.qeperf.train.fit;

import org.qeperf.api.train.Algorithm.Inputs;
import org.qeperf.runtime.artifact.Preparation.TargetForm;

/**
 * In which form a regressor sees rows and target.
 *
 * @param rows standardised or as they are
 * @param target its logarithm or as it is
 */
public record Form(Inputs rows, TargetForm target) {

    /**
     * The form that suits an algorithm where nobody says otherwise.
     *
     * @param inputs what the algorithm wants
     * @return standardised rows and the target's logarithm, or everything as it is
     */
    public static Form of(Inputs inputs) {
        return new Form(inputs, inputs == Inputs.RAW ? TargetForm.IDENTITY : TargetForm.LOGARITHM);
    }
}
