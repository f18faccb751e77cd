package org.qeperf.models.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.qeperf.runtime.score.Activation;
import org.qeperf.runtime.score.DenseNetwork;

class NetworkBuilderTest {

    private static final int COLUMNS = 14;

    @Test
    void hasTheNumbersOfTheThesis() {
        NetworkSettings thesis = new NetworkSettings(
                List.of(30, 20, 15, 10), Activation.SWISH, Loss.MAE, 5e-5, 50, 20, 0.2, 1e-5, 1e-4, 0.2, 0);
        assertEquals(thesis, ThesisNetwork.of(ThesisNetwork.ALGORITHM.configure(Map.of())));
    }

    @Test
    void hasTheLayersOfTheThesis() {
        MultiLayerNetwork network = build(Map.of());
        DenseNetwork portable = NetworkExport.of(network);
        assertEquals("[14, 30, 20, 15, 10, 1]", Arrays.toString((int[])
                portable.arrays().get("sizes")));
        assertEquals(
                "{activation0=swish, activation1=swish, activation2=swish, activation3=swish, activation4=identity}",
                portable.words().toString());
        assertEquals(450 + 620 + 315 + 160 + 11, network.numParams());
        assertEquals(DataType.DOUBLE, network.params().dataType());
    }

    @ParameterizedTest
    @CsvSource({
        "3, 64, 0.5, '[14, 64, 32, 16, 1]'",
        "4, 100, 0.3, '[14, 100, 30, 9, 3, 1]'",
        "1, 7, 0.5, '[14, 7, 1]'",
        "4, 2, 0.1, '[14, 2, 1, 1, 1, 1]'",
        "2, 1024, 1, '[14, 1024, 1024, 1]'"
    })
    void hasTheShapeAskedFor(String layers, String units, String shrink, String sizes) {
        NativeCode.require();
        NetworkSettings settings = DenseFamily.of(DenseFamily.ALGORITHM.configure(
                Map.of("layers", layers, "units", units, "shrink", shrink, "dropout", "0.4")));
        MultiLayerNetwork network = NetworkBuilder.build(settings, COLUMNS, 1);
        assertEquals(sizes, Arrays.toString((int[])
                NetworkExport.of(network).arrays().get("sizes")));
        assertEquals(new Dropout(0.6), network.getLayer(1).conf().getLayer().getIDropout());
    }

    @Test
    void dropsOneFifthOfTheFirstLayersOutputs() {
        MultiLayerNetwork network = build(Map.of());
        for (int layer = 0; layer < network.getnLayers(); layer++) {
            var dropout = network.getLayer(layer).conf().getLayer().getIDropout();
            if (layer == 1) {
                assertEquals(new Dropout(0.8), dropout);
            } else {
                assertNull(dropout);
            }
        }
        assertNull(build(Map.of("dropout", "0")).getLayer(1).conf().getLayer().getIDropout());
    }

    @Test
    void penalisesWeightsButNotBiases() {
        MultiLayerNetwork network = build(Map.of("l1", "0.002", "l2", "0.03"));
        double expected = 0;
        for (var layer : network.getLayers()) {
            layer.getParam("b").assign(5);
            INDArray weights = layer.getParam("W");
            for (double w : weights.ravel().toDoubleVector()) {
                expected += 0.002 * Math.abs(w) + 0.03 * w * w;
            }
        }
        assertEquals(expected, network.calcRegularizationScore(true), 1e-12);
    }

    private static MultiLayerNetwork build(Map<String, String> settings) {
        NativeCode.require();
        return NetworkBuilder.build(ThesisNetwork.of(ThesisNetwork.ALGORITHM.configure(settings)), COLUMNS, 1);
    }
}
