package org.qeperf.examples.nextflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.runtime.advise.Advice;
import org.qeperf.runtime.advise.Advisor;
import org.qeperf.runtime.advise.Objective;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.jobs.DestinationRules;
import org.qeperf.runtime.jobs.JobOptions;
import org.qeperf.runtime.jobs.JobPlanner;
import org.qeperf.runtime.jobs.PlannedJob;

/** The jobs that qeperf plans for inputs, each planned once. A task of Nextflow is on one node. Safe for concurrent use. */
final class Plans {

    private static final int NODES = 1;

    private final Settings settings;
    private final RunPredictor predictor;
    private final Map<Path, PlannedJob> jobs = new ConcurrentHashMap<>();

    Plans(Settings settings) {
        this.settings = settings;
        this.predictor = RunPredictor.load(settings.destination().machine(), NODES);
    }

    /** The job of an input, which may be a link in the folder of a task. */
    PlannedJob of(Path input) {
        return jobs.computeIfAbsent(real(input), this::plan);
    }

    /** The job of an input that was asked for before. */
    Optional<PlannedJob> known(Path input) {
        return Optional.ofNullable(jobs.get(real(input)));
    }

    private PlannedJob plan(Path input) {
        Destination destination = settings.destination();
        Workload run = predictor.read(new SimulationFiles(input, settings.pseudoFolders(), settings.release()));
        Advice advice = new Advisor(predictor).advise(run, DestinationRules.ask(destination, Objective.TIME, NODES));
        String name = String.valueOf(input.getFileName());
        return new JobPlanner(predictor).plan(run, advice, destination, JobOptions.of("pw", name));
    }

    private static Path real(Path input) {
        try {
            return input.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
