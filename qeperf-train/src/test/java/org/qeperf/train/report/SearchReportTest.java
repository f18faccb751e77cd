package org.qeperf.train.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.QePerfException;
import org.qeperf.train.automl.AutoMlResult;
import org.qeperf.train.automl.Predictions;
import org.qeperf.train.automl.Trial;
import org.qeperf.train.validate.Validation;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class SearchReportTest {

    private static final List<String> FILES = List.of("leaderboard.csv", "report.json", "report.html");

    /** A report of {@link ExampleResult#large}, which takes seconds to draw. */
    @TempDir
    private static Path large;

    private static List<Path> largeFiles = List.of();

    @TempDir
    private Path folder;

    @BeforeAll
    static void writeLarge() {
        largeFiles = SearchReport.write(ExampleResult.large(), large);
    }

    @Test
    void writesPageNumbersSheetAndFigures() {
        List<Path> expected = new ArrayList<>();
        for (String name :
                List.of("leaderboard", "predictions", "residuals", "learning-curve", "importance", "history")) {
            expected.add(large.resolve("figures").resolve(name + ".png"));
            expected.add(large.resolve("figures").resolve(name + ".svg"));
        }
        FILES.forEach(name -> expected.add(large.resolve(name)));
        assertEquals(expected, largeFiles);
        assertTrue(largeFiles.stream().allMatch(Files::isRegularFile));
    }

    @Test
    void writesTheSameAgain() throws IOException {
        List<Path> others = SearchReport.write(ExampleResult.large(), folder.resolve("again"));
        for (int i = 0; i < others.size(); i++) {
            assertArrayEquals(
                    Files.readAllBytes(largeFiles.get(i)),
                    Files.readAllBytes(others.get(i)),
                    largeFiles.get(i).toString());
        }
    }

    @Test
    void pageIsXmlWhoseTextIsTheData() throws Exception {
        Document page = largePage();
        assertEquals(0, page.getElementsByTagName("script").getLength());
        String shown = ExampleResult.HOSTILE.replaceAll("[\\x00-\\x1f\\u202e\\ud800]", "\ufffd");
        assertTrue(texts(page, "th").contains(shown), shown);
        assertTrue(texts(page, "li").contains(shown), shown);
        assertEquals(
                "Predicting exec time (s) from 1 feature of runs.csv",
                texts(page, "h1").get(0));
        assertEquals(
                "The best technique is normal form (provider/algorithm-0). On the 128 rows of the tests, each unseen by the"
                        + " search of its round, its predictions are 7.81 % off in the mean, half of them at most 5.47 %. The best"
                        + " baseline, straight line, is 29.0 % off on the same rows.",
                texts(page, "p").get(0));
        assertTrue(texts(page, "code").contains("qeperf train PLAN --output EMPTY-FOLDER"));
        assertTrue(texts(page, "code").stream().anyMatch(code -> code.startsWith("exec time = 1.25e-3 * nodes^-0.93")));
    }

    @Test
    void everyTableHasACaptionAndHeadersWithAScope() throws Exception {
        Document page = largePage();
        NodeList tables = page.getElementsByTagName("table");
        assertEquals(5, tables.getLength());
        for (int i = 0; i < tables.getLength(); i++) {
            Element table = (Element) tables.item(i);
            assertEquals(1, table.getElementsByTagName("caption").getLength());
            NodeList headers = table.getElementsByTagName("th");
            assertTrue(headers.getLength() > 0);
            for (int k = 0; k < headers.getLength(); k++) {
                assertTrue(List.of("row", "col").contains(((Element) headers.item(k)).getAttribute("scope")));
            }
        }
        Element leaderboard = (Element) tables.item(0);
        assertEquals(1 + 16, leaderboard.getElementsByTagName("tr").getLength());
        assertEquals(6, page.getElementsByTagName("figure").getLength());
        assertEquals(6, page.getElementsByTagName("figcaption").getLength());
        assertEquals(6, page.getElementsByTagName("svg").getLength());
    }

    @Test
    void pageAsksNobodyForAnything() throws Exception {
        String text = Files.readString(large.resolve("report.html"));
        for (String address : List.of("http:", "https:", "src=", "href=", "url(", "@import", "<link", "<script")) {
            assertFalse(text.contains(address), address);
        }
        assertTrue(text.contains("content=\"default-src &#39;none&#39;; style-src"));
        // Figures of one page must not share names.
        assertFalse(Pattern.compile("\\sid=").matcher(text).find());
    }

    @Test
    void failedTrialsAreListedByReason() throws Exception {
        AutoMlResult result = ExampleResult.large();
        List<String> cells = texts(largePage(), "td");
        long failed = result.trials().stream().filter(Trial::failed).count();
        assertTrue(failed > 20);
        String reason = "predicts -1.5 s for a row; expected a positive number "
                + ExampleResult.HOSTILE.replaceAll("[\\x00-\\x1f\\u202e\\ud800]", "\ufffd");
        long techniques = result.trials().stream()
                .filter(Trial::failed)
                .map(Trial::technique)
                .distinct()
                .count();
        assertEquals(techniques, cells.stream().filter(reason::equals).count());
    }

    @Test
    void withoutFontsAllButTheFiguresIsWritten() throws Exception {
        Files.createDirectories(folder.resolve("figures"));
        Files.writeString(folder.resolve("figures").resolve("history.svg"), "of an earlier report");
        List<Path> files = SearchReport.write(ExampleResult.large(), folder, () -> {
            throw new QePerfException("figures cannot be drawn here; install a font");
        });
        assertEquals(FILES.stream().map(folder::resolve).toList(), files);
        try (Stream<Path> left = Files.list(folder.resolve("figures"))) {
            assertEquals(List.of(), left.toList());
        }
        Document page = parse(Files.readAllBytes(folder.resolve("report.html")));
        assertEquals(0, page.getElementsByTagName("svg").getLength());
        assertTrue(texts(page, "p").contains("There are no figures: figures cannot be drawn here; install a font"));
    }

    @Test
    void whereNoRowIsHeldOutThePageSaysSo() throws Exception {
        Predictions four = ExampleResult.predictions(ExampleResult.upTo(4), new double[] {1.1, 2, 3, 4});
        AutoMlResult result = ExampleResult.withPlan(
                ExampleResult.small(four, ExampleResult.trial(0.1)),
                ExampleResult.plan(new Validation.None(), new Validation.None()));
        Document page = page(result);
        assertEquals(
                "The best technique is only (linear/ols). On the rows learnt from its predictions are 10.0 % off in the mean;"
                        + " no rows were held out, so this says nothing of other rows.",
                texts(page, "p").get(0));
        List<String> readings = texts(page, "figcaption");
        assertTrue(
                readings.get(0)
                        .contains("The shorter the bar, the smaller the error on rows learnt from, which the order goes"
                                + " by."),
                readings.get(0));
        assertTrue(readings.get(1).contains("Left, each point is one of the rows learnt from;"), readings.get(1));
        assertTrue(
                readings.stream().noneMatch(reading -> reading.contains("held out in the search")),
                readings.toString());
    }

    @Test
    void aTrialWithoutATestMakesAReport() throws Exception {
        Predictions four =
                ExampleResult.predictions(ExampleResult.upTo(4), new double[] {1.1, -2, Double.NaN, 4 + 1e-9});
        AutoMlResult result = ExampleResult.small(four, ExampleResult.trial(0.1));
        Document page = page(result);
        assertEquals(
                "The best technique is only (linear/ols). On rows held out in the search its predictions are 10.0 % off in"
                        + " the mean; it was chosen by this number, so expect somewhat more on other rows. No rows were set"
                        + " aside for a test.",
                texts(page, "p").get(0));
        assertEquals(
                "Predicting y from 1 feature of t.csv", texts(page, "title").get(0));
        assertEquals(4, page.getElementsByTagName("svg").getLength());
        assertTrue(texts(page, "p").contains("None."));
        List<String> readings = texts(page, "figcaption");
        assertTrue(
                readings.get(1).endsWith("2 rows with a prediction that cannot be drawn here are left out."),
                readings.get(1));
        assertTrue(readings.get(2).endsWith("What lies beyond an end of the axis is drawn there."), readings.get(2));
        JsonNode document = SearchReport.document(result);
        assertTrue(document.get("test").isNull());
        assertTrue(document.get("formula").isNull());
        assertTrue(document.at("/leaderboard/0/test").isNull());
        assertTrue(document.at("/validation/predicted/2").isNull());
        assertEquals(4, document.at("/validation/by_magnitude").size());
        assertEquals(0, document.at("/validation/by_group").size());
    }

    @Test
    void nothingThatWorkedMakesAReportWithoutFigures() throws Exception {
        Trial failed = new Trial(
                0, "only", 1, Map.of(), 1, OptionalInt.empty(), Double.NaN, new double[0], 0.1, Double.NaN, "no");
        Predictions none = ExampleResult.predictions(new double[0], new double[0]);
        Document page = page(ExampleResult.small(none, failed));
        assertEquals(0, page.getElementsByTagName("svg").getLength());
        assertTrue(texts(page, "p").contains("There are no numbers to draw."));
    }

    @Test
    void aModelNoBetterThanABaselineIsAWarning() throws Exception {
        AutoMlResult large = ExampleResult.large();
        AutoMlResult beaten = ExampleResult.withBest(large, large.leaderboard().get(8));
        Document page = page(beaten);
        Element lead = (Element) page.getElementsByTagName("p").item(0);
        assertEquals("lead warning", lead.getAttribute("class"));
        assertTrue(
                lead.getTextContent()
                        .endsWith(
                                "The best baseline, straight line, is 29.0 % off on the same rows: it does no worse than"
                                        + " the model, which is of no use yet."),
                lead.getTextContent());
    }

    @Test
    void aPictureOfManyPointsIsShownInPixels() throws Exception {
        Predictions many = ExampleResult.predictions(9000, 0.2, new Random(3));
        Document page = page(ExampleResult.small(many, ExampleResult.trial(0.1)));
        String reading = texts(page, "figcaption").get(1);
        assertTrue(reading.endsWith("2000 of 9000 points are drawn."), reading);
        Drawing drawing = ReportFigures.of(ExampleResult.large()).get(0);
        String markup =
                PageFigure.of(drawing, new byte[800_001], new byte[] {1, 2, 3}).markup();
        assertEquals("<img alt=\"Leaderboard\" width=\"720\" src=\"data:image/png;base64,AQID\"/>\n", markup);
    }

    @Test
    void jsonOnDiskIsTheDocument() throws IOException {
        JsonNode read = new ObjectMapper().readTree(large.resolve("report.json").toFile());
        // Half of a character cannot be written.
        String document =
                SearchReport.document(ExampleResult.large()).toString().replace('\ud800', '?');
        assertEquals(new ObjectMapper().readTree(document), read);
    }

    private static Document largePage() throws Exception {
        return parse(Files.readAllBytes(large.resolve("report.html")));
    }

    private Document page(AutoMlResult result) throws Exception {
        return parse(text(result).getBytes(StandardCharsets.UTF_8));
    }

    private String text(AutoMlResult result) throws IOException {
        SearchReport.write(result, folder);
        return Files.readString(folder.resolve("report.html"));
    }

    private static Document parse(byte[] page) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(page));
    }

    private static List<String> texts(Document page, String tag) {
        List<String> texts = new ArrayList<>();
        NodeList nodes = page.getElementsByTagName(tag);
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }
}
