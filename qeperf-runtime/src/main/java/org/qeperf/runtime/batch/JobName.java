package org.qeperf.runtime.batch;

/**
 * Names of jobs that batch systems allow. Slurm takes any text of one line, at most 1024 bytes (tried with 22.05). The others
 * are asked for less than some of their versions allow: letters, digits and {@code _ . + -}, a letter first.
 */
final class JobName {

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
        return name.toString();
    }
}
