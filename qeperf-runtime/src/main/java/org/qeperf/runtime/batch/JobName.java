package org.qeperf.runtime.batch;

import java.util.Locale;
import java.util.Set;

/**
 * Names of jobs that batch systems allow. Slurm takes any text of one line, at most 1024 bytes (tried with 22.05). PBS allows letters,
 * digits and {@code _ . + -}, at most 230 (qsub(1B), option -N), Grid Engine more, but neither a digit first nor its own words
 * (submit(1), sge_types(1)), LSF up to 4094 characters, with brackets for arrays (bsub, option -J). All three get what PBS allows, a letter
 * first.
 */
final class JobName {

    private static final Set<String> RESERVED_BY_GRID_ENGINE = Set.of("none", "all", "template");
    private static final int LONGEST = 200;
    private static final int LONGEST_OF_SLURM = 255;

    private JobName() {}

    static String of(Scheduler scheduler, String wish) {
        boolean slurm = scheduler == Scheduler.SLURM;
        StringBuilder name = new StringBuilder();
        int longest = slurm ? LONGEST_OF_SLURM : LONGEST;
        int characters = 0;
        for (int i = 0; i < wish.length() && characters < longest; characters++) {
            int c = wish.codePointAt(i);
            boolean kept = slurm ? !Text.isUnprintable(c) : Text.isLetterOrDigit(c) || "_.+-".indexOf(c) >= 0;
            name.appendCodePoint(kept ? c : '_');
            i += Character.charCount(c);
        }
        if (name.isEmpty()) {
            return slurm ? "_" : "job";
        }
        if (!slurm && !Text.isLetter(name.charAt(0))) {
            name.insert(0, 'j').setLength(Math.min(name.length(), LONGEST));
        }
        boolean reserved = scheduler == Scheduler.SGE
                && RESERVED_BY_GRID_ENGINE.contains(name.toString().toLowerCase(Locale.ROOT));
        return reserved ? name + "_" : name.toString();
    }
}
