package org.qeperf.runtime.explain;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.qeperf.runtime.explain.Spread.Source;
import org.qeperf.runtime.score.DenseNetwork;
import org.qeperf.runtime.score.PortableRegressor;
import org.qeperf.runtime.score.TreeEnsemble;
import org.qeperf.runtime.score.WeightedSum;

/**
 * What the members of a function say of one row, in the unit of the function.
 *
 * @param source what they are
 * @param values one number for each of at least two
 */
record Members(Source source, double[] values) {

    /** Members of an average have weights that add up to 1 but for rounding. */
    private static final double ROUNDING = 1e-9;

    /** The members of a function, if it has any. */
    static Optional<Members> of(PortableRegressor function, double[] row) {
        if (function instanceof TreeEnsemble trees) {
            return trees(trees, row);
        }
        if (function instanceof DenseNetwork network && network.layers().size() > 1) {
            return Optional.of(new Members(Source.DROPOUT, Dropout.of(network, row)));
        }
        return function instanceof WeightedSum sum ? sum(sum, row) : Optional.empty();
    }

    /** The trees of a forest; those of boosted trees say nothing alone. */
    private static Optional<Members> trees(TreeEnsemble trees, double[] row) {
        if (trees.trees() < 2 || trees.divisor() != trees.trees()) {
            return Optional.empty();
        }
        double[] values = new double[trees.trees()];
        trees.predictTrees(row, 0, values);
        double base = trees.base() / trees.divisor();
        Arrays.setAll(values, i -> values[i] + base);
        return Optional.of(new Members(Source.TREES, values));
    }

    /** The parts of an average, or the members of the only part that has some, with what the other parts add. */
    private static Optional<Members> sum(WeightedSum sum, double[] row) {
        double[] weights = sum.weights();
        List<PortableRegressor> parts = sum.parts();
        double[] said = new double[weights.length];
        double total = sum.constant();
        for (int i = 0; i < said.length; i++) {
            said[i] = parts.get(i).predict(row, 0, new double[parts.get(i).scratchLength()]);
            total += weights[i] * said[i];
        }
        if (said.length > 1 && isAverage(weights)) {
            Arrays.setAll(said, i -> said[i] + sum.constant());
            return Optional.of(new Members(Source.MEMBERS, said));
        }
        List<Optional<Members>> inner =
                parts.stream().map(part -> of(part, row)).toList();
        int[] spread = IntStream.range(0, said.length)
                .filter(i -> inner.get(i).isPresent())
                .toArray();
        if (spread.length != 1) {
            return Optional.empty();
        }
        int part = spread[0];
        Members members = inner.get(part).orElseThrow();
        double others = total - weights[part] * said[part];
        Arrays.setAll(members.values, i -> others + weights[part] * members.values[i]);
        return Optional.of(members);
    }

    private static boolean isAverage(double[] weights) {
        return Arrays.stream(weights).allMatch(weight -> weight > 0)
                && Math.abs(Arrays.stream(weights).sum() - 1) <= ROUNDING;
    }
}
