package org.qeperf.train.search;

import java.util.ArrayList;
import java.util.List;

/**
 * Values that start on one rung and are thinned out from there.
 *
 * @param size how many are drawn
 * @param rung where they start, see {@link Shares}
 */
record Bracket(int size, int rung) {

    /**
     * The brackets of Hyperband. A round has a bracket for every rung, with {@code floor((top + 1) / (s + 1)) reduction^s}
     * values where {@code s} is the number of rungs above: 81, 27, 9, 6 and 5 for shares from an 81st and a reduction of 3,
     * as in the table of L. Li et al., J. Mach. Learn. Res. 18, 185 (2018). Rounds are repeated while trials last; the last
     * is made smaller in proportion.
     *
     * @param shares the rungs
     * @param trials how many values are drawn in all brackets together
     * @return the brackets in their order, those that draw nothing left out
     */
    static List<Bracket> hyperband(Shares shares, int trials) {
        int top = shares.top();
        double[] sizes = new double[top + 1];
        double round = 0;
        for (int rung = 0; rung <= top; rung++) {
            int above = top - rung;
            sizes[rung] = (top + 1) / (above + 1) * StrictMath.pow(shares.reduction(), above);
            round += sizes[rung];
        }
        List<Bracket> brackets = new ArrayList<>();
        int left = trials;
        while (left > 0) {
            double part = Math.min(1, left / round);
            double upTo = 0;
            int drawn = 0;
            for (int rung = 0; rung <= top; rung++) {
                upTo += sizes[rung];
                int size = (int) Math.round(part * upTo) - drawn;
                if (size > 0) {
                    brackets.add(new Bracket(size, rung));
                }
                drawn += size;
            }
            left -= drawn;
        }
        return brackets;
    }
}
