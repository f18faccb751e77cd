package org.qeperf.runtime.artifact;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.predict.Target;
import org.qeperf.api.train.Algorithm.Inputs;
import org.qeperf.api.train.Insight;
import org.qeperf.runtime.artifact.Preparation.TargetForm;
import org.qeperf.runtime.score.LinearFunction;
import org.qeperf.runtime.table.CellReader;
import org.qeperf.runtime.table.Factor;
import org.qeperf.runtime.table.TableColumn;
import org.qeperf.runtime.table.TableFeatures;
import org.qeperf.runtime.table.Term;

/** Small models of a table with two columns of numbers and one of words. */
public final class ExampleTables {

    public static final TableFeatures TABLE = new TableFeatures(
            "exec time",
            List.of(
                    TableColumn.numbers("nodes"),
                    TableColumn.numbers("nThreads"),
                    new TableColumn("solver", List.of("cg", "davidson", "two words"))),
            List.of(
                    Term.column("nodes"),
                    new Term("inverse_nThreads", List.of(new Factor.Power("nThreads", -1))),
                    new Term("solver is cg", List.of(new Factor.Is("solver", "cg"))),
                    new Term(
                            "log_nodes_root_nThreads_davidson",
                            List.of(
                                    new Factor.Log("nodes"),
                                    new Factor.Power("nThreads", 0.5),
                                    new Factor.Is("solver", "davidson")))));

    private ExampleTables() {}

    /** All combinations of the forms of rows and target. */
    public static Stream<PortableModel> all() {
        return Stream.of(Inputs.values())
                .flatMap(inputs -> Stream.of(TargetForm.values()).map(form -> model(inputs, form)));
    }

    public static PortableModel model(Inputs inputs, TargetForm form) {
        boolean raw = inputs == Inputs.RAW;
        Preparation preparation = Preparation.of(
                TABLE.schema(),
                inputs,
                raw ? new double[4] : new double[] {8, 0.3, 0.4, 2},
                raw ? new double[] {1, 1, 1, 1} : new double[] {4, 0.25, 0.5, 2.5},
                form,
                form == TargetForm.LOGARITHM ? 4.5 : 90,
                form == TargetForm.LOGARITHM ? 0.6 : 12,
                Normalizer.NONE);
        String name = "table-" + preparation.word() + "-" + form.word();
        return model(name, preparation, new LinearFunction(0.2, new double[] {-0.25, 1.5, 0, 0.125}));
    }

    public static PortableModel model(String name, Preparation preparation, LinearFunction function) {
        Target target = new Target(TABLE.target(), "ms");
        return new PortableModel(
                ExampleModels.manifest(name, "1", "table", TABLE.schema(), target, preparation, function),
                TABLE,
                preparation,
                function,
                new PredictionInterval(new double[] {0.3, 0.1, 0.2}),
                new double[] {1, 0.03125, 0, 0},
                new double[] {16, 1, 1, 16},
                List.of(new Insight(Insight.IMPORTANCE, new double[] {0.5, 0.25, 0, 0.25})));
    }

    /** Cells that differ in all columns. */
    public static List<Map<String, String>> cells(int count) {
        Random random = new Random(4);
        List<String> solvers = TABLE.columns().get(2).levels();
        return IntStream.range(0, count)
                .mapToObj(i -> Map.of(
                        "nodes",
                        Integer.toString(1 + random.nextInt(16)),
                        "nThreads",
                        " " + (1 << random.nextInt(6)) + " ",
                        "solver",
                        solvers.get(random.nextInt(3)),
                        "not read",
                        "x"))
                .toList();
    }

    public static FeatureMatrix rows(List<Map<String, String>> cells) {
        CellReader reader = new CellReader(TABLE);
        double[] values = IntStream.range(0, cells.size())
                .boxed()
                .flatMapToDouble(i -> Arrays.stream(reader.features(i + 1, cells.get(i))))
                .toArray();
        return new FeatureMatrix(TABLE.schema(), values);
    }

    public static byte[] bytes(PortableModel model) {
        return ArtifactWriter.toBytes(model, rows(cells(5)));
    }
}
