package org.qeperf.runtime.advise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.feature.LayoutProblem.Severity;
import org.qeperf.api.feature.Layouts;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.RunLength;
import org.qeperf.api.feature.Workload;
import org.qeperf.runtime.forecast.IonicSteps;
import org.qeperf.runtime.forecast.ScfIterations;
import org.qeperf.runtime.forecast.TotalTime;
import org.qeperf.runtime.models.RunModels;

/**
 * The layouts that went on, with what all models say of them. How far time and memory may exceed what to expect is taken from
 * the fastest layout on as many nodes, or nearly as many; whole forecasts confirm what is shown in the end.
 */
final class Shortlist {

    private static final byte CLEAN = 0;
    private static final byte WASTES = 1;
    private static final byte STOPS = 2;

    private static final int MOST_REFERENCES = 24;

    private final Layouts layouts;
    private final Ratings ratings;
    private final double[] seconds;
    private final double[] memory;
    private final byte[] state;
    private final double[] requestRatio;
    private final double[] memoryRatio;
    private final List<Part> parts = new ArrayList<>();

    /** Those on one number of nodes, from an index to before another. */
    record Part(int nodes, int from, int to) {}

    Shortlist(ModelRows rows, Layouts layouts, Workload workload, Machine machine, Ratings ratings) {
        this.layouts = layouts;
        this.ratings = ratings;
        RunModels models = rows.models();
        double[] perIteration = rows.values(models.secondsPerScfIteration(), layouts);
        double[] iterations = rows.values(models.scfIterations(), layouts);
        RunLength length = workload.length();
        double steps = IonicSteps.of(
                        length,
                        () -> models.ionicSteps()
                                .predict(workload.features(models.ionicSteps().schema(), layouts.get(0), machine)))
                .value();
        seconds = rows.values(models.secondsOutsideScf(), layouts);
        memory = rows.values(models.peakMemoryPerRank(), layouts);
        state = new byte[layouts.size()];
        for (int i = 0; i < layouts.size(); i++) {
            seconds[i] = TotalTime.expected(
                    perIteration[i], ScfIterations.expected(length, iterations[i]), steps, seconds[i], length);
            memory[i] *= layouts.tasksPerNode(i);
            state[i] = state(workload.problems(layouts.get(i), machine));
        }
        requestRatio = new double[layouts.size()];
        memoryRatio = new double[layouts.size()];
        divide();
        compare();
    }

    private static byte state(List<LayoutProblem> problems) {
        byte state = CLEAN;
        for (LayoutProblem problem : problems) {
            state = problem.severity() == Severity.STOPS ? STOPS : state == STOPS ? STOPS : WASTES;
        }
        return state;
    }

    private void divide() {
        int from = 0;
        while (from < layouts.size()) {
            int to = from;
            while (to < layouts.size() && layouts.nodes(to) == layouts.nodes(from)) {
                to++;
            }
            parts.add(new Part(layouts.nodes(from), from, to));
            from = to;
        }
    }

    /** Asks for whole forecasts of the fastest on some numbers of nodes; those between take the one before. */
    private void compare() {
        int every = (parts.size() + MOST_REFERENCES - 1) / MOST_REFERENCES;
        double requestOver = 1;
        double memoryOver = 1;
        for (int p = 0; p < parts.size(); p++) {
            Part part = parts.get(p);
            if (p % every == 0) {
                RatedLayout reference = ratings.of(layouts.get(fastest(part)));
                requestOver = reference.requestSeconds() / reference.totalSeconds();
                memoryOver = reference.memoryBytesPerNodeAtMost() / reference.memoryBytesPerNode();
            }
            Arrays.fill(requestRatio, part.from(), part.to(), requestOver);
            Arrays.fill(memoryRatio, part.from(), part.to(), memoryOver);
        }
    }

    private int fastest(Part part) {
        int fastest = part.from();
        for (int i = part.from() + 1; i < part.to(); i++) {
            fastest = seconds[i] < seconds[fastest] ? i : fastest;
        }
        return fastest;
    }

    int size() {
        return layouts.size();
    }

    List<Part> parts() {
        return parts;
    }

    int nodes(int i) {
        return layouts.nodes(i);
    }

    int pools(int i) {
        return layouts.pools(i);
    }

    int threads(int i) {
        return layouts.threadsPerTask(i);
    }

    int cores(int i) {
        return layouts.ranks(i) * layouts.threadsPerTask(i);
    }

    Layout layout(int i) {
        return layouts.get(i);
    }

    double seconds(int i) {
        return seconds[i];
    }

    double memory(int i) {
        return memory[i];
    }

    double coreHours(int i) {
        return ratings.coreHours(nodes(i), seconds[i]);
    }

    /** Whether the program would start. */
    boolean starts(int i) {
        return state[i] != STOPS;
    }

    boolean wastes(int i) {
        return state[i] == WASTES;
    }

    /** Whether the program would start and the memory of a node is enough. */
    boolean runs(int i) {
        return starts(i) && ratings.memoryFits(memory[i] * memoryRatio[i]);
    }

    /** See {@link Ratings#excess(RatedLayout)}. */
    double excess(int i) {
        return ratings.excess(seconds[i] * requestRatio[i], coreHours(i), memory[i] * memoryRatio[i]);
    }
}
