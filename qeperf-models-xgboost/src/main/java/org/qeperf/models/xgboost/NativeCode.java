package org.qeperf.models.xgboost;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import ml.dmlc.xgboost4j.java.ConfigContext;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.qeperf.api.ProviderException;

/** The native library below XGBoost4J: loaded on demand, because it may be missing. */
final class NativeCode {

    private static final String PROPERTIES = "/META-INF/maven/ml.dmlc/xgboost4j_2.12/pom.properties";

    private NativeCode() {}

    /**
     * Loads the library unless it is there.
     *
     * @throws ProviderException if it cannot be loaded here
     */
    static void require() {
        try {
            new ConfigContext().close();
        } catch (LinkageError | XGBoostError e) {
            String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
            throw new ProviderException(
                    "provider xgboost cannot start on " + platform
                            + "; expected Linux or macOS on x86_64 or aarch64, or Windows on x86_64, with an OpenMP"
                            + " library (libgomp, libomp, vcomp140) (" + reason(e) + ")",
                    e);
        }
    }

    /** The version that the jar of XGBoost4J states. */
    static String version() {
        Properties properties = new Properties();
        try (InputStream in = XGBoost.class.getResourceAsStream(PROPERTIES)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }

    private static String reason(Throwable e) {
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
