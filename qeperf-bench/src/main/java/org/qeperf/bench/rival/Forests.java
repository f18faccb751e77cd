package org.qeperf.bench.rival;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.qeperf.bench.BareModel;
import org.qeperf.onnx.OnnxExport;
import org.qeperf.runtime.score.TreeEnsemble;
import smile.base.cart.Node;
import smile.base.cart.RegressionNode;
import smile.data.DataFrame;
import smile.data.Tuple;

/** One forest in qeperf, in Smile and in ONNX Runtime, over the same rows: one in turn, or all. */
final class Forests {

    private final TreeEnsemble trees;
    private final Node[] nodes;
    private final Tuple[] tuples;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final String input;
    private final double[] rows;
    private final int columns;
    private final int count;
    private final double[] scratch;
    private final double[] out;
    private int next;

    /** Reads {@code NAME.trees} and {@code NAME.rows} of a folder. */
    Forests(Path folder, String name) throws IOException, OrtException {
        GivenTrees given = new GivenTrees(folder.resolve(name + ".trees"));
        trees = given.ensemble();
        nodes = given.nodes();
        columns = trees.inputs();
        DoubleBuffer values = GivenTrees.doubles(folder.resolve(name + ".rows"));
        rows = new double[values.remaining()];
        values.get(rows);
        count = rows.length / columns;
        double[][] table = new double[count][];
        Arrays.setAll(table, i -> Arrays.copyOfRange(rows, i * columns, (i + 1) * columns));
        String[] names = new String[columns];
        Arrays.setAll(names, i -> "x" + i);
        DataFrame frame = DataFrame.of(table, names);
        tuples = new Tuple[count];
        Arrays.setAll(tuples, frame::get);
        session = environment.createSession(OnnxExport.toBytes(BareModel.of(trees)));
        input = session.getInputNames().iterator().next();
        scratch = new double[trees.scratchLength()];
        out = new double[count];
    }

    private int nextRow() {
        next = (next + 1) % count;
        return next;
    }

    double qeperfRow() {
        return trees.predict(rows, nextRow() * columns, scratch);
    }

    double qeperfRows() {
        trees.predict(rows, 0, count, out, 0, scratch);
        return out[count - 1];
    }

    /** As {@code smile.regression.RandomForest.predict}, without its formula. */
    private double smile(Tuple row) {
        double sum = 0;
        for (Node tree : nodes) {
            sum += ((RegressionNode) tree.predict(row)).output();
        }
        return sum / nodes.length;
    }

    double smileRow() {
        return smile(tuples[nextRow()]);
    }

    double smileRows() {
        for (int i = 0; i < count; i++) {
            out[i] = smile(tuples[i]);
        }
        return out[count - 1];
    }

    private void onnx(int first, int number) throws OrtException {
        DoubleBuffer part = DoubleBuffer.wrap(rows, first * columns, number * columns);
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, part, new long[] {number, columns});
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            ((OnnxTensor) result.get(0)).getDoubleBuffer().get(out, 0, number);
        }
    }

    double onnxRow() throws OrtException {
        onnx(nextRow(), 1);
        return out[0];
    }

    double onnxRows() throws OrtException {
        onnx(0, count);
        return out[count - 1];
    }

    /** What the last batch gave. */
    double[] predictions() {
        return out.clone();
    }
}
