package org.qeperf.runtime.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Workload;
import org.qeperf.runtime.batch.Quantity;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.catalogue.Software;
import org.qeperf.runtime.forecast.MemoryForecast;
import org.qeperf.runtime.forecast.MemoryForecast.Fit;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.runtime.forecast.RunForecast;
import org.qeperf.runtime.forecast.RunQuestion;

/** What a user should know about a planned job, besides what its forecast says. */
final class PlanWarnings {

    private final List<String> lines = new ArrayList<>();
    private final RunForecast forecast;
    private final Resources resources;
    private final Destination destination;

    private PlanWarnings(RunForecast forecast, Resources resources, Destination destination) {
        this.forecast = forecast;
        this.resources = resources;
        this.destination = destination;
    }

    static List<String> of(
            Workload run, RunForecast forecast, Resources resources, Destination destination, JobOptions options) {
        PlanWarnings warnings = new PlanWarnings(forecast, resources, destination);
        warnings.lines.addAll(forecast.warnings());
        warnings.machine(options);
        warnings.accelerators();
        warnings.time(options);
        warnings.stop(run.length().mostSeconds());
        warnings.memory(options);
        return warnings.lines;
    }

    private void machine(JobOptions options) {
        Cluster cluster = destination.cluster();
        lines.addAll(DestinationRules.warnings(destination));
        Optional<Software> software = destination.software(Software.QUANTUM_ESPRESSO);
        if (software.isEmpty()
                && !cluster.partitions().isEmpty()
                && options.container().isEmpty()) {
            lines.add("nobody told how Quantum ESPRESSO is made ready on machine '" + cluster.name()
                    + "': the script loads no modules; add them, or name the program with --executable");
        }
    }

    private void accelerators() {
        int count = destination.acceleratorsPerNode();
        Layout layout = forecast.layout();
        if (DestinationRules.usesAccelerators(destination) && layout.tasksPerNode() != count) {
            lines.add(Quantities.counted(layout.tasksPerNode(), "task") + " on a node with "
                    + Quantities.counted(count, "accelerator") + "; pw.x works best with one task for each");
        }
    }

    private void time(JobOptions options) {
        double longer = forecast.risk().timeLimit();
        if (longer > 1 - RunQuestion.DEFAULT.requestLevel()) {
            lines.add("the run takes longer than "
                    + Quantity.clock(resources.seconds().orElseThrow())
                    + (options.seconds().isPresent()
                            ? ", as asked for,"
                            : ", which " + new PartitionLimits(destination).where() + " allows,")
                    + " with a chance of " + Quantities.probability(longer)
                    + "; write max_seconds and go on with restart_mode = 'restart', or take more cores");
        }
    }

    /** So that pw.x writes its state before the batch system ends it. */
    private void stop(OptionalDouble given) {
        long seconds = resources.seconds().orElseThrow();
        long kept = forecast.time().requestSeconds() - forecast.time().maxSeconds();
        long advised = Math.max(1, seconds - kept - JobPlanner.startSeconds(destination));
        if (given.isEmpty()) {
            lines.add("the input has no max_seconds; write max_seconds = " + advised
                    + " into &control, so that pw.x stops and writes its state within " + Quantity.clock(seconds));
        } else if (given.getAsDouble() > seconds) {
            lines.add("max_seconds of the input is beyond the " + Quantity.clock(seconds)
                    + " of the job; write max_seconds = " + advised);
        }
    }

    private void memory(JobOptions options) {
        MemoryForecast memory = forecast.memory();
        double needed = memory.perNode().interval().upper()
                + JobPlanner.overheadBytes(destination, forecast.layout().tasksPerNode());
        if (memory.fit() != Fit.FITS) {
            lines.add("the ranks of a node need "
                    + Quantities.bytes(memory.perNode().value()) + ", at most "
                    + Quantities.bytes(needed) + " with the launcher; a node has "
                    + Quantities.bytes(forecast.machine().memoryBytesPerNode()) + ": "
                    + String.join("; or ", memory.remedies()));
        } else if (options.memoryBytesPerNode().isPresent()
                && options.memoryBytesPerNode().getAsLong() < needed) {
            lines.add("the ranks of a node may need " + Quantities.bytes(needed) + " with the launcher, more than the "
                    + Quantities.bytes(options.memoryBytesPerNode().getAsLong()) + " asked for");
        }
    }
}
