package org.qeperf.runtime.catalogue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Machine files out. */
final class ClusterWriter {

    private ClusterWriter() {}

    static ObjectNode write(Cluster cluster) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("format", Cluster.FORMAT)
                .put("name", cluster.name())
                .put("title", cluster.title())
                .put("site", cluster.site());
        if (!cluster.aliases().isEmpty()) {
            cluster.aliases().forEach(object.putArray("aliases")::add);
        }
        text(object, "retired", cluster.retired());
        object.put("checked", cluster.checked().toString());
        ObjectNode sources = object.putObject("sources");
        cluster.sources().forEach(sources::put);
        choice(object, "scheduler", cluster.scheduler());
        choice(object, "launcher", cluster.launcher());
        choice(object, "accounting_unit", cluster.accountingUnit());
        ArrayNode types = object.putArray("node_types");
        cluster.nodeTypes().forEach(type -> write(type, types.addObject()));
        ArrayNode partitions = object.putArray("partitions");
        cluster.partitions().forEach(partition -> write(partition, partitions.addObject()));
        if (!cluster.software().isEmpty()) {
            ArrayNode software = object.putArray("software");
            cluster.software().forEach(program -> write(program, software.addObject()));
        }
        return object;
    }

    private static void write(NodeType type, ObjectNode object) {
        Processor processor = type.processor();
        object.put("name", type.name());
        count(object, "nodes", type.nodes());
        text(object, "cpu_model", processor.model());
        count(object, "sockets", processor.sockets());
        count(object, "cores", Optional.of(processor.cores()));
        count(object, "threads_per_core", processor.threadsPerCore());
        count(object, "numa_nodes", processor.numaNodes());
        quantity(object, "clock", processor.clockHz(), Quantity.CLOCK);
        quantity(object, "clock_max", processor.clockMaxHz(), Quantity.CLOCK);
        quantity(object, "l1_data_per_core", processor.l1DataBytesPerCore(), Quantity.CACHE);
        quantity(object, "l2_per_core", processor.l2BytesPerCore(), Quantity.CACHE);
        quantity(object, "l3_per_node", processor.l3BytesPerNode(), Quantity.CACHE);
        NodeMemory memory = type.memory();
        quantity(object, "memory", memory.bytes(), Quantity.MEMORY);
        quantity(object, "memory_for_jobs", memory.forJobsBytes(), Quantity.MEMORY);
        quantity(object, "memory_bandwidth", memory.bandwidthBytesPerS(), Quantity.RATE);
        quantity(object, "peak", processor.peakFlopPerS(), Quantity.FLOP_RATE);
        type.accelerator().ifPresent(accelerator -> write(accelerator, object.putObject("accelerator")));
        type.interconnect().ifPresent(net -> {
            ObjectNode members = object.putObject("interconnect");
            text(members, "name", Optional.of(net.name()));
            quantity(members, "bandwidth", net.bandwidthBytesPerS(), Quantity.RATE);
        });
        quantity(object, "power", type.powerWatts(), Quantity.POWER);
    }

    private static void write(Accelerator accelerator, ObjectNode object) {
        text(object, "model", Optional.of(accelerator.model()));
        count(object, "count", Optional.of(accelerator.count()));
        quantity(object, "memory", accelerator.memoryBytes(), Quantity.MEMORY);
        quantity(object, "memory_bandwidth", accelerator.memoryBandwidthBytesPerS(), Quantity.RATE);
        quantity(object, "peak", accelerator.peakFlopPerS(), Quantity.FLOP_RATE);
        quantity(object, "peak_single", accelerator.peakSingleFlopPerS(), Quantity.FLOP_RATE);
        count(object, "cores", accelerator.cores());
        quantity(object, "clock", accelerator.clockHz(), Quantity.CLOCK);
        count(object, "per_charged_unit", accelerator.perChargedUnit());
    }

    private static void write(Partition partition, ObjectNode object) {
        object.put("name", partition.name()).put("node_type", partition.nodeType());
        if (partition.isDefault()) {
            object.put("default", true);
        }
        count(object, "min_nodes", partition.minNodes());
        count(object, "max_nodes", partition.maxNodes());
        count(object, "max_cores", partition.maxCores());
        quantity(object, "max_time", partition.maxSeconds(), Quantity.TIME);
        quantity(object, "max_memory_per_node", partition.maxMemoryBytesPerNode(), Quantity.MEMORY);
        partition
                .exclusive()
                .ifPresent(f -> object.putArray("exclusive").add(f.value()).add(f.source()));
        partition.qos().ifPresent(qos -> object.put("qos", qos));
        partition.constraint().ifPresent(constraint -> object.put("constraint", constraint));
    }

    private static void write(Software software, ObjectNode object) {
        object.put("name", software.name());
        software.version().ifPresent(version -> object.put("version", version));
        object.put("source", software.source());
        software.modules().forEach(object.putArray("modules")::add);
        if (!software.environment().isEmpty()) {
            ObjectNode environment = object.putObject("environment");
            software.environment().forEach(environment::put);
        }
        object.put("uses_accelerator", software.usesAccelerator());
    }

    private static void text(ObjectNode object, String key, Optional<Sourced<String>> figure) {
        figure.ifPresent(f -> object.putArray(key).add(f.value()).add(f.source()));
    }

    private static void choice(ObjectNode object, String key, Optional<? extends Sourced<? extends Enum<?>>> figure) {
        figure.ifPresent(
                f -> object.putArray(key).add(MemberValues.key(f.value())).add(f.source()));
    }

    private static void count(ObjectNode object, String key, Optional<Sourced<Integer>> figure) {
        figure.ifPresent(f -> object.putArray(key).add(f.value()).add(f.source()));
    }

    private static void quantity(
            ObjectNode object, String key, Optional<? extends Sourced<? extends Number>> figure, Quantity quantity) {
        figure.ifPresent(f ->
                object.putArray(key).add(quantity.text(f.value().doubleValue())).add(f.source()));
    }
}
