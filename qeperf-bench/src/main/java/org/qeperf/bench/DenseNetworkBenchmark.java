package org.qeperf.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.qeperf.bench.report.Against;
import org.qeperf.runtime.score.Activation;
import org.qeperf.runtime.score.DenseNetwork;
import org.qeperf.runtime.score.DenseNetwork.Layer;

/**
 * A network with 32 inputs and 30, 20, 15 and 10 swish units: 4,096 rows, one at a time in turn or all at once, each time
 * per row. Beside it plain loops over the layers' arrays, and the {@code output} of the library that trains them.
 */
@SuppressWarnings("NullAway.Init")
public class DenseNetworkBenchmark extends AbstractBenchmark {

    static final int ROWS = 4096;
    private static final int[] WIDTHS = {32, 30, 20, 15, 10, 1};

    private DenseNetwork network;
    private double[][] weights;
    private double[][] biases;
    private double[][] units;
    private double[] rows;
    private double[] scratch;
    private double[] out;
    private int next;
    private MultiLayerNetwork library;
    private INDArray[] libraryRows;
    private INDArray libraryBatch;

    @Setup
    public void prepare() {
        Random random = new Random(1);
        int count = WIDTHS.length - 1;
        List<Layer> layers = new ArrayList<>();
        weights = new double[count][];
        biases = new double[count][];
        units = new double[count][];
        for (int i = 0; i < count; i++) {
            weights[i] =
                    random.doubles((long) WIDTHS[i] * WIDTHS[i + 1], -0.4, 0.4).toArray();
            biases[i] = random.doubles(WIDTHS[i + 1], -1, 1).toArray();
            units[i] = new double[WIDTHS[i + 1]];
            Activation activation = i < count - 1 ? Activation.SWISH : Activation.IDENTITY;
            layers.add(new Layer(WIDTHS[i], WIDTHS[i + 1], weights[i], biases[i], activation));
        }
        network = new DenseNetwork(layers);
        rows = random.doubles((long) ROWS * WIDTHS[0], -2, 2).toArray();
        scratch = new double[network.scratchLength()];
        out = new double[ROWS];
        library = library();
        libraryBatch = Nd4j.createFromArray(rows).reshape(ROWS, WIDTHS[0]);
        libraryRows = new INDArray[ROWS];
        Arrays.setAll(libraryRows, i -> libraryBatch.getRow(i, true).dup());
    }

    private MultiLayerNetwork library() {
        NeuralNetConfiguration.ListBuilder list =
                new NeuralNetConfiguration.Builder().dataType(DataType.DOUBLE).list();
        for (int i = 0; i + 2 < WIDTHS.length; i++) {
            list.layer(new org.deeplearning4j.nn.conf.layers.DenseLayer.Builder()
                    .nIn(WIDTHS[i])
                    .nOut(WIDTHS[i + 1])
                    .activation(org.nd4j.linalg.activations.Activation.SWISH)
                    .build());
        }
        int last = WIDTHS.length - 1;
        list.layer(new OutputLayer.Builder(LossFunction.MEAN_ABSOLUTE_ERROR)
                .nIn(WIDTHS[last - 1])
                .nOut(WIDTHS[last])
                .activation(org.nd4j.linalg.activations.Activation.IDENTITY)
                .build());
        MultiLayerNetwork built = new MultiLayerNetwork(list.build());
        built.init();
        for (int i = 0; i < last; i++) {
            built.setParam(i + "_W", Nd4j.createFromArray(weights[i]).reshape(WIDTHS[i], WIDTHS[i + 1]));
            built.setParam(i + "_b", Nd4j.createFromArray(biases[i]).reshape(1, WIDTHS[i + 1]));
        }
        return built;
    }

    private int nextRow() {
        next = (next + 1) % ROWS;
        return next;
    }

    /** What the library gives for the row that came last. */
    double dl4jOutputOfThisRow() {
        return library.output(libraryRows[next], false).getDouble(0);
    }

    @Benchmark
    @Against({"baselineLoops", "dl4jOutput"})
    public double single() {
        return network.predict(rows, nextRow() * WIDTHS[0], scratch);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    @Against({"baselineLoops", "dl4jOutputBatch"})
    public double[] batch() {
        network.predict(rows, 0, ROWS, out, 0, scratch);
        return out;
    }

    @Benchmark
    public double baselineLoops() {
        double[] in = rows;
        int offset = nextRow() * WIDTHS[0];
        for (int layer = 0; layer < units.length; layer++) {
            double[] y = units[layer];
            for (int j = 0; j < y.length; j++) {
                double sum = biases[layer][j];
                for (int i = 0; i < WIDTHS[layer]; i++) {
                    sum += in[offset + i] * weights[layer][i * y.length + j];
                }
                y[j] = layer < units.length - 1 ? sum / (1 + StrictMath.exp(-sum)) : sum;
            }
            in = y;
            offset = 0;
        }
        return in[0];
    }

    @Benchmark
    public double dl4jOutput() {
        return library.output(libraryRows[nextRow()], false).getDouble(0);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double[] dl4jOutputBatch() {
        return library.output(libraryBatch, false).toDoubleVector();
    }
}
