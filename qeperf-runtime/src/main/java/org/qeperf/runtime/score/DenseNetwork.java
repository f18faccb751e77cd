package org.qeperf.runtime.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A fully connected network with one output. Immutable. */
public final class DenseNetwork implements PortableRegressor {

    /** The kind in model files. */
    public static final String KIND = "dense-network";

    /** The most inputs or outputs of a layer. */
    public static final int WIDEST = 65_536;

    private final Layer[] layers;
    private final DenseLayer[] dense;
    private final int widest;

    /**
     * One layer: {@code y = activation(W x + b)}.
     *
     * @param inputs length of x, at least 1
     * @param outputs length of y, at least 1
     * @param weights {@code inputs x outputs} finite numbers: element {@code i * outputs + j} leads from input i to output
     *     j; copied in and out
     * @param biases {@code outputs} finite numbers; copied in and out
     * @param activation what is done to the sums
     */
    public record Layer(int inputs, int outputs, double[] weights, double[] biases, Activation activation) {
        /** Checks and copies the arrays. */
        public Layer {
            if (inputs < 1 || outputs < 1 || (long) inputs * outputs != weights.length || biases.length != outputs) {
                throw new IllegalArgumentException("a layer of " + inputs + " x " + outputs + " with " + weights.length
                        + " weights and " + biases.length + " biases");
            }
            if (inputs > WIDEST || outputs > WIDEST) {
                throw new IllegalArgumentException(
                        "a layer of " + inputs + " x " + outputs + "; expected at most " + WIDEST + " on each side");
            }
            Finite.require(weights, "a weight");
            Finite.require(biases, "a weight");
            weights = weights.clone();
            biases = biases.clone();
        }

        @Override
        public double[] weights() {
            return weights.clone();
        }

        @Override
        public double[] biases() {
            return biases.clone();
        }
    }

    /**
     * A network of layers.
     *
     * @param layers first to last; each takes what the one before gives, the last gives one number
     * @throws IllegalArgumentException if they do not fit together
     */
    public DenseNetwork(List<Layer> layers) {
        if (layers.isEmpty() || layers.get(layers.size() - 1).outputs() != 1) {
            throw new IllegalArgumentException("a network needs layers, the last with one output");
        }
        int most = 1;
        for (int i = 0; i < layers.size(); i++) {
            most = Math.max(most, layers.get(i).outputs());
            if (i > 0 && layers.get(i).inputs() != layers.get(i - 1).outputs()) {
                throw new IllegalArgumentException("layer " + i + " does not take what the layer before it gives");
            }
        }
        this.layers = layers.toArray(new Layer[0]);
        this.dense = layers.stream().map(DenseLayer::new).toArray(DenseLayer[]::new);
        this.widest = DenseLayer.padded(most);
    }

    static DenseNetwork of(NamedArrays named) {
        int[] sizes = named.ints("sizes");
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i + 1 < sizes.length; i++) {
            String activation = named.words().get("activation" + i);
            if (activation == null) {
                throw new IllegalArgumentException("there is no activation for layer " + i);
            }
            layers.add(new Layer(
                    sizes[i],
                    sizes[i + 1],
                    named.doubles("weights" + i),
                    named.doubles("biases" + i),
                    Activation.of(activation)));
        }
        return new DenseNetwork(layers);
    }

    /**
     * The layers.
     *
     * @return first to last
     */
    public List<Layer> layers() {
        return List.of(layers);
    }

    @Override
    public int inputs() {
        return layers[0].inputs();
    }

    @Override
    public int scratchLength() {
        return 2 * widest;
    }

    @Override
    public double predict(double[] rows, int offset, double[] scratch) {
        double[] in = rows;
        int inOffset = offset;
        int outOffset = 0;
        for (DenseLayer layer : dense) {
            layer.apply(in, inOffset, scratch, outOffset);
            in = scratch;
            inOffset = outOffset;
            outOffset = widest - outOffset;
        }
        return scratch[inOffset];
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> arrays() {
        Map<String, Object> arrays = new LinkedHashMap<>();
        int[] sizes = new int[layers.length + 1];
        sizes[0] = inputs();
        for (int i = 0; i < layers.length; i++) {
            sizes[i + 1] = layers[i].outputs();
        }
        arrays.put("sizes", sizes);
        for (int i = 0; i < layers.length; i++) {
            arrays.put("weights" + i, layers[i].weights());
            arrays.put("biases" + i, layers[i].biases());
        }
        return arrays;
    }

    @Override
    public Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        for (int i = 0; i < layers.length; i++) {
            words.put("activation" + i, layers[i].activation().word());
        }
        return words;
    }
}
