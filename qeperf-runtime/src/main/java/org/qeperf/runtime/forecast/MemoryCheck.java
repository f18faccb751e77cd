package org.qeperf.runtime.forecast;

import java.util.List;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.Workload;
import org.qeperf.api.predict.Interval;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.runtime.forecast.MemoryForecast.Fit;

/** Compares what the ranks of a node need with what it has. */
final class MemoryCheck {

    /** Levels at which the probability of too little memory is looked up. */
    private static final int STEPS = 1000;

    private MemoryCheck() {}

    static MemoryForecast of(Workload workload, Layout layout, Machine machine, RuntimePredictor model, double level) {
        Prediction perRank = model.predict(workload.features(model.schema(), layout, machine));
        Interval rank = perRank.interval(level);
        int ranks = layout.tasksPerNode();
        Estimate perNode =
                new Estimate(perRank.value() * ranks, new Interval(rank.lower() * ranks, rank.upper() * ranks, level));
        Fit fit = fit(perNode, machine.memoryBytesPerNode());
        return new MemoryForecast(workload.memoryPerRankBytes(layout), perRank, perNode, fit, List.of());
    }

    private static Fit fit(Estimate perNode, long bytes) {
        if (perNode.value() > bytes) {
            return Fit.DOES_NOT_FIT;
        }
        return perNode.interval().upper() > bytes ? Fit.TOO_CLOSE : Fit.FITS;
    }

    /** The probability that the ranks of a node need more than it has. */
    static double risk(MemoryForecast memory, Machine machine) {
        double factor = machine.memoryBytesPerNode() / memory.perNode().value();
        double share = levelWithin(memory.perRank(), Math.max(factor, 1 / factor));
        return factor >= 1 ? (1 - share) / 2 : (1 + share) / 2;
    }

    /** The highest level whose interval lies within a factor. */
    private static double levelWithin(Prediction prediction, double factor) {
        int low = 0;
        int high = STEPS;
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (prediction.uncertainty().factor((double) middle / STEPS) <= factor) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (double) low / STEPS;
    }
}
