package org.qeperf.app.cli;

import java.nio.file.Path;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Machine;
import org.qeperf.runtime.machine.MachineProfile;
import org.qeperf.runtime.machine.Machines;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where a run goes. */
final class MachineOption {

    private static final String PROFILE = ".json";

    @Option(
            names = "--machine",
            paramLabel = "M",
            defaultValue = Machines.LOCAL,
            description = {
                "where it runs: a name, or a machine record (*.json) of 'qeperf machine probe'",
                "(default: local, this machine)"
            })
    private String machine = Machines.LOCAL;

    Machine machine(CommandLine command) {
        return find(machine, command);
    }

    boolean isLocal() {
        return machine.equals(Machines.LOCAL);
    }

    /** A machine by name, or what a machine record tells of one. */
    static Machine find(String machine, CommandLine command) {
        if (machine.endsWith(PROFILE)) {
            return MachineProfile.read(Path.of(machine)).toMachine();
        }
        try {
            return Machines.find(machine);
        } catch (QePerfException e) {
            throw new ParameterException(command, e.getMessage() + ", or a file that ends with " + PROFILE, e);
        }
    }
}
