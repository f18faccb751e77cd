package org.qeperf.models.xgboost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.ConfigContext;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.Insight;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.TrainedRegressor;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.runtime.score.TreeEnsemble;

/**
 * Trains boosted trees, one after another.
 *
 * <p>XGBoost keeps its random numbers and its verbosity for each thread, so trainings don't disturb each other.
 */
final class BoostedTrainer {

    private final BoostingSettings settings;
    private final long seed;
    private final List<SingleRows> parts;
    private final Optional<EarlierTrees> earlier;
    private final WatchedError watched;
    private final double[] trainingLoss;

    private BoostedTrainer(
            BoostingSettings settings, long seed, List<SingleRows> parts, Optional<EarlierTrees> earlier) {
        this.settings = settings;
        this.seed = seed;
        this.parts = parts;
        this.earlier = earlier;
        this.watched = new WatchedError(settings.patience());
        this.trainingLoss = new double[settings.trees()];
    }

    /**
     * Trains.
     *
     * @throws TrainingException if XGBoost cannot learn from these rows
     */
    static TrainedRegressor train(BoostingSettings settings, long seed, TrainingSet data, Progress progress) {
        SingleRows all = SingleRows.of(data);
        int watchedRows = settings.patience() > 0 ? (int) (data.size() * settings.validation()) : 0;
        if (settings.patience() > 0 && settings.validation() == 0) {
            throw new TrainingException("hyperparameter patience is " + settings.patience()
                    + ", but validation is 0, so no row is watched; expected patience 0 or a share of rows");
        }
        List<SingleRows> parts = watchedRows > 0 ? all.split(watchedRows, seed) : List.of(all);
        return new BoostedTrainer(settings, seed, parts, Optional.empty()).learn(progress);
    }

    /**
     * Adds trees to earlier ones. All rows are learnt from, and all trees are kept: patience says nothing here.
     *
     * <p>XGBoost begins with what the earlier trees say of each row, which is the very number it would have had there. Its
     * random numbers start from a seed that the earlier trees move, because they were drawn from the seed itself.
     *
     * @throws TrainingException if XGBoost cannot learn from these rows
     */
    static TrainedRegressor resume(
            BoostingSettings settings, long seed, TrainingSet data, EarlierTrees earlier, Progress progress) {
        List<SingleRows> all = List.of(SingleRows.of(data));
        return new BoostedTrainer(settings, seed + earlier.trees().trees(), all, Optional.of(earlier)).learn(progress);
    }

    private TrainedRegressor learn(Progress progress) {
        Map<String, DMatrix> known = new LinkedHashMap<>();
        try (ConfigContext library = new ConfigContext()) {
            library.setConfig("verbosity", 0);
            for (SingleRows part : parts) {
                known.put(
                        "rows" + known.size(),
                        earlier.isPresent() ? part.toMatrix(earlier.get().margins(part)) : part.toMatrix());
            }
            return learn(known, progress);
        } catch (XGBoostError e) {
            throw new TrainingException("XGBoost gives up: " + reason(e), e);
        } finally {
            known.values().forEach(DMatrix::dispose);
        }
    }

    /** Its first line, without the place in XGBoost's sources that stands before it. */
    private static String reason(XGBoostError e) {
        String line = String.valueOf(e.getMessage()).lines().findFirst().orElseThrow();
        int place = line.startsWith("[") ? line.indexOf(": ", line.indexOf("] ")) : -1;
        return place < 0 ? line : line.substring(place + 2);
    }

    private TrainedRegressor learn(Map<String, DMatrix> known, Progress progress) throws XGBoostError {
        Map<String, Object> parameters = settings.parameters(seed, parts.get(0));
        // No rounds: this is the way to make a booster, which then keeps its sums over the known rows.
        Booster booster = XGBoost.train(known.get("rows0"), parameters, 0, known, null, null);
        try {
            int done = grow(booster, known, progress);
            BoosterJson model = BoosterJson.parse(booster.toByteArray("json"));
            TreeExport export = earlier.isPresent()
                    ? TreeExport.after(earlier.get(), model)
                    : TreeExport.of(
                            model, watched.best().orElse(done), parts.get(0).columns());
            return new TrainedRegressor(counted(export.ensemble()), insights(export, done));
        } finally {
            booster.dispose();
        }
    }

    private TreeEnsemble counted(TreeEnsemble trees) {
        int first = earlier.isPresent() ? earlier.get().trees().trees() : 0;
        return settings.loss() == Loss.PSEUDO_HUBER ? RowCount.of(trees, first, parts.get(0)) : trees;
    }

    private List<Insight> insights(TreeExport export, int done) {
        List<Insight> insights = new ArrayList<>();
        // Of earlier trees that don't tell, the shares are not known.
        if (earlier.isEmpty() || earlier.get().trained().gains().isPresent()) {
            insights.add(new Insight(Insight.IMPORTANCE, export.importance()));
            insights.add(new Insight(Insight.GAIN, new double[] {export.gain()}));
        }
        insights.add(new Insight(Insight.TRAINING_LOSS, Arrays.copyOf(trainingLoss, done)));
        if (parts.size() > 1) {
            insights.add(new Insight(Insight.VALIDATION_LOSS, watched.errors()));
        }
        return insights;
    }

    /** Adds trees until there are enough. */
    private int grow(Booster booster, Map<String, DMatrix> known, Progress progress) throws XGBoostError {
        DMatrix[] matrices = known.values().toArray(new DMatrix[0]);
        String[] names = known.keySet().toArray(new String[0]);
        float[] errors = new float[names.length];
        int trees = settings.trees();
        int done = 0;
        boolean enough = false;
        while (!enough) {
            booster.update(matrices[0], done);
            booster.evalSet(matrices, names, done, errors);
            trainingLoss[done++] = errors[0];
            enough = done == trees || (errors.length > 1 && watched.isEnough(errors[1]));
            progress.report("tree", enough ? trees : done, trees);
        }
        return done;
    }
}
