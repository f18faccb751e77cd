package org.qeperf.train.figures;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class FigureTest {

    private static final Labels LABELS = new Labels("title", "across", "up");
    private static final double[] NUMBERS = {2e-8, 3e-7, 5e-6};

    @Test
    void drawsLines() throws Exception {
        requireReadable(
                Figure.lines(LABELS, List.of(new Series("a", NUMBERS, NUMBERS), new Series("b", NUMBERS, NUMBERS))),
                720,
                440);
    }

    @Test
    void drawsBars() throws Exception {
        requireReadable(Figure.bars(LABELS, List.of("n_el", "n_el^3", "n_k"), new double[] {0.5, 0.3, 0.2}), 720, 440);
    }

    @Test
    void drawsAPanelForEachSeries() throws Exception {
        Series panel = new Series("a", NUMBERS, NUMBERS);
        requireReadable(Figure.squares(LABELS, List.of(panel)), 440, 500);
        requireReadable(Figure.squares(LABELS, List.of(panel, panel)), 880, 500);
        requireReadable(Figure.squares(LABELS, List.of(panel, panel, panel)), 880, 968);
    }

    @Test
    void panelsHaveTheSamePointsInTheirOwnPlaces() throws IOException {
        Series panel = new Series("a", NUMBERS, NUMBERS);
        BufferedImage one = image(Figure.squares(LABELS, List.of(panel)));
        BufferedImage four = image(Figure.squares(LABELS, List.of(panel, panel, panel, panel)));
        for (int y = 2 * Look.HEADING; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                assertEquals(one.getRGB(x, y), four.getRGB(x, y));
            }
        }
    }

    @Test
    void drawsBarsThatLie() throws Exception {
        Bars bars = new Bars(
                LABELS,
                Axis.linear(Axis.Form.PERCENT, -0.1, 1),
                List.of(
                        new Bar(
                                "a name that is much too long for the room beside the bars",
                                0.5,
                                0.6,
                                "50 %",
                                Tone.MAIN),
                        new Bar("cut", 7, Double.NaN, "700 %", Tone.OTHER),
                        new Bar("\u0007", -0.1, Double.NaN, "", Tone.THIRD)),
                Map.of(Tone.MAIN, "main"),
                "mark");
        requireReadable(Figure.rows(List.of(bars)), 720, 44 + 26 + 3 * 24 + 56);
        requireReadable(Figure.rows(List.of(bars, bars)), 720, 2 * (44 + 26 + 3 * 24 + 56));
    }

    @Test
    void drawsBoxes() throws Exception {
        Box box = new Box("a", "3 rows", -1, -0.5, 0, 0.25, 12);
        requireReadable(
                Figure.boxes(LABELS, Axis.linear(Axis.Form.NUMBER, -1, 2), List.of(box, box)), 720, 44 + 2 * 24 + 56);
    }

    @Test
    void drawsLayersOfAllForms() throws Exception {
        List<Layer> layers = new ArrayList<>();
        for (Layer.Form form : Layer.Form.values()) {
            layers.add(new Layer(new Series(form == Layer.Form.LINE ? "" : "a", NUMBERS, NUMBERS), form, Tone.MAIN));
        }
        Axis axis = Axis.logarithmic(Axis.Form.NUMBER, 2e-8, 5e-6);
        Plot plot = new Plot(LABELS, axis, axis, layers);
        requireReadable(Figure.plot(plot), 720, 440);
        requireReadable(Figure.plots("heading", List.of(plot, plot)), 880, 472);
    }

    @Test
    void colorsShowWhatIsPlotted() throws Exception {
        Axis axis = new Axis(0, 1, Axis.Scale.LINEAR, Axis.Form.NUMBER);
        Layer low =
                new Layer(new Series("", new double[] {0, 1}, new double[] {0.25, 0.25}), Layer.Form.LINE, Tone.OTHER);
        BufferedImage image = image(Figure.plot(new Plot(new Labels("", "", ""), axis, axis, List.of(low))));
        int orange = Look.color(Tone.OTHER).getRGB();
        int x = image.getWidth() / 2;
        int found = 0;
        while (image.getRGB(x, found) != orange) {
            found++;
        }
        int top = 2 * 44;
        int bottom = 2 * (440 - 56);
        assertEquals(bottom - 0.25 * (bottom - top), found, 4);
    }

    @Test
    void textCanBeDrawnHere() {
        assertDoesNotThrow(Figure::requireFonts);
    }

    @Test
    void saysWhatToInstallWhereTextCannotBeDrawn() {
        assertEquals(
                "figures cannot be drawn here; install fontconfig, freetype and a font such as DejaVu, or leave the"
                        + " figures out (java.lang.InternalError: Fontconfig head is null)",
                Figure.withoutFonts(new InternalError("Fontconfig head is null"))
                        .getMessage());
    }

    @Test
    void refusesASeriesOfNothingOrOfHalves() {
        assertEquals(
                "series a has 0 x and 0 y; expected as many, at least one",
                assertThrows(IllegalArgumentException.class, () -> new Series("a", new double[0], new double[0]))
                        .getMessage());
        assertEquals(
                "series a has 2 x and 1 y; expected as many, at least one",
                assertThrows(IllegalArgumentException.class, () -> new Series("a", new double[2], new double[1]))
                        .getMessage());
    }

    /** The PNG has two pixels for each unit of the SVG, and more than one colour. */
    private static void requireReadable(Figure figure, int width, int height) throws Exception {
        BufferedImage image = image(figure);
        assertEquals(2 * width, image.getWidth());
        assertEquals(2 * height, image.getHeight());
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                colours.add(image.getRGB(x, y));
            }
        }
        assertTrue(colours.size() > 10, colours::toString);
        DocumentBuilder reader = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        // The document type is a name on the web; nothing is fetched.
        reader.setEntityResolver((publicId, systemId) -> new InputSource(new ByteArrayInputStream(new byte[0])));
        Element svg = reader.parse(new ByteArrayInputStream(figure.svg())).getDocumentElement();
        assertEquals("svg", svg.getTagName());
        assertEquals("0 0 " + width + " " + height, svg.getAttribute("viewBox"));
        assertTrue(svg.getElementsByTagName("*").getLength() > 20);
    }

    private static BufferedImage image(Figure figure) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(figure.png()));
    }
}
