package org.qeperf.examples.temporal;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Predicts a run, makes it, asks for more where that was too little, and keeps predicted beside measured. */
@WorkflowInterface
public interface PredictedRun {

    /**
     * Makes a run.
     *
     * @param order what the user wants
     * @return predicted beside measured
     */
    @WorkflowMethod
    RunReport run(RunOrder order);
}
