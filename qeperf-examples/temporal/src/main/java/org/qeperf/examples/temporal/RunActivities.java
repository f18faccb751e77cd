package org.qeperf.examples.temporal;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** What a {@link PredictedRun} does. Each of them may be repeated: a worker may die before it has told that it is done. */
@ActivityInterface
public interface RunActivities {

    /** Type of the failure of a run that took longer than asked for. */
    String TIME_LIMIT = "TimeLimit";

    /** Type of the failure of a run that needed more memory than asked for. */
    String OUT_OF_MEMORY = "OutOfMemory";

    /** Type of the failure of a run that neither its request nor its input is to blame for. */
    String BAD_LUCK = "BadLuck";

    /** Type of the failure of a run that would fail again. */
    String FAILED = "RunFailed";

    /** The best layout. */
    Advised advise(RunOrder order);

    /** What to expect of a layout, and what to ask for. */
    Predicted predict(RunOrder order, Spread layout);

    /** Submits an attempt, unless that was done already. */
    Submitted submit(RunOrder order, Spread layout, Request request);

    /**
     * Waits for the end of an attempt. Fails with one of the types above where it did not end well.
     *
     * @return how it ended
     */
    @ActivityMethod(name = "Wait")
    String await(Submitted job);

    /** Adds the runs of all attempts to the run store, with what was predicted, and compares the last one. */
    RunReport learn(Predicted predicted, List<Submitted> jobs);
}
