package org.qeperf.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.SimulationContents;
import org.qeperf.api.feature.Workload;
import org.qeperf.runtime.forecast.RunForecast;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.forecast.RunQuestion;

/** The whole answer of the models that ship for a run that was read before, and with the reading. */
@SuppressWarnings("NullAway.Init")
public class ForecastBenchmark extends AbstractBenchmark {

    private static final Machine MACHINE = new Machine("bench", 2, 4L << 30);
    private static final Layout LAYOUT = new Layout(1, 2, 1, 2);

    private RunPredictor predictor;
    private SimulationContents contents;
    private Workload workload;

    @Setup
    public void prepare() {
        predictor = RunPredictor.load();
        contents = Helium.contents("A = 6.0");
        workload = predictor.read(contents);
    }

    /** Time, iterations, memory and risk of a workload. */
    @Benchmark
    public RunForecast forecast() {
        return predictor.predict(workload, LAYOUT, MACHINE, RunQuestion.DEFAULT);
    }

    /** The text to the same. */
    @Benchmark
    public RunForecast textToForecast() {
        return predictor.predict(predictor.read(contents), LAYOUT, MACHINE, RunQuestion.DEFAULT);
    }
}
