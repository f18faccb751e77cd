package org.qeperf.onnx;

/** What writer and reader must agree on. */
final class Onnx {

    /** The domain of trees. */
    static final String ML_DOMAIN = "ai.onnx.ml";

    /** The name of the rows in files that are written. */
    static final String INPUT = "features";

    /** The name of the result of a model of a table in files that are written. */
    static final String TABLE_OUTPUT = "prediction";

    /** The largest file that is written or read. */
    static final int LARGEST_FILE = 64 << 20;

    private Onnx() {}
}
