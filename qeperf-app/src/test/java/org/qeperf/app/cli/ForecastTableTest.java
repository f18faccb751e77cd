package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.feature.LayoutProblem.Severity;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.RunLength;
import org.qeperf.api.predict.Interval;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.Target;
import org.qeperf.runtime.forecast.CountForecast;
import org.qeperf.runtime.forecast.Estimate;
import org.qeperf.runtime.forecast.MemoryForecast;
import org.qeperf.runtime.forecast.Risk;
import org.qeperf.runtime.forecast.RunForecast;
import org.qeperf.runtime.forecast.RunQuestion;
import org.qeperf.runtime.forecast.TimeForecast;

class ForecastTableTest {

    private static final double GIB = 1 << 30;

    private static Prediction prediction(Target target, double value) {
        return new Prediction(target, value, level -> 2, List.of());
    }

    private static RunForecast forecast(
            double steps, MemoryForecast.Fit fit, List<String> remedies, List<LayoutProblem> problems) {
        Map<String, Double> shares = new LinkedHashMap<>();
        shares.put("work_density", 0.2);
        shares.put("work_fft", 0.796);
        shares.put("overhead", 0.004);
        TimeForecast time = new TimeForecast(
                prediction(Target.SECONDS_PER_SCF_ITERATION, 20),
                new CountForecast(prediction(Target.SCF_ITERATIONS, 12), 100),
                new CountForecast(prediction(Target.IONIC_STEPS, steps), 50),
                prediction(Target.SECONDS_OUTSIDE_SCF, 30),
                new Estimate(4980, new Interval(3000, 9000, 0.9)),
                8400,
                7900,
                shares,
                RunLength.UNKNOWN);
        MemoryForecast memory = new MemoryForecast(
                OptionalDouble.of(GIB),
                prediction(Target.PEAK_MEMORY_PER_RANK, 2 * GIB),
                new Estimate(8 * GIB, new Interval(4 * GIB, 16 * GIB, 0.9)),
                fit,
                remedies);
        return new RunForecast(
                time,
                memory,
                new Risk(0.001, 0.05, 0.2, problems.isEmpty() ? 0 : 1),
                problems,
                Map.of(Target.SECONDS_PER_SCF_ITERATION, new ModelId("mine", "3")),
                new Layout(1, 4, 2, 2),
                new Machine("box", 8, 1L << 34),
                List.of());
    }

    private static String text(RunForecast forecast, RunQuestion question) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        FormatOption.print(ForecastTable.of(forecast, question), out);
        out.flush();
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    @Test
    void whatAJobNeedsComesFirst() {
        assertEquals("""
                total time              1 h 23 min  90 % between 50 min and 2 h 30 min
                ask for                 2 h 20 min  enough for 95 % of such runs; write max_seconds = 7900
                memory per node         8.0 GB      fits; 90 % between 4.0 GB and 16.0 GB
                failure                 24 %        no convergence 5 %, too little memory under 1 %

                time per SCF iteration  20.0 s      90 % between 10.0 s and 40.0 s
                SCF iterations          12          90 % between 6 and 24
                time outside of SCF     30.0 s      90 % between 15.0 s and 1 min
                its kernels             fft 80 %    density 20 %
                memory per rank         2.0 GB      90 % between 1.0 GB and 4.0 GB
                pw.x's own estimate     1.0 GB      of its arrays, for the largest rank
                layout                  4 ranks     1 node x 4 tasks x 2 threads, 2 pools
                machine                 box         8 cores and 16.0 GB in a node
                model                   mine@3      of the time per iteration
                """, text(forecast(1.2, MemoryForecast.Fit.FITS, List.of(), List.of()), RunQuestion.DEFAULT));
    }

    @Test
    void stepsLimitsAndRemediesAreToldWhereThereAreAny() {
        String text = text(
                forecast(9, MemoryForecast.Fit.TOO_CLOSE, List.of("more nodes: 2 nodes"), List.of()),
                new RunQuestion(0.9, 0.5, OptionalDouble.of(7200)));
        assertEquals("""
                total time              1 h 23 min  90 % between 50 min and 2 h 30 min
                ask for                 2 h 20 min  enough for 50 % of such runs; write max_seconds = 7900
                time limit              2 h         20 % take longer
                memory per node         8.0 GB      too close; 90 % between 4.0 GB and 16.0 GB
                                                    more nodes: 2 nodes
                failure                 24 %        no convergence 5 %, too little memory under 1 %, too little time 20 %

                time per SCF iteration  20.0 s      90 % between 10.0 s and 40.0 s
                SCF iterations          12          90 % between 6 and 24
                ionic steps             9           90 % between 5 and 18
                """, text.substring(0, text.indexOf("time outside")));
    }

    @Test
    void aLayoutThatStopsIsTold() {
        LayoutProblem stop = new LayoutProblem("pools", Severity.STOPS, "3 pools", Optional.of("bad"), "take 2");
        LayoutProblem waste = new LayoutProblem("ranks", Severity.WASTES, "many ranks", Optional.empty(), "take 2");
        String text = text(
                forecast(1, MemoryForecast.Fit.DOES_NOT_FIT, List.of(), List.of(stop, waste)), RunQuestion.DEFAULT);
        assertEquals("""
                memory per node         8.0 GB      does not fit; 90 % between 4.0 GB and 16.0 GB
                failure                 100 %       the program does not start in this layout
                                        stops       3 pools (it prints "bad"); take 2

                """, text.substring(text.indexOf("memory per node"), text.indexOf("time per SCF")));
    }
}
