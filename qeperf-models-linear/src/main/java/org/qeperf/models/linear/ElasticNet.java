package org.qeperf.models.linear;

import java.util.List;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Hyperparameter;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;

/**
 * The lasso (Tibshirani, J. R. Stat. Soc. B 58 (1996) 267) and the elastic net (Zou and Hastie, ibid. 67 (2005) 301) by
 * coordinate descent with inner products (Friedman, Hastie and Tibshirani, J. Stat. Softw. 33 (2010) 1, section 2.2). With n
 * rows it minimises {@code |y - X w|^2 / (2 n) + alpha l1_ratio |w|_1 + alpha (1 - l1_ratio) |w|^2 / 2}, as scikit-learn
 * does, until the duality gap (Kim et al., IEEE J. Sel. Top. Signal Process. 1 (2007) 606) is below 1e-9 of {@code |y|^2}.
 */
final class ElasticNet {

    /** Insight: what the objective, times n, may still be above its minimum. */
    static final String GAP = "duality_gap";

    private static final String L1_RATIO = "l1_ratio";
    private static final double TOLERANCE = 1e-9;

    /** With standardised columns and targets, no slope is left above 1; glmnet's path ends at 1e-4 of that, too. */
    private static final Hyperparameter ALPHA =
            new Hyperparameter.Real("alpha", "weight of the penalty", 0.001, 1e-9, 1e6, true).searched(1e-4, 0.3);

    private static final Hyperparameter SWEEPS =
            new Hyperparameter.Whole("sweeps", "most sweeps over the columns", 100_000, 1, 10_000_000);

    static final Algorithm LASSO = new Algorithm(
            "lasso",
            "straight line by least squares that leaves columns out, by a weight on the absolute slopes",
            List.of(ALPHA, SWEEPS));

    static final Algorithm ALGORITHM = new Algorithm(
            "elastic-net",
            "straight line by least squares with a weight on absolute and on squared slopes",
            List.of(
                    ALPHA,
                    new Hyperparameter.Real(
                                    L1_RATIO, "share of the absolute slopes in the penalty", 0.5, 0.01, 1, false)
                            .searched(0.05, 1),
                    SWEEPS));

    private final int columns;
    private final double[] gram;
    private final double[] products;
    private final double targetNorm;
    private final double l1;
    private final double l2;
    private final double[] slopes;

    /** The Gram matrix times the slopes. */
    private final double[] fitted;

    private ElasticNet(Centred data, double l1, double l2) {
        this.columns = data.columns();
        this.gram = new double[columns * columns];
        this.products = new double[columns];
        this.slopes = new double[columns];
        this.fitted = new double[columns];
        this.l1 = l1 * data.size();
        this.l2 = l2 * data.size();
        double norm = 0;
        for (int i = 0; i < data.size(); i++) {
            int row = i * columns;
            for (int c = 0; c < columns; c++) {
                double x = data.rows().data[row + c];
                products[c] += x * data.targets()[i];
                for (int d = 0; d < columns; d++) {
                    gram[c * columns + d] += x * data.rows().data[row + d];
                }
            }
            norm += data.targets()[i] * data.targets()[i];
        }
        this.targetNorm = norm;
    }

    static TrainedRegressor trainLasso(TrainingSpec spec, TrainingSet data) {
        return train(spec, data, 1);
    }

    static TrainedRegressor train(TrainingSpec spec, TrainingSet data) {
        return train(spec, data, spec.hyperparameters().real(L1_RATIO));
    }

    private static TrainedRegressor train(TrainingSpec spec, TrainingSet data, double ratio) {
        double alpha = spec.hyperparameters().real(ALPHA.name());
        Centred centred = Centred.of(data);
        ElasticNet net = new ElasticNet(centred, alpha * ratio, alpha * (1 - ratio));
        double gap = net.descend(spec.hyperparameters().whole(SWEEPS.name()));
        return centred.linear(net.slopes, List.of(new Insight(GAP, new double[] {gap})));
    }

    private double descend(int sweeps) {
        double gap = gap();
        for (int sweep = 0; sweep < sweeps && gap > TOLERANCE * targetNorm; sweep++) {
            double largest = 0;
            for (int c = 0; c < columns; c++) {
                largest = Math.max(largest, step(c));
            }
            gap = gap();
            if (largest == 0) {
                break;
            }
        }
        return gap;
    }

    /** Moves one slope to the best place while the others stay, and says how far that was. */
    private double step(int c) {
        double own = gram[c * columns + c];
        if (own == 0) {
            return 0;
        }
        double pull = products[c] - fitted[c] + own * slopes[c];
        double next = Math.signum(pull) * Math.max(0, Math.abs(pull) - l1) / (own + l2);
        double move = next - slopes[c];
        if (move != 0) {
            slopes[c] = next;
            for (int d = 0; d < columns; d++) {
                fitted[d] += move * gram[c * columns + d];
            }
        }
        return Math.abs(move);
    }

    private double gap() {
        double slopeProducts = 0;
        double slopeFitted = 0;
        double absolute = 0;
        double squares = 0;
        double steepest = 0;
        for (int c = 0; c < columns; c++) {
            slopeProducts += slopes[c] * products[c];
            slopeFitted += slopes[c] * fitted[c];
            absolute += Math.abs(slopes[c]);
            squares += slopes[c] * slopes[c];
            steepest = Math.max(steepest, Math.abs(products[c] - fitted[c] - l2 * slopes[c]));
        }
        double residual = Math.max(0, targetNorm - 2 * slopeProducts + slopeFitted);
        double scale = steepest > l1 ? l1 / steepest : 1;
        return residual * (1 + scale * scale) / 2
                + l1 * absolute
                - scale * (targetNorm - slopeProducts)
                + l2 * (1 + scale * scale) * squares / 2;
    }
}
