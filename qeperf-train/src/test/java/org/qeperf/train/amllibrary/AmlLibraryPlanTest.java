package org.qeperf.train.amllibrary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.InputException;
import org.qeperf.api.TrainingException;
import org.qeperf.api.train.Dimension;
import org.qeperf.runtime.artifact.Preparation.TargetForm;
import org.qeperf.train.automl.plan.AutoMlPlan;
import org.qeperf.train.automl.plan.AutoMlPlan.ColumnSelectionPlan;
import org.qeperf.train.automl.plan.AutoMlPlan.DataPlan;
import org.qeperf.train.automl.plan.AutoMlPlan.SearchPlan;
import org.qeperf.train.automl.plan.NamedProvider;
import org.qeperf.train.automl.plan.TechniquePlan;
import org.qeperf.train.table.ColumnPlan;
import org.qeperf.train.table.FeaturePlan;
import org.qeperf.train.validate.Validation;

class AmlLibraryPlanTest {

    /** Of 40 rows. */
    private static final String PLAN = """
            # All keys of one kind.
            [General]
            run_num = 2
            techniques = ['LRRidge', "Stepwise"]
            hp_selection = KFold
            validation: HoldOut
            folds = 5
            hold_out_ratio = 0.2
            y = "time"
            seed = 7

            [DataPreparation]
            input_path = "inputs/t.csv"
            normalization = True
            inverse = ['a',
               'b']  # two columns
            log = [*]
            product_max_degree = inf
            product_interactions_only = True
            use_columns = ["a", "b", "c"]
            skip_rows = {'a': 9.5}
            rename_columns = {"t": "time"}
            categorical_columns = ['c']

            [LRRidge]
            alpha = [0.02, 0.1, 1]

            [Stepwise]
            p_to_add = [0.05]
            p_to_remove = [0.1, 0.2]
            fit_intercept = [True]
            max_iter = [100]
            """;

    private static final String GENERAL = "run_num, techniques, y, hyperparameter_tuning, hyperopt_max_evals,"
            + " hyperopt_save_interval, save_training_regressors, hp_selection, validation, hold_out_ratio, folds,"
            + " extrapolation_columns, interpolation_columns, seed, keras_backend, keras_use_cpu, configuration_file,"
            + " output, j, debug, details";
    private static final String BESIDE =
            "logarithms of the target and of the columns are tried beside what the file asks" + " for";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeTheTable() throws IOException {
        Files.createDirectories(folder.resolve("inputs"));
        Files.createDirectories(folder.resolve("plans/mine"));
        Files.writeString(folder.resolve("inputs/t.csv"), "a,b,c,t\n" + "1,2,3,4\n".repeat(40));
        file = folder.resolve("plans/mine/Plan_1.ini");
    }

    @Test
    void readsEveryKey() throws IOException {
        AutoMlPlan plan = read(PLAN);
        assertEquals(new AutoMlPlan.ModelName("plan-1", "1"), plan.model());
        assertEquals(
                new DataPlan.CsvFile(
                        folder.resolve("inputs/t.csv"),
                        "time",
                        new ColumnPlan(
                                Map.of("t", "time"),
                                Map.of("a", 9.5),
                                List.of("a", "b", "c"),
                                List.of(),
                                List.of("c"))),
                plan.data());
        assertEquals(
                List.of(
                        new FeaturePlan(
                                "as given",
                                List.of("a", "b"),
                                List.of("*"),
                                false,
                                OptionalInt.empty(),
                                true,
                                List.of(),
                                false),
                        FeaturePlan.LOGARITHMS),
                plan.features());
        assertEquals(List.of(true), plan.standardize());
        assertEquals(List.of(TargetForm.LOGARITHM, TargetForm.IDENTITY), plan.targets());
        assertEquals(Optional.empty(), plan.columnSelection());
        assertEquals(
                List.of(new Validation.HoldOut(0.2), new Validation.KFold(5)), List.of(plan.test(), plan.selection()));
        assertEquals(
                List.of(
                        technique("LRRidge", "linear/ridge", Map.of(), Map.of("alpha", words("0.02", "0.1", "1.0"))),
                        technique(
                                "Stepwise",
                                "linear/stepwise",
                                Map.of("p_enter", "0.05"),
                                Map.of("p_remove", words("0.1", "0.2")))),
                plan.techniques());
        assertEquals(search("grid", 3 * 2 * 2), plan.search());
        assertEquals(List.of(2, 7L, true), List.of(plan.runs(), plan.seed(), plan.refit()));
        assertEquals(
                List.of(BESIDE, "Stepwise: max_iter is not needed; there are at most four steps for each feature"),
                plan.notes());
    }

    @Test
    void takesTheDefaultsOfEveryTechnique() throws IOException {
        AutoMlPlan plan = read(general(
                "All",
                "All",
                "['LRRidge', 'DecisionTree', 'RandomForest', 'SVR', 'XGBoost', 'NNLS',"
                        + " 'Stepwise', 'NeuralNetwork']",
                ""));
        assertEquals(
                List.of(
                        technique("LRRidge", "linear/ridge", Map.of("alpha", "0.1"), Map.of()),
                        technique("DecisionTree", "smile/decision-tree", Map.of("depth", "3", "leaf", "1"), Map.of()),
                        technique(
                                "RandomForest",
                                "smile/random-forest",
                                Map.of("trees", "5", "depth", "3", "share", "1.0", "leaf", "2"),
                                Map.of()),
                        technique(
                                "SVR",
                                "smile/support-vector-regression",
                                Map.of("penalty", "0.001", "epsilon", "0.05", "gamma", "1.0E-7", "kernel", "linear"),
                                Map.of()),
                        technique(
                                "XGBoost",
                                "xgboost/gradient-boosting",
                                Map.of(
                                        "trees",
                                        "500",
                                        "depth",
                                        "100",
                                        "learning-rate",
                                        "0.1",
                                        "min-child-weight",
                                        "1.0",
                                        "gamma",
                                        "0.25",
                                        "lambda",
                                        "1.0",
                                        "alpha",
                                        "0.0"),
                                Map.of()),
                        technique("NNLS", "linear/non-negative", Map.of(), Map.of()),
                        technique(
                                "Stepwise", "linear/stepwise", Map.of("p_enter", "0.05", "p_remove", "0.1"), Map.of()),
                        technique("NeuralNetwork", "dl4j/dense-network", network("20", "0.001"), Map.of())),
                plan.techniques());
        assertEquals(List.of(FeaturePlan.PLAIN), plan.features());
        assertEquals(List.of(TargetForm.IDENTITY), plan.targets());
        assertEquals(List.of(false), plan.standardize());
        assertEquals(List.of(new Validation.None(), new Validation.None()), List.of(plan.test(), plan.selection()));
        assertEquals(List.of(search("grid", 1), 1, 0L), List.of(plan.search(), plan.runs(), plan.seed()));
        assertEquals(
                List.of(
                        "DecisionTree: shares of the rows are taken of the 40 that a trial learns from",
                        "RandomForest: shares of the rows are taken of the 40 that a trial learns from",
                        "RandomForest: min_samples_split became leaves of at least half as many rows",
                        "NNLS is least squares without negative slopes (Lawson and Hanson); aMLLibrary's is a lasso with"
                                + " weight 0.001",
                        "NeuralNetwork: dropouts holds for the first hidden layer only",
                        "NeuralNetwork: weights start otherwise than in Keras, and are penalised by 1e-9, the least there"
                                + " is"),
                plan.notes());
    }

    @Test
    void readsPriors() throws IOException {
        AutoMlPlan plan = read(general("HoldOut", "KFold", "['LRRidge', 'XGBoost', 'DecisionTree']", """
                hyperparameter_tuning = Hyperopt
                hyperopt_max_evals = 10
                hyperopt_save_interval = 5
                folds = 4
                hold_out_ratio = 0.2

                [LRRidge]
                alpha = ['loguniform(0.01, 1)']
                [XGBoost]
                min_child_weight = ['quniform(1,1.01,1)']
                n_estimators = ['qloguniform(100,300,100)']
                max_depth = ['quniform(3,6,1)']
                gamma = 'uniform(0,2)'
                [DecisionTree]
                min_samples_split = ['loguniform(0.01,1)']
                min_samples_leaf = ['quniform(2,4,1)']
                [SVR]
                C = ['loguniform(0.001,1)']
                """));
        assertEquals(search("tpe", 10), plan.search());
        assertEquals(
                List.of(
                        technique(
                                "LRRidge",
                                "linear/ridge",
                                Map.of(),
                                Map.of("alpha", new Dimension.Reals(0.01, 1, true))),
                        technique(
                                "XGBoost",
                                "xgboost/gradient-boosting",
                                Map.of(
                                        "min-child-weight",
                                        "1.0",
                                        "learning-rate",
                                        "0.1",
                                        "lambda",
                                        "1.0",
                                        "alpha",
                                        "0.0"),
                                Map.of(
                                        "trees", words("100", "200", "300"),
                                        "depth", new Dimension.Wholes(3, 6, false),
                                        "gamma", new Dimension.Reals(0, 2, false))),
                        technique(
                                "DecisionTree",
                                "smile/decision-tree",
                                Map.of("depth", "3"),
                                Map.of("leaf", new Dimension.Wholes(2, 12, true)))),
                plan.techniques());
        assertEquals(
                List.of(
                        BESIDE,
                        "DecisionTree: shares of the rows are taken of the 24 that a trial learns from",
                        "DecisionTree: min_samples_split became leaves of at least half as many rows",
                        "section [SVR] is not used, since 'techniques' does not name it",
                        "key 'hyperopt_save_interval' is not needed: every trial is saved"),
                plan.notes());
    }

    @Test
    void leavesOutWhatCannotBeHad() throws IOException {
        AutoMlPlan plan = read(general(
                "HoldOut", "HoldOut", "['RandomForest', 'DecisionTree', 'SVR', 'LRRidge', 'NeuralNetwork']", """
                hold_out_ratio = 0.5
                folds = 3
                [RandomForest]
                criterion = ['squared_error', 'mae', 'mse', 'friedman_mse']
                max_depth = [3, None, 0]
                max_features = ['auto', 'sqrt', 'log2', 2, 0.5, 'most', 0.0]
                min_samples_split = [2, 0.5, 9]
                min_samples_leaf = [1, 4]
                [DecisionTree]
                max_features = ['sqrt', 1.0]
                min_samples_split = [2]
                min_samples_leaf = [1, 2]
                [SVR]
                C = [1, 100000]
                kernel = ['linear', 'rbf', 'poly', 'sigmoid']
                gamma = [1e-7, 'auto', 'scale']
                degree = [2, 3]
                [LRRidge]
                alpha = [0, 0.1]
                [NeuralNetwork]
                n_features = [[64, 32], [128, 128, 32], [10], [64, 2]]
                dropouts = [[0.5, 0.3, 0.7], 0.2, [0.1, 0.1]]
                activation = ['relu', 'selu']
                optimizer = ['adam', 'sgd']
                learning_rate = [0.01]
                """));
        assertEquals(
                List.of(
                        new TechniquePlan(
                                "RandomForest",
                                "smile/random-forest",
                                Map.of("trees", "5"),
                                Map.of(
                                        "depth", words("3", "0"),
                                        "share", words("1.0", "0.3333333333333333", "0.6666666666666666", "0.5"),
                                        "leaf", words("1", "3", "4", "5")),
                                false,
                                List.of(
                                        "criterion 'mae': trees are grown on squared errors",
                                        "max_depth '0': expected None, or a whole number from 1",
                                        "max_features 'most': expected 'auto', 'sqrt', 'log2', a number of features or a"
                                                + " share of them",
                                        "max_features '0.0': expected a share of the features above 0.0")),
                        new TechniquePlan(
                                "DecisionTree",
                                "smile/decision-tree",
                                Map.of("depth", "3"),
                                Map.of("leaf", words("1", "2")),
                                false,
                                List.of("max_features 'sqrt': a single tree looks at all features")),
                        new TechniquePlan(
                                "SVR",
                                "smile/support-vector-regression",
                                Map.of("penalty", "1.0", "epsilon", "0.05"),
                                Map.of("gamma", words("1.0E-7", "0.0"), "kernel", words("linear", "gaussian")),
                                false,
                                List.of(
                                        "C '100000': expected a number from 0.001 to 10000.0",
                                        "gamma 'scale': expected a positive number, or 'auto' for one over the features",
                                        "kernel 'poly': there are only linear, rbf",
                                        "kernel 'sigmoid': there are only linear, rbf")),
                        new TechniquePlan(
                                "LRRidge",
                                "linear/ridge",
                                Map.of("alpha", "0.1"),
                                Map.of(),
                                false,
                                List.of("alpha '0': 0 is plain least squares, which is linear/ols")),
                        new TechniquePlan(
                                "NeuralNetwork [64, 32]",
                                "dl4j/dense-network",
                                without(network("64", "0.01"), "dropout"),
                                Map.of("dropout", words("0.2", "0.1")),
                                false,
                                List.of(
                                        "n_features '[128, 128, 32]': each hidden layer has the same share of the units of"
                                                + " the one before",
                                        "n_features '[64, 2]': each hidden layer has the same share of the units of the"
                                                + " one before",
                                        "dropouts '[0.5, 0.3, 0.7]': the layers cannot have shares of their own",
                                        "activation 'selu': there are only relu, tanh, swish",
                                        "optimizer 'sgd': there is only adam")),
                        new TechniquePlan(
                                "NeuralNetwork [10]",
                                "dl4j/dense-network",
                                with(without(network("10", "0.01"), "dropout"), Map.of("layers", "1", "shrink", "1.0")),
                                Map.of("dropout", words("0.5", "0.2", "0.1")),
                                false,
                                List.of(
                                        "activation 'selu': there are only relu, tanh, swish",
                                        "optimizer 'sgd': there is only adam"))),
                plan.techniques());
        assertEquals(
                List.of(
                        "key 'folds' is not used, since nothing is KFold",
                        BESIDE,
                        "RandomForest: max_features 'sqrt' became the share 0.333, 1 of about 3 features",
                        "RandomForest: max_features 'log2' became the share 0.333, 1 of about 3 features",
                        "RandomForest: max_features '2' became the share 0.667, 2 of about 3 features",
                        "RandomForest: shares of the rows are taken of the 10 that a trial learns from",
                        "RandomForest: min_samples_split became leaves of at least half as many rows",
                        "SVR: degree says something of the kernel poly only, which cannot be had",
                        "NeuralNetwork: dropouts holds for the first hidden layer only",
                        "NeuralNetwork: weights start otherwise than in Keras, and are penalised by 1e-9, the least there"
                                + " is"),
                plan.notes());
    }

    @Test
    void extrapolatesWithinTheTrainingRowsToo() throws IOException {
        AutoMlPlan plan = read(general("Extrapolation", "HoldOut", "LRRidge", """
                hold_out_ratio = 0.2
                extrapolation_columns = {"a": 4, "b": 0.5,}
                save_training_regressors = True
                keras_backend = torch
                keras_use_cpu = False
                j = 4
                hyperopt_max_evals = 5
                """));
        assertEquals(
                List.of(new Validation.Extrapolation(Map.of("a", 4.0, "b", 0.5)), new Validation.Automatic()),
                List.of(plan.test(), plan.selection()));
        assertEquals(
                List.of(
                        "hp_selection HoldOut became extrapolation within the rows learnt from: rows held out by chance say"
                                + " nothing of rows beyond them",
                        BESIDE,
                        "key 'hyperopt_max_evals' is not used, since hyperparameter_tuning is not Hyperopt",
                        "key 'save_training_regressors' is not needed: only the model of the best technique is kept",
                        "key 'keras_backend' is not needed: there is one library for neural networks",
                        "key 'keras_use_cpu' is not needed: networks are trained on the processor",
                        "key 'j' is not needed: it is a matter of the command"),
                plan.notes());
    }

    @Test
    void asksForNothingUnseenWhereAllRowsAreLearntFrom() throws IOException {
        AutoMlPlan plan = read(general("Interpolation", "All", "('LRRidge',)", """
                hyperparameter_tuning = grid
                interpolation_columns = {'a': 3, 'b': [1, -2.5]}
                """));
        assertEquals(
                List.of(
                        new Validation.Interpolation(Map.of("b", List.of(1.0, -2.5)), Map.of("a", 3)),
                        new Validation.None()),
                List.of(plan.test(), plan.selection()));
        assertEquals(List.of(FeaturePlan.PLAIN), plan.features());
        assertEquals(List.of(TargetForm.IDENTITY), plan.targets());
        assertEquals(List.of(), plan.notes());
    }

    @Test
    void choosesFeatures() throws IOException {
        String held = "hold_out_ratio = 0.2\n[FeatureSelection]\n";
        AutoMlPlan forward = read(general(
                "HoldOut",
                "HoldOut",
                "['LRRidge']",
                held + "method = \"SFS\"\nmax_features = 3\n" + "min_features = 2\nfolds = 4\n"));
        assertEquals(
                Optional.of(new ColumnSelectionPlan(ColumnSelectionPlan.Method.FORWARD, 2, 3, 4, 0, "")),
                forward.columnSelection());
        assertEquals(List.of(FeaturePlan.PLAIN), forward.features());
        assertEquals(List.of(TargetForm.LOGARITHM, TargetForm.IDENTITY), forward.targets());
        assertEquals(List.of("the target's logarithm is tried beside the target"), forward.notes());
        AutoMlPlan important = read(general(
                "HoldOut",
                "HoldOut",
                "['LRRidge']",
                held + "method = XGBoost\n" + "max_features = 3\nXGBoost_tolerance = 0.75\n"));
        assertEquals(
                Optional.of(new ColumnSelectionPlan(
                        ColumnSelectionPlan.Method.IMPORTANCE, 1, 3, 5, 0.25, "xgboost/gradient-boosting")),
                important.columnSelection());
        assertEquals(
                List.of(
                        "max_features limits the features that method XGBoost keeps; aMLLibrary does not look at it",
                        "the target's logarithm is tried beside the target"),
                important.notes());
    }

    @Test
    void makesTheFeaturesOfErnest() throws IOException {
        AutoMlPlan plan = read(general("All", "All", "['LRRidge']", "") + """
                ernest = True
                normalization = False
                rename_columns = {'a': 'cores', 'b': 'datasize'}
                """);
        assertEquals(
                List.of(new FeaturePlan(
                        "ernest", List.of(), List.of(), false, OptionalInt.of(1), false, List.of(), true)),
                plan.features());
    }

    @Test
    void readsChosenProducts() throws IOException {
        AutoMlPlan plan = read(general("All", "All", "['LRRidge']", "") + """
                selected_products = ['a a b a', 'b c']
                inverse = []
                skip_columns = c
                """);
        assertEquals(
                List.of(List.of("a", "a", "b", "a"), List.of("b", "c")),
                plan.features().get(0).products());
        assertEquals(List.of("c"), ((DataPlan.CsvFile) plan.data()).columns().skip());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "False, 1", "1, 1", "2, 2"})
    void readsDegrees(String text, int degree) throws IOException {
        AutoMlPlan plan =
                read(general("All", "All", "['LRRidge']", "") + "inverse = ['a']\nproduct_max_degree = " + text + "\n");
        assertEquals(OptionalInt.of(degree), plan.features().get(0).degree());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Sections and keys.
                "seed = 7 | normalization = True | 10:1: key 'normalization' stands in [General]; expected it in"
                        + " [DataPreparation]",
                "seed = 7 | sead = 7 | 10:1: unknown key 'sead', the nearest one is 'seed'; expected one of GENERAL",
                "inverse = | run_num = | 15:1: key 'run_num' stands in [DataPreparation]; expected it in [General]",
                "p_to_add = | alpha = | 29:1: key 'alpha' stands in [Stepwise]; expected it in [LRRidge] or [XGBoost]",
                "[LRRidge] | [Lasso] | 25:1: unknown section 'Lasso'; expected one of General, DataPreparation,"
                        + " FeatureSelection, LRRidge, DecisionTree, RandomForest, SVR, XGBoost, NNLS, Stepwise,"
                        + " NeuralNetwork",
                "[Stepwise] | [LRRidge] | 28:1: a second section 'LRRidge'; expected each section once",
                "seed = 7 | run_num = 7 | 10:1: a second key 'run_num'; expected each key of a section once",
                "[General] | `y = \"t\"` | 2:1: found 'y = \"t\"'; expected a section first, such as [General]",
                "seed = 7 | seed 7 | 10:1: found 'seed 7'; expected key = value",
                "seed = 7 | = 7 | 10:1: found '= 7'; expected key = value",
                "seed = 7 | output = %(here)s | 10:10: found '%', which configparser replaces; expected the value itself",
                // Values.
                "seed = 7 | seed = seven | 10:8: found 'seven'; expected a whole number from -2147483648 to 2147483647",
                "seed = 7 | seed = 1.5 | 10:8: found '1.5'; expected a whole number from -2147483648 to 2147483647",
                "run_num = 2 | run_num = 0 | 3:11: found '0'; expected a whole number from 1 to 1000000",
                "normalization = True | normalization = true | 14:17: found 'true'; expected True or False",
                "normalization = True | normalization = yes please | 14:17: found 'yes please'; expected True or False",
                "['LRRidge', | ['LRRidge | 4:15: a text begins with ' and does not end; expected '",
                "[0.02, 0.1, 1] | [0.02, 0.1 1] | 26:20: found '1'; expected a comma or ']'",
                "[0.02, 0.1, 1] | [0.02, 0.1 | 26:19: the value ends; expected a comma or ']'",
                "[0.02, 0.1, 1] | [0.02, | 26:15: the value ends; expected a value",
                "[0.02, 0.1, 1] | [0.02] x | 26:16: found 'x'; expected the end of the value",
                "[0.02, 0.1, 1] | [a] | 26:10: found 'a'; expected a number, a text in quotes, a list, True, False or None",
                "[0.02, 0.1, 1] | [,] | 26:10: found ','; expected a number, a text in quotes, a list, True, False or None",
                "{'a': 9.5} | {'a' 9.5} | 21:18: found '9'; expected a colon and a value",
                // General.
                "techniques = ['LRRidge', \"Stepwise\"] | output = x | 2:1: key 'techniques' is missing, as in"
                        + " configurations for predictions; expected techniques = ['LRRidge', ...] to train; to judge a"
                        + " model by a table, use qeperf evaluate",
                "\"Stepwise\"] | \"Ridge\"] | 4:26: found 'Ridge'; expected one of LRRidge, DecisionTree, RandomForest,"
                        + " SVR, XGBoost, NNLS, Stepwise, NeuralNetwork",
                "\"Stepwise\"] | \"StepWise\"] | 4:26: found 'StepWise', the nearest one is 'Stepwise'; expected one of"
                        + " LRRidge, DecisionTree, RandomForest, SVR, XGBoost, NNLS, Stepwise, NeuralNetwork",
                "\"Stepwise\"] | \"LRRidge\"] | 4:26: found 'LRRidge'; expected each technique once",
                "['LRRidge', \"Stepwise\"] | [] | 4:14: found '[]'; expected at least one technique",
                "['LRRidge', \"Stepwise\"] | [7] | 4:15: found '7'; expected a name",
                "hp_selection = KFold | hp_selection = Interpolation | 5:16: found 'Interpolation'; expected one of All,"
                        + " HoldOut, KFold",
                "hp_selection = KFold | hp_selection = Kfold | 5:16: found 'Kfold', the nearest one is 'KFold'; expected"
                        + " one of All, HoldOut, KFold",
                "hp_selection = KFold | # none | 2:1: key 'hp_selection' of section [General] is missing; expected one of"
                        + " All, HoldOut, KFold",
                "folds = 5 | # none | 2:1: key 'folds' of section [General] is missing; expected it, since hp_selection is"
                        + " KFold",
                "folds = 5 | folds = 1 | 7:9: found '1'; expected a whole number from 2 to 1000000",
                "hold_out_ratio = 0.2 | # none | 2:1: key 'hold_out_ratio' of section [General] is missing; expected it,"
                        + " since validation is HoldOut",
                "hold_out_ratio = 0.2 | hold_out_ratio = 1 | 8:18: found '1'; expected a number above 0 and below 1",
                "hold_out_ratio = 0.2 | hold_out_ratio = fifth | 8:18: found 'fifth'; expected a number",
                "validation: HoldOut | validation: Extrapolation | 2:1: key 'extrapolation_columns' of section [General] is"
                        + " missing; expected it, since validation is Extrapolation",
                "validation: HoldOut | validation: Interpolation | 2:1: key 'interpolation_columns' of section [General] is"
                        + " missing; expected it, since validation is Interpolation",
                "validation: HoldOut | `validation: Interpolation\\ninterpolation_columns = ['a']` | 7:25: found '[a]';"
                        + " expected steps or values by column, such as {'x1': 3, 'x2': [1, 2]}",
                "validation: HoldOut | `validation: Interpolation\\ninterpolation_columns = {'a': 1}` | 7:31: found '1';"
                        + " expected a whole number from 2 to 1000000",
                "validation: HoldOut | `validation: Interpolation\\ninterpolation_columns = {'a': []}` | 7:31: found '[]';"
                        + " expected at least one value",
                "validation: HoldOut | `validation: Extrapolation\\nextrapolation_columns = {}` | 7:25: found '{...}';"
                        + " expected bounds by column, such as {'x1': 5}",
                "validation: HoldOut | `validation: Extrapolation\\nextrapolation_columns = {'d': 5}` | 7:26: there is no"
                        + " column 'd'; expected one of a, b, c, time",
                "seed = 7 | hyperparameter_tuning = TPE | 10:25: found 'TPE'; expected Hyperopt or grid",
                "seed = 7 | hyperparameter_tuning = hyperopt | 2:1: key 'hyperopt_max_evals' of section [General] is"
                        + " missing; expected it, since hyperparameter_tuning is Hyperopt",
                "y = \"time\" | # none | 2:1: key 'y' of section [General] is missing; expected y = the name of the column"
                        + " to predict",
                "y = \"time\" | y = tim | 9:5: there is no column 'tim', the nearest one is 'time'; expected one of a, b, c,"
                        + " time",
                // Data.
                "input_path = \"inputs/t.csv\" | # none | 12:1: key 'input_path' of section [DataPreparation] is missing;"
                        + " expected input_path = a file of comma-separated values",
                "inputs/t.csv | t.csv | 13:14: found 't.csv'; expected a file of comma-separated values, relative to the"
                        + " plan's folder or one of the two above it",
                "inputs/t.csv | `a\\0` | 13:14: found 'a\\u0000'; expected a file of comma-separated values, relative to the"
                        + " plan's folder or one of the two above it",
                "'b'] | 'd'] | 16:4: there is no column 'd'; expected one of a, b, c, time",
                "categorical_columns = ['c'] | skip_columns = ['c'] | 23:1: key 'skip_columns' stands beside 'use_columns';"
                        + " expected one of the two",
                "categorical_columns = ['c'] | selected_products = ['a b'] | 18:1: key 'product_max_degree' stands beside"
                        + " 'selected_products'; expected one of the two",
                "product_max_degree = inf | # none | 19:1: key 'product_interactions_only' stands without"
                        + " 'product_max_degree'; expected both or none",
                "product_max_degree = inf | product_max_degree = 50 | 18:22: found '50'; expected a whole number from 1 to"
                        + " 20",
                "categorical_columns = ['c'] | ernest = True | 20:1: key 'use_columns' stands beside 'ernest'; expected"
                        + " ernest alone, whose features stand in the place of all others",
                "{'a': 9.5} | [9.5] | 21:13: found '[9.5]'; expected bounds, such as {'x1': 5}",
                "{'a': 9.5} | {'a': 'many'} | 21:19: found 'many'; expected a number",
                "{\"t\": \"time\"} | time | 22:18: found 'time'; expected names, such as {'old': 'new'}",
                "{\"t\": \"time\"} | {\"u\": \"time\"} | 22:19: there is no column 'u'; expected one of a, b, c, t",
                // Techniques.
                "[0.02, 0.1, 1] | [] | 26:9: found '[]'; expected at least one value",
                "[0.02, 0.1, 1] | [0] | 26:10: found alpha '0', which linear/ridge does not have; expected another value: 0"
                        + " is plain least squares, which is linear/ols",
                "[0.02, 0.1, 1] | ['big'] | 26:10: found alpha 'big', which linear/ridge does not have; expected another"
                        + " value: expected a number from 0.0 to 1.0E9",
                "[0.02, 0.1, 1] | ['loguniform(0.01,1)'] | 26:10: found 'loguniform(0.01,1)'; expected values, or"
                        + " hyperparameter_tuning = Hyperopt in [General]",
                "fit_intercept = [True] | fit_intercept = [False] | 31:18: found fit_intercept 'False', which"
                        + " linear/stepwise does not have; expected another value: the intercept is always found",
                "max_iter = [100] | max_iter = [0] | 32:13: found '0'; expected a whole number from 1 to 2147483647",
            })
    void saysWhatIsWrongWhere(String right, String wrong, String message) {
        String text = PLAN.replace(
                right.replace("\\n", "\n"), wrong.replace("\\n", "\n").replace("\\0", "\0"));
        assertEquals(file + ":" + message.replace("GENERAL", GENERAL), refusal(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "selected_products = ['a'] | found 'a'; expected 2 to 20 factors, such as 'a b'",
                "inverse = ['x'] | there is no column 'x'; expected one of a, b, c, t",
                "ernest = True | there is no column 'cores'; expected one of a, b, c, t",
                "[LRRidge]\\nalpha = ['loguniform(0.1,1)', 2] | found 'loguniform(0.1,1)'; expected one prior alone, or"
                        + " values only",
                "[LRRidge]\\nalpha = ['normal(0,1)'] | found 'normal(0,1)'; expected uniform(from,to), loguniform(from,to),"
                        + " quniform(from,to,step) or qloguniform(from,to,step), since values of a normal distribution have"
                        + " no bounds to search between",
                "[RandomForest]\\nmax_depth = ['uniform(3,6)'] | found 'uniform(3,6)'; expected whole numbers, such as"
                        + " quniform(3,6,1)",
                "[RandomForest]\\nmin_samples_leaf = ['loguniform(1,5)'] | found 'loguniform(1,5)'; expected a whole number"
                        + " from 1, or a share of the rows above 0.0 and at most 1.0",
                "[RandomForest]\\nmin_samples_leaf = ['choice(1,5)'] | found 'choice(1,5)'; expected uniform(from,to),"
                        + " loguniform(from,to), quniform(from,to,step) or qloguniform(from,to,step)",
                "[RandomForest]\\nmin_samples_split = [1] | found '1'; expected a whole number from 2, or a share of the rows"
                        + " above 0.0 and at most 1.0",
                "[RandomForest]\\nmin_samples_leaf = ['few'] | found 'few'; expected a whole number from 1, or a share of the"
                        + " rows above 0.0 and at most 1.0",
                "[RandomForest]\\nmin_samples_leaf = [20000] | found '20000'; expected a share of the rows for which a leaf"
                        + " has a whole number from 1 to 10000",
                "[NeuralNetwork]\\nn_features = [[64, 2]] | found '[64, 2]'; expected hidden layers that each have the same"
                        + " share of the units of the one before, such as [64, 32]",
                "[NeuralNetwork]\\nn_features = [64, 32] | found '64'; expected one to four hidden layers, such as"
                        + " [[64, 32]]",
                "[NeuralNetwork]\\nn_features = [[0]] | found '0'; expected a whole number from 1 to 1024",
                "[FeatureSelection]\\nmethod = RFE | found 'RFE'; expected SFS or XGBoost",
                "[FeatureSelection]\\nmax_features = 2 | key 'method' of section [FeatureSelection] is missing; expected"
                        + " method = SFS or method = XGBoost",
                "[FeatureSelection]\\nmethod = SFS | key 'max_features' of section [FeatureSelection] is missing; expected"
                        + " it, since method is SFS",
                "[FeatureSelection]\\nmethod = SFS\\nmax_features = 2 | key 'folds' of section [FeatureSelection] is missing;"
                        + " expected it, since method is SFS",
                "[FeatureSelection]\\nmethod = SFS\\nXGBoost_tolerance = 0.5 | key 'XGBoost_tolerance' stands beside method"
                        + " SFS; expected it with method XGBoost",
                "[FeatureSelection]\\nmethod = XGBoost\\nfolds = 5 | key 'folds' stands beside method XGBoost; expected it"
                        + " with method SFS",
                "[FeatureSelection]\\nmethod = XGBoost | key 'XGBoost_tolerance' of section [FeatureSelection] is missing;"
                        + " expected it, since method is XGBoost",
                "[FeatureSelection]\\nmethod = XGBoost\\nXGBoost_tolerance = 1 | found '1'; expected a number above 0 and"
                        + " below 1",
            })
    void saysWhatIsWrongInOtherSections(String end, String problem) {
        String techniques = "['LRRidge', 'RandomForest', 'NeuralNetwork']";
        String tuning = "hyperparameter_tuning = Hyperopt\nhyperopt_max_evals = 3\n";
        String text = refusal(general("All", "All", techniques, tuning) + end.replace("\\n", "\n") + "\n");
        assertEquals(
                problem.replace("'a b'", "'x1 x2'"),
                text.substring(file.toString().length()).replaceFirst(":\\d+:\\d+: ", ""));
    }

    @Test
    void namesTheProviderThatIsMissing() {
        InputException e = assertThrows(InputException.class, () -> {
            Files.writeString(file, general("All", "All", "['XGBoost']", ""));
            AmlLibraryPlan.read(file, NamedProvider.linearOnly());
        });
        assertEquals(
                file
                        + ":3:15: found 'XGBoost'; expected a technique whose algorithm is on the class path; add the jar of the"
                        + " provider of xgboost/gradient-boosting",
                e.getMessage());
    }

    @Test
    void namesTheHyperparameterThatAProviderDoesNotHave() {
        TrainingException e = assertThrows(TrainingException.class, () -> {
            Files.writeString(file, general("All", "All", "['LRRidge']", ""));
            AmlLibraryPlan.read(file, NamedProvider.bare());
        });
        assertEquals(
                "algorithm linear/ridge has no hyperparameter 'alpha'; expected the provider of this release",
                e.getMessage());
    }

    @Test
    void needsTheTwoSections() {
        assertEquals(
                file + ":1:1: section [DataPreparation] is missing; expected a configuration of aMLLibrary",
                refusal("[General]\ny = t\ntechniques = ['LRRidge']\n"));
        assertEquals(
                file + ":1:1: section [General] is missing; expected a configuration of aMLLibrary",
                refusal("[LRRidge]\nalpha = [1]\n"));
    }

    @Test
    void endsListsInLists() {
        String deep = PLAN.replace("[0.02, 0.1, 1]", "[".repeat(100_000));
        assertEquals(file + ":26:30: lists in lists without end; expected at most 20 levels", refusal(deep));
    }

    @Test
    void refusesAHugeFile() {
        assertEquals(
                file + ":1:1: the file is larger than 1048576 bytes; expected a smaller file",
                refusal(PLAN + "#".repeat(1 << 20)));
    }

    /** Whatever is cut out of a file or doubled in it, it is read or refused with a place. */
    @Test
    void refusesAnythingElseWithAPlace() throws IOException {
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            int from = random.nextInt(PLAN.length());
            int to = Math.min(PLAN.length(), from + random.nextInt(20));
            String part = i % 2 == 0 ? "" : PLAN.substring(from, to).repeat(2);
            char[] any = {(char) random.nextInt(0x250)};
            try {
                read(PLAN.substring(0, from) + (i % 3 == 0 ? new String(any) : part) + PLAN.substring(to));
            } catch (InputException e) {
                refused++;
            }
        }
        assertEquals(true, refused > 1_000, "refused " + refused);
    }

    private static String general(String validation, String selection, String techniques, String more) {
        return "[General]\ny = t\ntechniques = " + techniques + "\nvalidation = " + validation + "\nhp_selection = "
                + selection + "\n" + more + "[DataPreparation]\ninput_path = inputs/t.csv\n";
    }

    private static Map<String, String> network(String units, String rate) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("layers", "2");
        settings.put("units", units);
        settings.put("shrink", "0.5");
        settings.put("dropout", "0.2");
        settings.put("activation", "relu");
        settings.put("loss", "mse");
        settings.put("learning-rate", rate);
        settings.put("batch", "10");
        settings.put("epochs", "5");
        settings.put("l1", "1.0E-9");
        settings.put("l2", "1.0E-9");
        settings.put("validation", "0.0");
        settings.put("patience", "0");
        return settings;
    }

    private static Map<String, String> without(Map<String, String> settings, String key) {
        settings.remove(key);
        return settings;
    }

    private static Map<String, String> with(Map<String, String> settings, Map<String, String> more) {
        settings.putAll(more);
        return settings;
    }

    private static TechniquePlan technique(
            String name, String id, Map<String, String> settings, Map<String, Dimension> space) {
        return new TechniquePlan(name, id, settings, space, false, List.of());
    }

    private static Dimension words(String... words) {
        return new Dimension.Words(List.of(words));
    }

    private static SearchPlan search(String method, int trials) {
        return new SearchPlan(method, trials, OptionalDouble.empty(), SearchPlan.Resource.ROWS, OptionalDouble.empty());
    }

    private AutoMlPlan read(String text) throws IOException {
        Files.writeString(file, text);
        return AmlLibraryPlan.read(file, NamedProvider.catalogue());
    }

    private String refusal(String text) {
        return String.valueOf(
                assertThrows(InputException.class, () -> read(text)).getMessage());
    }
}
