package org.qeperf.api;

import static org.junit.jupiter.api.Assertions.assertSame;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;
import org.qeperf.api.train.RegressorProvider;

class ProviderLoaderTest {

    private static final ClassLoader OWN = RegressorProvider.class.getClassLoader();

    private static ClassLoader asked(ClassLoader context) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(context);
        try {
            return ProviderLoader.of(RegressorProvider.class);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void aContextThatKnowsTheInterfaceIsTaken() throws Exception {
        try (URLClassLoader plugIns = new URLClassLoader(new URL[0], OWN)) {
            assertSame(plugIns, asked(plugIns));
        }
    }

    @Test
    void aHostWithoutQePerfIsNot() throws Exception {
        try (URLClassLoader host = new URLClassLoader(new URL[0], null)) {
            assertSame(OWN, asked(host));
        }
        assertSame(OWN, asked(null));
    }

    @Test
    void aHostWithAnotherQePerfIsNot() throws Exception {
        URL classes =
                RegressorProvider.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader other = new URLClassLoader(new URL[] {classes}, null)) {
            assertSame(OWN, asked(other));
        }
    }
}
