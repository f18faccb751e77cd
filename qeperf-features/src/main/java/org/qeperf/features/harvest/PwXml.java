package org.qeperf.features.harvest;

import java.util.List;

/**
 * What pw.x writes of a run in {@code data-file-schema.xml}. Immutable.
 *
 * @param program what ran; without the time at which it started, which is not written
 * @param layout how it was spread; without nodes and images
 * @param contents what it consisted of
 * @param iterations iterations of a fixed geometry; nothing otherwise
 * @param times its clocks
 * @param outcome how it ended, by its {@code exit_status}
 * @param exitStatus {@code exit_status}, -1 where there is none
 * @param labels atoms by their label
 * @param sha256 digest of the file
 */
public record PwXml(
        RunProgram program,
        RunLayout layout,
        RunContents contents,
        RunIterations iterations,
        RunTimes times,
        Outcome outcome,
        int exitStatus,
        List<RunFiles.LabelCount> labels,
        String sha256) {

    /** Copies the list. */
    public PwXml {
        labels = List.copyOf(labels);
    }
}
