package org.qeperf.app.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.runtime.advise.Advice;
import org.qeperf.runtime.advise.Advice.GridTime;
import org.qeperf.runtime.advise.Bounds;
import org.qeperf.runtime.advise.Limits;
import org.qeperf.runtime.advise.Range;
import org.qeperf.runtime.advise.RatedLayout;
import org.qeperf.runtime.advise.Scaling.Point;

/** Advice as JSON. */
public final class AdviceDocument {

    private static final double MEBIBYTE = 1 << 20;

    private AdviceDocument() {}

    public static ObjectNode of(Advice advice) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        layouts(document.putArray("layouts"), advice.layouts(), advice);
        layout(document.putObject("pwx_default"), advice.programsChoice(), advice)
                .put("gain", advice.gain());
        layouts(document.putArray("pareto"), advice.pareto(), advice);
        ArrayNode scaling = document.putArray("scaling");
        advice.scaling().points().forEach(point -> point(scaling.addObject(), point));
        point(document.putObject("knee"), advice.scaling().knee());
        ArrayNode grid = document.putArray("nodes_and_pools");
        for (GridTime place : advice.grid()) {
            grid.addObject()
                    .put("nodes", place.nodes())
                    .put("pools", place.pools())
                    .put("total_wall_seconds", place.seconds());
        }
        texts(document.putArray("reasons"), advice.reasons());
        constraints(document.putObject("constraints"), advice);
        document.put("objective", advice.request().objective().name().toLowerCase(Locale.ROOT));
        Machine machine = advice.request().machine();
        document.putObject("machine")
                .put("name", machine.name())
                .put("cores_per_node", machine.coresPerNode())
                .put("memory_bytes_per_node", machine.memoryBytesPerNode());
        document.putObject("model")
                .put("name", advice.models().get(0).name())
                .put("version", advice.models().get(0).version());
        document.put("searched", advice.searched());
        texts(document.putArray("warnings"), advice.warnings());
        return document;
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static void layouts(ArrayNode array, List<RatedLayout> layouts, Advice advice) {
        layouts.forEach(layout -> layout(array.addObject(), layout, advice));
    }

    private static ObjectNode layout(ObjectNode node, RatedLayout rated, Advice advice) {
        Layout layout = rated.layout();
        return node.put("nodes", layout.nodes())
                .put("tasks_per_node", layout.tasksPerNode())
                .put("threads_per_task", layout.threadsPerTask())
                .put("pools", layout.pools())
                .put("diagonalization_ranks", layout.diagonalizationRanks())
                .put("task_groups", layout.taskGroups())
                .put("seconds_per_scf_iteration", rated.secondsPerScfIteration())
                .put("total_wall_seconds", rated.totalSeconds())
                .put("total_wall_seconds_at_most", rated.requestSeconds())
                .put("core_hours", rated.coreHours())
                .put("memory_per_node_mb", rated.memoryBytesPerNode() / MEBIBYTE)
                .put("memory_per_node_mb_at_most", rated.memoryBytesPerNodeAtMost() / MEBIBYTE)
                .put("failure_probability", rated.failureProbability())
                .put("pareto", advice.pareto().contains(rated));
    }

    private static void point(ObjectNode node, Point point) {
        Layout layout = point.layout();
        node.put("cores", point.cores())
                .put("seconds", point.seconds())
                .put("efficiency", point.efficiency())
                .put("core_hours", point.coreHours())
                .put("nodes", layout.nodes())
                .put("tasks_per_node", layout.tasksPerNode())
                .put("threads_per_task", layout.threadsPerTask())
                .put("pools", layout.pools());
    }

    /** Only those that were asked for, but the level and the memory that a node has. */
    private static void constraints(ObjectNode node, Advice advice) {
        Bounds bounds = advice.request().bounds();
        Limits limits = advice.request().limits();
        range(node, "nodes", bounds.nodes());
        range(node, "tasks_per_node", bounds.tasksPerNode());
        range(node, "threads_per_task", bounds.threadsPerTask());
        range(node, "pools", bounds.pools());
        if (bounds.maxCores() < Integer.MAX_VALUE) {
            node.put("max_cores", bounds.maxCores());
        }
        if (Double.isFinite(limits.seconds())) {
            node.put("max_seconds", limits.seconds());
        }
        if (Double.isFinite(limits.coreHours())) {
            node.put("max_core_hours", limits.coreHours());
        }
        double memory =
                Math.min(limits.memoryBytesPerNode(), advice.request().machine().memoryBytesPerNode());
        node.put("max_memory_per_node_mb", memory / MEBIBYTE).put("level", limits.level());
    }

    private static void range(ObjectNode node, String name, Range range) {
        if (range.least() == range.most()) {
            node.put(name, range.least());
        } else if (range.most() < Integer.MAX_VALUE) {
            node.put("max_" + name, range.most());
        }
    }
}
