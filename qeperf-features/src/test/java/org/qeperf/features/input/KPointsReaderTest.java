package org.qeperf.features.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.InputException;
import org.qeperf.features.PwInputs;

/** Paths by letters, planes, limits and releases of K_POINTS; CardsTest has the plain forms. */
class KPointsReaderTest {

    private static String text(String card) {
        return PwInputs.silicon("automatic\n4 4 4 1 1 1\n", card.replace("~", "\n") + "\n");
    }

    private static KPoints kPoints(String card) {
        return PwInputs.parse(text(card)).kPoints();
    }

    private static KPoints kPoints(String card, int most) {
        ParseLimits limits = new ParseLimits(1 << 20, 100, most, 1_000_000, 1_000_000);
        return PwInputReader.parse(SourceText.of("pw.in", text(card)), QeVersion.NEWEST, limits)
                .kPoints();
    }

    private static void assertRefused(String message, String card) {
        assertEquals(
                "pw.in:" + message,
                assertThrows(InputException.class, () -> kPoints(card)).getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "gG 12, 'gG ', 12",
        "X 5, 'X  ', 5",
        "A 0, 'A  ', 0",
        "z 3, 'z  ', 3",
        "gS1 4, gS1, 4",
        "'   L\t 7', 'L\t ', 7",
        "'gG 12, X', 'gG ', 12",
        "'gG 12/', 'gG ', 12",
        "'gG 12 ! zone centre', 'gG ', 12"
    })
    void aVertexMayBeNamedByLetters(String line, String letters, int points) {
        KPoints.Path path = (KPoints.Path) kPoints("crystal_b~2~" + line + "~0.5 0 0 1");
        KPoints.Vertex vertex = path.vertices().get(0);
        assertEquals(letters, vertex.letters());
        assertEquals(new KPoints.Point(0, 0, 0, points), vertex.place());
        assertEquals(21, vertex.location().line());
        assertEquals(
                1 + line.length() - line.stripLeading().length(),
                vertex.location().column());
        assertEquals("", path.vertices().get(1).letters());
        assertEquals(new KPoints.Point(0.5, 0, 0, 1), path.vertices().get(1).place());
        assertEquals(true, path.crystal());
    }

    @Test
    void allVerticesMayBeNamedByLetters() {
        KPoints.Path path = (KPoints.Path) kPoints("tpiba_b~3~gG 2~X 2~L 0");
        assertEquals(
                List.of("gG ", "X  ", "L  "),
                path.vertices().stream().map(KPoints.Vertex::letters).toList());
        assertEquals(false, path.crystal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 0 4 X", "9 0 0 4 X", "+1 0 0 4 X", "-1 0 0 4 X", ".5 0 0 4 X", "(0 0 0 4 X"})
    void aLineThatBeginsLikeANumberHasNoLetters(String line) {
        String plain = line.replace("(", "");
        KPoints.Listed path = (KPoints.Listed) kPoints("crystal_b~2~" + plain + "~0 0 1 1");
        assertEquals(5, path.points().size());
        assertEquals(
                Double.parseDouble(plain.split(" ")[0]), path.points().get(0).x());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gG | 21:1: no number of k-points behind the letters 'gG'; expected letters, a blank and a whole number",
                "X | 21:1: no number of k-points behind the letters 'X'; expected letters, a blank and a whole number",
                "gG x | 21:4: invalid whole number 'x' for the number of k-points behind 'gG'; expected a whole number such"
                        + " as 4",
                "0 0 0 | 21:1: k-point line has 3 words; expected 2 lines of four numbers, x y z points, or of letters and"
                        + " the number of points",
                "0 0 0 -0.5 | 21:1: -1 k-points from a vertex of a path; expected 0 or more",
                "0 0 0 -2 | 21:1: -2 k-points from a vertex of a path; expected 0 or more"
            })
    void aVertexHasAPlaceAndANumberOfPoints(String line, String message) {
        assertRefused(message, "crystal_b~2~" + line + "~0.5 0 0 1");
    }

    @Test
    void theNumberOfTheLastVertexIsNotUsed() {
        assertEquals(
                3,
                ((KPoints.Listed) kPoints("crystal_b~2~0 0 0 2~0.5 0 0 -7"))
                        .points()
                        .size());
    }

    @ParameterizedTest
    @CsvSource({"1.4, 2", "1.5, 3", "2.49, 3", "-0.4, 2"})
    void theNumberOfPointsIsRounded(String weight, int points) {
        assertEquals(
                points,
                ((KPoints.Listed) kPoints("crystal_b~2~0 0 0 " + weight + "~0.5 0 0 1"))
                        .points()
                        .size());
    }

    @Test
    void aPlaneIsSpannedFromAnyVertex() {
        KPoints.Listed plane = (KPoints.Listed) kPoints("tpiba_c~3~1 2 3 1~2 4 6 2~3 5 4 3");
        assertEquals(
                List.of(
                        new KPoints.Point(1, 2, 3, 1),
                        new KPoints.Point(2, 3.5, 3.5, 1),
                        new KPoints.Point(3, 5, 4, 1),
                        new KPoints.Point(2, 4, 6, 1),
                        new KPoints.Point(3, 5.5, 6.5, 1),
                        new KPoints.Point(4, 7, 7, 1)),
                plane.points());
    }

    @ParameterizedTest
    @CsvSource({
        "automatic~4 4 6 0 0 0, automatic~97 1 1 0 0 0, 1, 'a mesh of 97x1x1 points', no more than 1 irreducible points",
        "crystal~2~0 0 0 1~0 0 1 1, crystal~3, 2, '3 k-points', between 1 and 2",
        "crystal_b~2~0 0 0 4~0 0 1 1, crystal_b~2~0 0 0 5~0 0 1 1, 5, '6 k-points', no more than 5",
        "tpiba_c~3~0 0 0 1~1 0 0 2~0 1 0 3, tpiba_c~3~0 0 0 1~1 0 0 2~0 1 0 4, 6, '8 k-points', no more than 6",
        "crystal_b~3~X 2~L 2~gG 0, crystal_b~3~X 2~L 3~gG 0, 5, '6 k-points', no more than 5"
    })
    void countsUpToTheLimit(String most, String oneMore, int limit, String problem, String expected) {
        kPoints(most, limit);
        String message = assertThrows(InputException.class, () -> kPoints(oneMore, limit))
                .getMessage();
        assertEquals(problem + "; expected " + expected, message.replaceFirst("^pw.in:\\d+:\\d+: ", ""));
    }

    @Test
    void aCommentBeforeTheCardIsNoneOfIt() {
        String text =
                PwInputs.silicon("K_POINTS automatic\n4 4 4 1 1 1\n", "  # points\nK_POINTS crystal\n1\n0 0 0 1\n");
        assertEquals(
                1, ((KPoints.Listed) PwInputs.parse(text).kPoints()).points().size());
    }

    @Test
    void aPointIsNumbers() {
        assertRefused(
                "21:1: invalid number '?1' for a k-point; expected a number such as 30, 0.5 or 1.0d-8", "~1~?1 0 0 1");
        assertRefused(
                "21:1: k-point label 'z'; expected coordinates (letters stand for k-points only beside tpiba_b and"
                        + " crystal_b)",
                "~1~z 0 0 1");
        assertRefused(
                "21:1: k-point label 'A'; expected coordinates (letters stand for k-points only beside tpiba_b and"
                        + " crystal_b)",
                "~1~A 0 0 1");
    }

    /** pw.x looks for its options in the whole line. */
    @ParameterizedTest
    @CsvSource({"crystal ! not gamma, true", "tpiba ! not gamma, false", "! a list, false"})
    void aListMayHaveACommentBesideItsUnit(String option, boolean crystal) {
        KPoints.Listed listed = (KPoints.Listed) kPoints(option + "~1~0 0 0.5 1");
        assertEquals(crystal, listed.crystal());
        assertEquals(List.of(new KPoints.Point(0, 0, 0.5, 1)), listed.points());
    }

    /** 6.7 keeps the unit of the card that it reads last for both. */
    @ParameterizedTest
    @CsvSource({
        "tpiba, crystal, 6.7, true",
        "crystal, tpiba, 6.7, false",
        "tpiba, crystal, 6.8, false",
        "crystal, tpiba, 6.8, true",
        "tpiba, crystal, 7.5, false"
    })
    void additionalPointsBroughtTheirUnitIn67(String unit, String additionalUnit, String version, boolean crystal) {
        String text = text(unit + "~1~0 0 0.5 1") + "ADDITIONAL_K_POINTS " + additionalUnit + "\n1\n0.5 0 0 0\n";
        KPoints.Listed listed =
                (KPoints.Listed) PwInputs.parse(text, QeVersion.parse(version)).kPoints();
        assertEquals(crystal, listed.crystal());
        assertEquals(List.of(new KPoints.Point(0, 0, 0.5, 1)), listed.points());
    }

    @Test
    void aCardAloneKeepsItsUnitIn67() {
        KPoints.Listed listed = (KPoints.Listed)
                PwInputs.parse(text("crystal~1~0 0 0.5 1"), new QeVersion(6, 7)).kPoints();
        assertEquals(true, listed.crystal());
    }
}
