package org.qeperf.examples.temporal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.data.RunTarget;
import org.qeperf.train.registry.Alias;
import org.qeperf.train.store.RunPrediction;
import org.qeperf.train.store.RunStore;

/** Puts runs into the run store, each with what was predicted before it. */
record Lesson(RunStore store, Predicted predicted) {

    /** The last of the runs compared; those that are stored already stay as they are. */
    RunReport of(List<Path> files) {
        List<RunRecord> runs = new ArrayList<>();
        files.forEach(file -> runs.addAll(RunSet.read(file).runs()));
        if (runs.isEmpty()) {
            return new RunReport(List.of(), "no output", predicted.totalSeconds(), Optional.empty(), List.of());
        }
        runs.forEach(run -> store.add(run, predictions(run), Instant.now()));
        RunRecord last = runs.get(runs.size() - 1);
        return new RunReport(
                runs.stream().map(RunRecord::id).toList(),
                last.outcome().toString(),
                predicted.totalSeconds(),
                boxed(last.times().totalWall()),
                predictions(last).stream().map(Lesson::compared).toList());
    }

    private List<RunPrediction> predictions(RunRecord run) {
        return predicted.quantities().stream()
                .map(said -> new RunPrediction(
                        Alias.CHAMPION,
                        said.model(),
                        said.target(),
                        said.value(),
                        said.interval(),
                        RunTarget.find(said.target().name()).of(run)))
                .toList();
    }

    private static RunReport.Compared compared(RunPrediction one) {
        return new RunReport.Compared(
                one.target().name(),
                one.target().unit(),
                one.value(),
                one.interval().lower(),
                one.interval().upper(),
                boxed(one.measured()));
    }

    private static Optional<Double> boxed(OptionalDouble number) {
        return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
    }
}
