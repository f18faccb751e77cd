package org.qeperf.examples.temporal;

import org.qeperf.api.feature.Layout;

/** A {@link Layout} as it stands in a workflow's history, which outlives a version of qeperf. */
public record Spread(
        int nodes, int tasksPerNode, int threadsPerTask, int pools, int diagonalizationRanks, int taskGroups) {

    static Spread of(Layout layout) {
        return new Spread(
                layout.nodes(),
                layout.tasksPerNode(),
                layout.threadsPerTask(),
                layout.pools(),
                layout.diagonalizationRanks(),
                layout.taskGroups());
    }

    Layout layout() {
        return new Layout(nodes, tasksPerNode, threadsPerTask, pools, diagonalizationRanks, taskGroups);
    }
}
