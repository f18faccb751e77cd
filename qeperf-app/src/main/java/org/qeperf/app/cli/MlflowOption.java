package org.qeperf.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.train.exchange.MlflowRun;
import org.qeperf.train.exchange.MlflowStore;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where a result is logged for MLflow besides. */
final class MlflowOption {

    @Option(
            names = "--mlflow",
            paramLabel = "DIR",
            description = "also log the result to this folder of MLflow (mlruns), see docs/interchange.md")
    private Optional<Path> folder = Optional.empty();

    private final Instant started = Instant.now();

    /** Found out before minutes of training. */
    void check(CommandLine command) {
        if (folder.isPresent() && Files.exists(folder.get()) && !Files.isDirectory(folder.get())) {
            throw new ParameterException(
                    command, "--mlflow is " + folder.get() + ", which is a file; expected a folder");
        }
    }

    /** Logs what is made of the time of start and end, if that is wanted. */
    void log(String experiment, BiFunction<Instant, Instant, List<MlflowRun>> runs, CommandLine command) {
        if (folder.isPresent()) {
            MlflowStore store = MlflowStore.open(folder.get());
            List<MlflowRun> all = runs.apply(started, Instant.now());
            all.forEach(run -> store.log(experiment, run));
            command.getErr()
                    .println(Quantities.counted(all.size(), "run") + " of experiment '" + experiment + "' logged to "
                            + folder.get());
        }
    }
}
