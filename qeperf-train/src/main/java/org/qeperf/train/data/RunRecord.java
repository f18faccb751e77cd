package org.qeperf.train.data;

import java.util.OptionalDouble;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;

/**
 * One finished run: what it consisted of, where it ran, and what was measured. One line of a run file.
 *
 * @param id unique within its file
 * @param system what must not stand on both sides of a split: the reduced chemical formula
 * @param code simulation program
 * @param codeVersion its version, empty where unknown
 * @param machine where it ran
 * @param layout how it was spread
 * @param counts what it consisted of
 * @param outcome {@code converged}, {@code not-converged}, {@code crashed} or {@code incomplete}
 * @param evidence the line of output that tells the outcome
 * @param scfIterations self-consistency iterations done
 * @param electronsSeconds wall time of the self-consistency loop, 0 where unknown
 * @param totalSeconds wall time of the run, 0 where unknown
 * @param totalCpuSeconds processor time of the first rank, 0 where unknown
 * @param peakMemoryBytes largest resident size of a process, 0 where unknown
 * @param estimatedMemoryBytes the program's own estimate of that, 0 where unknown
 * @param disturbed whether something else took the processors meanwhile
 * @param inputSha256 digest of the input file
 */
public record RunRecord(
        String id,
        String system,
        String code,
        String codeVersion,
        Machine machine,
        Layout layout,
        Counts counts,
        String outcome,
        String evidence,
        int scfIterations,
        double electronsSeconds,
        double totalSeconds,
        double totalCpuSeconds,
        double peakMemoryBytes,
        double estimatedMemoryBytes,
        boolean disturbed,
        String inputSha256) {

    /**
     * Wall time of one self-consistency iteration.
     *
     * @return seconds, where the run did any
     */
    public OptionalDouble secondsPerScfIteration() {
        return scfIterations > 0 && electronsSeconds > 0
                ? OptionalDouble.of(electronsSeconds / scfIterations)
                : OptionalDouble.empty();
    }
}
