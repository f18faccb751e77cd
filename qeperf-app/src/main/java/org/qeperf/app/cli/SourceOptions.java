package org.qeperf.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.features.input.QeVersion;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where pseudopotentials are, and the release that will run an input. */
final class SourceOptions {

    @Option(
            names = "--pseudo-dir",
            paramLabel = "DIR",
            description =
                    "where the pseudopotentials are; may be given several times. Then come the input's pseudo_dir,"
                            + " ESPRESSO_PSEUDO and the input's folder")
    private List<Path> pseudoDirectories = new ArrayList<>();

    @Option(
            names = "--qe-version",
            paramLabel = "V",
            description =
                    "the release of Quantum ESPRESSO that will run the input, such as 6.7; the newest known if left out")
    private @Nullable String version;

    SimulationFiles files(Path input, CommandLine command) {
        if (Files.isDirectory(input)) {
            throw new InputException(
                    new SourceLocation(input.toString(), 1, 1), "", "this is a folder", "a pw.x input file");
        }
        return new SimulationFiles(input, pseudoDirectories, version(command));
    }

    private Optional<String> version(CommandLine command) {
        if (version == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(QeVersion.parse(version).toString());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, String.valueOf(e.getMessage()), e);
        }
    }
}
