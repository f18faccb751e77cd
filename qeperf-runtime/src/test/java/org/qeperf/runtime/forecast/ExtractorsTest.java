package org.qeperf.runtime.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.ProviderException;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.SimulationContents;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;

class ExtractorsTest {

    @Test
    void theExtractorOfPwIsOnTheClassPath() {
        assertEquals("pw.x", Extractors.find("pw.x").code());
    }

    @Test
    void anUnknownProgramListsTheKnownOnes() {
        assertEquals(
                "nothing on the class path reads the input of 'cp2k'; known are pw.x",
                assertThrows(ProviderException.class, () -> Extractors.find("cp2k"))
                        .getMessage());
    }

    @Test
    void anExtractorInTheContextClassLoaderIsFound(@TempDir Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(FeatureExtractor.class.getName()), ExampleExtractor.class.getName());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            assertEquals("example.x", Extractors.find("example.x").code());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** An extractor whose jar lacks something. */
    public static final class Broken implements FeatureExtractor {
        /** Fails. */
        public Broken() {
            throw new NoClassDefFoundError("org/example/Gone");
        }

        @Override
        public String code() {
            return "broken.x";
        }

        @Override
        public List<FeatureSchema> schemas() {
            return List.of();
        }

        @Override
        public Workload read(SimulationFiles files) {
            throw new AssertionError();
        }

        @Override
        public Workload read(SimulationContents contents) {
            throw new AssertionError();
        }

        @Override
        public Workload restore(Counts counts) {
            throw new AssertionError();
        }
    }

    @Test
    void anExtractorThatDoesNotLoadHurtsNobodyElse(@TempDir Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(
                services.resolve(FeatureExtractor.class.getName()),
                Broken.class.getName() + "\n" + ExampleExtractor.class.getName());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            assertEquals("pw.x", Extractors.find("pw.x").code());
            assertEquals("example.x", Extractors.find("example.x").code());
            assertEquals(
                    "nothing on the class path reads the input of 'broken.x'; known are pw.x, example.x; a provider is"
                            + " unavailable: " + FeatureExtractor.class.getName() + ": Provider "
                            + Broken.class.getName()
                            + " could not be instantiated: java.lang.NoClassDefFoundError: org/example/Gone",
                    assertThrows(ProviderException.class, () -> Extractors.find("broken.x"))
                            .getMessage());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void withoutAContextClassLoaderTheLibrarysOwnIsAsked() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(null);
            assertEquals("pw.x", Extractors.find("pw.x").code());
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
