package org.qeperf.api.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.ProviderException;

class RegressorCatalogueTest {

    private static final String SERVICE = RegressorProvider.class.getName();
    private static final String PLUGINS = Plugins.class.getName();

    @TempDir
    Path folder;

    private final List<URLClassLoader> opened = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (URLClassLoader loader : opened) {
            loader.close();
        }
    }

    @Test
    void providersAreFoundOnAClassPath() throws Exception {
        RegressorCatalogue catalogue = RegressorCatalogue.load(classPath(jar("a", "Steady")));
        assertEquals(
                List.of("steady/constant", "steady/mean"),
                List.copyOf(catalogue.choices().keySet()));
        RegressorCatalogue.Choice choice = catalogue.find("steady/mean");
        assertEquals("mean", choice.algorithm().name());
        assertNotSame(Plugins.Steady.class, choice.provider().getClass());
        assertEquals(List.of(), catalogue.unavailable());
    }

    @Test
    void theContextClassLoaderIsTheDefault() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classPath(jar("a", "Steady")));
        try {
            assertEquals(1, RegressorCatalogue.load().providers().size());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void twoProvidersOfOneNameAreBothNamedWithTheirJars() throws Exception {
        Path a = jar("a", "Steady");
        Path b = jar("b", "Twin");
        ClassLoader loader = classPath(a, b);
        ProviderException e = assertThrows(ProviderException.class, () -> RegressorCatalogue.load(loader));
        assertEquals(
                "two providers are named 'steady': " + PLUGINS + "$Steady in " + url(a) + " and " + PLUGINS
                        + "$Twin in " + url(b) + "; remove one of them from the class path",
                e.getMessage());
    }

    @Test
    void aProviderThatCannotStartHurtsNobodyElse() throws Exception {
        RegressorCatalogue catalogue = RegressorCatalogue.load(classPath(jar("a", "Crippled"), jar("b", "Steady")));
        assertEquals(1, catalogue.providers().size());
        assertEquals("steady", catalogue.find("steady/mean").provider().name());
        ProviderException e = catalogue.unavailable().get(0);
        assertEquals(
                "a provider is unavailable: " + SERVICE + ": Provider " + PLUGINS
                        + "$Crippled could not be instantiated: "
                        + "java.lang.UnsatisfiedLinkError: no libcrippled in java.library.path",
                e.getMessage());
        assertInstanceOf(UnsatisfiedLinkError.class, e.getCause().getCause());
    }

    @Test
    void anUnknownAlgorithmIsAnsweredWithTheKnownOnesAndTheUnavailable() throws Exception {
        RegressorCatalogue catalogue = RegressorCatalogue.load(classPath(jar("a", "Steady"), jar("b", "Crippled")));
        for (String id : List.of("steady/median", "smile/forest", "steady", "/mean", "")) {
            ProviderException e = assertThrows(ProviderException.class, () -> catalogue.find(id));
            assertEquals(
                    "there is no algorithm '" + id
                            + "'; known are: steady/constant, steady/mean; for another, add the jar"
                            + " of its provider to the class path (a provider is unavailable: " + SERVICE
                            + ": Provider "
                            + PLUGINS + "$Crippled could not be instantiated: "
                            + "java.lang.UnsatisfiedLinkError: no libcrippled in java.library.path)",
                    e.getMessage());
        }
    }

    @Test
    void anEmptyCatalogueSaysSo() {
        ProviderException e = assertThrows(
                ProviderException.class, () -> RegressorCatalogue.of().find("smile/forest"));
        assertEquals(
                "there is no algorithm 'smile/forest'; known are: none; for another, add the jar of its provider to the"
                        + " class path",
                e.getMessage());
    }

    @Test
    void aNameThatPlansCannotUseIsRefused() {
        ProviderException e =
                assertThrows(ProviderException.class, () -> RegressorCatalogue.of(new Plugins.Shouting()));
        assertTrue(
                e.getMessage()
                        .matches("provider name 'LOUD' of \\Q" + PLUGINS + "\\E\\$Shouting in \\S+"
                                + "; expected lower-case letters, digits and hyphens"),
                e.getMessage());
    }

    @Test
    void aServicesFileThatNamesNoClassHurtsNobodyElse() throws Exception {
        Path broken = services("broken", "org.example.Gone\nnot a class name\n");
        RegressorCatalogue catalogue = RegressorCatalogue.load(classPath(broken, jar("b", "Steady")));
        assertEquals(1, catalogue.providers().size());
        String message = catalogue.unavailable().get(0).getMessage();
        String place = url(broken) + "META-INF/services/" + SERVICE + ":2: ";
        assertTrue(message.startsWith("a provider is unavailable: " + SERVICE + ": " + place), message);
    }

    @Test
    void aProviderWithoutItsClassHurtsNobodyElse() throws Exception {
        Path broken = services("broken", "org.example.Gone\n");
        RegressorCatalogue catalogue = RegressorCatalogue.load(classPath(broken, jar("b", "Steady")));
        assertEquals(1, catalogue.providers().size());
        assertEquals(
                "a provider is unavailable: " + SERVICE + ": Provider org.example.Gone not found",
                catalogue.unavailable().get(0).getMessage());
    }

    @Test
    void neighboursThatLackTheSameClassHurtNobodyElse() throws Exception {
        Path one = jar("a", "Orphan");
        Path other = jar("b", "Sibling");
        RegressorCatalogue catalogue = RegressorCatalogue.load(classPath(one, other, jar("c", "Steady")));
        assertEquals(1, catalogue.providers().size());
        assertEquals(
                List.of("a provider is unavailable: " + SERVICE + ": java.lang.NoClassDefFoundError: "
                        + PLUGINS.replace('.', '/') + "$Gone: java.lang.ClassNotFoundException: " + PLUGINS + "$Gone"),
                catalogue.unavailable().stream().map(Throwable::getMessage).toList());
    }

    @Test
    void aClassPathThatCannotBeSearchedIsReportedOnce() {
        ClassLoader failing = new ClassLoader(null) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                throw new IOException("disk gone");
            }
        };
        RegressorCatalogue catalogue =
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> RegressorCatalogue.load(failing));
        assertEquals(2, catalogue.unavailable().size());
        String message = catalogue.unavailable().get(0).getMessage();
        assertTrue(message.endsWith(": java.io.IOException: disk gone"), message);
        assertEquals(
                "the search for providers of " + SERVICE + " ended after 100 equal failures in a row",
                catalogue.unavailable().get(1).getMessage());
    }

    @Test
    void aCatalogueInATestHoldsExactlyWhatItIsGiven() {
        Plugins.Steady provider = new Plugins.Steady();
        assertSame(
                provider,
                RegressorCatalogue.of(provider).find("steady/constant").provider());
    }

    /** A folder like a jar: the class of one plug-in and its services file. */
    private Path jar(String name, String plugin) throws IOException {
        Path root = services(name, PLUGINS + "$" + plugin + "\n");
        for (String type : List.of("Plugins", "Plugins$Constant", "Plugins$" + plugin)) {
            String path = RegressorProvider.class.getPackageName().replace('.', '/') + "/" + type + ".class";
            Files.createDirectories(root.resolve(path).getParent());
            try (InputStream in = Plugins.class.getResourceAsStream(type + ".class")) {
                Files.write(root.resolve(path), in.readAllBytes());
            }
        }
        return root;
    }

    private Path services(String name, String content) throws IOException {
        Path root = folder.resolve(name);
        Path file = root.resolve("META-INF/services").resolve(SERVICE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return root;
    }

    /** Defines the plug-ins itself instead of asking the loader of this test for them. */
    private ClassLoader classPath(Path... roots) throws IOException {
        URL[] urls = new URL[roots.length];
        for (int i = 0; i < roots.length; i++) {
            urls[i] = roots[i].toUri().toURL();
        }
        URLClassLoader loader = new URLClassLoader(urls, RegressorProvider.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (!name.startsWith(PLUGINS)) {
                    return super.loadClass(name, resolve);
                }
                synchronized (getClassLoadingLock(name)) {
                    Class<?> known = findLoadedClass(name);
                    return known != null ? known : findClass(name);
                }
            }
        };
        opened.add(loader);
        return loader;
    }

    private static String url(Path root) throws IOException {
        return root.toUri().toURL().toString();
    }
}
