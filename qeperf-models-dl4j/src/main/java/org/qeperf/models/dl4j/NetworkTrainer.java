package org.qeperf.models.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.runtime.score.DenseNetwork;

/**
 * Trains a network, epoch by epoch. After each one the network is exported and its error taken from the export: that is
 * the function which predicts later, and it is much the quicker one.
 */
final class NetworkTrainer {

    private final NetworkSettings settings;
    private final TrainingSet data;
    private final RowShuffler shuffler;
    private final MultiLayerNetwork network;

    private NetworkTrainer(NetworkSettings settings, long seed, TrainingSet data, MultiLayerNetwork network) {
        this.settings = settings;
        this.data = data;
        this.shuffler = new RowShuffler(data.size(), settings.validation(), seed);
        this.network = network;
    }

    static TrainedRegressor train(NetworkSettings settings, long seed, TrainingSet data, Progress progress) {
        return OneThread.call(() -> {
            MultiLayerNetwork network = NetworkBuilder.build(settings, data.columns(), seed);
            return new NetworkTrainer(settings, seed, data, network).learn(progress);
        });
    }

    /**
     * Adds epochs to an earlier network. All of them are learnt and the last one's weights taken: patience says nothing here.
     * With the same seed and as many rows, the same rows are set aside as before.
     */
    static TrainedRegressor resume(
            NetworkSettings settings, long seed, TrainingSet data, DenseNetwork earlier, Progress progress) {
        NetworkSettings patient = settings.withoutPatience();
        return OneThread.call(() -> {
            MultiLayerNetwork network = NetworkBuilder.build(patient, data.columns(), seed);
            NetworkImport.into(network, earlier);
            return new NetworkTrainer(patient, seed, data, network).learn(progress);
        });
    }

    private TrainedRegressor learn(Progress progress) {
        int epochs = settings.epochs();
        double[] trainingLoss = new double[epochs];
        double[] validationLoss = new double[epochs];
        DenseNetwork portable = NetworkExport.of(network);
        DenseNetwork best = portable;
        int done = 0;
        int bestEpoch = 0;
        while (done < epochs && !isOutOfPatience(done - bestEpoch)) {
            learnEpoch();
            requireFinite(done);
            portable = NetworkExport.of(network);
            trainingLoss[done] = meanLoss(portable, shuffler.learnt());
            validationLoss[done] = meanLoss(portable, shuffler.watched());
            done++;
            if (bestEpoch == 0 || validationLoss[done - 1] < validationLoss[bestEpoch - 1]) {
                bestEpoch = done;
                best = portable;
            }
            progress.report("epoch", isOutOfPatience(done - bestEpoch) ? epochs : done, epochs);
        }
        List<Insight> insights = new ArrayList<>();
        insights.add(new Insight(Insight.TRAINING_LOSS, Arrays.copyOf(trainingLoss, done)));
        if (shuffler.watched().length > 0) {
            insights.add(new Insight(Insight.VALIDATION_LOSS, Arrays.copyOf(validationLoss, done)));
        }
        return new TrainedRegressor(stopsEarly() ? best : portable, insights);
    }

    private boolean stopsEarly() {
        return settings.patience() > 0 && shuffler.watched().length > 0;
    }

    private boolean isOutOfPatience(int epochsInVain) {
        return stopsEarly() && epochsInVain >= settings.patience();
    }

    private void learnEpoch() {
        shuffler.shuffleLearnt();
        int[] rows = shuffler.learnt();
        for (int from = 0; from < rows.length; from += settings.batch()) {
            learnBatch(Arrays.copyOfRange(rows, from, Math.min(from + settings.batch(), rows.length)));
        }
    }

    private void learnBatch(int[] rows) {
        int columns = data.columns();
        double[] features = new double[rows.length * columns];
        double[] targets = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(data.rows(), rows[i] * columns, features, i * columns, columns);
            targets[i] = data.targets()[rows[i]];
        }
        try (INDArray x = Nd4j.createFromArray(features).reshape(rows.length, columns);
                INDArray y = Nd4j.createFromArray(targets).reshape(rows.length, 1)) {
            network.fit(x, y);
        }
    }

    private void requireFinite(int epoch) {
        if (!Double.isFinite(network.params().norm1Number().doubleValue())) {
            throw new TrainingException("weights of the network are not finite after epoch " + (epoch + 1) + " of "
                    + settings.epochs() + "; take a smaller learning-rate than " + settings.learningRate()
                    + " or remove rows far from the others");
        }
    }

    private double meanLoss(DenseNetwork portable, int[] rows) {
        double[] scratch = new double[portable.scratchLength()];
        double sum = 0;
        for (int row : rows) {
            sum += settings.loss()
                    .of(portable.predict(data.rows(), row * data.columns(), scratch) - data.targets()[row]);
        }
        return sum / rows.length;
    }
}
