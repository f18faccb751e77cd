package org.qeperf.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Algorithm.Inputs;
import org.qeperf.api.train.Dimension;
import org.qeperf.api.train.Hyperparameter;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.Regressor;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.runtime.score.LinearFunction;
import org.qeperf.runtime.score.PortableRegressor;

/** The rules of the contract, each with a check that throws where a provider breaks it. */
enum ContractRule {
    NAMES("has a valid name and algorithms that the catalogue finds") {
        @Override
        void check(ContractSubject subject) {
            RegressorCatalogue catalogue = RegressorCatalogue.of(subject.provider());
            assertTrue(!subject.provider().algorithms().isEmpty(), "no algorithms");
            for (Algorithm algorithm : subject.provider().algorithms()) {
                assertTrue(algorithm.name().matches("[a-z][a-z0-9-]*"), algorithm.name());
                String id = subject.provider().name() + "/" + algorithm.name();
                assertEquals(algorithm.name(), catalogue.find(id).algorithm().name());
            }
        }
    },
    DEFAULTS("has defaults that are allowed, and names an unknown setting") {
        @Override
        void check(ContractSubject subject) {
            for (Hyperparameter parameter : subject.algorithm().hyperparameters()) {
                assertEquals(parameter.defaultText(), parameter.normalize(parameter.defaultText()), parameter.name());
            }
            TrainingException e = assertThrows(
                    TrainingException.class, () -> subject.algorithm().configure(Map.of("no-such-setting", "1")));
            assertTrue(e.toString().contains("'no-such-setting'"), e.toString());
        }
    },
    UNKNOWN_ALGORITHM("refuses an algorithm that it does not have") {
        @Override
        void check(ContractSubject subject) {
            TrainingSpec spec =
                    new TrainingSpec("no-such-algorithm", subject.algorithm().configure(Map.of()), SEED);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> subject.provider().train(spec, subject.draw(50, SEED), Progress.SILENT));
        }
    },
    DETERMINISTIC("gives the same function for the same seed and rows") {
        @Override
        void check(ContractSubject subject) {
            TrainingSet data = subject.draw(120, SEED);
            assertArrayEquals(
                    evaluate(subject.train(data, SEED).regressor(), data),
                    evaluate(subject.train(data, SEED).regressor(), data));
        }
    },
    DATA_UNTOUCHED("does not change the rows") {
        @Override
        void check(ContractSubject subject) {
            TrainingSet data = subject.draw(120, SEED);
            subject.train(data, SEED);
            assertArrayEquals(subject.draw(120, SEED).rows(), data.rows());
            assertArrayEquals(subject.draw(120, SEED).targets(), data.targets());
        }
    },
    FINITE("gives finite values, far outside the rows too; of raw rows positive ones") {
        @Override
        void check(ContractSubject subject) {
            Regressor regressor = subject.train(subject.draw(120, SEED), SEED).regressor();
            double[] scratch = new double[regressor.scratchLength()];
            boolean raw = subject.algorithm().inputs() == Inputs.RAW;
            for (double far : raw ? FAR_RAW : FAR) {
                double[] row = new double[SyntheticData.COLUMNS];
                Arrays.fill(row, far);
                double value = regressor.predict(row, 0, scratch);
                assertTrue(Double.isFinite(value), value + " at " + far);
                assertTrue(!raw || value > 0, value + " at " + far);
            }
        }
    },
    SKILL("learns: on new rows its error is not above that of the best straight line by more than a twentieth") {
        @Override
        void check(ContractSubject subject) {
            TrainingSet unseen = subject.draw(200, SEED + 1);
            double[] values =
                    evaluate(subject.train(subject.draw(400, SEED), SEED).regressor(), unseen);
            boolean raw = subject.algorithm().inputs() == Inputs.RAW;
            double error = 0;
            double errorOfLine = 0;
            for (int i = 0; i < values.length; i++) {
                double target = unseen.targets()[i];
                double line = SyntheticData.line(subject.algorithm().inputs(), unseen.rows(), i * unseen.columns());
                error += Math.pow(raw ? values[i] / target - 1 : values[i] - target, 2);
                errorOfLine += Math.pow(raw ? line / target - 1 : line - target, 2);
            }
            double ratio = Math.sqrt(error / errorOfLine);
            assertTrue(ratio < 1.05, "the error is " + ratio + " times that of the line");
        }
    },
    STATELESS("does not depend on what is in the scratch array or before the row") {
        @Override
        void check(ContractSubject subject) {
            TrainingSet data = subject.draw(60, SEED);
            Regressor regressor = subject.train(data, SEED).regressor();
            assertEquals(SyntheticData.COLUMNS, regressor.inputs());
            double[] expected = evaluate(regressor, data);
            for (int row = data.size() - 1; row >= 0; row--) {
                double[] scratch = new double[regressor.scratchLength()];
                Arrays.fill(scratch, Double.NaN);
                assertEquals(expected[row], regressor.predict(data.rows(), row * data.columns(), scratch));
            }
        }
    },
    BATCH("gives the same values for many rows at once, and writes nothing else") {
        @Override
        void check(ContractSubject subject) {
            TrainingSet data = subject.draw(203, SEED);
            Regressor regressor = subject.train(data, SEED).regressor();
            double[] expected = evaluate(regressor, data);
            for (int count : new int[] {0, 1, 2, 7, 64, 202}) {
                double[] out = new double[count + 2];
                double[] scratch = new double[regressor.scratchLength()];
                Arrays.fill(scratch, Double.NaN);
                regressor.predict(data.rows(), data.columns(), count, out, 1, scratch);
                assertEquals(0, out[0], "before the first of " + count);
                assertEquals(0, out[count + 1], "after the last of " + count);
                assertArrayEquals(Arrays.copyOfRange(expected, 1, count + 1), Arrays.copyOfRange(out, 1, count + 1));
            }
        }
    },
    CONCURRENT("may be evaluated by several threads at once") {
        @Override
        void check(ContractSubject subject) throws Exception {
            TrainingSet data = subject.draw(200, SEED);
            Regressor regressor = subject.train(data, SEED).regressor();
            double[] expected = evaluate(regressor, data);
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                List<Callable<double[]>> tasks = new ArrayList<>();
                for (int i = 0; i < 16; i++) {
                    tasks.add(() -> evaluate(regressor, data));
                }
                for (Future<double[]> result : threads.invokeAll(tasks)) {
                    assertArrayEquals(expected, result.get());
                }
            } finally {
                threads.shutdownNow();
            }
        }
    },
    PORTABLE("is made of plain arrays that give the same function again") {
        @Override
        void check(ContractSubject subject) {
            TrainingSet data = subject.draw(120, SEED);
            Regressor regressor = subject.train(data, SEED).regressor();
            PortableRegressor portable = (PortableRegressor) assertPortable(regressor);
            Regressor again = PortableRegressor.of(portable.kind(), portable.arrays(), portable.words());
            assertArrayEquals(evaluate(regressor, data), evaluate(again, data));
        }

        private Regressor assertPortable(Regressor regressor) {
            assertTrue(regressor instanceof PortableRegressor, regressor.getClass() + " is not portable");
            return regressor;
        }
    },
    PROGRESS("reports progress up to its end, in order") {
        @Override
        void check(ContractSubject subject) {
            List<Long> done = new ArrayList<>();
            List<Long> total = new ArrayList<>();
            subject.train(subject.draw(60, SEED), SEED, (what, d, t) -> {
                done.add(d);
                total.add(t);
            });
            assertTrue(!done.isEmpty(), "no progress was reported");
            assertEquals(done.stream().sorted().toList(), done);
            assertEquals(total.get(0), done.get(done.size() - 1));
            assertEquals(1, total.stream().distinct().count(), "the total changed");
        }
    },
    INSIGHTS("gives importances, if any, that are shares of 1, one for each input") {
        @Override
        void check(ContractSubject subject) {
            TrainedRegressor trained = subject.train(subject.draw(120, SEED), SEED);
            trained.insight(Insight.IMPORTANCE).ifPresent(importance -> {
                assertEquals(SyntheticData.COLUMNS, importance.values().length);
                assertTrue(Arrays.stream(importance.values()).allMatch(x -> x >= 0), "negative importance");
                assertEquals(1, Arrays.stream(importance.values()).sum(), 1e-9);
            });
        }
    },
    SEARCH("allows the values that a search should try, and trains with those at the ends") {
        @Override
        void check(ContractSubject subject) {
            List<Map<String, String>> ends = new ArrayList<>(List.of(new HashMap<>(), new HashMap<>()));
            int searched = 0;
            for (Hyperparameter parameter : subject.algorithm().hyperparameters()) {
                Optional<Dimension> search = parameter.search();
                if (search.isPresent()) {
                    for (double position : new double[] {0, 0.5, 1}) {
                        String value = search.get().at(position);
                        assertEquals(value, parameter.normalize(value), parameter.name());
                    }
                    // All low and all high; then every other one the other way round.
                    ends.get(0).put(parameter.name(), search.get().at(0));
                    ends.get(1).put(parameter.name(), search.get().at(1));
                    searched++;
                }
            }
            if (searched > 1) {
                ends.addAll(List.of(mixed(ends.get(0), ends.get(1)), mixed(ends.get(1), ends.get(0))));
            }
            TrainingSet data = subject.draw(60, SEED);
            for (Map<String, String> settings : searched > 0 ? ends : List.<Map<String, String>>of()) {
                double[] values = evaluate(subject.train(data, settings).regressor(), data);
                assertTrue(Arrays.stream(values).allMatch(Double::isFinite), "not finite with " + settings);
            }
        }

        private static Map<String, String> mixed(Map<String, String> even, Map<String, String> odd) {
            Map<String, String> mixed = new HashMap<>();
            for (String name : new TreeSet<>(even.keySet())) {
                mixed.put(name, (mixed.size() % 2 == 0 ? even : odd).get(name));
            }
            return mixed;
        }
    },
    RESUME("is carried on to the same function each time, if it names its steps, and refuses to be if it does not") {
        @Override
        void check(ContractSubject subject) {
            TrainingSet data = subject.draw(120, SEED);
            TrainedRegressor earlier = subject.train(data, SEED);
            if (subject.algorithm().steps().isEmpty()) {
                assertThrows(IllegalArgumentException.class, () -> subject.resume(data, earlier));
                return;
            }
            double[] before = evaluate(earlier.regressor(), data);
            double[] after = evaluate(subject.resume(data, earlier).regressor(), data);
            assertArrayEquals(after, evaluate(subject.resume(data, earlier).regressor(), data));
            assertArrayEquals(before, evaluate(earlier.regressor(), data), "the earlier function changed");
            assertTrue(!Arrays.equals(before, after), "nothing was learnt");
            evaluate(subject.resume(data, subject.resume(data, earlier)).regressor(), data);
        }
    },
    FOREIGN("refuses to carry on a function of other rows") {
        @Override
        void check(ContractSubject subject) {
            TrainingSet data = subject.draw(60, SEED);
            int columns = SyntheticData.COLUMNS + 1;
            TrainedRegressor wide = new TrainedRegressor(new LinearFunction(1, new double[columns]), List.of());
            assertThrows(IllegalArgumentException.class, () -> subject.resume(data, wide));
        }
    };

    private static final double[] FAR = {-1e6, -10, 0, 10, 1e6};
    private static final double[] FAR_RAW = {0, 1, 10, 1e6, 1e12};
    private static final long SEED = 20_240_601L;

    private final String sentence;

    ContractRule(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }

    abstract void check(ContractSubject subject) throws Exception;

    private static double[] evaluate(Regressor regressor, TrainingSet data) {
        double[] scratch = new double[regressor.scratchLength()];
        double[] values = new double[data.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = regressor.predict(data.rows(), row * data.columns(), scratch);
        }
        return values;
    }
}
