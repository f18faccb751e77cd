package org.qeperf.runtime.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.qeperf.runtime.score.DenseNetwork;
import org.qeperf.runtime.score.DenseNetwork.Layer;

/**
 * Passes through a network that leave out each hidden unit with a probability and scale the others up (Monte Carlo
 * dropout: Gal and Ghahramani, Dropout as a Bayesian approximation, ICML 2016, PMLR 48, 1050). How far the results are
 * apart says how much the network relies on few units; as a posterior it is meant for networks that were trained so. The same
 * row always gets the same passes.
 */
final class Dropout {

    static final int PASSES = 100;

    /** Share of the hidden units that a pass leaves out; what networks leave out of a training step where nobody says otherwise. */
    static final double SHARE = 0.2;

    private static final long SEED = 20_160_619;

    private Dropout() {}

    /** What each pass gives for a row. */
    static double[] of(DenseNetwork network, double[] row) {
        return of(network, row, SHARE, PASSES, SEED);
    }

    static double[] of(DenseNetwork network, double[] row, double share, int passes, long seed) {
        Random random = new Random(seed);
        double[] scratch = new double[network.scratchLength()];
        double[] values = new double[passes];
        for (int pass = 0; pass < passes; pass++) {
            values[pass] = thinned(network, share, random).predict(row, 0, scratch);
        }
        return values;
    }

    /** The network without some of its hidden units: what leads away from them is 0, the rest is scaled up. */
    private static DenseNetwork thinned(DenseNetwork network, double share, Random random) {
        List<Layer> layers = new ArrayList<>();
        for (Layer layer : network.layers()) {
            double[] weights = layer.weights();
            for (int input = 0; input < layer.inputs() && !layers.isEmpty(); input++) {
                double scale = random.nextDouble() < share ? 0 : 1 / (1 - share);
                for (int i = input * layer.outputs(); i < (input + 1) * layer.outputs(); i++) {
                    weights[i] *= scale;
                }
            }
            layers.add(new Layer(layer.inputs(), layer.outputs(), weights, layer.biases(), layer.activation()));
        }
        return new DenseNetwork(layers);
    }
}
