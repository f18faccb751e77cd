package org.qeperf.models.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.qeperf.api.ProviderException;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.api.train.TrainingSpec;
import org.qeperf.testkit.SyntheticData;

/** Trains behind class loaders that lack a part of the library. */
class NativeCodeTest {

    private static final Predicate<String> NATIVE_CODE =
            Pattern.compile("nd4j-native-.*-(linux|macosx|windows)-.*\\.jar").asMatchPredicate();

    private static final String COMPLAINT = "provider dl4j cannot start on " + System.getProperty("os.name") + " "
            + System.getProperty("os.arch")
            + "; add the nd4j-native, openblas and javacpp jars of this platform to the class path (";

    @Test
    void namesProviderPlatformAndRemedyWithoutTheNativeJar() throws Exception {
        assertComplaints(
                failuresWithout(NATIVE_CODE),
                "java.lang.UnsatisfiedLinkError: Could not find jnind4jcpu in class, module, and library paths.)");
    }

    @Test
    void saysTheSameWithoutAnyBackEnd() throws Exception {
        assertComplaints(
                failuresWithout(jar -> jar.startsWith("nd4j-native-")),
                "org.nd4j.linalg.factory.Nd4jBackend$NoAvailableBackendException: Please ensure that you have an nd4j"
                        + " backend on your classpath. Please see: https://deeplearning4j.konduit.ai/nd4j/backend)");
    }

    private static void assertComplaints(List<Throwable> failures, String reason) {
        assertEquals(
                List.of(COMPLAINT + reason, COMPLAINT + "it has failed before in this process)"),
                failures.stream().map(Throwable::getMessage).toList());
        for (Throwable failure : failures) {
            assertEquals(ProviderException.class.getName(), failure.getClass().getName());
            assertInstanceOf(LinkageError.class, failure.getCause());
        }
    }

    private static List<Throwable> failuresWithout(Predicate<String> jar) throws Exception {
        List<URL> rest = new ArrayList<>();
        String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
        for (String entry : entries) {
            if (!jar.test(Path.of(entry).getFileName().toString())) {
                rest.add(Path.of(entry).toUri().toURL());
            }
        }
        assertTrue(rest.size() < entries.length, "nothing was left out");
        try (URLClassLoader loader =
                new URLClassLoader(rest.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
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
            var choice = RegressorCatalogue.load(getClass().getClassLoader()).find("dl4j/thesis-network");
            var spec = new TrainingSpec("thesis-network", choice.algorithm().configure(Map.of()), 1);
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
