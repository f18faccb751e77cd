package org.qeperf.train.drift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.qeperf.api.feature.FeatureSchema;

/**
 * Whether recent rows are like those of a reference, column by column: the two-sample test of Kolmogorov and Smirnov, its
 * probabilities multiplied by the number of columns tested (Bonferroni). It takes rows as independent; runs that vary one input
 * are not, so a campaign looks like a change, which it is.
 *
 * @param reference number of rows of the reference
 * @param recent number of recent rows
 * @param level probability of a false alarm, over all columns
 * @param columns the columns that are not the same number in all rows, the least alike first
 */
public record FeatureDrift(int reference, int recent, double level, List<Column> columns) {

    /** The usual level. */
    public static final double LEVEL = 0.01;

    /** Copies the list. */
    public FeatureDrift {
        columns = List.copyOf(columns);
    }

    /**
     * A column.
     *
     * @param feature its name
     * @param distance the largest distance between the two distributions, from 0 to 1
     * @param probability that rows of one population are as far apart, multiplied by the number of columns, at most 1
     */
    public record Column(String feature, double distance, double probability) {}

    /**
     * Compares rows.
     *
     * @param schema the columns
     * @param reference rows, row-major, at least one
     * @param recent rows, row-major, at least one
     * @param level probability of a false alarm
     * @return what differs
     */
    public static FeatureDrift of(FeatureSchema schema, double[] reference, double[] recent, double level) {
        int width = schema.size();
        List<Integer> varying = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            if (varies(reference, recent, width, c)) {
                varying.add(c);
            }
        }
        // The exact distribution of large samples takes long, and rows with ties have none.
        KolmogorovSmirnovTest test = KolmogorovSmirnovTest.withDefaults().with(PValueMethod.ASYMPTOTIC);
        List<Column> columns = new ArrayList<>();
        for (int c : varying) {
            double[] before = column(reference, width, c);
            double[] after = column(recent, width, c);
            var result = test.test(before, after);
            columns.add(new Column(
                    schema.features().get(c).name(),
                    result.getStatistic(),
                    Math.min(1, varying.size() * result.getPValue())));
        }
        columns.sort(Comparator.comparingDouble(Column::probability)
                .thenComparing(Comparator.comparingDouble(Column::distance).reversed()));
        return new FeatureDrift(reference.length / width, recent.length / width, level, columns);
    }

    private static boolean varies(double[] reference, double[] recent, int width, int column) {
        double first = reference[column];
        for (int i = column; i < reference.length; i += width) {
            if (reference[i] != first) {
                return true;
            }
        }
        for (int i = column; i < recent.length; i += width) {
            if (recent[i] != first) {
                return true;
            }
        }
        return false;
    }

    private static double[] column(double[] rows, int width, int column) {
        double[] values = new double[rows.length / width];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows[i * width + column];
        }
        return values;
    }

    /**
     * The columns that have changed.
     *
     * @return the least alike first
     */
    public List<Column> changed() {
        return columns.stream().filter(column -> column.probability() < level).toList();
    }
}
