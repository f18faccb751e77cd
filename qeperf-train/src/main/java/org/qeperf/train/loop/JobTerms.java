package org.qeperf.train.loop;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.qeperf.api.feature.Machine;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.forecast.RunQuestion;

/**
 * What holds for all attempts of a job.
 *
 * @param scheduler the batch system
 * @param machine where it runs
 * @param maxNodes most nodes that another layout may have
 * @param maxSeconds longest wall time that the batch system takes
 * @param codeVersion release of pw.x, as it writes it; empty if not known
 * @param level probability that a request is enough
 * @param ownSeconds whether the user chose the wall time, which is then left alone until it turns out to be too short
 * @param ownMemory the same of memory
 * @param options further options of the command that submits
 */
public record JobTerms(
        Scheduler scheduler,
        Machine machine,
        int maxNodes,
        OptionalDouble maxSeconds,
        Optional<String> codeVersion,
        double level,
        boolean ownSeconds,
        boolean ownMemory,
        List<String> options) {

    /** Copies the list. */
    public JobTerms {
        options = List.copyOf(options);
    }

    /**
     * The terms of a job on a machine with neither limits nor wishes.
     *
     * @param scheduler the batch system
     * @param machine where it runs
     * @return the terms
     */
    public static JobTerms of(Scheduler scheduler, Machine machine) {
        return new JobTerms(
                scheduler,
                machine,
                1,
                OptionalDouble.empty(),
                Optional.empty(),
                RunQuestion.DEFAULT.requestLevel(),
                false,
                false,
                List.of());
    }
}
