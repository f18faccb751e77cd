package org.qeperf.runtime.advise;

import java.util.List;
import java.util.stream.Stream;
import org.qeperf.api.predict.ModelId;

/**
 * Which layouts to ask for.
 *
 * @param request what was asked
 * @param layouts that meet all limits, the best first; of those that differ in tasks per node alone only the best; at least
 *     one
 * @param programsChoice what the simulation program makes of a rank on each core of as many nodes
 * @param gain its time over that of the best
 * @param pareto of those that meet all limits: the ones that no other beats in time, core-hours or risk without losing in
 *     another; risks of less than a percent apart are equal. By ascending time
 * @param scaling shortest time on each number of cores, whatever the limits of time and core-hours
 * @param grid shortest time for numbers of nodes and pools
 * @param reasons why the best is the best, one line each
 * @param warnings what else the user should know of the best, one line each
 * @param models the models that were asked, that of the time per iteration first
 * @param searched how many layouts were looked at
 */
public record Advice(
        AdviceRequest request,
        List<RatedLayout> layouts,
        RatedLayout programsChoice,
        double gain,
        List<RatedLayout> pareto,
        Scaling scaling,
        List<GridTime> grid,
        List<String> reasons,
        List<String> warnings,
        List<ModelId> models,
        long searched) {

    /**
     * A place of the grid.
     *
     * @param nodes number of nodes
     * @param pools number of pools
     * @param seconds shortest wall time expected
     */
    public record GridTime(int nodes, int pools, double seconds) {}

    /** Copies the lists. */
    public Advice {
        layouts = List.copyOf(layouts);
        pareto = List.copyOf(pareto);
        grid = List.copyOf(grid);
        reasons = List.copyOf(reasons);
        warnings = List.copyOf(warnings);
        models = List.copyOf(models);
    }

    /**
     * This advice with more to tell, after what it tells already.
     *
     * @param moreReasons one line each
     * @param moreWarnings one line each
     * @return a copy
     */
    public Advice with(List<String> moreReasons, List<String> moreWarnings) {
        return new Advice(
                request,
                layouts,
                programsChoice,
                gain,
                pareto,
                scaling,
                grid,
                Stream.concat(reasons.stream(), moreReasons.stream()).toList(),
                Stream.concat(warnings.stream(), moreWarnings.stream()).toList(),
                models,
                searched);
    }

    /**
     * The layout to ask for.
     *
     * @return the first of {@link #layouts}
     */
    public RatedLayout best() {
        return layouts.get(0);
    }
}
