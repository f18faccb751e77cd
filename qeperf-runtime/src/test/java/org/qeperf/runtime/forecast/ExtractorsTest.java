package org.qeperf.runtime.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.ProviderException;
import org.qeperf.api.feature.FeatureExtractor;

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
