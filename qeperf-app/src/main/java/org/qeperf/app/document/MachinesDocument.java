package org.qeperf.app.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.NodeType;
import org.qeperf.runtime.catalogue.Partition;
import org.qeperf.runtime.catalogue.Sourced;

/** Machines of the catalogue as JSON. */
public final class MachinesDocument {

    private MachinesDocument() {}

    /**
     * Lists machines.
     *
     * @param clusters the machines
     * @return one object for each
     */
    public static ArrayNode of(List<Cluster> clusters) {
        ArrayNode document = JsonNodeFactory.instance.arrayNode();
        for (Cluster cluster : clusters) {
            ObjectNode object = document.addObject().put("name", cluster.name()).put("title", cluster.title());
            cluster.aliases().forEach(object.putArray("aliases")::add);
            ArrayNode types = object.putArray("node_types");
            for (NodeType type : cluster.nodeTypes()) {
                types.addObject()
                        .put("name", type.name())
                        .put("nodes", type.nodes().map(Sourced::value).orElse(null))
                        .put("cores_per_node", type.processor().cores().value())
                        .put(
                                "memory_bytes_per_node",
                                type.memory().bytes().map(Sourced::value).orElse(null))
                        .put(
                                "accelerators_per_node",
                                type.accelerator().map(a -> a.count().value()).orElse(0));
            }
            ArrayNode partitions = object.putArray("partitions");
            cluster.partitions().stream().map(Partition::selector).forEach(partitions::add);
            object.put("batch_system", batchSystem(cluster).orElse(null));
            object.put("retired", cluster.retired().map(Sourced::value).orElse(null));
        }
        return document;
    }

    /**
     * The batch system of a machine with partitions.
     *
     * @param cluster the machine
     * @return its name in lower case
     */
    public static Optional<String> batchSystem(Cluster cluster) {
        return cluster.partitions().isEmpty()
                ? Optional.empty()
                : cluster.scheduler().map(s -> s.value().name().toLowerCase(Locale.ROOT));
    }
}
