package org.qeperf.runtime.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TreeEnsembleFormat1Test {

    /** First tree: x0 <= 2 ? 10 : (x1 <= -1 ? 20 : 30); second tree: 100; nodes in no order of trees. */
    private static Map<String, Object> arrays() {
        Map<String, Object> arrays = new LinkedHashMap<>();
        arrays.put("shape", new double[] {2, 2});
        arrays.put("roots", new int[] {0, 1});
        arrays.put("feature", new int[] {0, -1, 1, -1, -1, -1});
        arrays.put("value", new double[] {2, 100, -1, 10, 20, 30});
        arrays.put("left", new int[] {3, 0, 4, 0, 0, 0});
        arrays.put("right", new int[] {2, 0, 5, 0, 0, 0});
        return arrays;
    }

    private static TreeEnsemble read(Map<String, Object> arrays) {
        return (TreeEnsemble) PortableRegressor.of("tree-ensemble", arrays, Map.of());
    }

    private static double predict(TreeEnsemble ensemble, double... row) {
        return ensemble.predict(row, 0, new double[ensemble.scratchLength()]);
    }

    @Test
    void nodesAreBroughtIntoOrder() {
        TreeEnsemble trees = read(arrays());
        assertEquals(55, predict(trees, 2, 0));
        assertEquals(60, predict(trees, 3, -1));
        assertEquals(65, predict(trees, 3, 0));
        assertEquals(6, trees.nodes());
    }

    @Test
    void whatMakesNoTreesIsRefused() {
        refused("an ensemble of 2.5 inputs", "shape", new double[] {2.5, 1});
        refused(
                "there is no array 'shape' of numbers of length 2 among [shape, roots, feature, value, left, right]",
                "shape",
                new double[3]);
        refused("there is no node 6", "roots", new int[] {0, 6});
        refused("there is no node -1", "roots", new int[] {-1});
        refused("an ensemble needs a tree", "roots", new int[0]);
        refused("a node belongs to two trees", "roots", new int[] {0, 1, 2});
        refused("node 2 has bad children", "left", new int[] {3, 0, 2, 0, 0, 0});
        refused("node 2 has bad children", "left", new int[] {3, 0, 1, 0, 0, 0});
        refused("node 0 has bad children", "left", new int[] {6, 0, 4, 0, 0, 0});
        refused("node 0 has bad children", "right", new int[] {0, 0, 5, 0, 0, 0});
        refused("node 0 has bad children", "right", new int[] {6, 0, 5, 0, 0, 0});
        refused("node 0 has bad children", "right", new int[] {Integer.MAX_VALUE, 0, 5, 0, 0, 0});
        refused("node 0 asks for input -2", "feature", new int[] {-2, -1, 1, -1, -1, -1});
        refused("a node's value is NaN; expected finite numbers", "value", new double[] {2, Double.NaN, -1, 10, 20, 30
        });
        refused(
                "there is no array 'value' of numbers of length 6 among [shape, roots, feature, value, left, right]",
                "value",
                new double[5]);
    }

    private static void refused(String message, String array, Object values) {
        Map<String, Object> arrays = arrays();
        arrays.put(array, values);
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> read(arrays)).getMessage());
    }

    /** Node i asks whether x <= depth - i and leads to the next one, or to the leaf depth - i, which stands behind all. */
    @Test
    void aTreeMayBeDeep() {
        int depth = 300;
        int[] feature = new int[2 * depth + 1];
        double[] value = new double[2 * depth + 1];
        int[] left = new int[2 * depth + 1];
        int[] right = new int[2 * depth + 1];
        Arrays.fill(feature, depth, feature.length, -1);
        for (int i = 0; i < depth; i++) {
            value[i] = depth - i;
            left[i] = i + 1;
            right[i] = depth + 1 + i;
            value[right[i]] = depth - i;
        }
        Map<String, Object> arrays = arrays();
        arrays.put("shape", new double[] {1, 1});
        arrays.put("roots", new int[] {0});
        arrays.put("feature", feature);
        arrays.put("value", value);
        arrays.put("left", left);
        arrays.put("right", right);
        TreeEnsemble tree = read(arrays);
        for (int i = 0; i <= depth; i++) {
            assertEquals(i, predict(tree, i + 0.5));
        }
    }

    @Test
    void nodesThatMeetAgainDoNotMakeAHugeEnsemble() {
        int depth = 40;
        int[] feature = new int[depth + 1];
        int[] next = new int[depth + 1];
        for (int i = 0; i < depth; i++) {
            next[i] = i + 1;
        }
        feature[depth] = -1;
        Map<String, Object> arrays = arrays();
        arrays.put("roots", new int[] {0});
        arrays.put("feature", feature);
        arrays.put("value", new double[depth + 1]);
        arrays.put("left", next);
        arrays.put("right", next.clone());
        assertEquals(
                "a node belongs to two trees",
                assertThrows(IllegalArgumentException.class, () -> read(arrays)).getMessage());
    }
}
