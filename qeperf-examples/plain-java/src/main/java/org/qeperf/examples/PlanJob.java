package org.qeperf.examples;

import java.nio.file.Path;
import java.util.Optional;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.runtime.advise.Advice;
import org.qeperf.runtime.advise.Advisor;
import org.qeperf.runtime.advise.Objective;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.jobs.DestinationRules;
import org.qeperf.runtime.jobs.JobOptions;
import org.qeperf.runtime.jobs.JobPlanner;

/** From an input to the batch script of its best layout on a machine: {@code PlanJob silicon/si.in local}. */
final class PlanJob {

    private PlanJob() {}

    public static void main(String[] arguments) {
        // tag::sample[]
        Destination machine = Clusters.shipped().find(arguments[1], Optional.empty());
        RunPredictor predictor = RunPredictor.load(machine.machine(), machine.maxNodes(16));
        Workload run = predictor.read(SimulationFiles.of(Path.of(arguments[0])));
        Advice advice = new Advisor(predictor).advise(run, DestinationRules.ask(machine, Objective.COST, 16));
        String script = new JobPlanner(predictor)
                .plan(run, advice, machine, JobOptions.of("si", arguments[0]))
                .script();
        // end::sample[]
        System.out.print(script);
    }
}
