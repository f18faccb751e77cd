package org.qeperf.models.smile;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.qeperf.api.train.TrainingSet;
import smile.base.cart.CART;
import smile.base.cart.InternalNode;
import smile.data.DataFrame;
import smile.data.Tuple;
import smile.data.vector.BaseVector;
import smile.data.vector.DoubleVector;

/**
 * Training rows as Smile's trees see them: every number replaced by its rank among the different numbers of its column.
 *
 * <p>A tree only asks which numbers are larger, so the ranks give the same tree. They spare it two traps: Smile never
 * splits between numbers closer than 1e-7, and makes an empty leaf where the mean of two neighbours rounds to the larger
 * one. Columns of one number only are left out, because Smile counts them among the features it tries, and makes a leaf
 * where it drew no other.
 */
final class RankedRows {

    private final int size;
    private final int[] columns;
    private final double[][] values;
    private final int[][] ranks;
    private final DataFrame frame;
    private final int[][] order;

    RankedRows(TrainingSet data) {
        this.size = data.size();
        double[][] different = new double[data.columns()][];
        Arrays.setAll(different, c -> different(column(data, c)));
        int[] varying = IntStream.range(0, different.length)
                .filter(c -> different[c].length > 1)
                .toArray();
        // Smile needs a column, if only one that it cannot split.
        this.columns = varying.length > 0 ? varying : new int[1];
        this.values = new double[columns.length][];
        this.ranks = new int[columns.length][];
        for (int i = 0; i < columns.length; i++) {
            values[i] = different[columns[i]];
            ranks[i] = ranks(column(data, columns[i]), values[i]);
        }
        this.frame = frame(ranks);
        this.order = CART.order(frame);
    }

    private static double[] column(TrainingSet data, int column) {
        double[] numbers = new double[data.size()];
        for (int row = 0; row < numbers.length; row++) {
            // Makes one zero of the two.
            numbers[row] = data.rows()[row * data.columns() + column] + 0.0;
        }
        return numbers;
    }

    private static double[] different(double[] numbers) {
        return Arrays.stream(numbers).sorted().distinct().toArray();
    }

    private static int[] ranks(double[] numbers, double[] sorted) {
        int[] ranks = new int[numbers.length];
        Arrays.setAll(ranks, row -> Arrays.binarySearch(sorted, numbers[row]));
        return ranks;
    }

    private static DataFrame frame(int[][] ranks) {
        BaseVector<?, ?, ?>[] vectors = new BaseVector<?, ?, ?>[ranks.length];
        for (int i = 0; i < ranks.length; i++) {
            vectors[i] = DoubleVector.of(
                    "x" + i, Arrays.stream(ranks[i]).asDoubleStream().toArray());
        }
        return DataFrame.of(vectors);
    }

    /** Number of rows. */
    int size() {
        return size;
    }

    /** Number of columns that Smile sees. */
    int seen() {
        return columns.length;
    }

    /** The column of the training set that Smile's column stands for. */
    int column(int seen) {
        return columns[seen];
    }

    /** The ranks. */
    DataFrame frame() {
        return frame;
    }

    /** The rows of each column in ascending order. */
    int[][] order() {
        return order;
    }

    /** The ranks of one of Smile's columns, one for each row; not to be modified. */
    int[] ranks(int seen) {
        return ranks[seen];
    }

    /**
     * The largest rank that a node sends to its true child. Smile keeps a node's threshold to itself, so the node is asked.
     */
    int cut(InternalNode node) {
        int column = node.feature();
        double[] probe = new double[columns.length];
        int below = 0;
        int above = values[column].length - 1;
        while (below + 1 < above) {
            int middle = (below + above) >>> 1;
            probe[column] = middle;
            if (node.branch(Tuple.of(probe, frame.schema()))) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return below;
    }

    /** The mean of the numbers of two ranks, less than the second even where the mean rounds to it. */
    double between(int seen, int lower, int upper) {
        double low = values[seen][lower];
        double high = values[seen][upper];
        double mean = (high + low) / 2;
        if (!Double.isFinite(mean)) {
            mean = high / 2 + low / 2;
        }
        return mean < high ? mean : low;
    }

    /** The largest rank from {@code lower} to {@code upper} whose number is not above a threshold; the first's is not. */
    int lastAtMost(int seen, double threshold, int lower, int upper) {
        int found = Arrays.binarySearch(values[seen], lower, upper, threshold);
        return found >= 0 ? found : -found - 2;
    }
}
