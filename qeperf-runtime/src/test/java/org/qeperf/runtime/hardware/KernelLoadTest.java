package org.qeperf.runtime.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;

class KernelLoadTest {

    private static Counts counts(boolean gamma, int spin, int projectors) {
        List<Count> all = new ArrayList<>();
        all.add(new Count.Grid("fft_smooth", 16, 16, 16));
        all.add(new Count.Flag("gamma_only", gamma));
        all.add(new Count.Flag("noncollinear", spin == 4));
        all.add(new Count.Whole("n_ks", 6));
        all.add(new Count.Whole("n_k", 3));
        all.add(new Count.Whole("n_spin", spin));
        all.add(new Count.Whole("n_pw_max", 100));
        all.add(new Count.Whole("n_kb", projectors));
        return new Counts(all);
    }

    private static KernelLoad find(Counts counts, PwKernel kernel) {
        return KernelLoad.of(counts).stream()
                .filter(load -> load.kernel() == kernel)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void transformsAreTwoForEachStateOfEachPoint() {
        KernelLoad load = find(counts(false, 1, 8), PwKernel.FFT);
        double one = 5 * 4096 * 12;
        assertEquals(3 * 6 * 2 * one, load.flop(), 1e-6);
        assertEquals(3 * 6 * 2 * 32.0 * 4096, load.bytes());
        assertEquals(5 * 12 / 32.0, load.intensity(), 1e-12);
        assertEquals(16.0 * 4096, load.workingBytes());
        assertEquals(one / 4, KernelLoad.transform(4096, 4).flop(), 1e-6);
    }

    @Test
    void realStatesShareATransformAndHaveHalfOfTheProducts() {
        Counts gamma = counts(true, 1, 8);
        Counts complex = counts(false, 1, 8);
        for (PwKernel kernel : List.of(PwKernel.FFT, PwKernel.PROJECTION, PwKernel.SUBSPACE)) {
            assertEquals(find(complex, kernel).flop() / 2, find(gamma, kernel).flop(), 1e-6, kernel.key());
        }
        assertEquals(
                find(complex, PwKernel.DIAGONALIZATION).flop() / 4,
                find(gamma, PwKernel.DIAGONALIZATION).flop(),
                1e-6);
        assertEquals(3 * 3 * 6 * 4096.0, find(gamma, PwKernel.DENSITY_SUM).flop(), 1e-6);
    }

    @Test
    void projectionIsTwoProducts() {
        KernelLoad load = find(counts(false, 1, 8), PwKernel.PROJECTION);
        assertEquals(3 * 2 * 8.0 * 8 * 6 * 100, load.flop());
        assertEquals(3 * (16.0 * 100 * (2 * 8 + 3 * 6) + 2 * 16 * 8 * 6), load.bytes());
        assertEquals(16.0 * 100 * (8 + 6), load.workingBytes());
    }

    @Test
    void spinDirectionsAndSpinorsDouble() {
        for (PwKernel kernel : List.of(PwKernel.FFT, PwKernel.PROJECTION, PwKernel.SUBSPACE, PwKernel.DENSITY_SUM)) {
            double plain = find(counts(false, 1, 8), kernel).flop();
            assertEquals(2 * plain, find(counts(false, 2, 8), kernel).flop(), 1e-6, kernel.key());
            assertEquals(2 * plain, find(counts(false, 4, 8), kernel).flop(), 1e-6, kernel.key());
        }
        assertEquals(
                find(counts(false, 1, 8), PwKernel.DIAGONALIZATION).flop(),
                find(counts(false, 4, 8), PwKernel.DIAGONALIZATION).flop());
    }

    @Test
    void eigenproblemHasTheOperationsOfLapack() {
        KernelLoad load = find(counts(false, 1, 8), PwKernel.DIAGONALIZATION);
        assertEquals(3 * 4 * (1 / 3.0 + 1 + 4 / 3.0 + 2 + 1) * 216, load.flop(), 1e-9);
        assertEquals(3 * 3 * 16.0 * 36, load.bytes());
    }

    @Test
    void withoutProjectorsThereIsNoProjection() {
        assertEquals(
                List.of(PwKernel.FFT, PwKernel.SUBSPACE, PwKernel.DIAGONALIZATION, PwKernel.DENSITY_SUM),
                KernelLoad.of(counts(false, 1, 0)).stream()
                        .map(KernelLoad::kernel)
                        .toList());
    }

    @Test
    void leastTimeIsThatOfTheRoof() {
        KernelLoad load = new KernelLoad(PwKernel.FFT, 4e9, 2e9, 1);
        assertEquals(0.1, load.leastSeconds(new Roof(100e9, 20e9)), 1e-12);
        assertEquals(0.2, load.times(2).leastSeconds(new Roof(100e9, 20e9)), 1e-12);
    }
}
