package org.qeperf.train.calibrate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.qeperf.api.TrainingException;
import org.qeperf.api.predict.ModelId;
import org.qeperf.runtime.artifact.Manifest;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.artifact.PredictionInterval;
import org.qeperf.runtime.score.KernelMachine;
import org.qeperf.runtime.score.PortableRegressor;
import org.qeperf.train.data.Samples;
import org.qeperf.train.evaluate.ErrorReport;

/**
 * A model corrected by a few runs of a machine, see {@link ResidualProcess}. {@code docs/machines.md} says how much it helps.
 */
public final class Calibration {

    /** The fewest runs: one of two may be an outlier, and nothing tells which. */
    public static final int FEWEST_RUNS = 3;

    /** The most runs that are learnt from; of more, as many are taken evenly spread over all. */
    public static final int MOST_RUNS = 300;

    /** How many runs of the machine the errors of the model before count as much as in the interval. */
    private static final double WEIGHT_OF_BASE = 5;

    /** How the manifest of a calibrated model says what it is; the name of the model before follows. */
    private static final String SPLIT = "each run left out once; corrects ";

    private static final int[] CURVE = {3, 5, 10, 20, 40, 80};
    private static final int DRAWS = 10;

    /** How many errors stand for those of an interval. */
    private static final int QUANTILES = 199;

    private final PortableModel base;
    private final Samples runs;
    private final double[] residuals;
    private final double[] left;
    private final ResidualProcess correction;
    private final BaseModel form;

    private Calibration(PortableModel base, Samples runs) {
        this.base = base;
        this.runs = runs;
        this.form = BaseModel.of(base);
        this.residuals = form.residuals(runs.rows(), runs.targets());
        this.correction =
                new ResidualProcess(base.schema().size(), form.prepared(runs.rows()), residuals, form.length());
        this.left = correction.leaveOneOut();
    }

    /**
     * Corrects a model.
     *
     * @param base a model whose logarithm can be corrected: the one for any machine, or one that learnt logarithms
     * @param all runs of one machine in rows of the model's schema
     * @return the corrected model with its errors
     * @throws TrainingException if the runs are too few, or the model is of another form or calibrated already
     */
    public static Calibration of(PortableModel base, Samples all) {
        String split = base.manifest().training().split();
        if (split.startsWith(SPLIT)) {
            throw new TrainingException(
                    "model " + base.model() + " is calibrated already, it corrects "
                            + split.substring(SPLIT.length())
                            + ", and runs that it knows would count twice; expected the model before, calibrate that with all runs");
        }
        if (all.size() < FEWEST_RUNS) {
            throw new TrainingException(all.size() + " usable runs are too few to calibrate with; expected at least "
                    + FEWEST_RUNS + ", and 10 are much better");
        }
        Samples runs = all.size() <= MOST_RUNS
                ? all
                : all.subset(IntStream.range(0, MOST_RUNS)
                        .map(i -> (int) ((long) i * all.size() / MOST_RUNS))
                        .toArray());
        return new Calibration(base, runs);
    }

    /**
     * The runs learnt from.
     *
     * @return features and times
     */
    public Samples runs() {
        return runs;
    }

    /**
     * How far the model was from the runs.
     *
     * @return its errors
     */
    public ErrorReport before() {
        return report(runs.targets(), residuals);
    }

    /**
     * How far the corrected model is from each run when it is corrected by the other runs.
     *
     * @return its errors
     */
    public ErrorReport after() {
        return report(runs.targets(), left);
    }

    /**
     * What fewer runs would have done: errors on the other runs of corrections by random ones.
     *
     * @param seed of the draws
     * @return for 3 runs, 5, 10 and so on as far as there are others to try them on, and last for all but one
     */
    public List<Point> curve(long seed) {
        List<Point> curve = new ArrayList<>();
        Random random = new Random(seed);
        for (int n : CURVE) {
            if (n < runs.size() - 1) {
                curve.add(point(n, random));
            }
        }
        curve.add(new Point(runs.size() - 1, after().medianFactor(), after().factor90()));
        return curve;
    }

    private Point point(int n, Random random) {
        List<Double> measured = new ArrayList<>();
        List<Double> predicted = new ArrayList<>();
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, runs.size()).boxed().toList());
        int columns = base.schema().size();
        for (int draw = 0; draw < DRAWS; draw++) {
            Collections.shuffle(order, random);
            Samples chosen =
                    runs.subset(order.subList(0, n).stream().mapToInt(i -> i).toArray());
            Samples others = runs.subset(
                    order.subList(n, order.size()).stream().mapToInt(i -> i).toArray());
            Calibration some = new Calibration(base, chosen);
            KernelMachine mean = some.correction.mean();
            double[] prepared = form.prepared(others.rows());
            double[] uncorrected = form.residuals(others.rows(), others.targets());
            for (int i = 0; i < others.size(); i++) {
                double left = uncorrected[i] - mean.predict(prepared, i * columns, new double[0]);
                measured.add(StrictMath.exp(left));
                predicted.add(1.0);
            }
        }
        ErrorReport report = ErrorReport.of(
                measured.stream().mapToDouble(x -> x).toArray(),
                predicted.stream().mapToDouble(x -> x).toArray());
        return new Point(n, report.medianFactor(), report.factor90());
    }

    /**
     * A point of the learning curve.
     *
     * @param runs how many runs
     * @param medianFactor median of the factor between predicted and measured
     * @param factor90 the factor that 90 % of the other runs stay below
     */
    public record Point(int runs, double medianFactor, double factor90) {}

    /** The distance at which runs are alike by 1/e. */
    double length() {
        return form.length();
    }

    double[] prepared(double[] rows) {
        return form.prepared(rows);
    }

    /**
     * How uncertain the correction is for rows.
     *
     * @param rows rows of the model's schema, row-major
     * @return for each the deviation of the logarithm of its time, without the noise of a run
     */
    public double[] deviations(double[] rows) {
        int columns = base.schema().size();
        double[] prepared = form.prepared(rows);
        double[] deviations = new double[rows.length / columns];
        Arrays.setAll(
                deviations, i -> correction.deviation(Arrays.copyOfRange(prepared, i * columns, (i + 1) * columns)));
        return deviations;
    }

    private static ErrorReport report(double[] targets, double[] residuals) {
        double[] predicted = new double[targets.length];
        Arrays.setAll(predicted, i -> targets[i] / StrictMath.exp(residuals[i]));
        return ErrorReport.of(targets, predicted);
    }

    /**
     * The corrected model. Its interval holds the errors on the runs left out one by one, and as many as {@value #WEIGHT_OF_BASE}
     * runs of the model's own, because few errors say little about rare ones.
     *
     * @param name name and version
     * @param dataset name of the run set, for the provenance
     * @param sha256 digest of its file
     * @return a model in the form that is written
     */
    public PortableModel model(ModelId name, String dataset, String sha256) {
        PortableRegressor corrected = form.corrected(correction.mean());
        Manifest old = base.manifest();
        Manifest.Training training = new Manifest.Training(
                dataset,
                sha256,
                runs.size(),
                0,
                SPLIT + base.model() + " of " + old.training().dataset(),
                old.training().seed(),
                old.training().date(),
                old.training().versions(),
                metrics());
        Manifest manifest = new Manifest(
                Manifest.CURRENT_FORMAT,
                name.name(),
                name.version(),
                old.algorithm(),
                old.hyperparameters(),
                old.code(),
                old.schema(),
                old.fingerprint(),
                old.target(),
                old.unit(),
                form.preparation().word(),
                form.preparation().targetForm().word(),
                form.preparation().normalizer().name(),
                form.preparation().normalizer().description(),
                Manifest.Function.of(corrected),
                training);
        double[][] range = range();
        return new PortableModel(
                manifest,
                base.schema(),
                form.preparation(),
                corrected,
                interval(),
                range[0],
                range[1],
                base.insights());
    }

    private Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>(after().asMap());
        before().asMap().forEach((name, value) -> metrics.put("before_" + name, value));
        return metrics;
    }

    private PredictionInterval interval() {
        double[] sorted = Arrays.stream(left).map(Math::abs).toArray();
        Arrays.sort(sorted);
        double own = 1;
        double other = WEIGHT_OF_BASE / QUANTILES;
        double total = own * sorted.length + WEIGHT_OF_BASE;
        double[] mixed = new double[QUANTILES];
        double sum = 0;
        int run = 0;
        int quantile = 0;
        int at = 0;
        while (at < QUANTILES) {
            double next = quantile < QUANTILES ? baseError(quantile) : Double.POSITIVE_INFINITY;
            boolean ofRun = run < sorted.length && sorted[run] <= next;
            double error = ofRun ? sorted[run++] : baseError(quantile++);
            sum += ofRun ? own : other;
            boolean last = run == sorted.length && quantile == QUANTILES;
            while (at < QUANTILES && (last || (at + 1) * total <= sum * (QUANTILES + 1))) {
                mixed[at++] = error;
            }
        }
        return new PredictionInterval(
                new double[0], List.of(mixed), base.interval().slope());
    }

    private double baseError(int quantile) {
        return Math.log(base.interval().factor((quantile + 1.0) / (QUANTILES + 1)));
    }

    /** What the model before has seen, and the runs. */
    private double[][] range() {
        double[][] range = base.range();
        double[][] own = runs.range();
        for (int c = 0; c < range[0].length; c++) {
            range[0][c] = Math.min(range[0][c], own[0][c]);
            range[1][c] = Math.max(range[1][c], own[1][c]);
        }
        return range;
    }
}
