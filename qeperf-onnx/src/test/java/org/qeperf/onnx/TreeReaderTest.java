package org.qeperf.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.qeperf.onnx.GraphWriter.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Trees as scikit-learn's and other converters write them, against ONNX Runtime. */
class TreeReaderTest {

    private static final int COLUMNS = Examples.COLUMNS;
    private static final double[] THRESHOLDS = {-1.5, -0.1, 0.25, 0.7, 1.9};

    /** Nodes in the order of a walk, each with its number in its tree. */
    private static final class Trees {
        final List<Long> tree = new ArrayList<>();
        final List<Long> node = new ArrayList<>();
        final List<Long> feature = new ArrayList<>();
        final List<Double> value = new ArrayList<>();
        final List<String> mode = new ArrayList<>();
        final List<Long> yes = new ArrayList<>();
        final List<Long> no = new ArrayList<>();
        final List<Long> leafTree = new ArrayList<>();
        final List<Long> leafNode = new ArrayList<>();
        final List<Double> leaf = new ArrayList<>();
        private final Random random = new Random(4);
        private final String branch;

        Trees(String branch, int count, int depth) {
            this.branch = branch;
            for (int t = 0; t < count; t++) {
                grow(t, new long[1], depth);
            }
        }

        private long grow(long t, long[] next, int depth) {
            long number = next[0]++;
            int at = tree.size();
            boolean isLeaf = depth == 0;
            tree.add(t);
            node.add(number);
            feature.add(isLeaf ? 0L : random.nextInt(COLUMNS));
            value.add(isLeaf ? 0.0 : THRESHOLDS[random.nextInt(THRESHOLDS.length)]);
            mode.add(isLeaf ? "LEAF" : branch);
            yes.add(0L);
            no.add(0L);
            if (isLeaf) {
                leafTree.add(t);
                leafNode.add(number);
                leaf.add(random.nextDouble());
            } else {
                yes.set(at, grow(t, next, depth - 1));
                no.set(at, grow(t, next, depth - 1));
            }
            return number;
        }

        /** The attributes, numbers as floats or as tensors of doubles. */
        List<AttributeProto> attributes(boolean doubles) {
            List<AttributeProto> attributes = new ArrayList<>(List.of(
                    ints("nodes_treeids", tree),
                    ints("nodes_nodeids", node),
                    ints("nodes_featureids", feature),
                    OnnxFile.words("nodes_modes", mode.toArray(new String[0])),
                    ints("nodes_truenodeids", yes),
                    ints("nodes_falsenodeids", no),
                    OnnxFile.ints("nodes_missing_value_tracks_true", new long[tree.size()]),
                    ints("target_treeids", leafTree),
                    ints("target_nodeids", leafNode),
                    OnnxFile.ints("target_ids", new long[leaf.size()]),
                    attribute("n_targets", 1),
                    OnnxFile.word("post_transform", "NONE")));
            attributes.add(numbers("nodes_values", value, doubles));
            attributes.add(
                    numbers("nodes_hitrates", value.stream().map(v -> 1.0).toList(), doubles));
            attributes.add(numbers("target_weights", leaf, doubles));
            return attributes;
        }

        private static AttributeProto ints(String name, List<Long> numbers) {
            return OnnxFile.ints(
                    name, numbers.stream().mapToLong(Long::longValue).toArray());
        }
    }

    private static AttributeProto numbers(String name, List<Double> numbers, boolean doubles) {
        double[] values = numbers.stream().mapToDouble(Double::doubleValue).toArray();
        return doubles ? OnnxFile.doubles(name + "_as_tensor", values) : OnnxFile.floats(name, values);
    }

    static Stream<Arguments> regressors() {
        return Stream.of("BRANCH_LEQ", "BRANCH_LT", "BRANCH_GT", "BRANCH_GTE")
                .flatMap(mode -> Stream.of("SUM", "AVERAGE")
                        .flatMap(aggregate -> Stream.of(
                                arguments(mode, aggregate, false, 0.0), arguments(mode, aggregate, true, 0.75))));
    }

    /** Values on thresholds, beside them and elsewhere. */
    private static double[] rows(boolean doubles) {
        Random random = new Random(9);
        double[] rows = new double[3000 * COLUMNS];
        for (int i = 0; i < rows.length; i++) {
            double at = THRESHOLDS[random.nextInt(THRESHOLDS.length)];
            at = doubles ? at : (float) at;
            rows[i] = switch (random.nextInt(4)) {
                case 0 -> at;
                case 1 -> doubles ? Math.nextUp(at) : Math.nextUp((float) at);
                case 2 -> doubles ? Math.nextDown(at) : Math.nextDown((float) at);
                default -> 4 * random.nextDouble() - 2;
            };
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("regressors")
    void aRegressorGivesWhatOnnxRuntimeGives(String mode, String aggregate, boolean doubles, double base) {
        DataType type = doubles ? DataType.DOUBLE : DataType.FLOAT;
        List<AttributeProto> attributes = new Trees(mode, 12, 4).attributes(doubles);
        attributes.add(OnnxFile.word("aggregate_function", aggregate));
        if (base != 0) {
            attributes.add(numbers("base_values", List.of(base), doubles));
        }
        OnnxFile file = new OnnxFile(type, DataType.FLOAT);
        file.node("ai.onnx.ml", "TreeEnsembleRegressor", "y", "x", attributes.toArray(new AttributeProto[0]));
        agree(file, rows(doubles), 3e-7);
    }

    private static void agree(OnnxFile file, double[] rows, double tolerance) {
        double[] expected = OnnxRuntime.run(file.bytes(), rows, COLUMNS, file.type == DataType.FLOAT);
        Program program = GraphReader.read(file.graph.build(), COLUMNS);
        double[][] workspace = program.workspace();
        for (int row = 0; row < expected.length; row++) {
            double actual = program.evaluate(rows, row * COLUMNS, workspace);
            assertTrue(
                    Math.abs(actual - expected[row]) <= tolerance * Math.abs(expected[row]),
                    row + ": " + actual + " instead of " + expected[row]);
        }
        assertTrue(Arrays.stream(expected).distinct().count() > 100, "rows reach different leaves");
    }

    static Stream<Arguments> ensembles() {
        return Stream.of(0, 1, 2, 3)
                .flatMap(mode -> Stream.of(
                        arguments(mode, 0, DataType.FLOAT, 3e-7),
                        arguments(mode, 1, DataType.FLOAT, 3e-7),
                        arguments(mode, 0, DataType.DOUBLE, 1e-15),
                        arguments(mode, 1, DataType.DOUBLE, 1e-15)));
    }

    /** Twelve trees of depth four: node i of a tree asks, its children are 2i+1 and 2i+2, the last level leads to leaves. */
    @ParameterizedTest
    @MethodSource("ensembles")
    void anEnsembleGivesWhatOnnxRuntimeGives(int mode, int aggregate, DataType type, double tolerance) {
        int trees = 12;
        int asking = 15;
        int leaves = 16;
        Random random = new Random(8);
        long[] feature = random.longs((long) trees * asking, 0, COLUMNS).toArray();
        double[] split = random.ints((long) trees * asking, 0, THRESHOLDS.length)
                .mapToDouble(i -> THRESHOLDS[i])
                .toArray();
        long[] yes = new long[trees * asking];
        long[] no = new long[trees * asking];
        long[] isLeaf = new long[trees * asking];
        long[] roots = new long[trees];
        double[] modes = new double[trees * asking];
        Arrays.fill(modes, mode);
        for (int t = 0; t < trees; t++) {
            roots[t] = (long) t * asking;
            for (int i = 0; i < asking; i++) {
                boolean last = 2 * i + 1 >= asking;
                int at = t * asking + i;
                int offset = last ? t * leaves - asking : t * asking;
                isLeaf[at] = last ? 1 : 0;
                yes[at] = offset + 2L * i + 1;
                no[at] = offset + 2L * i + 2;
            }
        }
        double[] weights = random.doubles((long) trees * leaves).toArray();
        OnnxFile file = new OnnxFile(type);
        file.mlOperators = 5;
        file.node(
                "ai.onnx.ml",
                "TreeEnsemble",
                "y",
                "x",
                attribute("aggregate_function", aggregate),
                attribute("n_targets", 1),
                OnnxFile.ints("tree_roots", roots),
                OnnxFile.ints("nodes_featureids", feature),
                attribute(
                        "nodes_splits",
                        OnnxFile.tensor(type, List.of(split.length), split).build()),
                attribute(
                        "nodes_modes",
                        OnnxFile.tensor(DataType.UINT8, List.of(modes.length), modes)
                                .build()),
                OnnxFile.ints("nodes_truenodeids", yes),
                OnnxFile.ints("nodes_falsenodeids", no),
                OnnxFile.ints("nodes_trueleafs", isLeaf),
                OnnxFile.ints("nodes_falseleafs", isLeaf),
                OnnxFile.ints("leaf_targetids", new long[weights.length]),
                attribute(
                        "leaf_weights",
                        OnnxFile.tensor(type, List.of(weights.length), weights).build()));
        agree(file, rows(type == DataType.DOUBLE), tolerance);
    }

    /** Not a number is no branch of a tree, and no prediction. */
    @Test
    void treesOfNoNumberSayNoNumber() {
        List<AttributeProto> attributes = new Trees("BRANCH_LEQ", 2, 2).attributes(false);
        OnnxFile file = new OnnxFile(DataType.FLOAT);
        file.node("Log", "l", "x")
                .node("ai.onnx.ml", "TreeEnsembleRegressor", "y", "l", attributes.toArray(new AttributeProto[0]));
        Program program = GraphReader.read(file.graph.build(), COLUMNS);
        assertEquals(Double.NaN, program.evaluate(new double[] {1, 1, -1, 1}, 0, program.workspace()));
    }
}
