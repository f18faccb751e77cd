package org.qeperf.features.memory;

import java.util.LinkedHashMap;
import java.util.Map;
import org.qeperf.features.counts.PwCounts;

/** Work spaces that come and go, in bytes; the largest adds to what stays allocated. */
final class WorkSpace {

    private final Share share;
    private final PwCounts counts;
    private final Arithmetic arithmetic;
    private final Map<String, Double> peaks = new LinkedHashMap<>();

    private WorkSpace(Share share, Arithmetic arithmetic) {
        this.share = share;
        this.counts = share.counts;
        this.arithmetic = arithmetic;
    }

    static Map<String, Double> of(Share share, Arithmetic arithmetic) {
        WorkSpace space = new WorkSpace(share, arithmetic);
        boolean detailed = share.version().atLeast(6, 2);
        space.peaks.put("diagonalization", space.diagonalization(detailed));
        if (space.counts.effort().selfConsistent() && space.counts.effort().localThomasFermi()) {
            space.peaks.put("local-TF", Share.COMPLEX * 27 * share.dense + Share.REAL * share.smoothPoints);
        }
        if (detailed) {
            space.peaks.put("wfcinit/wfcrot", space.start());
            if (space.counts.composition().ultrasoft()
                    && !space.counts.storage().realSpaceAugmentation()) {
                space.augmentation();
            }
        }
        return space.peaks;
    }

    private double diagonalization(boolean detailed) {
        PwCounts.Effort effort = counts.effort();
        boolean ultrasoft = counts.composition().ultrasoft();
        int states = counts.sampling().states();
        double complex = (double) Share.COMPLEX / share.halves;
        double side = Math.floor((double) effort.workingStates() / share.matrixSide());
        double matrices = complex * arithmetic.product(arithmetic.product(side, side), detailed ? 3 : 2);
        double overlaps = complex
                * arithmetic.product(arithmetic.product(counts.composition().projectorStates(), share.spinors), states);
        double wave = Share.COMPLEX * share.spinors * share.planeWaves;
        double sum = matrices + overlaps;
        if (effort.davidson()) {
            int arrays = (detailed ? 2 : 1) + (ultrasoft ? 1 : 0);
            sum += wave * effort.workingStates() * arrays;
        }
        int kept = counts.storage().rmmDimension();
        if (kept > 0) {
            sum += wave * states * kept * (ultrasoft ? 3 : 2) + wave * states * (ultrasoft ? 5 : 3);
        }
        return sum;
    }

    private double start() {
        int states = counts.sampling().states();
        double n =
                counts.effort().atomicStart() ? Math.max(counts.composition().atomicWavefunctions(), states) : states;
        return Share.COMPLEX * share.planeWaves * n * (share.spinors + 1) + Share.REAL * n * (3 * n + 1);
    }

    /** Augmentation charges and their derivatives; until 6.2 pools did not share this work. */
    private void augmentation() {
        boolean shared = share.version().atLeast(6, 3);
        PwCounts.Composition atoms = counts.composition();
        double local = shared ? Math.floor(share.dense / share.layout.pools()) : share.dense;
        double momenta = (double) share.augmentationMomenta() * share.augmentationMomenta();
        double pairs = atoms.mostAugmentationPairs();
        int components = counts.sampling().densityComponents();
        double magnetic = share.dense * components;
        peaks.put(
                "addusdens",
                Share.REAL * local * (momenta + 1)
                        + Share.COMPLEX * (magnetic + local * (atoms.mostAugmentedAtoms() + pairs + 1)));
        if (counts.effort().forces()) {
            double moved = share.version().atLeast(6, 6) ? atoms.mostAugmentedAtoms() : atoms.atoms();
            peaks.put(
                    "addusforce",
                    Share.REAL * (magnetic + local * (momenta + 1))
                            + Share.COMPLEX * local * (pairs + 3 * moved)
                            + 3 * Share.REAL * pairs * moved * components);
        }
        if (counts.effort().stress() && shared) {
            peaks.put(
                    "addusstress",
                    Share.REAL * (magnetic + local * (2 * momenta + 1))
                            + Share.COMPLEX
                                    * local
                                    * (pairs + 3 + counts.sampling().spinComponents()));
        }
    }
}
