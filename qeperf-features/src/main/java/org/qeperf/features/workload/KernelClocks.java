package org.qeperf.features.workload;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.feature.Layout;
import org.qeperf.features.harvest.Clock;
import org.qeperf.features.harvest.RunTimes;

/**
 * What pw.x's clocks say of the kernels whose work the columns {@code work_...} of schema {@link PwSchemas#QEPERF_1} count:
 * wall seconds of one self-consistency iteration on the first rank. One-centre terms of PAW ({@code PAW_pot}) and exact
 * exchange are in no part. Little is in two: {@code sum_bec} in {@code sum_band} calls {@code calbec} for ultrasoft and PAW
 * potentials.
 *
 * <p>Clocks contain each other. In pw.x 6.7 {@code electrons} (PW/src/electrons.f90) holds {@code c_bands},
 * {@code sum_band}, {@code mix_rho}, {@code v_of_rho}, {@code newd} and {@code PAW_pot}. {@code c_bands} holds
 * {@code cegterg} or {@code regterg}, which hold {@code h_psi}, {@code s_psi}, {@code g_psi} and {@code cdiaghg} or
 * {@code rdiaghg} (KS_Solvers/Davidson); {@code h_psi} (PW/src/h_psi.f90) holds {@code vloc_psi}, {@code calbec} and
 * {@code add_vuspsi}; {@code vloc_psi} and {@code sum_band} hold {@code fftw}, and every transform holds
 * {@code fft_scatt_xy} and {@code fft_scatt_yz} (FFTXlib/fft_scatter.f90), {@code fft_scatter} before 6.3. Hence:
 *
 * <ul>
 *   <li>{@code work_fft}: {@code vloc_psi} and the transforms of {@code sum_band}, one for each state, less their scattering.
 *       {@code fftw} counts both, so the latter are their share of its calls.
 *   <li>{@code work_projection}: {@code calbec}, {@code add_vuspsi}, {@code s_psi}.
 *   <li>{@code work_subspace}: {@code cegterg} or {@code regterg} less what lies in it; unknown with other solvers.
 *   <li>{@code work_diagonalization}: {@code cdiaghg} or {@code rdiaghg}; unknown with other solvers.
 *   <li>{@code work_density}: {@code mix_rho}, one call of {@code v_of_rho} and of {@code newd}, and {@code sum_band} less
 *       its transforms of states. The setup calls both once more, outside of {@code electrons}.
 *   <li>{@code work_communication}: the scattering, as far as it belongs to {@code fftw}; unknown on one rank for each pool.
 * </ul>
 *
 * <p>The setup of starting states ({@code wfcinit}) applies the Hamiltonian once to each k-point; these calls cannot be told
 * apart and stay in.
 */
public final class KernelClocks {

    /** The columns with a clock, in the order of the schema. */
    public static final List<String> COLUMNS = List.of(
            "work_fft",
            "work_projection",
            "work_subspace",
            "work_diagonalization",
            "work_density",
            "work_communication");

    private static final Double NONE = Double.NaN;

    private final Map<String, Clock> clocks;
    private final int iterations;

    private KernelClocks(Map<String, Clock> clocks, int iterations) {
        this.clocks = clocks;
        this.iterations = iterations;
    }

    /**
     * The columns of a schema that are kernels.
     *
     * @param schema a schema of pw.x
     * @return of {@link PwSchemas#QEPERF_2} all that begin with {@code work_}; of others those of {@link #COLUMNS}
     */
    public static List<String> columns(FeatureSchema schema) {
        boolean detailed = schema.name().equals(PwSchemas.QEPERF_2);
        return schema.features().stream()
                .map(FeatureSpec::name)
                .filter(name -> detailed ? name.startsWith(DetailedWorkColumns.PREFIX) : COLUMNS.contains(name))
                .toList();
    }

    /**
     * Seconds of each kernel of a schema in one iteration. Of those of {@link PwSchemas#QEPERF_2} several share each clock, which
     * tells of none of them.
     *
     * @param schema the schema
     * @param counts what the run consists of
     * @param layout how it was spread
     * @param times its clocks
     * @param iterations self-consistency iterations that it did, at least 1
     * @return one number for each of {@link #columns}, {@code NaN} where the clocks do not tell
     * @throws org.qeperf.api.feature.MissingCountException if a count is missing
     */
    public static Map<String, Double> secondsPerIteration(
            FeatureSchema schema, Counts counts, Layout layout, RunTimes times, int iterations) {
        Map<String, Double> clocked = secondsPerIteration(counts, layout, times, iterations);
        boolean detailed = schema.name().equals(PwSchemas.QEPERF_2);
        Map<String, Double> byColumn = new LinkedHashMap<>();
        for (String column : columns(schema)) {
            byColumn.put(column, detailed ? NONE : clocked.getOrDefault(column, NONE));
        }
        return byColumn;
    }

    /**
     * Seconds of each kernel in one iteration.
     *
     * @param counts what the run consists of
     * @param layout how it was spread
     * @param times its clocks
     * @param iterations self-consistency iterations that it did, at least 1
     * @return one number for each of {@link #COLUMNS}, {@code NaN} where the clocks do not tell
     * @throws org.qeperf.api.feature.MissingCountException if a count is missing
     */
    public static Map<String, Double> secondsPerIteration(
            Counts counts, Layout layout, RunTimes times, int iterations) {
        KernelClocks run = new KernelClocks(times.clocks(), iterations);
        double transforms = iterations * KernelWork.transforms(FeatureCounts.of(counts), layout.pools());
        double ofDensity = run.seconds("fftw") * Math.min(1, transforms / run.calls("fftw"));
        double scattering = layout.ranksPerPool() > 1 ? run.scattering() : Double.NaN;
        double[] seconds = {
            run.seconds("vloc_psi") + ofDensity - (layout.ranksPerPool() > 1 ? scattering : 0),
            run.seconds("calbec") + run.known("add_vuspsi") + run.known("s_psi"),
            run.either("cegterg", "regterg")
                    - run.known("h_psi")
                    - run.known("s_psi")
                    - run.known("g_psi")
                    - run.known("cdiaghg")
                    - run.known("rdiaghg"),
            run.either("cdiaghg", "rdiaghg"),
            run.once("v_of_rho") + run.seconds("mix_rho") + run.once("newd", 0) + run.seconds("sum_band") - ofDensity,
            scattering
        };
        Map<String, Double> byColumn = new LinkedHashMap<>();
        for (int i = 0; i < seconds.length; i++) {
            // Differences of hundredths may come out below 0; NaN stays.
            byColumn.put(COLUMNS.get(i), Math.max(0, seconds[i] / iterations));
        }
        return byColumn;
    }

    /** Seconds of all iterations. */
    private double seconds(String clock) {
        Clock found = clocks.get(clock);
        OptionalDouble wall = found == null ? OptionalDouble.empty() : found.wallSeconds();
        return wall.orElse(Double.NaN);
    }

    /** Seconds of all iterations, 0 where there is no such clock. */
    private double known(String clock) {
        return clocks.containsKey(clock) ? seconds(clock) : 0;
    }

    private double either(String clock, String other) {
        return clocks.containsKey(clock) ? seconds(clock) : seconds(other);
    }

    private double calls(String clock) {
        Clock found = clocks.get(clock);
        return found == null || found.calls().orElse(0) <= 0
                ? Double.NaN
                : found.calls().getAsLong();
    }

    /** Seconds of all iterations, where each calls it once. */
    private double once(String clock) {
        return iterations * seconds(clock) / calls(clock);
    }

    private double once(String clock, double missing) {
        return clocks.containsKey(clock) ? once(clock) : missing;
    }

    /** What the transforms of states spend on sending. */
    private double scattering() {
        double all = clocks.containsKey("fft_scatter")
                ? seconds("fft_scatter")
                : seconds("fft_scatt_xy") + seconds("fft_scatt_yz");
        double waves = seconds("fftw");
        // Exact exchange has a grid and clocks of its own.
        double transforms = waves + known("fft") + known("ffts") + known("fftc") + known("fftcw");
        return transforms > 0 ? all * waves / transforms : all;
    }
}
