package org.qeperf.models.xgboost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.qeperf.api.ProviderException;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.testkit.SyntheticData;

class NativeCodeTest {

    /** Where XGBoost looks for its library, if this is set. */
    private static final String PLACE = "xgboostruntime.native.xgboost4j";

    private static final String COMPLAINT = "provider xgboost cannot start on " + System.getProperty("os.name") + " "
            + System.getProperty("os.arch")
            + "; expected Linux or macOS on x86_64 or aarch64, or Windows on x86_64, with an OpenMP library (libgomp,"
            + " libomp, vcomp140) (";

    @Test
    void namesProviderPlatformAndRemedyWithoutTheLibrary() throws Exception {
        System.setProperty(PLACE, "/lib/elsewhere/libxgboost4j.so");
        List<Throwable> failures;
        try {
            failures = failuresOfAnotherClassLoader();
        } finally {
            System.clearProperty(PLACE);
        }
        assertEquals(
                List.of(
                        COMPLAINT + "java.io.FileNotFoundException: File /lib/elsewhere/libxgboost4j.so was not found"
                                + " inside JAR.)",
                        COMPLAINT + "it has failed before in this process)"),
                failures.stream().map(Throwable::getMessage).toList());
        for (Throwable failure : failures) {
            assertEquals(ProviderException.class.getName(), failure.getClass().getName());
            assertInstanceOf(LinkageError.class, failure.getCause());
        }
    }

    @Test
    void knowsTheVersionOfTheLibrary() {
        assertEquals(
                Map.of(
                        "xgboost",
                        Path.of(entryOf("xgboost4j_")).getFileName().toString().split("[-]|[.]jar")[1]),
                new XgboostProvider().versions());
    }

    private static String entryOf(String start) {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (Path.of(entry).getFileName().toString().startsWith(start)) {
                return entry;
            }
        }
        throw new AssertionError("no " + start + " on the class path");
    }

    private static List<Throwable> failuresOfAnotherClassLoader() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
            Supplier<?> training = (Supplier<?>) loader.loadClass(TwoTrainings.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            return ((List<?>) training.get())
                    .stream().map(Throwable.class::cast).toList();
        }
    }

    /** Finds the provider, trains twice, gives the failures. Public: the other class loader makes it another package. */
    public static final class TwoTrainings implements Supplier<List<Throwable>> {
        @Override
        public List<Throwable> get() {
            var choice = RegressorCatalogue.load(getClass().getClassLoader()).find("xgboost/gradient-boosting");
            var spec = new TrainingSpec(
                    choice.algorithm().name(), choice.algorithm().configure(Map.of()), 1);
            List<Throwable> failures = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                try {
                    choice.provider().train(spec, SyntheticData.draw(20, 1), Progress.SILENT);
                } catch (ProviderException e) {
                    failures.add(e);
                }
            }
            return failures;
        }
    }
}
