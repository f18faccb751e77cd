package org.qeperf.features.harvest;

/**
 * What one run of pw.x prints on its standard output, complete or cut off anywhere. Immutable.
 *
 * @param program what ran
 * @param layout how it was spread
 * @param contents what it consisted of
 * @param iterations how far it came
 * @param times its clocks
 * @param memory pw.x's estimates of its memory
 * @param end how it ended
 * @param files the names that it mentions
 * @param sha256 digest of its part of the output, from the line with its name to the next program's
 */
public record PwOutput(
        RunProgram program,
        RunLayout layout,
        RunContents contents,
        RunIterations iterations,
        RunTimes times,
        RunMemory memory,
        RunEnd end,
        RunFiles files,
        String sha256) {}
