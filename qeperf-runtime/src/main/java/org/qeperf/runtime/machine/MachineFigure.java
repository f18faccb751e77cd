package org.qeperf.runtime.machine;

import java.util.Locale;
import java.util.function.LongFunction;

/**
 * What is measured of a machine. The name in lower case, followed by the unit, is the key in machine records. One core means
 * that one thread works; all cores, that as many threads work at the same time on their own data, and their rates are added.
 */
public enum MachineFigure {
    /** STREAM triad on arrays beyond the caches, one thread. */
    MEMORY_BANDWIDTH_ONE_CORE(Unit.BYTES, false, TriadKernel::new),
    /** The same on all cores. */
    MEMORY_BANDWIDTH_ALL_CORES(Unit.BYTES, true, TriadKernel::new),
    /** Fused multiply-adds in registers, one thread. */
    FMA_RATE_ONE_CORE(Unit.OPERATIONS, false, bytes -> new FmaKernel()),
    /** The same on all cores. */
    FMA_RATE_ALL_CORES(Unit.OPERATIONS, true, bytes -> new FmaKernel()),
    /** Product of dense matrices with EJML, one thread. */
    MATRIX_MULTIPLY_RATE_ONE_CORE(Unit.OPERATIONS, false, bytes -> new MatrixKernel()),
    /** The same on all cores. */
    MATRIX_MULTIPLY_RATE_ALL_CORES(Unit.OPERATIONS, true, bytes -> new MatrixKernel()),
    /** Complex Fourier transforms of 48 x 48 x 48 points, one thread. */
    FFT_48_RATE_ONE_CORE(Unit.OPERATIONS, false, bytes -> new FourierKernel(48)),
    /** The same on all cores. */
    FFT_48_RATE_ALL_CORES(Unit.OPERATIONS, true, bytes -> new FourierKernel(48)),
    /** Complex Fourier transforms of 96 x 96 x 96 points, one thread. */
    FFT_RATE_ONE_CORE(Unit.OPERATIONS, false, bytes -> new FourierKernel(96)),
    /** The same on all cores. */
    FFT_RATE_ALL_CORES(Unit.OPERATIONS, true, bytes -> new FourierKernel(96));

    static final int MOST_ROUNDS = 5;

    private final Unit unit;
    private final boolean onAllCores;
    private final LongFunction<Kernel> kernel;

    MachineFigure(Unit unit, boolean onAllCores, LongFunction<Kernel> kernel) {
        this.unit = unit;
        this.onAllCores = onAllCores;
        this.kernel = kernel;
    }

    /**
     * The key in machine records.
     *
     * @return such as {@code fft_rate_one_core_flop_per_s}
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT) + unit.suffix;
    }

    /**
     * A short text for tables.
     *
     * @return such as {@code fft rate one core}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * The unit of the value divided by 10^9.
     *
     * @return {@code GB/s} or {@code Gflop/s}
     */
    public String unit() {
        return unit.giga;
    }

    boolean onAllCores() {
        return onAllCores;
    }

    /** In how many rounds it is measured. Making large arrays takes longer than measuring with them. */
    int rounds() {
        return unit == Unit.BYTES ? 2 : MOST_ROUNDS;
    }

    /** The work for one thread, which may use so many bytes. */
    Kernel kernel(long bytes) {
        return kernel.apply(bytes);
    }

    private enum Unit {
        BYTES("_bytes_per_s", "GB/s"),
        OPERATIONS("_flop_per_s", "Gflop/s");

        private final String suffix;
        private final String giga;

        Unit(String suffix, String giga) {
            this.suffix = suffix;
            this.giga = giga;
        }
    }
}
