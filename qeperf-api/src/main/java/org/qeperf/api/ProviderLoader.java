package org.qeperf.api;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds implementations of qeperf's interfaces. */
public final class ProviderLoader {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderLoader.class);

    /** After so many equal failures in a row it is the search that fails, and would for ever. */
    private static final int MOST_EQUAL_FAILURES = 100;

    private ProviderLoader() {}

    /**
     * What a search found.
     *
     * @param <T> the interface
     * @param providers a new instance of each implementation that can be made, in the order of the class path
     * @param failures what is wrong with the others, each with its cause; neighbours with the same message are told once
     */
    public record Found<T>(List<T> providers, List<ProviderException> failures) {

        /** Copies the lists. */
        public Found {
            providers = List.copyOf(providers);
            failures = List.copyOf(failures);
        }
    }

    /**
     * Finds the implementations where {@link #of} says. One that does not load hurts no other.
     *
     * @param <T> the interface
     * @param service the interface, one of qeperf's
     * @return what there is, and what does not load
     */
    public static <T> Found<T> find(Class<T> service) {
        return find(service, of(service));
    }

    /**
     * Finds the implementations that a class loader sees. One that does not load hurts no other.
     *
     * @param <T> the interface
     * @param service the interface, one of qeperf's
     * @param loader where to look
     * @return what there is, and what does not load
     */
    public static <T> Found<T> find(Class<T> service, ClassLoader loader) {
        List<T> providers = new ArrayList<>();
        List<ProviderException> failures = new ArrayList<>();
        var candidates = ServiceLoader.load(service, loader).stream().iterator();
        String last = "";
        int equal = 0;
        while (equal < MOST_EQUAL_FAILURES) {
            try {
                if (!candidates.hasNext()) {
                    return new Found<>(providers, failures);
                }
                providers.add(candidates.next().get());
                equal = 0;
            } catch (ServiceConfigurationError | LinkageError e) {
                LOG.debug("a provider is unavailable", e);
                String failure = explain(service, e);
                boolean again = equal > 0 && failure.equals(last);
                equal = again ? equal + 1 : 1;
                last = failure;
                if (!again) {
                    failures.add(new ProviderException(failure, e));
                }
            }
        }
        failures.add(new ProviderException("the search for providers of " + service.getName() + " ended after "
                + MOST_EQUAL_FAILURES + " equal failures in a row"));
        return new Found<>(providers, failures);
    }

    private static String explain(Class<?> service, Error e) {
        Throwable cause = e.getCause();
        return "a provider is unavailable: "
                + (e instanceof ServiceConfigurationError ? e.getMessage() : service.getName() + ": " + e)
                + (cause == null ? "" : ": " + cause);
    }

    /**
     * The context class loader of the calling thread where it knows this very interface, otherwise the loader of the interface: in hosts of plug-ins
     * and application servers the context is often that of the host, which has another qeperf or none.
     *
     * @param service the interface
     * @return where a {@link java.util.ServiceLoader} finds implementations of it
     */
    public static ClassLoader of(Class<?> service) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context != null && knows(context, service) ? context : service.getClassLoader();
    }

    private static boolean knows(ClassLoader loader, Class<?> service) {
        try {
            return Class.forName(service.getName(), false, loader) == service;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
