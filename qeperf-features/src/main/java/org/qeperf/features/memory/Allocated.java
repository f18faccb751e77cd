package org.qeperf.features.memory;

import java.util.LinkedHashMap;
import java.util.Map;
import org.qeperf.features.counts.PwCounts;

/** What stays allocated through a run, in bytes, under the names that pw.x prints with {@code verbosity = 'high'}. */
final class Allocated {

    private final Share share;
    private final PwCounts.Storage storage;
    private final Arithmetic arithmetic;
    private final Map<String, Double> parts = new LinkedHashMap<>();

    private Allocated(Share share, Arithmetic arithmetic) {
        this.share = share;
        this.storage = share.counts.storage();
        this.arithmetic = arithmetic;
    }

    static Map<String, Double> of(Share share, Arithmetic arithmetic) {
        Allocated allocated = new Allocated(share, arithmetic);
        allocated.wavefunctions();
        share.counts.exchange().ifPresent(allocated::exchange);
        allocated.potentials();
        allocated.densities();
        allocated.parts.put("G-vectors", 60 * share.dense + 8 * share.smooth);
        return allocated.parts;
    }

    private void wavefunctions() {
        double wave = Share.COMPLEX * share.spinors * share.planeWaves;
        double buffers = share.wavefunctionBuffers();
        parts.put("wfc (w. buffer)", wave * share.counts.sampling().states() * buffers);
        if (storage.atomicWavefunctions()) {
            parts.put("atomic wfc", wave * share.counts.composition().atomicWavefunctions());
        }
        if (storage.hubbardWavefunctions() > 0) {
            double held = share.version().atLeast(6, 2) ? buffers : 1;
            parts.put("U proj. (w. buff.)", wave * storage.hubbardWavefunctions() * held);
        }
    }

    private void exchange(PwCounts.ExactExchange exchange) {
        boolean symmetrized = share.version().atLeast(6, 3);
        double states = share.counts.sampling().states();
        double vectors = share.sphere(exchange.ecutfockRydberg(), 1);
        double grid = (symmetrized ? 2 : 16) * vectors;
        double local = Math.floor(grid / share.ranks);
        double bytes = (double) Share.COMPLEX / share.halves * local * share.spinors * states * exchange.kqPoints();
        if (exchange.projectors()) {
            bytes += Share.COMPLEX * share.planeWaves * share.spinors * states * share.kPoints();
        }
        if (symmetrized) {
            bytes += 2 * Share.COMPLEX * share.spinors * (grid + local);
        }
        parts.put("EXX", bytes);
    }

    private void potentials() {
        PwCounts.Composition atoms = share.counts.composition();
        boolean detailed = share.version().atLeast(6, 2);
        if (detailed) {
            parts.put("str. fact", Share.COMPLEX * share.dense * atoms.species());
        }
        parts.put("nlocal pot", Share.COMPLEX * atoms.projectorStates() * share.planeWaves);
        int momenta = share.augmentationMomenta();
        if (detailed && momenta > 0) {
            double pairs = Math.floor(atoms.mostBetas() * (atoms.mostBetas() + 1.0) / 2);
            parts.put("qrad", Share.REAL * storage.tablePoints() * pairs * momenta * atoms.species());
        }
    }

    private void densities() {
        PwCounts.Effort effort = share.counts.effort();
        int species = share.counts.composition().species();
        int spin = share.counts.sampling().spinComponents();
        int kinds = storage.kineticDensity() ? 2 : 1;
        double density = arithmetic.product(arithmetic.convert(share.density()), kinds);
        parts.put("rho,v,vnew", arithmetic.product(density, 3));
        double functions = 2 + spin + (storage.metaGga() ? spin : 0);
        parts.put(
                "other",
                Share.COMPLEX * (share.gridPoints + share.dense * (1 + species))
                        + Share.REAL * share.gridPoints * functions);
        if (effort.selfConsistent()) {
            parts.put("rhoin", density);
            if (effort.diskLevel() < 2) {
                double mixed = arithmetic.product(arithmetic.convert(Share.COMPLEX * share.dense * spin), kinds);
                parts.put("rho*nmix", arithmetic.product(mixed, 2 * effort.mixingDimension()));
            }
        }
    }
}
