package org.qeperf.train.hardware;

import java.util.Locale;
import java.util.Optional;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.MissingCountException;
import org.qeperf.train.data.RunRecord;

/**
 * What several machines were given to compute. Equal problems have the same atoms, electrons, states, k-points, cutoffs and
 * grids, so that an iteration of theirs is the same work.
 *
 * @param label what people call it
 * @param key all that makes it this problem
 */
public record Problem(String label, String key) implements Comparable<Problem> {

    /**
     * The problem of a run.
     *
     * @param run a run
     * @return the problem; nothing if its system or its counts are not known
     */
    public static Optional<Problem> of(RunRecord run) {
        Optional<Counts> counts = run.counts().known();
        if (run.system().isEmpty() || counts.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(run.system().get(), run, counts.get()));
        } catch (MissingCountException e) {
            return Optional.empty();
        }
    }

    private static Problem of(String system, RunRecord run, Counts counts) {
        Count.Grid dense = counts.grid("fft_dense");
        Count.Grid smooth = counts.grid("fft_smooth");
        String label = String.format(
                Locale.ROOT,
                "%s, %d atoms, %d states, %d k-points, grid %d x %d x %d",
                system,
                counts.whole("n_at"),
                counts.whole("n_ks"),
                counts.whole("n_k"),
                dense.n1(),
                dense.n2(),
                dense.n3());
        String key = String.join(
                "|",
                label,
                Double.toString(counts.real("n_el")),
                Long.toString(counts.whole("n_spin")),
                Boolean.toString(counts.flag("gamma_only")),
                Double.toString(counts.real("ecutwfc_ry")),
                Double.toString(counts.real("ecutrho_ry")),
                smooth.n1() + "x" + smooth.n2() + "x" + smooth.n3(),
                run.contents().potentials().projectors().toString(),
                Boolean.toString(counts.flag("paw")),
                run.contents().potentials().functional().orElse(""));
        return new Problem(label, key);
    }

    @Override
    public int compareTo(Problem other) {
        return key.compareTo(other.key);
    }
}
