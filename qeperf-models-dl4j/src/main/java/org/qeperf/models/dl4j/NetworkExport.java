package org.qeperf.models.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.qeperf.runtime.score.Activation;
import org.qeperf.runtime.score.DenseNetwork;

/** A Deeplearning4j network as plain arrays. Dropout acts in training only, so nothing of it is left. */
final class NetworkExport {

    private NetworkExport() {}

    static DenseNetwork of(MultiLayerNetwork network) {
        List<DenseNetwork.Layer> layers = new ArrayList<>();
        for (Layer layer : network.getLayers()) {
            layers.add(layer(layer));
        }
        return new DenseNetwork(layers);
    }

    private static DenseNetwork.Layer layer(Layer layer) {
        INDArray weights = layer.getParam(DefaultParamInitializer.WEIGHT_KEY);
        INDArray biases = layer.getParam(DefaultParamInitializer.BIAS_KEY);
        int inputs = weights.rows();
        int outputs = weights.columns();
        double[] w = new double[inputs * outputs];
        double[] b = new double[outputs];
        for (int j = 0; j < outputs; j++) {
            b[j] = biases.getDouble(j);
            for (int i = 0; i < inputs; i++) {
                w[i * outputs + j] = weights.getDouble(i, j);
            }
        }
        return new DenseNetwork.Layer(inputs, outputs, w, b, activation(layer));
    }

    private static Activation activation(Layer layer) {
        IActivation activation = ((BaseLayer) layer.conf().getLayer()).getActivationFn();
        if (activation instanceof ActivationSwish) {
            return Activation.SWISH;
        }
        if (activation instanceof ActivationReLU) {
            return Activation.RELU;
        }
        if (activation instanceof ActivationTanH) {
            return Activation.TANH;
        }
        if (activation instanceof ActivationIdentity) {
            return Activation.IDENTITY;
        }
        throw new IllegalArgumentException("activation " + activation + "; expected identity, relu, swish or tanh");
    }
}
