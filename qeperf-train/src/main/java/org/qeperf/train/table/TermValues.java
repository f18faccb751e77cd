package org.qeperf.train.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.InputException;
import org.qeperf.api.TrainingException;
import org.qeperf.runtime.table.Factor;
import org.qeperf.runtime.table.TableColumn;
import org.qeperf.runtime.table.Term;

/**
 * Computes features for all rows of a table: the same numbers, bit by bit, as {@link
 * org.qeperf.runtime.table.TableFeatures#row} computes for one, but each function of a cell once.
 */
final class TermValues {

    private static final long MOST_NUMBERS = 100_000_000;

    private final int rows;
    private final Map<String, TableColumn> columns = new HashMap<>();
    private final Map<String, double[]> cells = new HashMap<>();
    private final Map<Factor, double[]> values = new HashMap<>();

    /**
     * Finds the columns.
     *
     * @throws InputException if one is not there, or a cell is of another kind or has a word that is not known
     */
    TermValues(Table table, List<TableColumn> columns) {
        this.rows = table.rows();
        for (TableColumn column : columns) {
            this.columns.put(column.name(), column);
            this.cells.put(column.name(), Levels.codes(table, column));
        }
    }

    /** One row after the other. */
    double[] matrix(List<Term> terms) {
        int width = terms.size();
        if ((long) rows * width > MOST_NUMBERS) {
            throw new TrainingException(rows + " rows of " + width + " features are more than " + MOST_NUMBERS
                    + " numbers; lower the degree of products, or use fewer columns or rows");
        }
        double[] matrix = new double[rows * width];
        List<double[]> factors = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            factors.clear();
            terms.get(i).factors().forEach(factor -> factors.add(values(factor)));
            for (int row = 0; row < rows; row++) {
                double product = 1;
                for (double[] factor : factors) {
                    product *= factor[row];
                }
                matrix[row * width + i] = product;
            }
        }
        return matrix;
    }

    /** The first number of a matrix that is not finite. */
    Optional<NotFinite> firstNotFinite(double[] matrix, List<Term> terms) {
        for (int i = 0; i < matrix.length; i++) {
            if (!Double.isFinite(matrix[i])) {
                int row = i / terms.size();
                Term term = terms.get(i % terms.size());
                return Optional.of(term.factors().stream()
                        .filter(factor -> !Double.isFinite(values(factor)[row]))
                        .findFirst()
                        .map(factor -> notFinite(row, factor))
                        .orElseGet(() -> NotFinite.of(row, term)));
            }
        }
        return Optional.empty();
    }

    /** The first row in which a function of a cell is not finite. */
    Optional<NotFinite> firstNotFinite(Factor factor) {
        double[] computed = values(factor);
        for (int row = 0; row < rows; row++) {
            if (!Double.isFinite(computed[row])) {
                return Optional.of(notFinite(row, factor));
            }
        }
        return Optional.empty();
    }

    private NotFinite notFinite(int row, Factor factor) {
        return NotFinite.of(row, factor, cellsOf(factor)[row]);
    }

    private double[] cellsOf(Factor factor) {
        return cells.getOrDefault(factor.column(), new double[0]);
    }

    private double[] values(Factor factor) {
        return values.computeIfAbsent(factor, this::compute);
    }

    private double[] compute(Factor factor) {
        double[] cell = cellsOf(factor);
        if (factor instanceof Factor.Power power && power.exponent() == 1) {
            return cell;
        }
        double[] computed = new double[rows];
        if (factor instanceof Factor.Power power) {
            for (int row = 0; row < rows; row++) {
                computed[row] = StrictMath.pow(cell[row], power.exponent());
            }
        } else if (factor instanceof Factor.Log) {
            for (int row = 0; row < rows; row++) {
                computed[row] = StrictMath.log(cell[row]);
            }
        } else if (factor instanceof Factor.Is is) {
            int code = columns.getOrDefault(is.column(), TableColumn.numbers(is.column()))
                    .levels()
                    .indexOf(is.level());
            for (int row = 0; row < rows; row++) {
                computed[row] = cell[row] == code ? 1 : 0;
            }
        }
        return computed;
    }
}
