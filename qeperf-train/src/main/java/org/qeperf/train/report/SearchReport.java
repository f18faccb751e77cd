package org.qeperf.train.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.qeperf.api.QePerfException;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.train.automl.AutoMlResult;
import org.qeperf.train.figures.Figure;

/** Writes what came of a search: {@code docs/automl-report.md} tells what is in it. */
public final class SearchReport {

    /** The page for people, the last of the files written. */
    public static final String PAGE = "report.html";

    private static final String FIGURES = "figures";
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private SearchReport() {}

    /**
     * Everything in numbers. Fractions, not percent; null where there is no finite number.
     *
     * @param result what came of a search
     * @return a new tree
     */
    public static JsonNode document(AutoMlResult result) {
        return ReportJson.document(result);
    }

    /**
     * Writes {@code report.html}, {@code report.json}, {@code leaderboard.csv} and the folder {@code figures}. Where text
     * cannot be drawn there are no figures, and the page says so.
     *
     * @param result what came of a search
     * @param folder where to; made if missing, reports in it are replaced
     * @return the files
     * @throws UncheckedIOException if one cannot be written
     */
    public static List<Path> write(AutoMlResult result, Path folder) {
        return write(result, folder, Figure::requireFonts);
    }

    static List<Path> write(AutoMlResult result, Path folder, Runnable requireFonts) {
        List<Drawing> drawings = new ArrayList<>();
        String without = "";
        try {
            requireFonts.run();
            drawings.addAll(ReportFigures.of(result));
        } catch (QePerfException e) {
            without = String.valueOf(e.getMessage());
        }
        List<Path> files = new ArrayList<>();
        List<PageFigure> figures = new ArrayList<>();
        removeFigures(folder);
        for (Drawing drawing : drawings) {
            byte[] svg = drawing.figure().svg();
            byte[] png = drawing.figure().png();
            Path place = folder.resolve(FIGURES);
            files.add(write(place.resolve(drawing.file() + ".png"), png));
            files.add(write(place.resolve(drawing.file() + ".svg"), svg));
            figures.add(PageFigure.of(drawing, svg, png));
        }
        files.add(write(folder.resolve("leaderboard.csv"), bytes(LeaderboardCsv.text(result.leaderboard()))));
        files.add(write(folder.resolve("report.json"), bytes(json(document(result)) + "\n")));
        files.add(write(folder.resolve(PAGE), bytes(ReportPage.of(result, figures, without))));
        return files;
    }

    /** Those of an earlier report, so that none is left that this one does not have. */
    private static void removeFigures(Path folder) {
        try {
            for (String name : ReportFigures.FILES) {
                Files.deleteIfExists(folder.resolve(FIGURES).resolve(name + ".png"));
                Files.deleteIfExists(folder.resolve(FIGURES).resolve(name + ".svg"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json(JsonNode document) {
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Path write(Path file, byte[] bytes) {
        AtomicFile.write(file, bytes);
        return file;
    }
}
