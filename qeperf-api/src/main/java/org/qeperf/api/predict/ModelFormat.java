package org.qeperf.api.predict;

import java.io.InputStream;
import java.util.Collection;
import org.qeperf.api.feature.FeatureSchema;

/**
 * Reads models of a file format that {@code qeperf-runtime} does not know itself. Found by
 * {@link java.util.ServiceLoader}: a jar names its implementation in
 * {@code META-INF/services/org.qeperf.api.predict.ModelFormat}.
 *
 * <p>Implementations are safe for concurrent use, cheap to construct, and believe nothing in a file.
 */
public interface ModelFormat {

    /**
     * The ending of file names by which the format is known.
     *
     * @return a period and lower-case letters or digits, such as {@code .onnx}
     */
    String ending();

    /**
     * Reads a model.
     *
     * @param name what to call it in messages
     * @param in the content of a file; not closed
     * @param schemas the schemas that rows can be made for
     * @return a model that has been checked
     * @throws org.qeperf.api.ArtifactException if it cannot be used
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    RuntimePredictor read(String name, InputStream in, Collection<FeatureSchema> schemas);
}
