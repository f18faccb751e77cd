package org.qeperf.app.cli;

import java.nio.file.Path;
import org.qeperf.api.feature.SimulationFiles;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The input file and where its pseudopotentials are. */
final class InputOptions {

    static final String CODE = "pw.x";

    @Parameters(index = "0", paramLabel = "INPUT", description = "a pw.x input file")
    @SuppressWarnings("NullAway.Init")
    private Path input;

    @Mixin
    private SourceOptions sources = new SourceOptions();

    SimulationFiles files(CommandLine command) {
        return sources.files(input, command);
    }
}
