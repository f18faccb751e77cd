package org.qeperf.app.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.runtime.advise.Landscape;
import org.qeperf.runtime.advise.Landscape.Place;
import org.qeperf.runtime.advise.Landscape.Plane;

/** Times, memory and risks of many layouts as arrays for plots. */
public final class LandscapeDocument {

    private static final double MEBIBYTE = 1 << 20;

    private LandscapeDocument() {}

    /**
     * Writes a landscape.
     *
     * @param landscape the landscape
     * @param around the layout that it lies around
     * @param machine where it lies
     * @param model the model of the time per iteration
     * @param warnings one line each
     * @return the document; {@code null} stands where the program does not start
     */
    public static ObjectNode of(
            Landscape landscape, Layout around, Machine machine, RuntimePredictor model, List<String> warnings) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        plane(document.putObject("nodes_pools"), "nodes", "pools", landscape.nodesAndPools());
        plane(document.putObject("tasks_threads"), "tasks_per_node", "threads_per_task", landscape.tasksAndThreads());
        document.putObject("layout")
                .put("nodes", around.nodes())
                .put("threads_per_task", around.threadsPerTask())
                .put("pools", around.pools());
        document.putObject("machine")
                .put("name", machine.name())
                .put("cores_per_node", machine.coresPerNode())
                .put("memory_bytes_per_node", machine.memoryBytesPerNode());
        document.putObject("model")
                .put("name", model.model().name())
                .put("version", model.model().version());
        warnings.forEach(document.putArray("warnings")::add);
        return document;
    }

    private static void plane(ObjectNode object, String rows, String columns, Plane plane) {
        plane.rows().forEach(object.putArray(rows)::add);
        plane.columns().forEach(object.putArray(columns)::add);
        values(object.putArray("total_wall_seconds"), plane, Place::seconds);
        values(object.putArray("memory_per_node_mb"), plane, place -> place.memoryBytesPerNode() / MEBIBYTE);
        values(object.putArray("failure_probability"), plane, Place::failureProbability);
    }

    private static void values(ArrayNode array, Plane plane, ToDoubleFunction<Place> value) {
        for (int row = 0; row < plane.rows().size(); row++) {
            ArrayNode line = array.addArray();
            for (int column = 0; column < plane.columns().size(); column++) {
                line.addNull();
            }
        }
        for (Place place : plane.places()) {
            ((ArrayNode) array.get(place.row())).set(place.column(), value.applyAsDouble(place));
        }
    }
}
