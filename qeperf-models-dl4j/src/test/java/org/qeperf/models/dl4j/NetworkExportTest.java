package org.qeperf.models.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.qeperf.runtime.score.DenseNetwork;

class NetworkExportTest {

    private static final int COLUMNS = 14;
    private static final int ROWS = 2_000;

    @BeforeAll
    static void start() {
        NativeCode.require();
    }

    @ParameterizedTest
    @ValueSource(strings = {"swish", "relu", "tanh"})
    void plainArraysPredictWhatTheLibraryPredicts(String activation) {
        NetworkSettings settings = DenseFamily.of(DenseFamily.ALGORITHM.configure(
                Map.of("learning-rate", "0.01", "layers", "4", "units", "30", "activation", activation)));
        MultiLayerNetwork network = OneThread.call(() -> trained(settings));
        for (double scale : new double[] {1e-3, 1, 30, 1e3, 1e6}) {
            assertSame(network, scale);
        }
    }

    @Test
    void theThesisNetworkToo() {
        NetworkSettings settings = ThesisNetwork.of(ThesisNetwork.ALGORITHM.configure(Map.of("learning-rate", "0.01")));
        assertSame(OneThread.call(() -> trained(settings)), 1);
    }

    @Test
    void refusesAnActivationThatModelFilesDoNotHave() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(1)
                        .nOut(1)
                        .activation(Activation.SIGMOID)
                        .build())
                .build());
        network.init();
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> NetworkExport.of(network));
        assertEquals("activation sigmoid; expected identity, relu, swish or tanh", e.getMessage());
    }

    private static void assertSame(MultiLayerNetwork network, double scale) {
        double[] rows =
                new Random(5).doubles((long) ROWS * COLUMNS, -scale, scale).toArray();
        double[] expected =
                OneThread.call(() -> network.output(Nd4j.createFromArray(rows).reshape(ROWS, COLUMNS), false)
                        .toDoubleVector());
        DenseNetwork portable = NetworkExport.of(network);
        double[] scratch = new double[portable.scratchLength()];
        for (int row = 0; row < ROWS; row++) {
            double value = portable.predict(rows, row * COLUMNS, scratch);
            double size = Math.abs(expected[row]);
            assertEquals(expected[row], value, 1e-12 * Math.max(1, size));
            assertEquals(expected[row], value, 1e-5 * size);
        }
    }

    private static MultiLayerNetwork trained(NetworkSettings settings) {
        MultiLayerNetwork network = NetworkBuilder.build(settings, COLUMNS, 1);
        Random random = new Random(3);
        for (int step = 0; step < 50; step++) {
            INDArray x = Nd4j.createFromArray(
                            random.doubles(20 * COLUMNS, -2, 2).toArray())
                    .reshape(20, COLUMNS);
            network.fit(x, x.sum(true, 1));
        }
        return network;
    }
}
