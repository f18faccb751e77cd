package org.qeperf.features.workload;

import static org.qeperf.features.workload.LayoutRules.counted;

/** Rules of pools ({@code Modules/mp_pools.f90}, {@code PW/src/divide_et_impera.f90}, {@code PW/src/setup.f90}). */
final class PoolRules {

    private PoolRules() {}

    /** Whether the ranks can be divided into pools at all; all other rules need to know the ranks of a pool. */
    static boolean fit(LayoutRules rules) {
        int ranks = rules.layout().ranks();
        int pools = rules.layout().pools();
        if (pools > ranks) {
            rules.stop(
                    "pools-beyond-ranks",
                    counted(pools, "pool") + " for " + counted(ranks, "rank"),
                    "invalid number of pools, out of range",
                    "take at most " + ranks);
        } else if (ranks % pools != 0) {
            int fewer = LayoutRules.divisor(ranks, pools);
            rules.stop(
                    "pools-do-not-divide-ranks",
                    counted(pools, "pool") + " do not divide " + counted(ranks, "rank"),
                    "invalid number of pools, parent_nproc /= nproc_pool * npool",
                    "take " + counted(fewer, "pool") + ", or " + ranks / pools * pools + " ranks");
        }
        return ranks % pools == 0;
    }

    static void check(LayoutRules rules) {
        if (rules.layout().pools() > 1) {
            forbidden(rules);
            kPoints(rules);
        }
    }

    /** {@code PW/src/input.f90} up to 7.0, {@code PW/src/setup.f90} from 7.1 on. */
    private static void forbidden(LayoutRules rules) {
        String pools = counted(rules.layout().pools(), "pool");
        if (rules.facts().phases()) {
            rules.stop(
                    "phases-with-pools",
                    pools + " beside lberry, lelfield or lorbm, which need all k-points in one",
                    "Berry Phase/electric fields not implemented with pools",
                    "take 1 pool");
        }
        if (rules.facts().hybrid() && rules.facts().stress()) {
            rules.stop(
                    "hybrid-stress-with-pools",
                    pools + " beside the stress of a hybrid functional, which needs all k-points in one",
                    "stress for hybrid functionals not available with pools",
                    "take 1 pool, or do without the stress");
        }
    }

    /**
     * Up to 6.5 pw.x stops ({@code PW/src/divide_et_impera.f90}). From 6.6 on it gives notice and goes on, but for hybrid
     * functionals, and from 7.3 on for the one k-point of {@code K_POINTS gamma} ({@code PW/src/setup.f90}).
     */
    private static void kPoints(LayoutRules rules) {
        LayoutFacts facts = rules.facts();
        int pools = rules.layout().pools();
        int kPoints = facts.kPoints().orElse(Integer.MAX_VALUE);
        if (pools <= kPoints) {
            return;
        }
        String message = counted(pools, "pool") + " for " + counted(kPoints, "k-point") + ": "
                + counted(pools - kPoints, "pool") + " without work";
        String advice = "take " + counted(LayoutRules.divisor(rules.layout().ranks(), kPoints), "pool");
        if (!facts.version().atLeast(6, 6)) {
            rules.stop("pools-beyond-k-points", message, "some nodes have no k-points", advice);
        } else if (facts.version().atLeast(7, 3) && facts.gammaOnly() && kPoints == 1) {
            rules.stop("gamma-with-pools", message, "Gamma-only calculations not allowed with pools", "take 1 pool");
        } else if (facts.hybrid()) {
            rules.stop(
                    "pools-beyond-k-points",
                    message,
                    "pools with no k-points not allowed for hybrid functionals",
                    advice);
        } else {
            rules.waste(
                    "pools-beyond-k-points",
                    message,
                    "suboptimal parallelization: some nodes have no k-points",
                    advice);
        }
    }
}
