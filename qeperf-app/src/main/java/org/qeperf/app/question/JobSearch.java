package org.qeperf.app.question;

import java.util.Optional;
import java.util.OptionalLong;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Workload;
import org.qeperf.runtime.advise.Advice;
import org.qeperf.runtime.advise.AdviceRequest;
import org.qeperf.runtime.advise.Advisor;
import org.qeperf.runtime.advise.NoLayoutException;
import org.qeperf.runtime.advise.Objective;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.jobs.DestinationRules;
import org.qeperf.runtime.jobs.JobOptions;
import org.qeperf.runtime.jobs.JobPlanner;
import org.qeperf.runtime.jobs.PlannedJob;

/**
 * The job of a run: in the layout that the user says, or in the best that the destination allows.
 *
 * @param destination where the job goes
 * @param layout the layout, where the user says it whole
 * @param request what is searched otherwise
 */
public record JobSearch(Destination destination, Optional<Layout> layout, AdviceRequest request) {

    /**
     * Narrows a search to what a destination allows.
     *
     * @param search what the user says
     * @param destination where the job goes
     * @return the question
     * @throws IllegalArgumentException if a number makes no sense
     * @throws org.qeperf.api.QePerfException if the destination allows none of the answers
     */
    public static JobSearch of(LayoutSearch search, Destination destination) {
        AdviceRequest asked = search.request(destination, 1, Objective.BALANCED);
        return new JobSearch(destination, search.exactly().layout(), DestinationRules.narrow(asked, destination));
    }

    /**
     * Plans the job.
     *
     * @param predictor what to ask
     * @param advisor searches with that predictor
     * @param workload the run
     * @param options what the user wants of the job
     * @return the job
     * @throws org.qeperf.api.QePerfException if there is none
     */
    public PlannedJob plan(RunPredictor predictor, Advisor advisor, Workload workload, JobOptions options) {
        JobPlanner planner = new JobPlanner(predictor);
        return layout.isPresent()
                ? planner.plan(workload, layout.get(), destination, options)
                : planner.plan(workload, advise(advisor, workload, options), destination, options);
    }

    /** Where no layout keeps within the time that the user asks for, the best of all; that the time is short is told. */
    private Advice advise(Advisor advisor, Workload workload, JobOptions options) {
        try {
            return advisor.advise(workload, within(options));
        } catch (NoLayoutException e) {
            if (options.seconds().isEmpty()) {
                throw e;
            }
            JobOptions any = JobOptions.of(options.name(), options.input());
            OptionalLong memory = options.memoryBytesPerNode();
            return advisor.advise(
                    workload, within(memory.isPresent() ? any.withMemoryBytesPerNode(memory.getAsLong()) : any));
        }
    }

    /** A layout that is searched gets along with what the user asks for. */
    private AdviceRequest within(JobOptions options) {
        return new AdviceRequest(
                request.machine(),
                request.bounds(),
                DestinationRules.within(request.limits(), options),
                request.objective(),
                request.most());
    }
}
