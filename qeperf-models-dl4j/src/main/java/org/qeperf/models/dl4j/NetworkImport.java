package org.qeperf.models.dl4j;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.qeperf.api.train.Regressor;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.runtime.score.DenseNetwork;
import org.qeperf.runtime.score.PortableRegressor;

/** Plain arrays as weights of a Deeplearning4j network: the way back from {@link NetworkExport}. */
final class NetworkImport {

    private NetworkImport() {}

    /**
     * Takes what an earlier training gave.
     *
     * @throws IllegalArgumentException if it is not a network of as many columns and the layers that the settings ask for
     */
    static DenseNetwork earlier(TrainedRegressor earlier, NetworkSettings settings, int columns) {
        Regressor function = earlier.regressor();
        if (!(function instanceof DenseNetwork network) || network.inputs() != columns) {
            String kind = function instanceof PortableRegressor portable ? portable.kind() : "function";
            throw new IllegalArgumentException("dl4j carries on a dense-network over " + columns + " columns, not this "
                    + kind + " over " + function.inputs());
        }
        if (!NetworkSettings.shape(network).equals(settings.shape())) {
            throw new IllegalArgumentException("the network has layers of " + NetworkSettings.shape(network)
                    + "; expected those of the hyperparameters, " + settings.shape());
        }
        return network;
    }

    static void into(MultiLayerNetwork network, DenseNetwork from) {
        List<DenseNetwork.Layer> layers = from.layers();
        for (int i = 0; i < layers.size(); i++) {
            DenseNetwork.Layer layer = layers.get(i);
            INDArray weights = network.getLayer(i).getParam(DefaultParamInitializer.WEIGHT_KEY);
            INDArray biases = network.getLayer(i).getParam(DefaultParamInitializer.BIAS_KEY);
            try (INDArray w = Nd4j.createFromArray(layer.weights()).reshape(layer.inputs(), layer.outputs());
                    INDArray b = Nd4j.createFromArray(layer.biases()).reshape(1, layer.outputs())) {
                weights.assign(w);
                biases.assign(b);
            }
        }
    }
}
