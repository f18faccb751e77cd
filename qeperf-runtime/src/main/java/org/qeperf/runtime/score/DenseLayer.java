package org.qeperf.runtime.score;

import java.util.Arrays;
import org.qeperf.runtime.score.DenseNetwork.Layer;

/**
 * A layer with its weights in the order of their use: {@value #LANES} outputs at once, for these input by input. The
 * outputs of a block are summed independently of each other, each in the order of its inputs; the last block is filled up
 * with zeros.
 */
final class DenseLayer {

    /** Outputs at once. */
    static final int LANES = 8;

    private final int inputs;
    private final int outputs;
    private final double[] weights;
    private final double[] biases;
    private final Activation activation;

    DenseLayer(Layer layer) {
        this.inputs = layer.inputs();
        this.outputs = layer.outputs();
        this.activation = layer.activation();
        this.weights = new double[inputs * padded(outputs)];
        this.biases = Arrays.copyOf(layer.biases(), padded(outputs));
        double[] given = layer.weights();
        for (int j = 0; j < outputs; j++) {
            int block = j / LANES * LANES * inputs;
            for (int i = 0; i < inputs; i++) {
                weights[block + i * LANES + j % LANES] = given[i * outputs + j];
            }
        }
    }

    /** The number of outputs in whole blocks. */
    static int padded(int outputs) {
        return (outputs + LANES - 1) / LANES * LANES;
    }

    /** Writes as many elements as {@link #padded} says; those behind the outputs mean nothing. */
    void apply(double[] in, int inOffset, double[] out, int outOffset) {
        for (int j = 0; j < outputs; j += LANES) {
            block(in, inOffset, j, out, outOffset + j);
        }
        activation.apply(out, outOffset, outputs);
    }

    private void block(double[] in, int inOffset, int first, double[] out, int o) {
        double[] w = weights;
        double a = biases[first];
        double b = biases[first + 1];
        double c = biases[first + 2];
        double d = biases[first + 3];
        double e = biases[first + 4];
        double f = biases[first + 5];
        double g = biases[first + 6];
        double h = biases[first + 7];
        int k = first * inputs;
        for (int i = 0; i < inputs; i++) {
            double x = in[inOffset + i];
            a += x * w[k];
            b += x * w[k + 1];
            c += x * w[k + 2];
            d += x * w[k + 3];
            e += x * w[k + 4];
            f += x * w[k + 5];
            g += x * w[k + 6];
            h += x * w[k + 7];
            k += LANES;
        }
        out[o] = a;
        out[o + 1] = b;
        out[o + 2] = c;
        out[o + 3] = d;
        out[o + 4] = e;
        out[o + 5] = f;
        out[o + 6] = g;
        out[o + 7] = h;
    }
}
