package org.qeperf.examples.cp2k;

import java.util.List;

/**
 * What of a GTH pseudopotential counts: the electrons that it leaves.
 *
 * @param electrons sum of the electronic configuration, which is the core's charge
 */
record Potential(int electrons) {

    private static final int MOST_ELECTRONS = 118;

    /** Reads the entry that follows its name: whole numbers up to the end of the line, then the local part. */
    static Potential read(Entries.Cursor entry) {
        int electrons = 0;
        for (Word word : entry.next()) {
            electrons += word.integer("the number of electrons", 0, MOST_ELECTRONS);
        }
        List<Word> local = entry.next();
        entry.word(local, 0).positive("the radius of the local part", Double.MAX_VALUE);
        int coefficients = entry.word(local, 1).integer("the number of coefficients", 0, MOST_ELECTRONS);
        for (int i = 0; i < coefficients; i++) {
            entry.word(local, 2 + i).real("the coefficient");
        }
        return new Potential(electrons);
    }
}
