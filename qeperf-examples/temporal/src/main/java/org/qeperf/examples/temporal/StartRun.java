package org.qeperf.examples.temporal;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;

/** Starts a run and waits for its report: {@code StartRun localhost:7233 INPUT MACHINE}. */
public final class StartRun {

    private StartRun() {}

    public static void main(String[] arguments) {
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(arguments[0]).build());
        PredictedRun workflow = WorkflowClient.newInstance(service)
                .newWorkflowStub(
                        PredictedRun.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(RunWorker.QUEUE)
                                .build());
        print(workflow.run(RunOrder.of(arguments[1], arguments[2])));
        service.shutdown();
    }

    private static void print(RunReport report) {
        System.out.printf(
                "%s, %.3g s predicted, %s s measured%n",
                report.outcome(),
                report.predictedSeconds(),
                report.measuredSeconds().map(Object::toString).orElse("no"));
        for (RunReport.Compared one : report.quantities()) {
            System.out.printf(
                    "%s [%s]: %.4g predicted (%.4g to %.4g), %s measured%n",
                    one.target(),
                    one.unit(),
                    one.predicted(),
                    one.lower(),
                    one.upper(),
                    one.measured().map(value -> String.format("%.4g", value)).orElse("not"));
        }
    }
}
