package org.qeperf.train.harvest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.features.harvest.RunContents;
import org.qeperf.features.harvest.RunGrid;

/**
 * Compares our counts with those that pw.x printed: a difference would make training and prediction disagree. Left out is
 * {@code n_betas}: of fully relativistic pseudopotentials in a run without spin-orbit coupling pw.x prints the averaged
 * projectors, and we count those of the file.
 */
final class PrintedCounts {

    /** Half a unit of the last digit that pw.x prints, and as much again for its own rounding. */
    private static final double ELECTRONS = 0.0101;

    private static final double CUTOFF = 1.01e-4;
    private static final double VOLUME = 1.01e-4;

    private final Counts counts;
    private final List<String> differences = new ArrayList<>();

    private PrintedCounts(Counts counts) {
        this.counts = counts;
    }

    /**
     * Compares all that is printed.
     *
     * @return what differs, one phrase each
     */
    static List<String> differences(Counts counts, RunContents printed) {
        PrintedCounts comparison = new PrintedCounts(counts);
        comparison.compare(printed);
        return List.copyOf(comparison.differences);
    }

    /** Whether enough is printed to tell by it that the rules of another release hold. */
    static boolean isConclusive(RunContents printed) {
        return printed.kPoints().isPresent()
                && printed.states().isPresent()
                && printed.symmetries().isPresent()
                && printed.basis().dense().isPresent();
    }

    private void compare(RunContents printed) {
        real("n_el", printed.electrons(), ELECTRONS);
        whole("n_at", printed.atoms());
        whole("n_species", printed.species());
        whole("n_ks", printed.states());
        whole("n_k", printed.kPoints());
        whole("n_sym", printed.symmetries());
        whole("n_spin", printed.spin());
        flag("gamma_only", printed.gammaOnly());
        real("ecutwfc_ry", printed.basis().ecutwfcRy(), CUTOFF);
        real("ecutrho_ry", printed.basis().ecutrhoRy(), CUTOFF);
        double volume = printed.basis().volumeBohr3().orElse(0);
        real("volume_bohr3", printed.basis().volumeBohr3(), Math.max(VOLUME, 1e-7 * volume));
        grid("n_g_dense", "fft_dense", printed.basis().dense());
        grid("n_g_smooth", "fft_smooth", printed.basis().smooth());
        OptionalLong planeWaves = printed.basis().planeWavesMax();
        if (planeWaves.isPresent()) {
            compare("n_pw_max", counts.whole("n_pw_max"), planeWaves.getAsLong());
        }
        whole("n_kb", printed.potentials().projectors());
        flag("ultrasoft", printed.potentials().ultrasoft());
        flag("paw", printed.potentials().paw());
    }

    private void compare(String name, Object ours, Object theirs) {
        if (!ours.equals(theirs)) {
            differences.add(name + " is " + ours + ", pw.x printed " + theirs);
        }
    }

    private void whole(String name, OptionalInt printed) {
        if (printed.isPresent()) {
            compare(name, counts.whole(name), (long) printed.getAsInt());
        }
    }

    private void real(String name, OptionalDouble printed, double tolerance) {
        if (printed.isPresent() && Math.abs(counts.real(name) - printed.getAsDouble()) > tolerance) {
            compare(name, counts.real(name), printed.getAsDouble());
        }
    }

    private void flag(String name, Optional<Boolean> printed) {
        printed.ifPresent(value -> compare(name, counts.flag(name), value));
    }

    private void grid(String vectors, String points, Optional<RunGrid> printed) {
        printed.ifPresent(grid -> {
            compare(vectors, counts.whole(vectors), grid.vectors());
            Count.Grid ours = counts.grid(points);
            compare(
                    points,
                    ours.n1() + " x " + ours.n2() + " x " + ours.n3(),
                    grid.n1() + " x " + grid.n2() + " x " + grid.n3());
        });
    }
}
