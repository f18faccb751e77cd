import java.nio.file.Path;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.runtime.forecast.RunForecast;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.machine.Machines;

/** Predicts one run. */
final class Predicts {

    private Predicts() {}

    public static void main(String[] arguments) {
        RunForecast run = RunPredictor.load()
                .predict(SimulationFiles.of(Path.of(arguments[0])), new Layout(1, 2, 1, 2), Machines.local());
        System.out.printf("%d s to ask for%n", run.time().requestSeconds());
    }
}
