package org.qeperf.runtime.advise;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Layouts;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.RunLength;
import org.qeperf.api.feature.Workload;
import org.qeperf.api.predict.Prediction;
import org.qeperf.runtime.forecast.Chance;
import org.qeperf.runtime.forecast.IonicSteps;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.forecast.ScfIterations;
import org.qeperf.runtime.forecast.TotalTime;
import org.qeperf.runtime.models.RunModels;

/**
 * Times, memory and risks of many layouts around one, for pictures. The values are those of whole forecasts; what takes long
 * there, their intervals, is left out. Immutable.
 *
 * @param nodesAndPools rows are numbers of nodes, columns numbers of pools; with as many tasks on a node as there is room for
 * @param tasksAndThreads rows are tasks on a node, columns threads of a task
 */
public record Landscape(Plane nodesAndPools, Plane tasksAndThreads) {

    /** Rows and columns of a plane, at most. */
    private static final int MOST = 24;

    /**
     * Two numbers of a layout that change while the others stay.
     *
     * @param rows values of the first, ascending
     * @param columns values of the second, ascending
     * @param places where the program starts
     */
    public record Plane(List<Integer> rows, List<Integer> columns, List<Place> places) {
        /** Copies the lists. */
        public Plane {
            rows = List.copyOf(rows);
            columns = List.copyOf(columns);
            places = List.copyOf(places);
        }
    }

    /**
     * What to expect of a layout.
     *
     * @param row index of the row, from 0
     * @param column index of the column, from 0
     * @param layout the layout
     * @param seconds wall time from start to end
     * @param memoryBytesPerNode memory that the ranks of a node need
     * @param failureProbability that memory is not enough or self-consistency is not reached; no limit of time is known here
     */
    public record Place(
            int row, int column, Layout layout, double seconds, double memoryBytesPerNode, double failureProbability) {}

    /**
     * Looks around a layout.
     *
     * @param predictor what to ask
     * @param workload what the run consists of
     * @param machine where it runs
     * @param around the layout: its threads hold in the first plane, its nodes and pools in the second
     * @param maxNodes most nodes of the first plane, at least 1
     * @return both planes
     */
    public static Landscape of(
            RunPredictor predictor, Workload workload, Machine machine, Layout around, int maxNodes) {
        Survey survey = new Survey(predictor.models(), workload, machine);
        int cores = machine.coresPerNode();
        int threads = Math.min(around.threadsPerTask(), cores);
        int tasks = cores / threads;
        List<Integer> nodes = steps(maxNodes, new TreeSet<>(List.of(Math.min(around.nodes(), maxNodes))));
        TreeSet<Integer> pools = divisors(Dimensions.of(workload.counts()).kPoints());
        pools.add(around.pools());
        List<Integer> perNode = steps(cores, divisors(cores));
        return new Landscape(
                survey.plane(nodes, thinned(pools), (n, k) -> layout(n, tasks, threads, k)),
                survey.plane(
                        perNode,
                        perNode,
                        (t, c) -> (long) t * c > cores ? List.of() : layout(around.nodes(), t, c, around.pools())));
    }

    private static List<Layout> layout(int nodes, int tasks, int threads, int pools) {
        boolean whole = (long) nodes * tasks % pools == 0;
        return whole ? List.of(new Layout(nodes, tasks, threads, pools)) : List.of();
    }

    /** All up to a few, then powers of two, those wanted, and the largest. */
    private static List<Integer> steps(int most, TreeSet<Integer> wanted) {
        TreeSet<Integer> steps = new TreeSet<>(wanted);
        for (long step = 1; step <= most; step *= 2) {
            steps.add((int) step);
        }
        for (int step = 3; step <= Math.min(most, MOST / 3); step++) {
            steps.add(step);
        }
        steps.add(most);
        return thinned(steps);
    }

    private static TreeSet<Integer> divisors(int number) {
        TreeSet<Integer> divisors = new TreeSet<>();
        for (int i = 1; (long) i * i <= number; i++) {
            if (number % i == 0) {
                divisors.add(i);
                divisors.add(number / i);
            }
        }
        return divisors;
    }

    /** Evenly, with the first and the last. */
    private static List<Integer> thinned(TreeSet<Integer> numbers) {
        List<Integer> all = new ArrayList<>(numbers);
        if (all.size() <= MOST) {
            return all;
        }
        List<Integer> some = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            some.add(all.get(i * (all.size() - 1) / (MOST - 1)));
        }
        return some;
    }

    /** The layout of a row and a column, or none. */
    @FunctionalInterface
    private interface Spread {
        List<Layout> layout(int row, int column);
    }

    private record Survey(RunModels models, Workload workload, Machine machine) {

        Plane plane(List<Integer> rows, List<Integer> columns, Spread spread) {
            ModelRows model = new ModelRows(models, workload, machine);
            Layouts layouts = new Layouts();
            List<int[]> where = new ArrayList<>();
            for (int r = 0; r < rows.size(); r++) {
                for (int c = 0; c < columns.size(); c++) {
                    for (Layout layout : spread.layout(rows.get(r), columns.get(c))) {
                        if (!model.stops(layout)) {
                            where.add(new int[] {r, c});
                            layouts.add(
                                    layout.nodes(),
                                    layout.tasksPerNode(),
                                    layout.threadsPerTask(),
                                    layout.pools(),
                                    layout.diagonalizationRanks(),
                                    layout.taskGroups());
                        }
                    }
                }
            }
            return new Plane(rows, columns, places(model, layouts, where));
        }

        private List<Place> places(ModelRows model, Layouts layouts, List<int[]> where) {
            double[] perIteration = model.values(models.secondsPerScfIteration(), layouts);
            double[] outside = model.values(models.secondsOutsideScf(), layouts);
            RunLength length = workload.length();
            List<Place> places = new ArrayList<>();
            for (int i = 0; i < layouts.size(); i++) {
                Layout layout = layouts.get(i);
                Prediction iterations = model.predict(models.scfIterations(), layout);
                double steps = IonicSteps.of(length, () -> model.predict(models.ionicSteps(), layout))
                        .value();
                double seconds = TotalTime.expected(
                        perIteration[i], ScfIterations.expected(length, iterations.value()), steps, outside[i], length);
                Prediction perRank = model.memoryPerRank(layout);
                double tooLarge = Chance.above(perRank, (double) machine.memoryBytesPerNode() / layout.tasksPerNode());
                double tooLong = ScfIterations.notConverged(length, ScfIterations.of(length, iterations));
                places.add(new Place(
                        where.get(i)[0],
                        where.get(i)[1],
                        layout,
                        seconds,
                        perRank.value() * layout.tasksPerNode(),
                        1 - (1 - tooLarge) * (1 - tooLong)));
            }
            return places;
        }
    }
}
