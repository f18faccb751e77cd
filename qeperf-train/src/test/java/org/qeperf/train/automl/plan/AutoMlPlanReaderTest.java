package org.qeperf.train.automl.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.qeperf.api.train.Dimension;
import org.qeperf.runtime.artifact.Preparation.TargetForm;
import org.qeperf.train.ExampleRuns;
import org.qeperf.train.automl.plan.AutoMlPlan.ColumnSelectionPlan;
import org.qeperf.train.automl.plan.AutoMlPlan.DataPlan;
import org.qeperf.train.automl.plan.AutoMlPlan.SearchPlan;
import org.qeperf.train.table.ColumnPlan;
import org.qeperf.train.table.FeaturePlan;
import org.qeperf.train.validate.Validation;
import org.qeperf.train.yaml.YamlNode;

class AutoMlPlanReaderTest {

    private static final String PLAN = """
            model: {name: conv, version: '2'}
            data:
              csv: times.csv
              target: time
              rename: {t: time}
              skip_rows: {batch: 64}
              use: [batch, cores]
              skip: [gpu]
              words: gpu
            features:
              - plain
              - name: mine
                inverse: [cores]
                log: '*'
                replace: true
                products: {degree: 3, interactions_only: true}
                selected_products: [batch cores, [gpu, gpu]]
            standardize: [true, false]
            target_form: identity
            feature_selection: {method: forward, least: 2, most: 4, folds: 3}
            test: {method: extrapolation, columns: {batch: 32}}
            selection: {method: k-fold, folds: 4}
            techniques:
              - linear/non-negative
              - name: forest
                algorithm: smile/random-forest
                hyperparameters:
                  trees: 50
                  depth: [4, 8]
                  leaf: {from: 1, to: 20, scale: log}
                  share: "loguniform(0.1,1)"
                others: default
            search: {method: random, trials: 12, seconds: 60, resource: steps, latency_us: 50}
            runs: 3
            seed: -7
            refit: false
            """;
    private static final String KEYS = "model, data, features, standardize, target_form, feature_selection, test,"
            + " selection, techniques, search, runs, seed, refit";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeTheTable() throws IOException {
        file = folder.resolve("My Plan_1.yaml");
        Files.writeString(folder.resolve("times.csv"), "batch,cores,gpu,t\n1,2,a,0.5\n2,2,b,0.7\n");
        Files.writeString(folder.resolve("runs.jsonl"), "");
    }

    @Test
    void readsEveryKey() throws IOException {
        AutoMlPlan plan = read(PLAN);
        assertEquals(new AutoMlPlan.ModelName("conv", "2"), plan.model());
        assertEquals(
                new DataPlan.CsvFile(
                        folder.resolve("times.csv"),
                        "time",
                        new ColumnPlan(
                                Map.of("t", "time"),
                                Map.of("batch", 64.0),
                                List.of("batch", "cores"),
                                List.of("gpu"),
                                List.of("gpu"))),
                plan.data());
        assertEquals(
                List.of(
                        FeaturePlan.PLAIN,
                        new FeaturePlan(
                                "mine",
                                List.of("cores"),
                                List.of("*"),
                                true,
                                OptionalInt.of(3),
                                true,
                                List.of(List.of("batch", "cores"), List.of("gpu", "gpu")),
                                false)),
                plan.features());
        assertEquals(List.of(true, false), plan.standardize());
        assertEquals(List.of(TargetForm.IDENTITY), plan.targets());
        assertEquals(
                Optional.of(new ColumnSelectionPlan(ColumnSelectionPlan.Method.FORWARD, 2, 4, 3, 0, "")),
                plan.columnSelection());
        assertEquals(new Validation.Extrapolation(Map.of("batch", 32.0)), plan.test());
        assertEquals(new Validation.KFold(4), plan.selection());
        assertEquals(
                List.of(
                        new TechniquePlan(
                                "linear/non-negative", "linear/non-negative", Map.of(), Map.of(), true, List.of()),
                        new TechniquePlan(
                                "forest",
                                "smile/random-forest",
                                Map.of("trees", "50"),
                                Map.of(
                                        "depth", new Dimension.Words(List.of("4", "8")),
                                        "leaf", new Dimension.Wholes(1, 20, true),
                                        "share", new Dimension.Reals(0.1, 1, true)),
                                false,
                                List.of())),
                plan.techniques());
        assertEquals(
                new SearchPlan("random", 12, OptionalDouble.of(60), SearchPlan.Resource.STEPS, OptionalDouble.of(50)),
                plan.search());
        assertEquals(List.of(3, -7L, false, List.of()), List.of(plan.runs(), plan.seed(), plan.refit(), plan.notes()));
    }

    @Test
    void needsATableOnly() throws IOException {
        AutoMlPlan plan = read("data: {csv: times.csv, target: t}\n");
        assertEquals(new AutoMlPlan.ModelName("my-plan-1", "1"), plan.model());
        assertEquals(new DataPlan.CsvFile(folder.resolve("times.csv"), "t", ColumnPlan.ALL), plan.data());
        assertEquals(List.of(FeaturePlan.PLAIN, FeaturePlan.LOGARITHMS), plan.features());
        assertEquals(List.of(true), plan.standardize());
        assertEquals(List.of(TargetForm.LOGARITHM, TargetForm.IDENTITY), plan.targets());
        assertEquals(Optional.empty(), plan.columnSelection());
        assertEquals(new Validation.HoldOut(0.2), plan.test());
        assertEquals(new Validation.Automatic(), plan.selection());
        assertEquals(
                List.of(
                        "dl4j/dense-network",
                        "linear/ridge",
                        "linear/non-negative",
                        "linear/stepwise",
                        "smile/random-forest",
                        "smile/decision-tree",
                        "smile/support-vector-regression",
                        "xgboost/gradient-boosting"),
                plan.techniques().stream().map(TechniquePlan::name).toList());
        assertEquals(
                new SearchPlan(
                        "successive-halving",
                        12,
                        OptionalDouble.empty(),
                        SearchPlan.Resource.ROWS,
                        OptionalDouble.empty()),
                plan.search());
        assertEquals(List.of(1, 0L, false), List.of(plan.runs(), plan.seed(), plan.refit()));
    }

    @Test
    void needsRunsOnly() throws IOException {
        AutoMlPlan plan = read("data: {runs: runs.jsonl}\n");
        assertEquals(
                new DataPlan.RunFile(
                        folder.resolve("runs.jsonl"),
                        "default",
                        "pw.x",
                        List.of("qeperf-2"),
                        List.of("", "linear/law")),
                plan.data());
        assertEquals(List.of(), plan.features());
        assertEquals(new Validation.Groups("system", 5), plan.test());
        assertEquals(9, plan.techniques().size(), "laws can learn from runs");
    }

    @Test
    void readsWhatRunsAre() throws IOException {
        AutoMlPlan plan = read("data: {runs: runs.jsonl, cleaning: thesis+balanced, code: pw.x, schemas: [thesis-14],"
                + " normalizers: [none, linear/law]}\n");
        assertEquals(
                new DataPlan.RunFile(
                        folder.resolve("runs.jsonl"),
                        "thesis+balanced",
                        "pw.x",
                        List.of("thesis-14"),
                        List.of("", "linear/law")),
                plan.data());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none | None[]",
                "hold-out | HoldOut[ratio=0.2]",
                "k-fold | KFold[folds=5]",
                "{method: hold-out, ratio: 0.3} | HoldOut[ratio=0.3]",
                "{method: interpolation, columns: {batch: [1, 2], cores: {every: 3}, t: 4}}"
                        + " | Interpolation[values={batch=[1.0, 2.0], t=[4.0]}, every={cores=3}]",
                "{method: groups, column: gpu} | Groups[column=gpu, folds=5]",
                "{method: groups, column: gpu, folds: 0} | Groups[column=gpu, folds=0]",
                "{method: rows, rows: [0, 1]} | Rows[rows=[0, 1]]",
            })
    void readsEveryDivision(String text, String division) throws IOException {
        assertEquals(
                division,
                read("data: {csv: times.csv, target: t}\ntest: " + text + "\n")
                        .test()
                        .toString());
    }

    @Test
    void readsPriorsAndErnestAndImportance() throws IOException {
        Files.writeString(folder.resolve("spark.csv"), "cores,datasize,t\n1,2,3\n");
        AutoMlPlan plan = read("""
                data: {csv: spark.csv, target: t}
                features: {ernest: true}
                feature_selection: {method: importance, technique: smile/random-forest}
                techniques: {algorithm: smile/random-forest, hyperparameters: {trees: "quniform(10,30,10)",
                  depth: "quniform(3,6,1)", leaf: "quniform(5,5.1,1)", share: "quniform(0.2,0.6,0.2)"}}
                """);
        assertEquals(
                List.of(new FeaturePlan("own", List.of(), List.of(), false, OptionalInt.of(1), false, List.of(), true)),
                plan.features());
        assertEquals(
                Optional.of(new ColumnSelectionPlan(
                        ColumnSelectionPlan.Method.IMPORTANCE, 1, Integer.MAX_VALUE, 5, 0.05, "smile/random-forest")),
                plan.columnSelection());
        assertEquals(
                Map.of(
                        "trees", new Dimension.Words(List.of("10", "20", "30")),
                        "depth", new Dimension.Wholes(3, 6, false),
                        "share", new Dimension.Words(List.of("0.2", "0.4", "0.6000000000000001"))),
                plan.techniques().get(0).space());
        assertEquals(Map.of("leaf", "5"), plan.techniques().get(0).settings());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Keys.
                "runs: 3 | run: 3 | 34:1: unknown key 'run', the nearest one is 'runs'; expected one of " + KEYS,
                "runs: 3 | technique: 3 | 34:1: unknown key 'technique', the nearest one is 'techniques'; expected one of "
                        + KEYS,
                "runs: 3 | folds: 3 | 34:1: key 'folds' stands in the plan itself; expected it in 'feature_selection', or in"
                        + " 'test' or 'selection'; here one of " + KEYS,
                "use: [ | features: [ | 7:3: key 'features' stands in 'data' of a table; expected it in the plan itself; here one of csv,"
                        + " target, rename, skip_rows, use, skip, words",
                "use: [ | cleaning: [ | 7:3: key 'cleaning' stands in 'data' of a table; expected it in 'data' of runs; here one of csv,"
                        + " target, rename, skip_rows, use, skip, words",
                "replace: | replaced: | 15:5: unknown key 'replaced', the nearest one is 'replace'; expected one of name,"
                        + " inverse, log, replace, products, selected_products, ernest",
                "degree: 3 | degrees: 3 | 16:16: unknown key 'degrees', the nearest one is 'degree'; expected one of degree,"
                        + " interactions_only",
                "trials: 12 | trial: 12 | 33:26: unknown key 'trial', the nearest one is 'trials'; expected one of method,"
                        + " trials, seconds, resource, latency_us",
                "scale: log | base: log | 30:31: unknown key 'base'; expected one of from, to, scale",
                "others: | search: | 32:5: key 'search' stands in 'techniques'; expected it in the plan itself; here one of"
                        + " name, algorithm, hyperparameters, others",
                "version: '2' | method: '2' | 1:21: key 'method' stands in 'model'; expected it in 'feature_selection', or in"
                        + " 'test' or 'selection', or in 'search'; here one of name, version",
                // The model.
                "name: conv | name: Conv | 1:15: found 'Conv'; expected lower-case letters, digits and hyphens, in a version"
                        + " periods too, at most 64",
                "version: '2' | version: a/b | 1:30: found 'a/b'; expected lower-case letters, digits and hyphens, in a"
                        + " version periods too, at most 64",
                // The table.
                "csv: times.csv | csv: time.csv | 3:8: found 'time.csv'; expected a file of comma-separated values, relative"
                        + " to the plan",
                "csv: times.csv | `csv: \"a\\0\"` | 3:8: found 'a\\u0000'; expected a file of comma-separated values, relative to"
                        + " the plan",
                "csv: times.csv | code: pw.x | 3:3: there is neither 'csv' nor 'runs'; expected csv: FILE for a table, or"
                        + " runs: FILE for a run file",
                "csv: times.csv | `csv: times.csv\\n  runs: runs.jsonl` | 3:3: keys 'csv' and 'runs' stand side by side;"
                        + " expected csv: FILE for a table, or runs: FILE for a run file",
                "target: time | target: tim | 4:11: there is no column 'tim', the nearest one is 'time'; expected one of"
                        + " batch, cores, gpu, time",
                "{t: time} | {u: time} | 5:12: there is no column 'u'; expected one of batch, cores, gpu, t",
                "{t: time} | `{t: time, gpu: time}` | 5:26: found 'time'; expected a name that no other column gets",
                "{batch: 64} | {batch: many} | 6:22: found 'many'; expected a number",
                "{batch: 64} | {batches: 64} | 6:15: there is no column 'batches', the nearest one is 'batch'; expected one"
                        + " of batch, cores, gpu, time",
                "[batch, cores] | [batch, batch] | 7:16: found 'batch'; expected each value once",
                "[batch, cores] | [] | 7:8: found a list; expected at least one value",
                "skip: [gpu] | skip: [time] | 8:9: found a list; expected columns without the target 'time'",
                // Features.
                "- plain | - plan | 11:5: found 'plan', the nearest one is 'plain'; expected one of plain, logarithms",
                "- plain | - {name: mine} | 12:11: two alternatives are called 'mine'; expected a 'name' that no other"
                        + " alternative has",
                "- plain | - {log: cores, ernest: true} | 11:6: key 'log' stands beside 'ernest'; expected ernest alone,"
                        + " whose features stand in the place of all others",
                "- plain | - {ernest: true} | 11:6: there is no column 'datasize'; expected one of batch, cores, gpu, time",
                "replace: true | replace: yes | 15:14: found 'yes'; expected true or false",
                "degree: 3 | degree: 0 | 16:24: found '0'; expected a whole number from 1 to 20",
                "[gpu, gpu] | [gpu] | 17:38: found a list; expected 2 to 20 factors, such as [x1, x2] or x1 x2",
                "target_form: identity | target_form: log | 19:14: found 'log'; expected one of logarithm, identity",
                // Choice of features.
                "method: forward | method: backward | 20:29: found 'backward'; expected one of forward, importance",
                "method: forward | method: importance | 20:60: key 'folds' stands beside method 'importance'; expected it"
                        + " with method forward",
                "folds: 3 | technique: linear/ridge | 20:57: key 'technique' stands beside method 'forward'; expected"
                        + " it with method importance",
                "most: 4 | most: 1 | 20:54: found '1'; expected a whole number from 2 to 1000000",
                "method: forward, least: 2, most: 4, folds: 3 | method: importance, tolerance: 1 | 20:52: found '1'; expected a number from 0, below 1",
                "method: forward, least: 2, most: 4, folds: 3 | method: importance, technique: forest | 20:52: there is no"
                        + " algorithm 'forest'; expected one of ALGORITHMS",
                // Divisions.
                "method: extrapolation | method: automatic | 21:16: found 'automatic'; expected one of none, hold-out,"
                        + " k-fold, interpolation, extrapolation, groups, rows",
                "method: k-fold | method: kfold | 22:21: found 'kfold', the nearest one is 'k-fold'; expected one of none,"
                        + " hold-out, k-fold, interpolation, extrapolation, groups, rows, automatic",
                "method: k-fold | method: hold-out | 22:31: key 'folds' stands beside method 'hold-out'; expected it with"
                        + " method k-fold or groups",
                "method: k-fold, folds: 4 | method: hold-out, ratio: 1 | 22:38: found '1'; expected a number above 0 and"
                        + " below 1",
                "columns: {batch: 32} | columns: {} | 21:40: found keys and values; expected at least one column",
                "columns: {batch: 32} | columns: {bach: 32} | 21:41: there is no column 'bach', the nearest one is 'batch';"
                        + " expected one of batch, cores, gpu, time",
                "method: k-fold, folds: 4 | method: groups, column: gpu, folds: 1 | 22:49: found '1'; expected 0 for each"
                        + " group alone, or at least 2",
                "method: k-fold, folds: 4 | method: groups, column: system | 22:37: there is no column 'system'; expected"
                        + " one of batch, cores, gpu, time",
                "method: k-fold, folds: 4 | `method: interpolation, columns: {batch: {each: 2}}` | 22:54: unknown key"
                        + " 'each'; expected one of every",
                // Techniques.
                "smile/random-forest | smile/forest | 26:16: there is no algorithm 'smile/forest'; expected one of ALGORITHMS",
                "- linear/non-negative | - linear/rigde | 24:5: there is no algorithm 'linear/rigde', the nearest one is 'linear/ridge';"
                        + " expected one of ALGORITHMS",
                "trees: 50 | tree: 50 | 28:7: smile/random-forest has no hyperparameter 'tree', the nearest one is 'trees';"
                        + " expected one of trees, features, share, depth, leaf",
                "- linear/non-negative | - {algorithm: linear/non-negative, hyperparameters: {alpha: 1}} | 24:56:"
                        + " linear/non-negative has no hyperparameter 'alpha'; expected none at all",
                "trees: 50 | trees: 0 | 28:14: found '0'; expected a whole number from 1 to 10000",
                "depth: [4, 8] | depth: [4, deep] | 29:18: found 'deep'; expected a whole number from 0 to 1000",
                "from: 1, to: 20 | from: 20, to: 20 | 30:28: found '20'; expected a number above 20",
                "depth: [4, 8] | depth: {from: 0, to: 8, scale: log} | 29:21: found '0'; expected a positive number, since"
                        + " the scale is logarithmic",
                "scale: log | scale: logarithmic | 30:38: found 'logarithmic'; expected one of linear, log",
                "others: default | others: none | 32:13: found 'none'; expected one of search, default",
                "- linear/non-negative | - {algorithm: linear/ridge, name: forest} | 25:5: two techniques are called"
                        + " 'forest'; expected a 'name' that no other technique has",
                "loguniform(0.1,1) | lognormal(0.1,1) | 31:14: found 'lognormal(0.1,1)'; expected PRIORS, since values of a"
                        + " normal distribution have no bounds to search between",
                "loguniform(0.1,1) | triangle(0.1,1) | 31:14: found 'triangle(0.1,1)'; expected PRIORS",
                "loguniform(0.1,1) | loguniform(0.1) | 31:14: found 'loguniform(0.1)'; expected PRIORS",
                "loguniform(0.1,1) | uniform(a,b) | 31:14: found 'uniform(a,b)'; expected PRIORS",
                "loguniform(0.1,1) | uniform(0,Infinity) | 31:14: found 'uniform(0,Infinity)'; expected PRIORS",
                "loguniform(0.1,1) | loguniform(0,1) | 31:14: found 'loguniform(0,1)'; expected bounds in ascending order,"
                        + " positive ones of logarithms, and a positive step",
                "loguniform(0.1,1) | uniform(0,2) | 31:14: found 'uniform(0,2)'; expected a number from 0.0 to 1.0",
                "loguniform(0.1,1) | quniform(0,1,0.00001) | 31:14: found 'quniform(0,1,0.00001)'; expected at most 10000"
                        + " steps",
                "loguniform(0.1,1) | quniform(0.1,1e308,1e-300) | 31:14: found 'quniform(0.1,1e308,1e-300)'; expected at most"
                        + " 10000 steps",
                "`\"loguniform(0.1,1)` | `\"          x()` | 31:14: found '          x()'; expected PRIORS",
                "depth: [4, 8] | `depth: uniform(3.5,6)` | 29:14: found 'uniform(3.5,6)'; expected whole numbers, such as"
                        + " quniform(4,6,1)",
                "smile/random-forest | `smile/support-vector-regression\\n    hyperparameters: {kernel: {from: linear, to:"
                        + " gaussian}}\\n  - algorithm: smile/random-forest` | 27:31: found keys and values; expected one of"
                        + " gaussian, laplacian, linear",
                "smile/random-forest | `smile/support-vector-regression\\n    hyperparameters: {kernel: 'uniform(0,1)'}\\n "
                        + " - algorithm: smile/random-forest` | 27:31: found 'uniform(0,1)'; expected one of gaussian,"
                        + " laplacian, linear",
                // The search.
                "method: random | method: bayes | 33:18: found 'bayes'; expected one of successive-halving, grid, random, tpe, asha, hyperband, bohb, population",
                "resource: steps | resource: epochs | 33:61: found 'epochs'; expected one of rows, steps",
                "seconds: 60 | seconds: 0 | 33:47: found '0'; expected a positive number",
                "refit: false | refit: no | 36:8: found 'no'; expected true or false",
                "runs: 3 | runs: 0 | 34:7: found '0'; expected a whole number from 1 to 1000000",
            })
    void saysWhatIsWrongWhere(String right, String wrong, String message) {
        String text = PLAN.replace(right, wrong.replace("\\n", "\n"));
        InputException e = assertThrows(InputException.class, () -> read(text));
        String expected = message.replace(
                        "ALGORITHMS",
                        String.join(", ", NamedProvider.catalogue().choices().keySet())
                                + ", or the jar of another provider on the class path")
                .replace("PRIORS", Prior.EXPECTED);
        assertEquals(file + ":" + expected, e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "data: {runs: no.jsonl} | 1:14: found 'no.jsonl'; expected a run file, relative to the plan",
                "data: {runs: runs.jsonl, target: t} | 1:26: key 'target' stands in 'data' of runs; expected it in 'data' of a table; here one"
                        + " of runs, cleaning, code, schemas, normalizers",
                "data: {runs: runs.jsonl, cleaning: all} | 1:36: found 'all'; expected one of default, thesis, native,"
                        + " balanced, any-machine, or several joined by +",
                "data: {runs: runs.jsonl, code: cp.x} | 1:32: found 'cp.x'; expected pw.x",
                "data: {runs: runs.jsonl, schemas: qeperf-0} | 1:35: found 'qeperf-0', the nearest one is 'qeperf-2';"
                        + " expected one of qeperf-2, input-1, qeperf-1, thesis-14, printed-1",
                "`data: {runs: runs.jsonl}\\nfeatures: plain` | 2:1: key 'features' stands in a plan for runs; expected key"
                        + " 'schemas' in 'data', which says what features runs have",
                "techniques: all | 1:1: key 'data' is missing; expected it among the keys that start here",
                "`data: {csv: times.csv, target: t}\\ntechniques: []` | 2:13: found a list; expected at least one"
                        + " technique, or all",
            })
    void saysWhatIsWrongWithShortPlans(String text, String message) {
        InputException e = assertThrows(InputException.class, () -> read(text.replace("\\n", "\n")));
        assertEquals(file + ":" + message, e.getMessage());
    }

    @Test
    void namesTheNormalizersThatThereAre() {
        InputException e = assertThrows(
                InputException.class, () -> read("data: {runs: runs.jsonl, schemas: thesis-14, normalizers: law}\n"));
        String features = String.join(
                ", ",
                ExampleRuns.EXTRACTOR.schemas().stream()
                        .filter(schema -> schema.name().equals("thesis-14"))
                        .flatMap(schema -> schema.features().stream())
                        .map(feature -> feature.name())
                        .toList());
        assertEquals(file + ":1:59: found 'law'; expected one of none, linear/law, " + features, e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | there is no header; expected comma-separated values with a header",
                "`a,\"b` | not a table: Exception when reading first record; expected comma-separated values with a header",
            })
    void saysThatATableIsNone(String table, String message) throws IOException {
        Path csv = Files.writeString(folder.resolve("times.csv"), table);
        InputException e = assertThrows(InputException.class, () -> read("data: {csv: times.csv, target: t}\n"));
        assertEquals(csv + ":1:1: " + message, e.getMessage());
    }

    @Test
    void showsTheBeginningOfManyColumns() throws IOException {
        Files.writeString(folder.resolve("times.csv"), "column,".repeat(100) + "t\n");
        InputException e = assertThrows(InputException.class, () -> read("data: {csv: times.csv, target: u}\n"));
        assertEquals(
                file + ":1:32: there is no column 'u'; expected one of "
                        + "column, ".repeat(100).substring(0, 300) + "...",
                e.getMessage());
    }

    @Test
    void tellsSearchPlansFromOthers() throws IOException {
        Files.writeString(file, "data: {csv: a, target: b}\n");
        assertEquals(true, AutoMlPlanReader.recognizes(YamlNode.read(file)));
        Files.writeString(file, "techniques: all\n");
        assertEquals(true, AutoMlPlanReader.recognizes(YamlNode.read(file)));
        Files.writeString(file, "algorithm: linear/ridge\nruns: a.jsonl\n");
        assertEquals(false, AutoMlPlanReader.recognizes(YamlNode.read(file)));
    }

    /** Whatever is cut out of a plan or doubled in it, it is read or refused with a place. */
    @Test
    void refusesAnythingElseWithAPlace() throws IOException {
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            int from = random.nextInt(PLAN.length());
            int to = Math.min(PLAN.length(), from + random.nextInt(40));
            String part = i % 2 == 0 ? "" : PLAN.substring(from, to).repeat(2);
            try {
                read(PLAN.substring(0, from) + part + PLAN.substring(to));
            } catch (InputException e) {
                refused++;
            }
        }
        assertEquals(true, refused > 100, "refused " + refused);
    }

    @Test
    void endsWithStepsThatRoundingSwallows() throws IOException {
        AutoMlPlan plan = read("data: {csv: times.csv, target: t}\ntechniques: {algorithm: smile/random-forest,"
                + " hyperparameters: {share: \"quniform(0.5,0.50000000000000011,1e-17)\"}}\n");
        assertEquals(
                1 + 1, plan.techniques().get(0).space().get("share").grid(1).size());
    }

    private AutoMlPlan read(String text) throws IOException {
        Files.writeString(file, text);
        return AutoMlPlanReader.read(file, NamedProvider.catalogue(), ExampleRuns.EXTRACTOR);
    }
}
