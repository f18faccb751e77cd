package org.qeperf.features.workload;

import org.qeperf.api.feature.Counts;
import org.qeperf.features.basis.FftGrid;
import org.qeperf.features.counts.PwCounts;
import org.qeperf.features.input.Course;

/** The counts that features are made of, which is fewer than memory needs. See {@link PwCounts} for each. */
interface FeatureCounts {

    double electrons();

    int atoms();

    int species();

    int transitionMetals();

    int lanthanides();

    int betas();

    int projectorStates();

    boolean ultrasoft();

    boolean paw();

    int states();

    int kPoints();

    int spinComponents();

    int densityComponents();

    boolean gammaOnly();

    double volumeBohr3();

    long denseVectors();

    FftGrid denseGrid();

    long smoothVectors();

    FftGrid smoothGrid();

    long largestPlaneWaves();

    double thresholdRydberg();

    /** All counts, of which none may be missing. */
    PwCounts complete();

    /** Components of a wavefunction: 2 for spinors. */
    default int spinorComponents() {
        return spinComponents() == 4 ? 2 : 1;
    }

    /** K-points that work is done for: spin directions are k-points of their own. */
    default int workingKPoints() {
        return PwCounts.Sampling.workingKPoints(kPoints(), spinComponents());
    }

    /** Those of a workload that is known completely. */
    static FeatureCounts of(PwCounts counts) {
        return new OfWorkload(counts);
    }

    /** Those of counts by name; one that is not there is missed when it is asked for. */
    static FeatureCounts of(Counts counts) {
        return new ByName(counts);
    }

    /** Reads through. */
    record OfWorkload(PwCounts counts) implements FeatureCounts {
        @Override
        public PwCounts complete() {
            return counts;
        }

        @Override
        public double electrons() {
            return counts.composition().electrons();
        }

        @Override
        public int atoms() {
            return counts.composition().atoms();
        }

        @Override
        public int species() {
            return counts.composition().species();
        }

        @Override
        public int transitionMetals() {
            return counts.composition().transitionMetals();
        }

        @Override
        public int lanthanides() {
            return counts.composition().lanthanides();
        }

        @Override
        public int betas() {
            return counts.composition().betas();
        }

        @Override
        public int projectorStates() {
            return counts.composition().projectorStates();
        }

        @Override
        public boolean ultrasoft() {
            return counts.composition().ultrasoft();
        }

        @Override
        public boolean paw() {
            return counts.composition().paw();
        }

        @Override
        public int states() {
            return counts.sampling().states();
        }

        @Override
        public int kPoints() {
            return counts.sampling().kPoints();
        }

        @Override
        public int spinComponents() {
            return counts.sampling().spinComponents();
        }

        @Override
        public int densityComponents() {
            return counts.sampling().densityComponents();
        }

        @Override
        public boolean gammaOnly() {
            return counts.sampling().gammaOnly();
        }

        @Override
        public double volumeBohr3() {
            return counts.basis().volumeBohr3();
        }

        @Override
        public long denseVectors() {
            return counts.basis().denseVectors();
        }

        @Override
        public FftGrid denseGrid() {
            return counts.basis().denseGrid();
        }

        @Override
        public long smoothVectors() {
            return counts.basis().smoothVectors();
        }

        @Override
        public FftGrid smoothGrid() {
            return counts.basis().smoothGrid();
        }

        @Override
        public long largestPlaneWaves() {
            return counts.basis().largestPlaneWaves();
        }

        @Override
        public double thresholdRydberg() {
            return counts.course().map(PwCounts.Course::thresholdRydberg).orElse(Course.DEFAULT_THRESHOLD);
        }
    }

    /** Looks up. */
    record ByName(Counts counts) implements FeatureCounts {
        @Override
        public PwCounts complete() {
            return CountsCodec.readComplete(counts);
        }

        @Override
        public double electrons() {
            return counts.real("n_el");
        }

        @Override
        public int atoms() {
            return CountsCodec.whole(counts, "n_at");
        }

        @Override
        public int species() {
            return CountsCodec.whole(counts, "n_species");
        }

        @Override
        public int transitionMetals() {
            return CountsCodec.whole(counts, "n_transition");
        }

        @Override
        public int lanthanides() {
            return CountsCodec.whole(counts, "n_lanthanid");
        }

        @Override
        public int betas() {
            return CountsCodec.whole(counts, "n_betas");
        }

        @Override
        public int projectorStates() {
            return CountsCodec.whole(counts, "n_kb");
        }

        @Override
        public boolean ultrasoft() {
            return counts.flag("ultrasoft");
        }

        @Override
        public boolean paw() {
            return counts.flag("paw");
        }

        @Override
        public int states() {
            return CountsCodec.whole(counts, "n_ks");
        }

        @Override
        public int kPoints() {
            return CountsCodec.whole(counts, "n_k");
        }

        @Override
        public int spinComponents() {
            return CountsCodec.whole(counts, "n_spin");
        }

        @Override
        public int densityComponents() {
            return CountsCodec.whole(counts, "n_spin_density");
        }

        @Override
        public boolean gammaOnly() {
            return counts.flag("gamma_only");
        }

        @Override
        public double volumeBohr3() {
            return counts.real("volume_bohr3");
        }

        @Override
        public long denseVectors() {
            return counts.whole("n_g_dense");
        }

        @Override
        public FftGrid denseGrid() {
            return CountsCodec.grid(counts, "fft_dense");
        }

        @Override
        public long smoothVectors() {
            return counts.whole("n_g_smooth");
        }

        @Override
        public FftGrid smoothGrid() {
            return CountsCodec.grid(counts, "fft_smooth");
        }

        @Override
        public long largestPlaneWaves() {
            return counts.whole("n_pw_max");
        }

        @Override
        public double thresholdRydberg() {
            return CourseCodec.threshold(counts);
        }
    }
}
