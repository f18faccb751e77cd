package org.qeperf.api;

/** Where to look for implementations of qeperf's interfaces. */
public final class ProviderLoader {

    private ProviderLoader() {}

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
