package org.qeperf.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.qeperf.api.feature.FileContent;
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

    private static final String INPUT = """
            &CONTROL
            /
            &SYSTEM
              ibrav = 1, A = 6.0, nat = 1, ntyp = 1, ecutwfc = 40
            /
            &ELECTRONS
            /
            ATOMIC_SPECIES
              He 4.0 He.UPF
            ATOMIC_POSITIONS crystal
              He 0.0 0.0 0.0
            K_POINTS automatic
              4 4 4 0 0 0
            """;
    private static final String PSEUDOPOTENTIAL = """
            <UPF version="2.0.1">
            <PP_HEADER element="He" is_ultrasoft="F" is_paw="F" has_so="F" core_correction="F" functional="PZ"
              z_valence="2.0" number_of_proj="1" number_of_wfc="1" mesh_size="3"/>
            <PP_MESH mesh="3"><PP_RAB> 0.1 0.1 0.1 </PP_RAB></PP_MESH>
            <PP_BETA.1 angular_momentum="0">0.0 0.0 0.0</PP_BETA.1>
            <PP_CHI.1 l="0" occupation="2.0"> 0.1 0.1 0.1 </PP_CHI.1>
            </UPF>
            """;
    private static final Machine MACHINE = new Machine("bench", 2, 4L << 30);
    private static final Layout LAYOUT = new Layout(1, 2, 1, 2);

    private RunPredictor predictor;
    private SimulationContents contents;
    private Workload workload;

    @Setup
    public void prepare() {
        predictor = RunPredictor.load();
        contents = new SimulationContents(
                file("pw.in", INPUT), List.of(file("He.UPF", PSEUDOPOTENTIAL)), Optional.empty());
        workload = predictor.read(contents);
    }

    private static FileContent file(String name, String text) {
        return new FileContent(name, text.getBytes(StandardCharsets.US_ASCII));
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
