package org.qeperf.features.workload;

import static org.qeperf.features.workload.LayoutRules.counted;

import org.qeperf.features.input.QeVersion;

/**
 * Rules of the ranks of a pool, which share the Fourier transforms: planes of the grid, columns of plane waves, and task
 * groups ({@code FFTXlib/src/fft_types.f90}, {@code PW/src/n_plane_waves.f90}, {@code Modules/mp_bands.f90}).
 */
final class TransformRules {

    private final LayoutRules rules;
    private final LayoutFacts facts;
    private final QeVersion version;
    private final int ranks;
    private final int groups;

    private TransformRules(LayoutRules rules) {
        this.rules = rules;
        this.facts = rules.facts();
        this.version = facts.version();
        this.ranks = rules.layout().ranksPerPool();
        this.groups = rules.layout().taskGroups();
    }

    static void check(LayoutRules rules) {
        TransformRules all = new TransformRules(rules);
        if (all.taskGroupsFit()) {
            all.planes();
            all.columns();
        }
    }

    /** {@code FFTXlib/task_groups.f90} up to 6.1; {@code -nt} needs pencils from 6.8 on, and turns them on from 7.1 on. */
    private boolean taskGroupsFit() {
        if (ranks % groups != 0) {
            rules.stop(
                    "task-groups-do-not-divide-ranks",
                    counted(groups, "task group") + " do not divide the " + counted(ranks, "rank") + " of a pool",
                    version.atLeast(6, 2)
                            ? "nyfft value incompatible with nproc_bgrp"
                            : "the number of task groups should be a divisor of the number of MPI task",
                    "take " + counted(LayoutRules.divisor(ranks, groups), "task group"));
            return false;
        }
        if (groups > 1 && version.atLeast(6, 8) && !version.atLeast(7, 1)) {
            rules.stop(
                    "task-groups-without-pencils",
                    counted(groups, "task group") + ", which pw.x " + version + " has with pencils only",
                    "Slab decomposition and task groups not implemented.",
                    "take 1 task group, or add -pd true");
            return false;
        }
        return true;
    }

    /**
     * Up to 6.7 and with pencils, ranks without planes only have less to do. In 6.8 and 7.0 pencils are off unless
     * {@code -pd true} is given; from 7.1 on pw.x turns them on where there are more ranks than planes expected, which may
     * be more than there are.
     */
    private void planes() {
        int planes = facts.planes().orElse(Integer.MAX_VALUE);
        int sharing = ranks / groups;
        if (sharing <= planes) {
            if (groups > 1 && facts.planes().isPresent() && ranks <= planes) {
                rules.waste(
                        "task-groups-without-need",
                        counted(groups, "task group") + ", though each of the " + counted(ranks, "rank")
                                + " of a pool has some of the " + counted(planes, "plane")
                                + " of the FFT grid without them",
                        "take 1 task group");
            }
            return;
        }
        String message = counted(ranks, "rank") + " of a pool"
                + (groups > 1 ? " in " + counted(groups, "task group") : "") + " for " + counted(planes, "plane")
                + " of the FFT grid: " + (sharing - planes) + " of " + sharing + " have none";
        boolean slabs = version.atLeast(7, 1)
                ? groups == 1 && ranks <= facts.expectedPlanes().orElse(planes)
                : version.atLeast(6, 8);
        String advice = "take at most " + counted((long) planes * groups, "rank") + " in a pool";
        if (slabs) {
            rules.stop(
                    "ranks-without-planes",
                    message,
                    "there are processes with no planes. Use pencil decomposition (-pd .true.)",
                    advice + ", or add -pd true");
        } else if (version.atLeast(7, 1) && ranks > facts.expectedPlanes().orElse(planes)) {
            rules.waste(
                    "ranks-without-planes",
                    message,
                    "WARNING: too many processors for an effective parallelization!",
                    advice);
        } else {
            rules.waste("ranks-without-planes", message, advice);
        }
    }

    /**
     * Ranks beyond the columns have no plane waves. pw.x stops there up to 6.5 and from 7.4 on
     * ({@code PW/src/n_plane_waves.f90}); between, where it writes wavefunctions ({@code Modules/io_files.f90}).
     */
    private void columns() {
        long sticks = facts.waveSticks().orElse(Long.MAX_VALUE - 1);
        long columns = facts.gammaOnly() ? (sticks + 1) / 2 : sticks;
        if (ranks <= columns) {
            return;
        }
        String message = counted(ranks, "rank") + " of a pool for " + counted(columns, "column") + " of plane waves: "
                + (ranks - columns) + " have no plane waves";
        String advice = "take at most " + counted(columns, "rank") + " in a pool";
        String rule = "ranks-without-plane-waves";
        int kPoints = facts.kPoints().orElse(1);
        boolean writes = kPoints > rules.layout().pools() || facts.diskLevel().orElse(0) > 0;
        if (version.atLeast(7, 4)) {
            rules.stop(
                    rule,
                    message,
                    "Some processors have no plane waves! Wrong input  or too many processors for this job?",
                    advice);
        } else if (!version.atLeast(6, 6)) {
            rules.stop(rule, message, "No plane waves found: running on too many processors?", advice);
        } else if (writes) {
            rules.stop(rule, message, "wrong record length", advice);
        } else {
            rules.waste(rule, message, advice);
        }
    }
}
