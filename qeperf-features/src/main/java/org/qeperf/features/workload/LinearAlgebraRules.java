package org.qeperf.features.workload;

import static org.qeperf.features.workload.LayoutRules.counted;

import org.qeperf.api.feature.Layout;

/**
 * Rules of the linear algebra group: pw.x takes the largest square that is in {@code -nd} and in the ranks of a pool
 * ({@code LAXlib/la_helper.f90}), and stops where its side is above the number of states ({@code check_para_diag} in
 * {@code PW/src/setup.f90} up to 6.7, {@code Modules/set_para_diag.f90} from 6.8 on). Without {@code -nd} that can happen
 * up to 7.0, in a build with ScaLAPACK.
 */
final class LinearAlgebraRules {

    private LinearAlgebraRules() {}

    static void check(LayoutRules rules) {
        Layout layout = rules.layout();
        int ranksPerPool = layout.ranksPerPool();
        int given = layout.diagonalizationRanks();
        boolean chosen = given == Layout.PROGRAM_CHOOSES;
        int side = ProgramsChoice.side(
                chosen
                        ? ProgramsChoice.diagonalizationRanks(rules.facts(), ranksPerPool)
                        : Math.min(given, ranksPerPool));
        int states = rules.facts().states().orElse(Integer.MAX_VALUE);
        String group = "a linear algebra group of " + side + " x " + side + " ranks";
        if (side > states) {
            rules.stop(
                    "linear-algebra-beyond-states",
                    group + (chosen ? ", which pw.x built with ScaLAPACK takes by itself," : "") + " for "
                            + counted(states, "state"),
                    "Too few bands for required ndiag",
                    "take at most " + (long) states * states + " (-nd)");
        }
        if (!chosen && side * side != given) {
            rules.waste(
                    "linear-algebra-not-taken",
                    "pw.x takes " + group + " where " + given + " are asked for and a pool has " + ranksPerPool,
                    "ask for " + side * side + " (-nd)");
        }
    }
}
