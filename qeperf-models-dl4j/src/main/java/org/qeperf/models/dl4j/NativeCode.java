package org.qeperf.models.dl4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;
import org.qeperf.api.ProviderException;

/** The native library below Deeplearning4j: started on demand, because it takes a second and may be missing. */
final class NativeCode {

    private static final String PROPERTIES = "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties";

    private NativeCode() {}

    /**
     * Starts the library unless it runs.
     *
     * @throws ProviderException if it cannot start here
     */
    static void require() {
        try {
            start();
        } catch (LinkageError e) {
            String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
            throw new ProviderException(
                    "provider dl4j cannot start on " + platform
                            + "; add the nd4j-native, openblas and javacpp jars of this platform to the class path ("
                            + reason(e) + ")",
                    e);
        }
    }

    /** The version that the jar of Deeplearning4j states. */
    static String version() {
        Properties properties = new Properties();
        try (InputStream in = MultiLayerNetwork.class.getResourceAsStream(PROPERTIES)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }

    private static void start() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // The library looks for its parts with the thread's loader, which need not be the one that has them.
        thread.setContextClassLoader(NativeCode.class.getClassLoader());
        try {
            Nd4j.getEnvironment();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static String reason(LinkageError e) {
        if (String.valueOf(e.getMessage()).startsWith("Could not initialize class")) {
            return "it has failed before in this process";
        }
        Throwable first = e;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return first.toString().lines().findFirst().orElseThrow();
    }
}
