package org.qeperf.train.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.train.figures.Axis.Form;
import org.qeperf.train.figures.Axis.Scale;

class AxisTest {

    @Test
    void linearTicksAreRound() {
        assertEquals(List.of("0", "0.2", "0.4", "0.6", "0.8", "1"), labels(Axis.linear(Form.NUMBER, 0, 0.97)));
        assertEquals(List.of("-50 %", "0 %", "50 %", "100 %"), labels(Axis.linear(Form.PERCENT, -0.3, 0.93)));
        assertEquals(
                List.of("0", "2E5", "4E5", "6E5", "8E5", "1E6"), labels(new Axis(0, 1.1e6, Scale.LINEAR, Form.NUMBER)));
    }

    @Test
    void logarithmicTicksFollowTheRange() {
        assertEquals(
                List.of("10 %", "20 %", "50 %", "100 %", "200 %"),
                labels(new Axis(0.09, 3, Scale.LOGARITHMIC, Form.PERCENT)));
        assertEquals(
                List.of("1E-4", "0.01", "1", "100", "10000"),
                labels(new Axis(5e-5, 2e4, Scale.LOGARITHMIC, Form.NUMBER)));
        assertEquals(
                List.of("30", "32", "34", "36", "38", "40"), labels(new Axis(30, 40, Scale.LOGARITHMIC, Form.NUMBER)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "5, 5", "-3, -3", "1e-300, 2e-300", "-1e300, 1e300", "1e15, 1.000000000000001e15", "0, 4.9e-324"
    })
    void everyRangeOfNumbersHasAnAxis(double least, double most) {
        Axis axis = Axis.linear(Form.NUMBER, least, most);
        assertTrue(axis.low() <= least && axis.high() >= most, axis::toString);
        assertTrue(axis.ticks().size() <= 14, () -> axis.ticks().toString());
        labels(axis);
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "1e-300, 1e300", "30, 30.001", "4.9e-324, 1"})
    void everyRangeOfPositiveNumbersHasALogarithmicAxis(double least, double most) {
        Axis axis = Axis.logarithmic(Form.NUMBER, least, most);
        assertTrue(axis.low() < axis.high() && axis.high() >= most, axis::toString);
        assertTrue(axis.ticks().size() <= 14, () -> axis.ticks().toString());
        labels(axis);
    }

    @Test
    void placeAndNumberAreInverse() {
        for (Scale scale : Scale.values()) {
            Axis axis = new Axis(2, 32, scale, Form.NUMBER);
            assertEquals(0, axis.place(2));
            assertEquals(1, axis.place(32));
            assertEquals(0.3, axis.place(axis.at(0.3)), 1e-12);
        }
        assertEquals(8, new Axis(2, 32, Scale.LOGARITHMIC, Form.NUMBER).at(0.5), 1e-12);
    }

    @Test
    void refusesWhatIsNoRange() {
        assertEquals(
                "a LINEAR axis from 1.0 to 1.0",
                assertThrows(IllegalArgumentException.class, () -> new Axis(1, 1, Scale.LINEAR, Form.NUMBER))
                        .getMessage());
        assertEquals(
                "a LOGARITHMIC axis from 0.0 to 1.0",
                assertThrows(IllegalArgumentException.class, () -> new Axis(0, 1, Scale.LOGARITHMIC, Form.NUMBER))
                        .getMessage());
        assertEquals(
                "a LINEAR axis from 0.0 to NaN",
                assertThrows(IllegalArgumentException.class, () -> new Axis(0, Double.NaN, Scale.LINEAR, Form.NUMBER))
                        .getMessage());
    }

    private static List<String> labels(Axis axis) {
        return axis.ticks().stream().map(axis::label).toList();
    }
}
