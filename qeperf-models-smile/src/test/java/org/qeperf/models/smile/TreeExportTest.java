package org.qeperf.models.smile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.qeperf.runtime.score.TreeEnsemble;
import smile.data.DataFrame;
import smile.data.Tuple;
import smile.data.formula.Formula;
import smile.data.vector.DoubleVector;
import smile.regression.RandomForest;

class TreeExportTest {

    private static final int COLUMNS = 4;

    @Test
    void flatTreesPredictWhatSmilePredictsBitByBit() {
        Random random = new Random(7);
        double[][] x = new double[300][COLUMNS];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            Arrays.setAll(x[i], c -> random.nextGaussian());
            y[i] = Math.sin(x[i][0]) + x[i][1] * x[i][2];
        }
        DataFrame frame = DataFrame.of(x, "a", "b", "c", "d").merge(DoubleVector.of("y", y));
        RandomForest forest = RandomForest.fit(
                Formula.lhs("y"), frame, 30, 2, Integer.MAX_VALUE, Integer.MAX_VALUE, 1, 1.0, LongStream.range(2, 32));
        TreeEnsemble flat = TreeExport.of(forest.trees(), COLUMNS, forest.trees().length);
        for (int i = 0; i < 5_000; i++) {
            double[] row = i < x.length ? x[i] : random.doubles(COLUMNS, -3, 3).toArray();
            double[] withTarget = Arrays.copyOf(row, COLUMNS + 1);
            assertEquals(forest.predict(Tuple.of(withTarget, frame.schema())), flat.predict(row, 0, new double[0]));
        }
    }
}
