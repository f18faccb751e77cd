package org.qeperf.testkit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.Algorithm.Inputs;
import org.qeperf.api.train.Dimension;
import org.qeperf.api.train.Hyperparameter;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.Regressor;
import org.qeperf.api.train.RegressorProvider;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.runtime.score.Activation;
import org.qeperf.runtime.score.DenseNetwork;
import org.qeperf.runtime.score.LinearFunction;

/** A provider that knows the law behind {@link SyntheticData}, and may break one rule of the contract. */
final class FaultyProvider implements RegressorProvider {

    private final Optional<ContractRule> broken;
    private final Inputs inputs;
    private final AtomicInteger trainings = new AtomicInteger();

    private FaultyProvider(Optional<ContractRule> broken, Inputs inputs) {
        this.broken = broken;
        this.inputs = inputs;
    }

    static FaultyProvider sound(Inputs inputs) {
        return new FaultyProvider(Optional.empty(), inputs);
    }

    static FaultyProvider breaking(ContractRule rule, Inputs inputs) {
        return new FaultyProvider(Optional.of(rule), inputs);
    }

    private boolean breaks(ContractRule rule) {
        return broken.equals(Optional.of(rule));
    }

    @Override
    public String name() {
        return breaks(ContractRule.NAMES) ? "Not A Name" : "known-law";
    }

    @Override
    public List<Algorithm> algorithms() {
        int initial = breaks(ContractRule.DEFAULTS) ? 5 : 1;
        // The constructor checks no search; searched() does.
        int most = breaks(ContractRule.SEARCH) ? 3 : 2;
        Algorithm law = new Algorithm(
                "law",
                "the law itself",
                List.of(new Hyperparameter.Whole(
                        "power", "of the law", initial, 1, 2, Optional.of(new Dimension.Wholes(1, most, false)))),
                inputs);
        return List.of(inputs == Inputs.RAW ? law : law.iterating("power"));
    }

    /** Laws of raw rows have no steps. */
    @Override
    public TrainedRegressor resume(TrainingSpec spec, TrainingSet data, TrainedRegressor earlier, Progress progress) {
        boolean foreign = earlier.regressor().inputs() != data.columns() && !breaks(ContractRule.FOREIGN);
        boolean steps = inputs != Inputs.RAW || breaks(ContractRule.RESUME) || breaks(ContractRule.FOREIGN);
        if (foreign || !steps) {
            throw new IllegalArgumentException("not of its making");
        }
        double shift = breaks(ContractRule.RESUME) ? trainings.incrementAndGet() : 1;
        return new TrainedRegressor(law(shift), List.of());
    }

    @Override
    public TrainedRegressor train(TrainingSpec spec, TrainingSet data, Progress progress) {
        if (!spec.algorithm().equals("law") && !breaks(ContractRule.UNKNOWN_ALGORITHM)) {
            throw new IllegalArgumentException("no algorithm " + spec.algorithm());
        }
        progress.report("step", breaks(ContractRule.PROGRESS) ? 2 : 0, 2);
        progress.report("step", breaks(ContractRule.PROGRESS) ? 1 : 2, 2);
        if (breaks(ContractRule.DATA_UNTOUCHED)) {
            data.targets()[0] = 0;
        }
        double[] importance = breaks(ContractRule.INSIGHTS) ? new double[] {2} : new double[] {0.4, 0.3, 0.3, 0, 0};
        return new TrainedRegressor(regressor(), List.of(new Insight(Insight.IMPORTANCE, importance)));
    }

    private Regressor regressor() {
        double shift = breaks(ContractRule.DETERMINISTIC) ? trainings.incrementAndGet() : 0;
        double off = breaks(ContractRule.SKILL) ? 100 : shift;
        Regressor law =
                inputs == Inputs.RAW ? new LinearFunction(0.016 + off, new double[] {1e-9, 2e-9, 0, 0, 0}) : law(off);
        boolean wrapped = breaks(ContractRule.FINITE)
                || breaks(ContractRule.STATELESS)
                || breaks(ContractRule.BATCH)
                || breaks(ContractRule.CONCURRENT)
                || breaks(ContractRule.PORTABLE);
        return wrapped ? new FaultyRegressor(law) : law;
    }

    /** {@code 0.7 x0 + 0.5 |x1| - 0.4}; the interaction is left out. */
    private static Regressor law(double shift) {
        double[] first = {1, -1, 0, 0, 0, 0, 1, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        DenseNetwork.Layer hidden = new DenseNetwork.Layer(5, 4, first, new double[4], Activation.RELU);
        double[] second = {0.7, -0.7, 0.5, 0.5};
        DenseNetwork.Layer out = new DenseNetwork.Layer(4, 1, second, new double[] {shift - 0.4}, Activation.IDENTITY);
        return new DenseNetwork(List.of(hidden, out));
    }

    private final class FaultyRegressor implements Regressor {

        private final Regressor law;
        private final Thread owner = Thread.currentThread();

        private FaultyRegressor(Regressor law) {
            this.law = law;
        }

        @Override
        public int inputs() {
            return law.inputs();
        }

        @Override
        public int scratchLength() {
            return law.scratchLength() + 1;
        }

        @Override
        public double predict(double[] rows, int offset, double[] scratch) {
            if (breaks(ContractRule.FINITE) && rows[offset] > 100) {
                return Double.NaN;
            }
            if (breaks(ContractRule.STATELESS)) {
                return law.predict(rows, offset, new double[scratch.length]) + scratch[scratch.length - 1];
            }
            if (breaks(ContractRule.CONCURRENT)) {
                double value = law.predict(rows, offset, scratch);
                return Thread.currentThread().equals(owner) ? value : value + 1;
            }
            return law.predict(rows, offset, scratch);
        }

        @Override
        public void predict(double[] rows, int offset, int count, double[] out, int outOffset, double[] scratch) {
            Regressor.super.predict(rows, offset, count, out, outOffset, scratch);
            if (breaks(ContractRule.BATCH)) {
                out[outOffset + count] = 1;
            }
        }
    }
}
