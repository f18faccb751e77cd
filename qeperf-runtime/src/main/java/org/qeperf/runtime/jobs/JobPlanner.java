package org.qeperf.runtime.jobs;

import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Workload;
import org.qeperf.runtime.advise.Advice;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.forecast.RunPredictor;

/** Makes jobs of forecasts and advice. Immutable and safe for concurrent use. */
public final class JobPlanner {

    private final RunPredictor predictor;

    /**
     * A planner that asks a predictor.
     *
     * @param predictor what to ask
     */
    public JobPlanner(RunPredictor predictor) {
        this.predictor = predictor;
    }

    /**
     * A job in a layout.
     *
     * @param run what the run consists of
     * @param layout how it is spread
     * @param destination where it goes
     * @param options what the user wants besides
     * @return the job
     */
    public PlannedJob plan(Workload run, Layout layout, Destination destination, JobOptions options) {
        throw new UnsupportedOperationException(predictor.toString() + run + layout + destination + options);
    }

    /**
     * A job in the best layout of an advice.
     *
     * @param run what the run consists of
     * @param advice the advice
     * @param destination where it goes
     * @param options what the user wants besides
     * @return the job
     */
    public PlannedJob plan(Workload run, Advice advice, Destination destination, JobOptions options) {
        return plan(run, advice.best().layout(), destination, options);
    }
}
