package org.qeperf.api.feature;

import java.nio.file.Path;
import java.util.List;

/**
 * An input file and where to look for the files that it names.
 *
 * @param input the simulation's input file
 * @param directories folders searched in order for files named in the input (pseudopotentials), before the places that
 *     the simulation program itself would look in
 */
public record SimulationFiles(Path input, List<Path> directories) {

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
        return new SimulationFiles(input, List.of(directories));
    }
}
