package org.qeperf.api.feature;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The content of an input file and of files that it may name. Nothing else is read, so that an input from elsewhere cannot
 * name files of the machine that reads it.
 *
 * @param input the simulation's input
 * @param files what the input may name (pseudopotentials), by name
 * @param codeVersion the release of the simulation program, as it writes it; empty for the newest that the extractor knows
 */
public record SimulationContents(FileContent input, List<FileContent> files, Optional<String> codeVersion) {

    /** Copies the list and refuses a name given twice. */
    public SimulationContents {
        files = List.copyOf(files);
        Set<String> names = new HashSet<>();
        for (FileContent file : files) {
            if (!names.add(file.name())) {
                throw new IllegalArgumentException("two files are called '" + file.name() + "'");
            }
        }
    }
}
