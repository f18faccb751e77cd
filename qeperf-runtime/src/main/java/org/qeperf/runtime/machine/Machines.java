package org.qeperf.runtime.machine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Machine;

/** Machines by name. */
public final class Machines {

    /** The name of the machine that this program runs on. */
    public static final String LOCAL = "local";

    private Machines() {}

    /**
     * A machine by name.
     *
     * @param name its name
     * @return the machine
     * @throws QePerfException if there is none; the message lists the known ones
     */
    public static Machine find(String name) {
        if (name.equals(LOCAL)) {
            return local();
        }
        throw new QePerfException("there is no machine " + InputException.quote(name) + "; expected one of: " + LOCAL);
    }

    /**
     * The machine that this program runs on, as the Java runtime and the operating system see it. Hardware threads count
     * as cores, since the Java runtime does not tell them apart.
     *
     * @return the machine, named {@code local}
     */
    public static Machine local() {
        long memory = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory();
        return new Machine(LOCAL, Runtime.getRuntime().availableProcessors(), memory);
    }
}
