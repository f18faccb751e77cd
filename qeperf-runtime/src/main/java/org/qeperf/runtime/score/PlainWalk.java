package org.qeperf.runtime.score;

/** Asks node after node. For ensembles with trees that {@link PackedWalk} can't hold. */
record PlainWalk(TreeEnsemble trees) implements TreeWalk {

    @Override
    public int scratchLength() {
        return 0;
    }

    @Override
    public double predict(double[] rows, int offset, double[] scratch) {
        double sum = trees.base();
        for (int i = 0; i < trees.trees(); i++) {
            double leaf = trees.value(trees.leaf(trees.root(i), rows, offset));
            sum = trees.isSinglePrecision() ? (float) sum + (float) leaf : sum + leaf;
        }
        return sum / trees.divisor();
    }

    @Override
    public void predict(double[] rows, int offset, int count, double[] out, int outOffset, double[] scratch) {
        for (int i = 0; i < count; i++) {
            out[outOffset + i] = predict(rows, offset + i * trees.inputs(), scratch);
        }
    }
}
