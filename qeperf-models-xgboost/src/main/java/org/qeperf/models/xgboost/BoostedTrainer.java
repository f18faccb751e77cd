package org.qeperf.models.xgboost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/**
 * Trains boosted trees, one after another. Losses are root mean square errors.
 *
 * <p>XGBoost keeps its random numbers and its verbosity for each thread, so trainings don't disturb each other.
 */
final class BoostedTrainer {

    private final BoostingSettings settings;
    private final int columns;
    private final WatchedError watched;
    private final double[] trainingLoss;

    private BoostedTrainer(BoostingSettings settings, int columns) {
        this.settings = settings;
        this.columns = columns;
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
        List<DMatrix> matrices = new ArrayList<>();
        try (ConfigContext library = new ConfigContext()) {
            library.setConfig("verbosity", 0);
            for (SingleRows part : parts) {
                matrices.add(part.toMatrix());
            }
            Map<String, Object> parameters =
                    settings.parameters(seed, parts.get(0).meanTarget());
            return new BoostedTrainer(settings, data.columns()).learn(parameters, matrices, progress);
        } catch (XGBoostError e) {
            throw new TrainingException("XGBoost gives up: " + reason(e));
        } finally {
            matrices.forEach(DMatrix::dispose);
        }
    }

    /** Its first line, without the place in XGBoost's sources that stands before it. */
    private static String reason(XGBoostError e) {
        String line = String.valueOf(e.getMessage()).lines().findFirst().orElseThrow();
        int place = line.startsWith("[") ? line.indexOf(": ", line.indexOf("] ")) : -1;
        return place < 0 ? line : line.substring(place + 2);
    }

    private TrainedRegressor learn(Map<String, Object> parameters, List<DMatrix> matrices, Progress progress)
            throws XGBoostError {
        DMatrix learnt = matrices.get(0);
        Map<String, DMatrix> known = new LinkedHashMap<>();
        for (DMatrix matrix : matrices) {
            known.put("rows" + known.size(), matrix);
        }
        // No rounds: this is the way to make a booster, which then keeps its sums over the known rows.
        Booster booster = XGBoost.train(learnt, parameters, 0, known, null, null);
        try {
            int done = grow(booster, known, progress);
            int kept = watched.best().orElse(done);
            TreeExport export = TreeExport.of(BoosterJson.parse(booster.toByteArray("json")), kept, columns);
            List<Insight> insights = new ArrayList<>();
            insights.add(new Insight(Insight.IMPORTANCE, export.importance()));
            insights.add(new Insight(Insight.TRAINING_LOSS, Arrays.copyOf(trainingLoss, done)));
            if (known.size() > 1) {
                insights.add(new Insight(Insight.VALIDATION_LOSS, watched.errors()));
            }
            return new TrainedRegressor(export.ensemble(), insights);
        } finally {
            booster.dispose();
        }
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
