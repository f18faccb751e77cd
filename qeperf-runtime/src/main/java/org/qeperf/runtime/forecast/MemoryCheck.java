package org.qeperf.runtime.forecast;

import java.util.List;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.Workload;
import org.qeperf.api.predict.Interval;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.runtime.forecast.MemoryForecast.Fit;

/**
 * Compares what the ranks of a node need with what it has.
 *
 * @param workload what the run consists of
 * @param machine where it runs
 * @param model predicts the memory of the rank that needs most
 * @param level of the intervals
 */
record MemoryCheck(Workload workload, Machine machine, RuntimePredictor model, double level) {

    MemoryForecast of(Layout layout) {
        MemoryForecast memory = withoutRemedies(layout);
        return memory.fit() == Fit.FITS
                ? memory
                : new MemoryForecast(
                        memory.programsEstimateBytes(),
                        memory.perRank(),
                        memory.perNode(),
                        memory.fit(),
                        MemoryRemedies.of(this, layout));
    }

    MemoryForecast withoutRemedies(Layout layout) {
        Prediction perRank = perRank(layout);
        Estimate perNode = perNode(perRank, layout);
        return new MemoryForecast(workload.memoryPerRankBytes(layout), perRank, perNode, fit(perNode), List.of());
    }

    /** What the ranks of a node need in a layout, if each needs as much as the one that needs most. */
    Estimate perNode(Layout layout) {
        return perNode(perRank(layout), layout);
    }

    private Prediction perRank(Layout layout) {
        return KnownDensity.widened(
                model.predict(workload.features(model.schema(), layout, machine)), workload.length());
    }

    private Estimate perNode(Prediction perRank, Layout layout) {
        Interval rank = perRank.interval(level);
        int ranks = layout.tasksPerNode();
        return new Estimate(perRank.value() * ranks, new Interval(rank.lower() * ranks, rank.upper() * ranks, level));
    }

    Fit fit(Estimate perNode) {
        long bytes = machine.memoryBytesPerNode();
        if (perNode.value() > bytes) {
            return Fit.DOES_NOT_FIT;
        }
        return perNode.interval().upper() > bytes ? Fit.TOO_CLOSE : Fit.FITS;
    }

    /** The probability that the ranks of a node need more than it has. */
    double risk(MemoryForecast memory, Layout layout) {
        return Chance.above(memory.perRank(), (double) machine.memoryBytesPerNode() / layout.tasksPerNode());
    }
}
