package org.qeperf.train.amllibrary;

import java.util.List;

/** The techniques of aMLLibrary, what stands for each here, and their hyperparameters. */
enum AmlTechnique {
    RIDGE("LRRidge", "linear/ridge", "alpha"),
    TREE(
            "DecisionTree",
            "smile/decision-tree",
            "criterion",
            "max_depth",
            "max_features",
            "min_samples_split",
            "min_samples_leaf"),
    FOREST(
            "RandomForest",
            "smile/random-forest",
            "n_estimators",
            "criterion",
            "max_depth",
            "max_features",
            "min_samples_split",
            "min_samples_leaf"),
    SUPPORT_VECTORS("SVR", "smile/support-vector-regression", "C", "epsilon", "gamma", "kernel", "degree"),
    BOOSTING(
            "XGBoost",
            "xgboost/gradient-boosting",
            "min_child_weight",
            "gamma",
            "n_estimators",
            "learning_rate",
            "max_depth",
            "alpha",
            "lambda"),
    NON_NEGATIVE("NNLS", "linear/non-negative", "fit_intercept"),
    STEPWISE("Stepwise", "linear/stepwise", "p_to_add", "p_to_remove", "fit_intercept", "max_iter"),
    NETWORK(
            "NeuralNetwork",
            "dl4j/dense-network",
            "n_features",
            "dropouts",
            "activation",
            "optimizer",
            "learning_rate",
            "loss",
            "batch_size",
            "epochs");

    private final String key;
    private final String id;
    private final List<String> keys;

    AmlTechnique(String key, String id, String... keys) {
        this.key = key;
        this.id = id;
        this.keys = List.of(keys);
    }

    /** What aMLLibrary calls it. */
    String key() {
        return key;
    }

    /** {@code provider/algorithm}. */
    String id() {
        return id;
    }

    List<String> keys() {
        return keys;
    }
}
