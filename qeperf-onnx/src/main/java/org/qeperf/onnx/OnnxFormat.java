package org.qeperf.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.qeperf.api.ArtifactException;
import org.qeperf.api.ArtifactException.Reason;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.predict.ModelFormat;
import org.qeperf.api.predict.RuntimePredictor;

/**
 * Reads models from ONNX files, those of {@link OnnxExport} and of others who use the same operators and add the metadata;
 * {@code docs/onnx.md} lists both. Graphs are evaluated in plain Java, row by row; nothing native is loaded. Nothing in a
 * file is believed: sizes are checked before anything is built, then operators, shapes and numbers, and at last the
 * verification rows are predicted.
 */
public final class OnnxFormat implements ModelFormat {

    private static final int OLDEST_OPERATORS = 7;
    private static final int NEWEST_OPERATORS = 25;
    private static final int NEWEST_ML_OPERATORS = 5;

    /** How far a verification row may be off, relative; in single precision other libraries add in other orders. */
    private static final double TOLERANCE = 1e-9;

    private static final double SINGLE_TOLERANCE = 1e-5;

    private static final int LONGEST_MESSAGE = 1000;

    @Override
    public String ending() {
        return ".onnx";
    }

    @Override
    public RuntimePredictor read(String name, InputStream in, Collection<FeatureSchema> schemas) {
        byte[] bytes;
        try {
            bytes = in.readNBytes(Onnx.LARGEST_FILE + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (bytes.length > Onnx.LARGEST_FILE) {
            throw corrupt(name, "the file is larger than " + Onnx.LARGEST_FILE + " bytes");
        }
        try {
            SizeGuard.check(bytes);
            return model(name, ModelProto.parseFrom(bytes), schemas);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ArtifactException(Reason.CORRUPT, message(name, shown(String.valueOf(e.getMessage()))), e);
        } catch (IOException e) {
            throw new ArtifactException(Reason.CORRUPT, message(name, "not an ONNX file"), e);
        }
    }

    private static OnnxModel model(String name, ModelProto file, Collection<FeatureSchema> schemas) {
        if (!file.hasGraph()) {
            throw new IllegalArgumentException("there is no graph");
        }
        if (file.getFunctionsCount() > 0) {
            throw new IllegalArgumentException("functions of the file's own are not read");
        }
        requireVersions(name, file);
        Map<String, String> entries = new HashMap<>();
        for (StringStringEntryProto entry : file.getMetadataPropsList()) {
            if (entries.put(entry.getKey(), entry.getValue()) != null) {
                throw new IllegalArgumentException(
                        InputException.quote(entry.getKey()) + " stands twice in the metadata");
            }
        }
        Metadata metadata = Metadata.of(name, entries, schemas);
        Program program = GraphReader.read(file.getGraph(), metadata.schema().size());
        OnnxModel model = new OnnxModel(metadata, program);
        verify(model, metadata, program.isSinglePrecision() ? SINGLE_TOLERANCE : TOLERANCE);
        return model;
    }

    private static void requireVersions(String name, ModelProto file) {
        for (OperatorSetIdProto set : file.getOpsetImportList()) {
            boolean main = set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx");
            boolean ml = set.getDomain().equals(Onnx.ML_DOMAIN);
            // Other domains may be named; their operators are refused where they stand.
            if (main && set.getVersion() > NEWEST_OPERATORS || ml && set.getVersion() > NEWEST_ML_OPERATORS) {
                throw new ArtifactException(
                        Reason.TOO_NEW,
                        name + ": operators of version " + set.getVersion() + "; expected at most "
                                + (main ? NEWEST_OPERATORS : NEWEST_ML_OPERATORS) + ", export with an older opset");
            }
            if (main && set.getVersion() < OLDEST_OPERATORS) {
                throw new ArtifactException(
                        Reason.TOO_OLD,
                        name + ": operators of version " + set.getVersion() + "; expected at least " + OLDEST_OPERATORS
                                + ", export with a newer opset");
            }
        }
    }

    private static void verify(OnnxModel model, Metadata metadata, double tolerance) {
        int columns = metadata.schema().size();
        for (double[] row : metadata.verification()) {
            double[] features = new double[columns];
            System.arraycopy(row, 0, features, 0, columns);
            double[] out = new double[1];
            try {
                model.predict(new FeatureMatrix(metadata.schema(), features), out);
            } catch (QePerfException e) {
                throw new IllegalArgumentException(
                        "a verification row: " + String.valueOf(e.getMessage()).replace(';', ','), e);
            }
            if (!(Math.abs(out[0] - row[columns]) <= tolerance * Math.abs(row[columns]))) {
                throw new IllegalArgumentException(
                        "a verification row predicts " + out[0] + " instead of " + row[columns]);
            }
        }
    }

    /** Text that may come from the file, fit to stand in a message. */
    private static String shown(String text) {
        String line = InputException.printable(text);
        return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "..." : line;
    }

    private static ArtifactException corrupt(String name, String what) {
        return new ArtifactException(Reason.CORRUPT, message(name, what));
    }

    private static String message(String name, String what) {
        return name + ": " + what + "; expected an ONNX model as docs/onnx.md describes";
    }
}
