package org.qeperf.models.dl4j;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.qeperf.runtime.score.Activation;
import org.qeperf.runtime.score.DenseNetwork;

/**
 * A dense network and how it learns. The numbers mean what Keras means by them, where the network of the thesis was
 * first built.
 *
 * @param units of each hidden layer, the one behind the inputs first
 * @param activation of the hidden layers
 * @param loss what is to become small
 * @param learningRate of Adam
 * @param epochs how often all rows are seen at most
 * @param batch rows of a step
 * @param dropout share of the first hidden layer's outputs that a step leaves out
 * @param l1 factor of the sum of the weights' absolute values in the loss
 * @param l2 factor of the sum of the weights' squares in the loss
 * @param validation share of the rows that are only watched
 * @param patience epochs that may pass without a smaller loss on the watched rows, 0 for no limit
 */
record NetworkSettings(
        List<Integer> units,
        Activation activation,
        Loss loss,
        double learningRate,
        int epochs,
        int batch,
        double dropout,
        double l1,
        double l2,
        double validation,
        int patience) {

    /** Copies the list. */
    NetworkSettings {
        units = List.copyOf(units);
    }

    NetworkSettings withoutPatience() {
        return new NetworkSettings(
                units, activation, loss, learningRate, epochs, batch, dropout, l1, l2, validation, 0);
    }

    /** The layers from the inputs on, such as {@code 64 swish, 32 swish, 1 identity}. */
    String shape() {
        return units.stream()
                .map(width -> width + " " + word(activation) + ", ")
                .collect(Collectors.joining("", "", "1 identity"));
    }

    /** The same for a network that is there. */
    static String shape(DenseNetwork network) {
        return network.layers().stream()
                .map(layer -> layer.outputs() + " " + word(layer.activation()))
                .collect(Collectors.joining(", "));
    }

    private static String word(Activation activation) {
        return activation.name().toLowerCase(Locale.ROOT);
    }
}
