package org.qeperf.models.smile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.runtime.score.PortableRegressor;
import org.qeperf.runtime.score.TreeEnsemble;
import smile.math.MathEx;

class SmileProviderTest {

    private static final Map<String, String> WHOLE_TREE = Map.of("leaf", "1");

    private final TrainingSet data = Training.rows(250, 9);

    static Stream<String> names() {
        return new SmileProvider().algorithms().stream().map(Algorithm::name);
    }

    static Stream<String> treeNames() {
        return names().filter(name -> !name.equals("support-vector-regression"));
    }

    @Test
    void namesTheVersionOfSmile() {
        assertEquals(Map.of("smile", "2.6.0"), new SmileProvider().versions());
    }

    @Test
    void refusesAnAlgorithmThatItDoesNotHave() {
        TrainingSpec known = Training.spec("decision-tree", Map.of(), 1);
        TrainingSpec spec = new TrainingSpec("perceptron", known.hyperparameters(), 1);
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> new SmileProvider().train(spec, data, Progress.SILENT));
        assertEquals(
                "smile has no algorithm 'perceptron'; it has random-forest, gradient-boosting, decision-tree, "
                        + "support-vector-regression",
                e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0,0", "-1,0", "0,1"})
    void forestDoesNotDependOnTheNumberOfThreads(int features, int more) {
        TrainingSpec spec =
                Training.spec("random-forest", Map.of("features", "" + features, "leaf", "" + (1 + more)), 4);
        List<Map<String, Object>> forests = Stream.of(1, 2, 7)
                .map(threads -> ForestTrainer.train(spec, data, Progress.SILENT, threads))
                .map(trained -> ((PortableRegressor) trained.regressor()).arrays())
                .toList();
        assertSameArrays(forests.get(0), forests.get(1));
        assertSameArrays(forests.get(0), forests.get(2));
    }

    @ParameterizedTest
    @MethodSource("names")
    void callersPoolChangesNothing(String name) {
        Map<String, Object> alone = Training.train(name, Map.of(), 4, data).arrays();
        for (int threads : new int[] {1, 2, 7}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                assertSameArrays(
                        alone,
                        pool.submit(() ->
                                        Training.train(name, Map.of(), 4, data).arrays())
                                .join());
            } finally {
                pool.shutdown();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, 2, Long.MAX_VALUE})
    void everySeedIsReproducible(long seed) {
        for (String name : List.of("random-forest", "gradient-boosting")) {
            Map<String, String> settings =
                    name.equals("random-forest") ? Map.of("trees", "5") : Map.of("trees", "5", "sample", "0.5");
            double[] values = leaves(name, settings, seed);
            assertArrayEquals(values, leaves(name, settings, seed));
            assertTrue(!Arrays.equals(values, leaves(name, settings, seed + 17)), name);
        }
    }

    private double[] leaves(String name, Map<String, String> settings, long seed) {
        return (double[]) Training.train(name, settings, seed, data).arrays().get("value");
    }

    @ParameterizedTest
    @MethodSource("names")
    void randomNumbersOfTheCallingThreadStay(String name) {
        MathEx.setSeed(5);
        int expected = MathEx.randomInt(1_000_000);
        MathEx.setSeed(5);
        Training.train(name, Map.of(), 1, data);
        assertEquals(expected, MathEx.randomInt(1_000_000));
    }

    @ParameterizedTest
    @MethodSource("names")
    void smallAndDullRowsGiveAFunction(String name) {
        assertEquals(5, trainAndPredict(name, 1, new double[] {3}, 5));
        assertEquals(5.5, trainAndPredict(name, 1, new double[] {3, 4}, 5, 6), 0.5);
        assertEquals(5.5, trainAndPredict(name, 2, new double[] {3, 4, 3, 4}, 5, 6), 0.5);
        assertEquals(2.5, trainAndPredict(name, 3, new double[12], 1, 2, 3, 4), 0.5);
        assertEquals(7, trainAndPredict(name, 2, new Random(1).doubles(200).toArray(), sevens(100)), 1e-12);
        double[] repeated = new double[100];
        Arrays.setAll(repeated, i -> i / 25 % 2 == 0 ? 0.0 : -0.0);
        assertEquals(
                0.5,
                trainAndPredict(name, 1, repeated, new Random(1).doubles(100).toArray()),
                0.2);
    }

    private static double[] sevens(int count) {
        double[] targets = new double[count];
        Arrays.fill(targets, 7);
        return targets;
    }

    private static double trainAndPredict(String name, int columns, double[] rows, double... targets) {
        return Training.predict(
                Training.train(name, Map.of(), -3, new TrainingSet(columns, rows, targets)),
                Arrays.copyOf(rows, columns));
    }

    @ParameterizedTest
    @MethodSource("treeNames")
    void refusesTargetsWhoseSquaresOverflow(String name) {
        TrainingSet large = new TrainingSet(1, new double[] {1, 2, 3}, new double[] {1, -2e100, 3});
        TrainingException e = assertThrows(TrainingException.class, () -> Training.train(name, Map.of(), 1, large));
        assertEquals("a target is -2.0E100; expected targets from -1.0E100 to 1.0E100", e.getMessage());
    }

    @Test
    void noLimitIsNoLimit() {
        // Each split takes the largest row off, so a tree of 180 leaves is 179 questions deep.
        int rows = 180;
        double[] x = DoubleStream.iterate(0, i -> i + 1).limit(rows).toArray();
        double[] y = Arrays.stream(x).map(i -> Math.exp(1.2 * i)).toArray();
        TreeEnsemble tree = (TreeEnsemble) Training.train("decision-tree", WHOLE_TREE, 1, new TrainingSet(1, x, y));
        assertEquals(2 * rows - 1, tree.nodes());
        for (int i = 0; i < rows; i++) {
            assertEquals(y[i], Training.predict(tree, i));
        }
        TreeEnsemble forest = (TreeEnsemble)
                Training.train("random-forest", Map.of("leaf", "1", "trees", "1"), 1, new TrainingSet(1, x, y));
        // A bootstrap sample holds some 63 % of the rows, and all of them get a leaf.
        assertTrue(forest.nodes() > rows, forest.nodes() + " nodes");
    }

    @Test
    void saysWhereATreeIsTooDeep() throws InterruptedException {
        int rows = 20_000;
        double[] x = DoubleStream.iterate(0, i -> i + 1).limit(rows).toArray();
        double[] y = Arrays.stream(x).map(i -> i % 2).toArray();
        TrainingSet alternating = new TrainingSet(1, x, y);
        TrainingException[] thrown = new TrainingException[1];
        Thread small = new Thread(
                null,
                () -> thrown[0] = assertThrows(
                        TrainingException.class, () -> Training.train("decision-tree", WHOLE_TREE, 1, alternating)),
                "small stack",
                256 << 10);
        small.start();
        small.join();
        assertEquals(
                "a tree grew too deep for the stack of its thread; set hyperparameter depth, now 0, to less, or "
                        + "hyperparameter leaf, now 1, to more",
                thrown[0].getMessage());
        assertInstanceOf(StackOverflowError.class, thrown[0].getCause());
    }

    @Test
    void splitsBetweenNeighboursHoweverClose() {
        for (double[] x :
                new double[][] {{0, 1e-9}, {1e17, Math.nextUp(1e17)}, {-1.7e308, 1.7e308}, {1.6e308, 1.7e308}}) {
            TrainingSet two = new TrainingSet(1, x, new double[] {1, 2});
            PortableRegressor tree = Training.train("decision-tree", WHOLE_TREE, 1, two);
            assertEquals(1, Training.predict(tree, x[0]));
            assertEquals(2, Training.predict(tree, x[1]));
        }
    }

    @Test
    void constantColumnsTakeNoTriesFromOthers() {
        TrainingSet varying = new TrainingSet(1, new double[] {1, 2, 3, 4}, new double[] {1, 2, 3, 4});
        double[] wide = new double[4 * 5];
        for (int i = 0; i < 4; i++) {
            wide[5 * i + 3] = i + 1;
        }
        TreeEnsemble narrow = (TreeEnsemble) Training.train("random-forest", WHOLE_TREE, 1, varying);
        TreeEnsemble padded = (TreeEnsemble)
                Training.train("random-forest", WHOLE_TREE, 1, new TrainingSet(5, wide, varying.targets()));
        assertEquals(narrow.nodes(), padded.nodes());
        assertEquals(Training.predict(narrow, 2), Training.predict(padded, 0, 0, 0, 2, 0));
    }

    @ParameterizedTest
    @CsvSource({"0.01,1", "0.5,3", "1,-1"})
    void aShareOfTheFeaturesIsThatManyFeatures(double share, int features) {
        assertSameArrays(
                Training.train("random-forest", Map.of("features", "" + features), 3, data)
                        .arrays(),
                Training.train("random-forest", Map.of("share", "" + share), 3, data)
                        .arrays());
    }

    @Test
    void featuresAndTheirShareAreNotGivenTogether() {
        TrainingException e = assertThrows(
                TrainingException.class,
                () -> Training.train("random-forest", Map.of("features", "2", "share", "0.5"), 1, data));
        assertEquals(
                "hyperparameter features is 2 and share is 0.5, which say the same; expected one of them, the other 0",
                e.getMessage());
    }

    @Test
    void aLimitOfOneLeafIsTheMean() {
        PortableRegressor tree = Training.train("decision-tree", Map.of("leaves", "1"), 1, data);
        assertEquals(
                Arrays.stream(data.targets()).average().orElseThrow(),
                Training.predict(tree, new double[Training.COLUMNS]),
                1e-12);
    }

    private static void assertSameArrays(Map<String, Object> expected, Map<String, Object> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, array) ->
                assertTrue(Arrays.deepEquals(new Object[] {array}, new Object[] {actual.get(name)}), name));
    }
}
