package org.qeperf.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.train.calibrate.SiteEvaluation;
import org.qeperf.train.calibrate.SiteEvaluation.Score;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.Grouping;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.data.RunTarget;
import org.qeperf.train.plan.TrainingRun;

/**
 * Errors of the model for any machine on repositories that it has not seen, and after calibration on some of their runs. For each
 * repository a model and its intervals are made from all others. Arguments: the run file and the plan of the model.
 */
public final class SiteQuality {

    private static final String LABEL = "repository";
    private static final int[] RUNS = {0, 3, 5, 10, 30};
    private static final int DRAWS = 20;
    private static final List<Double> LEVELS = List.of(0.8, 0.9, 0.95);

    private SiteQuality() {}

    public static void main(String[] arguments) throws IOException {
        Path plan = Path.of(arguments[1]);
        FeatureExtractor extractor = Extractors.find("pw.x");
        RunSet all = RunSet.read(Path.of(arguments[0]));
        List<RunRecord> kept = Cleaning.find(Cleaning.ANY_MACHINE)
                .apply(all.runs(), extractor.code())
                .kept();
        Map<Integer, Map<String, List<Score>>> scores = new LinkedHashMap<>();
        Path folder = Files.createTempDirectory("site");
        for (String repository :
                new TreeSet<>(kept.stream().map(run -> run.labels().get(LABEL)).toList())) {
            PortableModel model = without(repository, kept, plan, folder, extractor);
            List<RunRecord> own = kept.stream()
                    .filter(run -> repository.equals(run.labels().get(LABEL)))
                    .toList();
            Dataset data = Dataset.of(
                    new RunSet(repository, "", own),
                    Cleaning.find(Cleaning.ANY_MACHINE),
                    RunTarget.SECONDS_PER_SCF_ITERATION,
                    extractor,
                    model.schema());
            for (int runs : RUNS) {
                for (int draw = 0; draw < (runs == 0 ? 1 : DRAWS) && data.size() > runs; draw++) {
                    SiteEvaluation result = SiteEvaluation.of(model, data, Grouping.of(data, LABEL), runs, draw);
                    scores.computeIfAbsent(runs, k -> new LinkedHashMap<>())
                            .computeIfAbsent(repository, k -> new ArrayList<>())
                            .add(result.rows());
                }
            }
            System.err.println(repository);
        }
        scores.forEach((runs, byRepository) -> {
            print(
                    runs + " runs, all rows",
                    byRepository.values().stream().flatMap(List::stream).toList());
            byRepository.forEach((name, draws) -> print("  " + name, draws));
        });
    }

    private static PortableModel without(
            String repository, List<RunRecord> kept, Path plan, Path folder, FeatureExtractor extractor)
            throws IOException {
        List<RunRecord> others = kept.stream()
                .filter(run -> !repository.equals(run.labels().get(LABEL)))
                .toList();
        RunSet.write(folder.resolve("runs.jsonl"), others);
        long repositories =
                others.stream().map(run -> run.labels().get(LABEL)).distinct().count();
        String text = Files.readString(plan)
                .replaceAll("(?m)^runs:.*", "runs: runs.jsonl")
                .replaceAll("(?m)^folds:.*", "folds: " + repositories)
                .replaceAll("(?m)^output:.*", "output: model.qeperf");
        Path changed = Files.writeString(folder.resolve("plan.yaml"), text);
        return TrainingRun.carryOut(changed, extractor, RegressorCatalogue.load(), Progress.SILENT)
                .model();
    }

    /** Quantiles over all rows and draws, and means over the groups' own. */
    private static void print(String name, List<Score> scores) {
        double[] errors = scores.stream()
                .flatMapToDouble(score -> Arrays.stream(score.logErrors()))
                .map(Math::abs)
                .sorted()
                .toArray();
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%-80s %7d rows, median factor %.3f, 90 %% below %.2f; coverage",
                name,
                errors.length,
                Math.exp(errors[errors.length / 2]),
                Math.exp(errors[errors.length * 9 / 10])));
        for (double level : LEVELS) {
            double covered = scores.stream()
                    .mapToDouble(score -> score.count() * score.coverage().getOrDefault(level, 0.0))
                    .sum();
            line.append(String.format(Locale.ROOT, " %.3f", covered / errors.length));
        }
        double width = scores.stream()
                .mapToDouble(score -> score.count() * Math.log(score.factor90()))
                .sum();
        System.out.println(line + String.format(Locale.ROOT, "; x%.2f at 90 %%", Math.exp(width / errors.length)));
    }
}
