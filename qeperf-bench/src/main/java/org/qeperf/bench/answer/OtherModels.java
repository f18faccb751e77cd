package org.qeperf.bench.answer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qeperf.features.workload.PwSchemas;
import org.qeperf.train.compare.Basis;
import org.qeperf.train.compare.Candidate;
import org.qeperf.train.compare.ComparisonPlan.Stage;
import org.qeperf.train.compare.Division;
import org.qeperf.train.compare.Protocol;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.evaluate.SystemFolds;
import org.qeperf.train.fit.Fitter;
import org.qeperf.train.fit.Recipe;
import org.qeperf.train.plan.TrainPlan;

/** Other models of the time of an iteration, on the rows and folds of the shipped one's plan. */
final class OtherModels {

    private static final String LAW = "linear/kernel-costs";

    private final Material material;
    private final Dataset data;
    private final SystemFolds folds;
    private final long seed;
    private final Map<String, double[]> predictions = new LinkedHashMap<>();

    private OtherModels(Material material, Dataset data, SystemFolds folds) {
        this.material = material;
        this.data = data;
        this.folds = folds;
        this.seed = material.plan(data.target()).seed();
    }

    static Map<String, double[]> predictions(Material material, Dataset data, SystemFolds folds) {
        OtherModels others = new OtherModels(material, data, folds);
        others.thesis();
        others.ownForest();
        others.add("the law of the kernels alone", others.data, others.law());
        return others.predictions;
    }

    /** The forest and the network of the thesis: its features, its normalised time, and as it comes the time itself. */
    private void thesis() {
        Dataset plain = rows(PwSchemas.THESIS_14);
        double[] complexity = complexity(plain);
        Dataset normalised = over(plain, complexity);
        for (Candidate candidate : candidates(Basis.THESIS)) {
            String name = switch (candidate.name()) {
                case "RF" -> "forest of the thesis, thesis-14";
                case "FCNN" -> "network of the thesis, thesis-14";
                default -> "";
            };
            if (!name.isEmpty()) {
                Fitter fitter = fitter(candidate, plain);
                double[] times = HeldOut.predictions(normalised, folds, fitter);
                for (int row = 0; row < times.length; row++) {
                    times[row] *= complexity[row];
                }
                predictions.put(name + ", normalised time", times);
                if (candidate.name().equals("RF")) {
                    add(name + ", seconds", plain, fitter);
                }
            }
        }
        TrainPlan plan = TrainPlan.read(material.folder().resolve("thesis-network.yaml"));
        add(
                "network of the thesis, thesis-14, seconds (thesis-network.yaml)",
                rows(plan.schema()),
                material.fitter(plan));
    }

    private void ownForest() {
        Dataset own = rows(PwSchemas.QEPERF_1);
        candidates(Basis.QEPERF).stream()
                .filter(candidate -> candidate.name().equals("RF"))
                .forEach(candidate -> add("the same forest, qeperf-1 over work_total", own, fitter(candidate, own)));
    }

    private Fitter law() {
        return new Fitter(Recipe.of(material.catalogue(), data.schema(), "", LAW, Map.of()), seed);
    }

    private void add(String name, Dataset rows, Fitter fitter) {
        material.progress().report(name, predictions.size(), predictions.size());
        predictions.put(name, HeldOut.predictions(rows, folds, fitter));
    }

    /** The models of the comparison that see whole systems held out in folds. */
    private List<Candidate> candidates(Basis basis) {
        List<Candidate> candidates = new ArrayList<>();
        for (Stage stage : Protocol.THESIS.plan(material.extractor()).stages()) {
            if (stage.basis() == basis && stage.division() == Division.FOLDS) {
                candidates.addAll(stage.candidates());
            }
        }
        return candidates;
    }

    private Fitter fitter(Candidate candidate, Dataset rows) {
        return new Fitter(
                Recipe.of(
                        material.catalogue(),
                        rows.schema(),
                        candidate.normalizer(),
                        candidate.algorithm(),
                        candidate.settings()),
                seed);
    }

    /** The same runs in another schema. */
    private Dataset rows(String schema) {
        String cleaning = material.plan(data.target()).cleaning();
        Dataset rows = material.data(cleaning, data.target(), schema);
        List<String> wanted = data.runs().stream().map(RunRecord::id).toList();
        if (!rows.runs().stream().map(RunRecord::id).toList().equals(wanted)) {
            throw new IllegalStateException(
                    rows.size() + " runs have the features of " + schema + ", not the same " + wanted.size());
        }
        return rows;
    }

    /** The complexity of the thesis: {@code n_el^3 n_k / n_cores}. */
    private static double[] complexity(Dataset thesis) {
        int columns = thesis.schema().size();
        int cube = thesis.schema().indexOf("n_el^3");
        int points = thesis.schema().indexOf("n_k");
        int cores = thesis.schema().indexOf("n_cores");
        double[] complexity = new double[thesis.size()];
        for (int row = 0; row < complexity.length; row++) {
            int at = row * columns;
            complexity[row] = thesis.rows()[at + cube] * thesis.rows()[at + points] / thesis.rows()[at + cores];
        }
        return complexity;
    }

    private static Dataset over(Dataset data, double[] divisors) {
        double[] targets = data.targets().clone();
        for (int row = 0; row < targets.length; row++) {
            targets[row] /= divisors[row];
        }
        return new Dataset(data.target(), data.schema(), data.runs(), data.rows(), targets, Map.of(), data.dropped());
    }
}
