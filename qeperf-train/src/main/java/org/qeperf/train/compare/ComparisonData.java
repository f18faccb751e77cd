package org.qeperf.train.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.RunCounts;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.data.RunTarget;

/** The same runs as rows of each {@link Basis}. */
final class ComparisonData {

    private static final String BETAS = "n_betas";

    private final Map<Basis, Dataset> bases;
    private final double[] complexity;
    private final Map<String, Integer> dropped;
    private final boolean withoutBetas;

    private ComparisonData(
            Map<Basis, Dataset> bases, double[] complexity, Map<String, Integer> dropped, boolean withoutBetas) {
        this.bases = bases;
        this.complexity = complexity;
        this.dropped = dropped;
        this.withoutBetas = withoutBetas;
    }

    /**
     * Makes the rows. Runs that one basis cannot use are left out of all.
     *
     * @throws TrainingException if too few are left
     */
    static ComparisonData of(RunSet runs, Cleaning cleaning, FeatureExtractor extractor) {
        Cleaning.Result clean = cleaning.apply(runs.runs(), extractor.code());
        boolean withoutBetas = !clean.kept().isEmpty() && clean.kept().stream().noneMatch(ComparisonData::tellsBetas);
        List<RunRecord> kept = withoutBetas
                ? clean.kept().stream().map(ComparisonData::withSilentBetas).toList()
                : clean.kept();
        Map<String, Integer> dropped = new TreeMap<>(clean.dropped());
        if (kept.isEmpty()) {
            throw new TrainingException("no run of " + runs.name() + " can be used: " + dropped);
        }
        for (Basis basis : Basis.values()) {
            Dataset data = rows(runs, kept, extractor, basis);
            data.dropped().forEach((reason, n) -> dropped.merge(reason, n, Integer::sum));
            kept = data.runs();
        }
        Dataset thesis = rows(runs, kept, extractor, Basis.THESIS);
        if (thesis.systems() < Division.LEAST_SYSTEMS) {
            throw new TrainingException(runs.name() + " has usable runs of " + thesis.systems()
                    + " systems; expected at least " + Division.LEAST_SYSTEMS + ", left out are " + dropped);
        }
        double[] complexity = complexity(thesis);
        return new ComparisonData(
                Map.of(
                        Basis.THESIS, normalized(thesis, complexity),
                        Basis.QEPERF, rows(runs, kept, extractor, Basis.QEPERF)),
                complexity,
                dropped,
                withoutBetas);
    }

    Dataset basis(Basis basis) {
        return Optional.ofNullable(bases.get(basis)).orElseThrow();
    }

    /** Values of a basis's target as normalised times, one for each of some rows. */
    double[] normalized(Basis basis, int[] rows, double[] values) {
        double[] times = values.clone();
        if (basis != Basis.THESIS) {
            for (int i = 0; i < rows.length; i++) {
                times[i] /= complexity[rows[i]];
            }
        }
        return times;
    }

    /** Values of a basis's target as seconds, one for each of some rows. */
    double[] seconds(Basis basis, int[] rows, double[] values) {
        double[] seconds = values.clone();
        if (basis == Basis.THESIS) {
            for (int i = 0; i < rows.length; i++) {
                seconds[i] *= complexity[rows[i]];
            }
        }
        return seconds;
    }

    Map<String, Integer> dropped() {
        return dropped;
    }

    /** Whether no run tells its number of projectors, so that this column is the same everywhere. */
    boolean withoutBetas() {
        return withoutBetas;
    }

    private static Dataset rows(RunSet runs, List<RunRecord> kept, FeatureExtractor extractor, Basis basis) {
        FeatureSchema schema = extractor.schemas().stream()
                .filter(s -> s.name().equals(basis.schema()))
                .findFirst()
                .orElseThrow();
        return Dataset.of(
                new RunSet(runs.name(), runs.sha256(), kept),
                Cleaning.find(Cleaning.DEFAULT),
                RunTarget.SECONDS_PER_SCF_ITERATION,
                extractor,
                schema);
    }

    /** The thesis's complexity factor of each row, {@code n_el^3 n_k / n_cores}. */
    private static double[] complexity(Dataset thesis) {
        FeatureSchema schema = thesis.schema();
        int cube = schema.indexOf("n_el^3");
        int points = schema.indexOf("n_k");
        int cores = schema.indexOf("n_cores");
        double[] complexity = new double[thesis.size()];
        for (int row = 0; row < complexity.length; row++) {
            int at = row * schema.size();
            complexity[row] = thesis.rows()[at + cube] * thesis.rows()[at + points] / thesis.rows()[at + cores];
        }
        return complexity;
    }

    private static Dataset normalized(Dataset data, double[] complexity) {
        double[] targets = new double[data.size()];
        for (int row = 0; row < targets.length; row++) {
            targets[row] = data.targets()[row] / complexity[row];
        }
        return new Dataset(data.target(), data.schema(), data.runs(), data.rows(), targets, Map.of(), data.dropped());
    }

    private static boolean tellsBetas(RunRecord run) {
        return run.counts().known().orElseThrow().all().stream()
                .anyMatch(count -> count.name().equals(BETAS));
    }

    /** A constant column has no influence on any model. */
    private static RunRecord withSilentBetas(RunRecord run) {
        List<Count> counts = new ArrayList<>(run.counts().known().orElseThrow().all());
        counts.add(new Count.Whole(BETAS, 0));
        return new RunRecord(
                run.origin(),
                run.program(),
                run.place(),
                run.contents(),
                run.iterations(),
                run.times(),
                run.memory(),
                run.ending(),
                RunCounts.of(new Counts(counts)),
                run.labels());
    }
}
