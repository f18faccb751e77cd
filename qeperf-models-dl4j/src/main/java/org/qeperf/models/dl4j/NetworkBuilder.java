package org.qeperf.models.dl4j;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;

/** A network in Deeplearning4j's terms. */
final class NetworkBuilder {

    private NetworkBuilder() {}

    /** A network with random weights. The library's random numbers start from the seed and go on from there. */
    static MultiLayerNetwork build(NetworkSettings settings, int inputs, long seed) {
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .seed(seed)
                .dataType(DataType.DOUBLE)
                .weightInit(WeightInit.XAVIER_UNIFORM)
                // The last number is Keras's; the library's own is 1e-8.
                .updater(new Adam(settings.learningRate(), 0.9, 0.999, 1e-7))
                .l1(settings.l1())
                // The library halves the sum of squares in its loss, Keras doesn't.
                .l2(2 * settings.l2())
                .list();
        int before = inputs;
        int index = 0;
        for (int units : settings.units()) {
            layers.layer(layer(new DenseLayer.Builder(), index++, settings)
                    .nIn(before)
                    .nOut(units)
                    .activation(activation(settings))
                    .build());
            before = units;
        }
        OutputLayer.Builder output = new OutputLayer.Builder(settings.loss().inTheLibrary());
        MultiLayerConfiguration configuration = layers.layer(layer(output, index, settings)
                        .nIn(before)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build();
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        return network;
    }

    private static <T extends FeedForwardLayer.Builder<T>> T layer(T layer, int index, NetworkSettings settings) {
        if (index == 1 && settings.dropout() > 0) {
            // Acts on the layer's input, and wants the share that stays.
            layer.dropOut(1 - settings.dropout());
        }
        return layer;
    }

    private static Activation activation(NetworkSettings settings) {
        return switch (settings.activation()) {
            case IDENTITY -> Activation.IDENTITY;
            case RELU -> Activation.RELU;
            case SWISH -> Activation.SWISH;
            case TANH -> Activation.TANH;
        };
    }
}
