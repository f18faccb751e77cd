package org.qeperf.models.smile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.runtime.score.TreeEnsemble;
import smile.base.cart.Loss;
import smile.data.DataFrame;
import smile.data.Tuple;
import smile.math.MathEx;
import smile.regression.GradientTreeBoost;
import smile.regression.RandomForest;
import smile.regression.RegressionTree;

/** Portable trees give what Smile's own give that it grew on the numbers themselves, bit by bit. */
class TreesEqualSmileTest {

    private static final int UNLIMITED = Integer.MAX_VALUE;
    private static final long SEED = -7;

    private final TrainingSet data = Training.rows(400, 3);
    private final DataFrame frame = Training.frame(data);

    @ParameterizedTest
    @CsvSource({"0,0,1", "0,0,7", "3,0,2", "1,0,1", "0,2,1", "0,30,3", "6,20,5"})
    void decisionTree(int depth, int leaves, int leaf) {
        Map<String, String> settings = Map.of("depth", "" + depth, "leaves", "" + leaves, "leaf", "" + leaf);
        RegressionTree smile = RegressionTree.fit(
                Training.FORMULA, frame, depth > 0 ? depth + 1 : UNLIMITED, leaves > 0 ? leaves : UNLIMITED, leaf);
        assertSame(smile::predict, train("decision-tree", settings));
    }

    @ParameterizedTest
    @CsvSource({"0,2,0,1", "-1,6,0,2", "1,1,0,1", "3,3,4,5", "99,6,0,1"})
    void randomForest(int features, int tried, int depth, int leaf) {
        Map<String, String> settings =
                Map.of("trees", "20", "features", "" + features, "depth", "" + depth, "leaf", "" + leaf);
        RandomForest smile = RandomForest.fit(
                Training.FORMULA,
                frame,
                20,
                tried,
                depth > 0 ? depth + 1 : UNLIMITED,
                UNLIMITED,
                leaf,
                1.0,
                Arrays.stream(ForestTrainer.seeds(SEED, 20)));
        assertSame(smile::predict, train("random-forest", settings));
    }

    @ParameterizedTest
    @CsvSource({
        "least-squares,1,3,1,0.1", "least-squares,0.5,4,3,0.3", "least-absolute-deviation,1,3,1,0.1",
        "least-absolute-deviation,0.7,0,9,1", "huber,1,3,1,0.1", "huber,0.33,2,2,0.05"
    })
    void gradientBoosting(String loss, double sample, int depth, int leaf, double shrinkage) {
        Map<String, String> settings = new HashMap<>(Map.of("trees", "40", "loss", loss, "sample", "" + sample));
        settings.putAll(Map.of("depth", "" + depth, "leaf", "" + leaf, "shrinkage", "" + shrinkage));
        Loss smileLoss = loss.equals("least-squares") ? Loss.ls() : loss.equals("huber") ? Loss.huber(0.9) : Loss.lad();
        MathEx.setSeed(BoostingTrainer.Sampling.smileSeed(SEED));
        GradientTreeBoost smile = GradientTreeBoost.fit(
                Training.FORMULA,
                frame,
                smileLoss,
                40,
                depth > 0 ? depth + 1 : UNLIMITED,
                UNLIMITED,
                leaf,
                shrinkage,
                sample);
        assertSame(smile::predict, train("gradient-boosting", settings));
    }

    private TreeEnsemble train(String algorithm, Map<String, String> settings) {
        return (TreeEnsemble) Training.train(algorithm, settings, SEED, data);
    }

    private void assertSame(ToDoubleFunction<Tuple> smile, TreeEnsemble portable) {
        for (double[] row : Training.probes(data, portable)) {
            assertEquals(smile.applyAsDouble(Training.tuple(row, frame)), Training.predict(portable, row));
        }
    }
}
