package org.qeperf.runtime.catalogue;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.qeperf.api.InputException;
import org.qeperf.runtime.machine.MachineProfile;

/**
 * What a file tells of a machine.
 *
 * @param cluster the machine
 * @param measured what was measured on it, if the file is a record of {@code qeperf machine probe}
 */
public record MachineFile(Cluster cluster, Optional<MachineProfile> measured) {

    /**
     * Reads a machine file or a measured record, once.
     *
     * @param file a file of the format {@value Cluster#FORMAT} or {@value MachineProfile#FORMAT}
     * @return the machine
     * @throws InputException if it is neither; the message says where and why
     * @throws UncheckedIOException if the file cannot be read
     */
    public static MachineFile read(Path file) {
        return ClusterReader.read(file);
    }
}
