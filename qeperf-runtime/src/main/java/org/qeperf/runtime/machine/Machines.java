package org.qeperf.runtime.machine;

import java.nio.file.Path;
import org.qeperf.api.feature.Machine;

/** The machine at hand. Those with other names are in the catalogue, {@code org.qeperf.runtime.catalogue}. */
public final class Machines {

    /** The name of the machine that this program runs on. */
    public static final String LOCAL = "local";

    private Machines() {}

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
