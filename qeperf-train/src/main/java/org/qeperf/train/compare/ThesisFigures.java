package org.qeperf.train.compare;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.qeperf.api.train.Insight;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.train.figures.Figure;
import org.qeperf.train.figures.Labels;
import org.qeperf.train.figures.Series;

/** The figures of the thesis's chapter 4, drawn from the stage that follows its protocol. */
public final class ThesisFigures {

    private ThesisFigures() {}

    /**
     * Writes each figure as PNG and SVG. One whose model could not be trained is left out.
     *
     * @param comparison what to show
     * @param folder where to; made if missing
     * @return the files
     * @throws UncheckedIOException if one cannot be written
     */
    public static List<Path> write(Comparison comparison, Path folder) {
        List<Path> files = new ArrayList<>();
        figures(comparison.first()).forEach((name, figure) -> {
            files.add(write(folder.resolve(name + ".png"), figure.png()));
            files.add(write(folder.resolve(name + ".svg"), figure.svg()));
        });
        return files;
    }

    private static Path write(Path file, byte[] bytes) {
        AtomicFile.write(file, bytes);
        return file;
    }

    private static Map<String, Figure> figures(StageResult stage) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        loss(stage).ifPresent(figure -> figures.put("figure-4.1-loss", figure));
        if (!stage.scores().isEmpty()) {
            figures.put("figure-4.2-true-and-predicted", trueAndPredicted(stage));
        }
        importance(stage).ifPresent(figure -> figures.put("figure-4.3-importance", figure));
        return figures;
    }

    private static Optional<Figure> loss(StageResult stage) {
        for (ModelScore score : stage.scores()) {
            Optional<Insight> training = score.insight(Insight.TRAINING_LOSS);
            if (training.isPresent()) {
                List<Series> lines = new ArrayList<>();
                lines.add(epochs("training rows", training.get()));
                score.insight(Insight.VALIDATION_LOSS)
                        .ifPresent(validation -> lines.add(epochs("validation rows", validation)));
                return Optional.of(Figure.lines(
                        new Labels(
                                "Figure 4.1: loss of the network ("
                                        + score.candidate().name() + ")",
                                "epoch",
                                "mean absolute error, standardised logarithm"),
                        lines));
            }
        }
        return Optional.empty();
    }

    private static Series epochs(String name, Insight losses) {
        double[] loss = losses.values();
        return new Series(
                name, IntStream.rangeClosed(1, loss.length).asDoubleStream().toArray(), loss);
    }

    private static Figure trueAndPredicted(StageResult stage) {
        List<Series> panels = new ArrayList<>();
        for (ModelScore score : stage.scores()) {
            panels.add(new Series(
                    score.candidate().name(),
                    score.points().measured(),
                    score.points().predicted()));
        }
        return Figure.squares(
                new Labels(
                        "Figure 4.2: true and predicted time",
                        "true normalised time, s",
                        "predicted normalised time, s"),
                panels);
    }

    private static Optional<Figure> importance(StageResult stage) {
        for (ModelScore score : stage.scores()) {
            Optional<Insight> importance = score.insight(Insight.IMPORTANCE);
            if (importance.isPresent()) {
                double[] shares = importance.get().values();
                List<Integer> order = IntStream.range(0, shares.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -shares[i]))
                        .toList();
                return Optional.of(Figure.bars(
                        new Labels(
                                "Figure 4.3: importance of the features ("
                                        + score.candidate().name() + ")",
                                "feature",
                                "importance (sum 1)"),
                        order.stream().map(stage.columns()::get).toList(),
                        order.stream().mapToDouble(i -> shares[i]).toArray()));
            }
        }
        return Optional.empty();
    }
}
