package org.qeperf.train.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.qeperf.train.figures.Axis.Form;
import org.qeperf.train.figures.Axis.Scale;

class HeatMapTest {

    private static final Axis AXIS = new Axis(1, 100, Scale.LOGARITHMIC, Form.NUMBER);

    private static HeatMap map(List<String> rows, double[]... values) {
        return new HeatMap(new Labels("title", "below", "beside"), List.of("1", "2"), rows, values, AXIS, new int[0]);
    }

    /** The first row is the lowest; the smallest number is the darkest; nothing is drawn for what is not a number. */
    @Test
    void numbersAreShades() throws IOException {
        Figure figure = Figure.plots("", List.of(), List.of(map(List.of("a", "b"), new double[] {1, 10}, new double[] {
            100, Double.NaN
        })));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(figure.png()));
        assertEquals(2 * figure.width(), image.getWidth());
        assertEquals(Look.shade(0).getRGB(), image.getRGB(300, 600));
        assertEquals(Look.shade(0.5).getRGB(), image.getRGB(700, 600));
        assertEquals(Look.shade(1).getRGB(), image.getRGB(300, 200));
        assertEquals(Look.PAPER.getRGB(), image.getRGB(700, 200));
    }

    @Test
    void rowsAndNumbersMustAgree() {
        assertEquals(
                "a heat map of 2 rows, 2 columns and 1 lists of numbers",
                assertThrows(IllegalArgumentException.class, () -> map(List.of("a", "b"), new double[] {1, 2}))
                        .getMessage());
        assertEquals(
                "a row of 1 numbers in a heat map of 2 columns",
                assertThrows(IllegalArgumentException.class, () -> map(List.of("a"), new double[] {1}))
                        .getMessage());
    }
}
