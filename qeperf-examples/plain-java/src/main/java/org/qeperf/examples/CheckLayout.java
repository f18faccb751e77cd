package org.qeperf.examples;

import java.nio.file.Path;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.runtime.forecast.RunForecast;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.forecast.RunQuestion;

/** What a workflow engine asks before it submits: does pw.x start in this layout, and do its ranks fit into a node? */
final class CheckLayout {

    private CheckLayout() {}

    public static void main(String[] arguments) {
        RunPredictor predictor = RunPredictor.load();
        Workload workload = predictor.read(SimulationFiles.of(Path.of(arguments[0])));
        Machine machine = new Machine("cluster", 48, 96L << 30);
        for (int pools : new int[] {2, 3, 8}) {
            Layout layout = new Layout(1, 4, 1, pools);
            RunForecast run = predictor.predict(workload, layout, machine, RunQuestion.DEFAULT);
            System.out.println(layout + ": " + (run.starts() ? "starts" : "does not start") + ", "
                    + run.memory().fit());
            for (LayoutProblem problem : run.problems()) {
                System.out.println("  " + problem.severity() + " " + problem.message());
            }
        }
    }
}
