package org.qeperf.examples;

// tag::sample[]
import java.nio.file.Path;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.runtime.forecast.RunForecast;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.machine.Machines;

class PredictRun {
    public static void main(String[] arguments) {
        Path input = Path.of(arguments[0]);
        Layout layout = new Layout(1, 2, 1, 2); // nodes, tasks per node, threads per task, pools
        RunForecast run = RunPredictor.load().predict(SimulationFiles.of(input), layout, Machines.local());
        System.out.printf("%.3g s in all%n", run.time().totalSeconds().value());
        System.out.printf("%d s to ask for%n", run.time().requestSeconds());
        System.out.printf("%.0f MB per node%n", run.memory().perNode().value() / (1 << 20));
        System.out.printf("%.0f %% fail%n", 100 * run.risk().ofFailure());
    }
}
// end::sample[]
