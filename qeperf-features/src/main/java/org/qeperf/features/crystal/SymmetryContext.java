package org.qeperf.features.crystal;

import java.util.List;

/**
 * What the symmetry of a run depends on beside its input. Immutable.
 *
 * @param hybrid whether the functional, of {@code input_dft} or else of the pseudopotentials, has exact exchange: spinors
 *     then lose operations with time reversal ({@code PW/src/setup.f90})
 * @param valences valence electrons of each species, by which versions from 7.3 on divide magnetisations where one is 1 or
 *     more ({@code PW/src/input.f90}); empty for unknown, then they are not divided
 * @param fftGrid dimensions of the dense FFT grid, which versions before 6.4 choose first, to drop the operations that do
 *     not fit ({@code PW/src/symm_base.f90}); empty for unknown, which only later versions allow
 */
public record SymmetryContext(boolean hybrid, List<Double> valences, List<Integer> fftGrid) {

    /** Nothing known: no hybrid functional, and for versions from 6.4 on. */
    public static final SymmetryContext NONE = new SymmetryContext(false, List.of(), List.of());

    /** Copies the lists. */
    public SymmetryContext {
        valences = List.copyOf(valences);
        fftGrid = List.copyOf(fftGrid);
        if (!fftGrid.isEmpty() && fftGrid.size() != 3) {
            throw new IllegalArgumentException("an FFT grid of " + fftGrid.size() + " dimensions");
        }
    }
}
