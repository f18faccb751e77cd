package org.qeperf.train.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.qeperf.train.automl.Predictions;

class SliceTest {

    @Test
    void partsBySizeHaveAsManyRowsAndTheirOwnBias() {
        double[] measured = ExampleResult.upTo(20);
        double[] predicted = measured.clone();
        predicted[0] = 1.5;
        predicted[1] = 3;
        predicted[19] = 10;
        List<Slice> slices = Slice.byMagnitude(ExampleResult.predictions(measured, predicted));
        assertEquals(10, slices.size());
        Slice first = slices.get(0);
        assertEquals(2, first.rows());
        assertEquals(1, first.least());
        assertEquals(2, first.most());
        assertEquals(1.5, first.typical());
        assertEquals(1.5, first.ratio());
        assertEquals(0.5, first.mape());
        assertEquals(0.75, slices.get(9).ratio());
        assertEquals(0.25, slices.get(9).mape());
        assertEquals(
                List.of(-0.5, -0.475, -0.375, -0.25, -0.125, -0.025, 0.0),
                rounded(slices.get(9).errors()));
    }

    @Test
    void fewerRowsThanPartsMakeAPartEach() {
        double[] measured = {-2, 1, 8};
        List<Slice> slices = Slice.byMagnitude(ExampleResult.predictions(measured, new double[] {-1, 1, 8}));
        assertEquals(List.of(1.0, 2.0, 8.0), slices.stream().map(Slice::most).toList());
        assertEquals(List.of(1.0, 0.5, 1.0), slices.stream().map(Slice::ratio).toList());
        assertEquals(0.5, slices.get(1).errors().get(3), "too large, nearer to 0 than -2");
        assertEquals(List.of(), Slice.byMagnitude(ExampleResult.predictions(new double[0], new double[0])));
    }

    @Test
    void groupsAreInTheOrderOfTheirNames() {
        Predictions predictions =
                new Predictions(new double[] {1, 2, 4}, new double[] {2, 2, 5}, "system", List.of("b", "a", "b"));
        List<Slice> slices = Slice.byGroup(predictions);
        assertEquals(List.of("a", "b"), slices.stream().map(Slice::name).toList());
        assertEquals(2, slices.get(1).rows());
        assertEquals(0.625, slices.get(1).medianApe());
        assertEquals(0.625, slices.get(1).mape());
    }

    private static List<Double> rounded(List<Double> values) {
        return values.stream().map(x -> Math.round(1e9 * x) / 1e9).toList();
    }
}
