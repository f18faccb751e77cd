package org.qeperf.examples.temporal;

import java.util.List;

/**
 * How to spread a run.
 *
 * @param layout the layout
 * @param reasons why, one line each
 */
public record Advised(Spread layout, List<String> reasons) {}
