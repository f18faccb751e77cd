package org.qeperf.models.linear;

import java.util.BitSet;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Hyperparameter;
import org.qeperf.api.train.Hyperparameters;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;

/**
 * Stepwise regression (Efroymson, in Mathematical Methods for Digital Computers, Wiley (1960) 191; Draper and Smith, Applied
 * Regression Analysis, 3rd ed., Wiley (1998), section 15.2): the column that explains most comes in as long as its t test
 * says that this is no chance; after that the weakest column goes as long as its test says that it may be chance.
 */
final class Stepwise {

    private static final String ENTER = "p_enter";
    private static final String REMOVE = "p_remove";

    static final Algorithm ALGORITHM = new Algorithm(
            "stepwise",
            "straight line by least squares over the columns that pass t tests (Draper and Smith)",
            List.of(
                    new Hyperparameter.Real(ENTER, "a column comes in below this chance", 0.05, 1e-12, 0.5, true)
                            .searched(1e-4, 0.1),
                    new Hyperparameter.Real(
                            REMOVE, "a column goes above this chance; not below p_enter", 0.1, 1e-12, 1, true)));

    private final int columns;
    private final int rows;

    /** The rows with the targets as last column, rotated into as few rows as may be. */
    private final DMatrixRMaj rotated;

    private final BitSet chosen = new BitSet();

    private Stepwise(Centred data) {
        this.columns = data.columns();
        this.rows = data.size();
        DMatrixRMaj all = new DMatrixRMaj(rows, columns + 1);
        for (int i = 0; i < rows; i++) {
            System.arraycopy(data.rows().data, i * columns, all.data, i * (columns + 1), columns);
            all.data[i * (columns + 1) + columns] = data.targets()[i];
        }
        this.rotated = rows > columns + 1 ? NonNegativeSolver.rotated(all) : all;
    }

    static TrainedRegressor train(TrainingSpec spec, TrainingSet data) {
        Hyperparameters parameters = spec.hyperparameters();
        double enter = parameters.real(ENTER);
        double remove = parameters.real(REMOVE);
        if (remove < enter) {
            throw new TrainingException("p_remove is " + remove + ", below p_enter, which is " + enter
                    + "; a column could come and go for ever");
        }
        Centred centred = Centred.of(data);
        Stepwise stepwise = new Stepwise(centred);
        // Each column comes in at most a few times; the limit is for chances that rounding makes equal.
        for (int step = 0; step < 4 * stepwise.columns && stepwise.enter(enter); step++) {
            while (stepwise.remove(remove)) {
                // The next weakest.
            }
        }
        return centred.linear(stepwise.slopes(stepwise.chosen), List.of());
    }

    private boolean enter(double chance) {
        int freedom = rows - chosen.cardinality() - 2;
        if (freedom < 1) {
            return false;
        }
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int c = chosen.nextClearBit(0); c < columns; c = chosen.nextClearBit(c + 1)) {
            chosen.set(c);
            double squares = residualSquares(chosen);
            chosen.clear(c);
            if (squares < least) {
                least = squares;
                best = c;
            }
        }
        if (best < 0 || chance(residualSquares(chosen) - least, least, freedom) >= chance) {
            return false;
        }
        chosen.set(best);
        return true;
    }

    private boolean remove(double chance) {
        double squares = residualSquares(chosen);
        int weakest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int c = chosen.nextSetBit(0); c >= 0; c = chosen.nextSetBit(c + 1)) {
            chosen.clear(c);
            double without = residualSquares(chosen);
            chosen.set(c);
            if (without < least) {
                least = without;
                weakest = c;
            }
        }
        int freedom = rows - chosen.cardinality() - 1;
        if (weakest < 0 || chance(least - squares, squares, freedom) <= chance) {
            return false;
        }
        chosen.clear(weakest);
        return true;
    }

    /** The chance that a column which means nothing explains so much. */
    private double chance(double explained, double left, int freedom) {
        double total = residualSquares(new BitSet());
        if (explained <= 1e-14 * total) {
            return 1;
        }
        return StudentT.twoSided(Math.sqrt(explained / left * freedom), freedom);
    }

    private double residualSquares(BitSet subset) {
        double[] slopes = slopes(subset);
        double sum = 0;
        for (int i = 0; i < rotated.numRows; i++) {
            double residual = rotated.data[i * (columns + 1) + columns];
            for (int c = 0; c < columns; c++) {
                residual -= slopes[c] * rotated.data[i * (columns + 1) + c];
            }
            sum += residual * residual;
        }
        return sum;
    }

    private double[] slopes(BitSet subset) {
        double[] slopes = new double[columns];
        int count = subset.cardinality();
        if (count == 0) {
            return slopes;
        }
        DMatrixRMaj part = new DMatrixRMaj(rotated.numRows, count);
        double[] target = new double[rotated.numRows];
        for (int i = 0; i < rotated.numRows; i++) {
            for (int c = subset.nextSetBit(0), k = 0; c >= 0; c = subset.nextSetBit(c + 1), k++) {
                part.data[i * count + k] = rotated.data[i * (columns + 1) + c];
            }
            target[i] = rotated.data[i * (columns + 1) + columns];
        }
        double[] solution = new SingularValues(part).solve(target, 0);
        for (int c = subset.nextSetBit(0), k = 0; c >= 0; c = subset.nextSetBit(c + 1), k++) {
            slopes[c] = solution[k];
        }
        return slopes;
    }
}
