package org.qeperf.api.feature;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An input file and where to look for the files that it names.
 *
 * @param input the simulation's input file
 * @param directories folders searched in order for files named in the input (pseudopotentials), before the places that
 *     the simulation program itself would look in
 * @param codeVersion the release of the simulation program, as it writes it; empty for the newest that the extractor knows
 */
public record SimulationFiles(Path input, List<Path> directories, Optional<String> codeVersion) {

    /** Copies the list. */
    public SimulationFiles {
        directories = List.copyOf(directories);
    }

    /**
     * An input file with any number of folders to search.
     *
     * @param input the simulation's input file
     * @param directories folders searched in order
     * @return the files
     */
    public static SimulationFiles of(Path input, Path... directories) {
        return new SimulationFiles(input, List.of(directories), Optional.empty());
    }

    /**
     * The same files for a release of the simulation program.
     *
     * @param version the release, as the program writes it
     * @return the files with their release
     */
    public SimulationFiles withCodeVersion(String version) {
        return new SimulationFiles(input, directories, Optional.of(version));
    }
}
