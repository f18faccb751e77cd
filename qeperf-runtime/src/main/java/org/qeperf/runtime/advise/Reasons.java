package org.qeperf.runtime.advise;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.feature.LayoutProblem.Severity;
import org.qeperf.runtime.advise.Scaling.Point;
import org.qeperf.runtime.forecast.Quantities;

/** Says in words why a layout is the best. */
final class Reasons {

    private final RatedLayout best;
    private final AdviceRequest request;
    private final Dimensions dimensions;
    private final Ratings ratings;

    Reasons(RatedLayout best, AdviceRequest request, Dimensions dimensions, Ratings ratings) {
        this.best = best;
        this.request = request;
        this.dimensions = dimensions;
        this.ratings = ratings;
    }

    List<String> all(Scaling scaling, Map<Integer, Double> byThreads, RatedLayout own) {
        List<String> reasons = new ArrayList<>();
        reasons.add(kPoints());
        reasons.add(planes());
        reasons.add(memory());
        nodes(scaling, reasons);
        threads(byThreads, reasons);
        reasons.add(own(own));
        return reasons;
    }

    private String kPoints() {
        int pools = best.layout().pools();
        int most = (dimensions.kPoints() + pools - 1) / pools;
        return Quantities.counted(dimensions.kPoints(), "k-point") + " in " + Quantities.counted(pools, "pool") + ": "
                + share(most, (double) dimensions.kPoints() / pools);
    }

    private String planes() {
        int ranks = best.layout().ranksPerPool();
        if (ranks == 1) {
            return "each pool is one rank: no Fourier transform is spread over ranks";
        }
        int most = (dimensions.planes() + ranks - 1) / ranks;
        return dimensions.planes() + " planes of the FFT grid on " + ranks + " ranks of a pool: "
                + share(most, (double) dimensions.planes() / ranks);
    }

    private static String share(int most, double mean) {
        return mean == most
                ? most + " each"
                : "up to " + most + " each, so " + Math.round(100 * (1 - mean / most)) + " % of their time is waiting";
    }

    private String memory() {
        return "the ranks of a node need " + Quantities.bytes(best.memoryBytesPerNode()) + " of its "
                + Quantities.bytes(request.machine().memoryBytesPerNode()) + ", at most "
                + Quantities.bytes(best.memoryBytesPerNodeAtMost()) + " in "
                + Ratings.number(100 * request.limits().level()) + " of 100 cases";
    }

    /** The neighbours on the curve, and its end. */
    private void nodes(Scaling scaling, List<String> reasons) {
        Point fewer = null;
        Point more = null;
        Point fastest = null;
        for (Point point : scaling.points()) {
            int nodes = point.layout().nodes();
            if (nodes < best.layout().nodes()) {
                fewer = point;
            } else if (nodes > best.layout().nodes()) {
                more = more == null ? point : more;
                fastest = fastest == null || point.seconds() < fastest.seconds() ? point : fastest;
            }
        }
        if (fewer != null) {
            reasons.add("fewer nodes: " + compared(fewer));
        }
        if (more == null || fastest == null) {
            if (best.layout().nodes() < request.bounds().mostNodes()) {
                reasons.add("more nodes: no layout runs on more");
            } else if (request.bounds().nodes().most() > 1) {
                reasons.add("more nodes: these are the most allowed");
            }
            return;
        }
        reasons.add("more nodes: " + compared(more));
        if (fastest != more && fastest.seconds() < best.totalSeconds()) {
            reasons.add("many more nodes: " + compared(fastest));
        }
    }

    private String compared(Point point) {
        RatedLayout other = ratings.of(point.layout());
        String exceeded = ratings.exceeded(other);
        return "on " + other.layout().nodes() + " the time is "
                + Ratings.number(other.totalSeconds() / best.totalSeconds()) + " times this one, the core-hours "
                + Ratings.number(other.coreHours() / best.coreHours()) + " times"
                + (exceeded.isEmpty() ? "" : "; beyond " + exceeded);
    }

    private void threads(Map<Integer, Double> byThreads, List<String> reasons) {
        int chosen = best.layout().threadsPerTask();
        List<String> others = new ArrayList<>();
        for (Map.Entry<Integer, Double> entry : byThreads.entrySet()) {
            if (entry.getKey() == chosen / 2 || entry.getKey() == 2 * chosen) {
                others.add("with " + entry.getKey() + " the best takes "
                        + Ratings.number(entry.getValue() / best.totalSeconds()) + " times as long");
            }
        }
        if (!others.isEmpty()) {
            reasons.add(Quantities.counted(chosen, "thread") + " for each rank: " + String.join(", ", others));
        }
    }

    private String own(RatedLayout own) {
        Layout layout = own.layout();
        String what =
                "pw.x left to itself with a rank on each core makes " + Quantities.counted(layout.pools(), "pool");
        StringBuilder wasted = new StringBuilder();
        for (LayoutProblem problem : own.problems()) {
            if (problem.severity() == Severity.STOPS) {
                return what + " and stops: " + problem.message();
            }
            wasted.append(", ").append(problem.message());
        }
        return what + " and takes " + Ratings.number(own.totalSeconds() / best.totalSeconds()) + " times as long"
                + (ratings.memoryFits(own.memoryBytesPerNodeAtMost()) ? "" : ", with too little memory")
                + wasted;
    }
}
