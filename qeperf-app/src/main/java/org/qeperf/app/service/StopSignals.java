package org.qeperf.app.service;

import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Signals that ask a process to end. Left to the JVM, it ends with status 143 or 130, and not after its main thread but
 * beside it. Java has no public way to catch them; {@code sun.misc.Signal} of module jdk.unsupported is the usual one.
 */
final class StopSignals {

    private StopSignals() {}

    /** Has the process go on and tells the caller instead. */
    static void tell(Runnable stop) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object told = Proxy.newProxyInstance(
                    StopSignals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            stop.run();
                            return null;
                        }
                        return switch (method.getName()) {
                            case "hashCode" -> System.identityHashCode(proxy);
                            case "equals" -> arguments != null && proxy == arguments[0];
                            default -> "stop signals";
                        };
                    });
            for (String name : List.of("TERM", "INT")) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), told);
            }
        } catch (ReflectiveOperationException e) {
            // A Java without that class: the JVM ends at once, and what is stored is whole all the same.
            Runtime.getRuntime().addShutdownHook(new Thread(stop));
        }
    }
}
