package org.qeperf.runtime.advise;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.Workload;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.runtime.forecast.RunForecast;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.forecast.RunQuestion;

/** Whole forecasts of single layouts, each made once, and how they stand to the limits. Not safe for concurrent use. */
final class Ratings {

    private final RunPredictor predictor;
    private final Workload workload;
    private final Machine machine;
    private final Limits limits;
    private final RunQuestion question;
    private final Map<Layout, RatedLayout> known = new HashMap<>();

    Ratings(RunPredictor predictor, Workload workload, AdviceRequest request) {
        this.predictor = predictor;
        this.workload = workload;
        this.machine = request.machine();
        this.limits = request.limits();
        this.question = new RunQuestion(
                limits.intervalLevel(),
                limits.level(),
                Double.isInfinite(limits.seconds()) ? OptionalDouble.empty() : OptionalDouble.of(limits.seconds()));
    }

    RatedLayout of(Layout layout) {
        return known.computeIfAbsent(layout, l -> RatedLayout.of(forecast(l)));
    }

    RunForecast forecast(Layout layout) {
        return predictor.predictWithoutRemedies(workload, layout, machine, question);
    }

    /** What is needed over what is allowed, of the limit that is exceeded most or nearest; at most 1 where all are met. */
    double excess(double requestSeconds, double coreHours, double memoryAtMost) {
        return Math.max(
                Math.max(requestSeconds / limits.seconds(), coreHours / limits.coreHours()),
                memoryAtMost / limits.memoryBytes(machine));
    }

    double excess(RatedLayout layout) {
        return excess(layout.requestSeconds(), layout.coreHours(), layout.memoryBytesPerNodeAtMost());
    }

    boolean memoryFits(double memoryAtMost) {
        return memoryAtMost <= limits.memoryBytes(machine);
    }

    /** The limits that a layout exceeds, with both numbers. */
    String exceeded(RatedLayout layout) {
        StringBuilder text = new StringBuilder();
        String level = " in " + number(100 * limits.level()) + " of 100 cases";
        if (layout.requestSeconds() > limits.seconds()) {
            text.append(", max time: it takes up to ")
                    .append(Quantities.seconds(layout.requestSeconds()))
                    .append(level)
                    .append(", the limit is ")
                    .append(Quantities.seconds(limits.seconds()));
        }
        if (layout.coreHours() > limits.coreHours()) {
            text.append(", max core-hours: it takes ")
                    .append(number(layout.coreHours()))
                    .append(", the limit is ")
                    .append(number(limits.coreHours()));
        }
        if (!memoryFits(layout.memoryBytesPerNodeAtMost())) {
            text.append(", memory: a node needs up to ")
                    .append(Quantities.bytes(layout.memoryBytesPerNodeAtMost()))
                    .append(level)
                    .append(", it may have ")
                    .append(Quantities.bytes(limits.memoryBytes(machine)));
        }
        return text.substring(Math.min(2, text.length()));
    }

    double coreHours(int nodes, double seconds) {
        return RatedLayout.coreHours(machine, nodes, seconds);
    }

    /** Three digits are more than a prediction is good for. */
    static String number(double value) {
        return Math.abs(value) >= 1000
                ? String.format(Locale.ROOT, "%.0f", value)
                : new BigDecimal(value)
                        .round(new MathContext(3))
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
