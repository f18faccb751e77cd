package org.qeperf.train.figures;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bars that lie below each other, with room for long names.
 *
 * @param labels what stands around them; no text stands beside the names
 * @param axis of the numbers, linear
 * @param bars from top to bottom, at least one
 * @param legend what the colours mean; empty for no legend
 * @param mark what the marks mean; empty for no marks
 */
public record Bars(Labels labels, Axis axis, List<Bar> bars, Map<Tone, String> legend, String mark) {

    /** Copies both. */
    public Bars {
        bars = List.copyOf(bars);
        legend = Collections.unmodifiableMap(new LinkedHashMap<>(legend));
    }
}
