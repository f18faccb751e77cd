package org.qeperf.features.harvest;

import java.util.List;
import java.util.Optional;

/**
 * The names that an output mentions.
 *
 * @param input name of the input file, where pw.x was told one
 * @param saveFolder name of the folder {@code <prefix>.save}, without the path before it
 * @param labels the label of each atom, in order, without numbers of sites; empty where no positions are printed
 */
public record RunFiles(Optional<String> input, Optional<String> saveFolder, List<LabelCount> labels) {

    /**
     * Atoms of one label.
     *
     * @param label the label as printed, such as {@code Ni1}
     * @param atoms number of atoms
     */
    public record LabelCount(String label, int atoms) {}

    /** Copies the list. */
    public RunFiles {
        labels = List.copyOf(labels);
    }
}
