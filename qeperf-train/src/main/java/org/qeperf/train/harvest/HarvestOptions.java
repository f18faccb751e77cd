package org.qeperf.train.harvest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.qeperf.api.feature.Machine;

/**
 * What is known of the runs beforehand.
 *
 * @param machine where they were made, unless a supervisor's file says otherwise
 * @param pseudoFolders where to look for pseudopotentials
 * @param progress receives a line now and then on the way through a large tree
 */
public record HarvestOptions(Optional<Machine> machine, List<Path> pseudoFolders, Consumer<String> progress) {

    /** Copies the list. */
    public HarvestOptions {
        pseudoFolders = List.copyOf(pseudoFolders);
    }
}
