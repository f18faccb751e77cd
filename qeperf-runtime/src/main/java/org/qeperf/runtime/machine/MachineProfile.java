package org.qeperf.runtime.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.Machine;

/**
 * What a performance model needs to know of a machine, told by its operating system and measured by {@link MachineProbe}.
 * Its file is a JSON object of the format {@code qeperf-machine/1}, described in {@code docs/machine-probe.md}. Immutable.
 *
 * @param name name of the machine, not blank
 * @param date when it was measured
 * @param javaVersion the Java runtime that measured it
 * @param hardware what it consists of
 * @param threads threads that worked where all cores were measured, at least 1
 * @param arrayBytes size of the arrays of the bandwidth measurement in all, positive
 * @param figures every figure
 */
public record MachineProfile(
        String name,
        Instant date,
        String javaVersion,
        Hardware hardware,
        int threads,
        long arrayBytes,
        Map<MachineFigure, Measurement> figures) {

    /** The format of its file. */
    public static final String FORMAT = "qeperf-machine/1";

    /** Checks that all is there. */
    public MachineProfile {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a machine needs a name");
        }
        if (threads < 1 || arrayBytes < 1) {
            throw new IllegalArgumentException(
                    "machine '" + name + "' was measured with " + threads + " threads and " + arrayBytes + " bytes");
        }
        for (MachineFigure figure : MachineFigure.values()) {
            if (!figures.containsKey(figure)) {
                throw new IllegalArgumentException("machine '" + name + "' has no " + figure.key());
            }
        }
        EnumMap<MachineFigure, Measurement> copy = new EnumMap<>(MachineFigure.class);
        copy.putAll(figures);
        figures = Collections.unmodifiableMap(copy);
    }

    /**
     * Reads a machine record.
     *
     * @param file a file of the format {@code qeperf-machine/1}
     * @return the profile
     * @throws InputException if it is not one; the message says where and why
     * @throws UncheckedIOException if the file cannot be read
     */
    public static MachineProfile read(Path file) {
        return MachineProfileReader.read(file);
    }

    /**
     * Reads a machine record.
     *
     * @param json a parsed file
     * @return the profile
     * @throws InputException if it is not of the format {@code qeperf-machine/1}; the message says where and why
     */
    public static MachineProfile read(LocatedJson json) {
        return MachineProfileReader.read(json);
    }

    /**
     * This profile as a machine record.
     *
     * @return a new object
     */
    public ObjectNode toJson() {
        return MachineProfileWriter.write(this);
    }

    /**
     * The value of a figure.
     *
     * @param figure which
     * @return the rate, in the unit that its key names
     */
    public double value(MachineFigure figure) {
        Measurement measurement = figures.get(figure);
        if (measurement == null) {
            throw new IllegalStateException("the constructor demands all figures");
        }
        return measurement.value();
    }

    /**
     * The machine of features and run records. Where the cores are unknown, hardware threads stand for them.
     *
     * @return the machine
     */
    public Machine toMachine() {
        return new Machine(name, hardware.cores().orElse(hardware.hardwareThreads()), hardware.memoryBytes());
    }
}
