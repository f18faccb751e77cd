package org.qeperf.runtime.machine;

import java.nio.file.Path;
import java.util.List;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Machine;

/** Machines by name. */
public final class Machines {

    /** The name of the machine that this program runs on. */
    public static final String LOCAL = "local";

    private Machines() {}

    /**
     * The machines that have a name.
     *
     * @return all of them
     */
    public static List<Machine> all() {
        return List.of(local());
    }

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
     * The machine that this program runs on. Its cores are the physical ones, where the operating system tells (Linux),
     * or else hardware threads; in both cases not more than the processors this program may use.
     *
     * @return the machine, named {@code local}
     */
    public static Machine local() {
        int usable = Runtime.getRuntime().availableProcessors();
        int cores = LinuxHardware.cores(Path.of("/")).orElse(usable);
        return new Machine(LOCAL, Math.min(cores, usable), Hardware.localMemoryBytes());
    }
}
