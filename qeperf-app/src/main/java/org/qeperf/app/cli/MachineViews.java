package org.qeperf.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.qeperf.app.document.MachinesDocument;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.NodeType;
import org.qeperf.runtime.forecast.Quantities;

/** Machines of the catalogue as tables and JSON. */
final class MachineViews {

    private static final String UNKNOWN = "-";
    private static final List<String> PARTITION_FIGURES =
            List.of("min_nodes", "max_nodes", "max_cores", "max_time", "max_memory_per_node", "exclusive");

    private MachineViews() {}

    /** A line for each kind of nodes. */
    static List<List<String>> list(List<Cluster> clusters) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("MACHINE", "TITLE", "NODES x CORES", "MEMORY", "ACCELERATORS", "BATCH SYSTEM", ""));
        for (Cluster cluster : clusters) {
            for (NodeType type : cluster.nodeTypes()) {
                boolean first = type.equals(cluster.nodeTypes().get(0));
                table.add(List.of(
                        first ? cluster.name() : "",
                        cluster.nodeTypes().size() == 1 ? cluster.title() : cluster.title() + ", " + type.name(),
                        nodesAndCores(type),
                        type.memory()
                                .bytes()
                                .map(known -> Quantities.bytes(known.value()))
                                .orElse("-"),
                        type.accelerator()
                                .map(a -> a.count().value() + " x " + a.model().value())
                                .orElse(""),
                        first ? MachinesDocument.batchSystem(cluster).orElse("") : "",
                        cluster.retired()
                                .map(when -> "switched off in " + when.value())
                                .orElse("")));
            }
        }
        return table;
    }

    /** What was understood of a machine, in a line. */
    static String summary(Cluster cluster) {
        List<String> types = cluster.nodeTypes().stream()
                .map(type -> nodesAndCores(type) + " cores")
                .toList();
        return cluster.name() + " (" + cluster.title() + "): " + String.join(", ", types) + "; "
                + Quantities.counted(cluster.partitions().size(), "partition") + ", "
                + Quantities.counted(cluster.software().size(), "program") + ", "
                + Quantities.counted(cluster.sources().size(), "source");
    }

    /** All figures with their sources. */
    static void show(Cluster cluster, PrintWriter out) {
        JsonNode document = cluster.toJson();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("machine", cluster.name(), ""));
        rows.add(List.of("title", cluster.title(), ""));
        rows.add(List.of("site", cluster.site(), ""));
        if (!cluster.aliases().isEmpty()) {
            rows.add(List.of("other names", String.join(", ", cluster.aliases()), ""));
        }
        rows.add(List.of("checked", cluster.checked().toString(), ""));
        figures("", document, rows);
        for (JsonNode type : document.path("node_types")) {
            rows.add(List.of("node type", type.path("name").textValue(), ""));
            figures("  ", type, rows);
            figures("  accelerator ", type.path("accelerator"), rows);
            figures("  interconnect ", type.path("interconnect"), rows);
        }
        FormatOption.print(rows, out);
        partitions(document.path("partitions"), out);
        for (JsonNode program : document.path("software")) {
            out.println();
            out.println("program " + program.path("name").textValue()
                    + (program.has("version") ? " " + program.path("version").textValue() : "")
                    + (program.path("uses_accelerator").booleanValue() ? " for accelerators" : "") + "  ["
                    + program.path("source").textValue() + "]");
            program.path("modules").forEach(line -> out.println("  " + line.textValue()));
            program.path("environment")
                    .properties()
                    .forEach(v ->
                            out.println("  " + v.getKey() + "=" + v.getValue().textValue()));
        }
        out.println();
        List<List<String>> sources = new ArrayList<>();
        cluster.sources().forEach((key, text) -> sources.add(List.of("[" + key + "]", text)));
        FormatOption.print(sources, out);
    }

    private static void partitions(JsonNode partitions, PrintWriter out) {
        if (partitions.isEmpty()) {
            return;
        }
        List<List<String>> table = new ArrayList<>();
        table.add(List.of(
                "PARTITION",
                "QOS",
                "CONSTRAINT",
                "NODE TYPE",
                "MIN NODES",
                "MAX NODES",
                "MAX CORES",
                "MAX TIME",
                "MEMORY/NODE",
                "EXCLUSIVE"));
        for (JsonNode partition : partitions) {
            List<String> row = new ArrayList<>(List.of(
                    partition.path("name").textValue()
                            + (partition.path("default").booleanValue() ? " *" : ""),
                    partition.path("qos").asText(""),
                    partition.path("constraint").asText(""),
                    partition.path("node_type").textValue()));
            for (String key : PARTITION_FIGURES) {
                JsonNode figure = partition.path(key);
                row.add(
                        figure.isMissingNode()
                                ? UNKNOWN
                                : figure.get(0).asText() + " [" + figure.get(1).textValue() + "]");
            }
            table.add(row);
        }
        out.println();
        FormatOption.print(table, out);
        out.println("* where jobs go if nothing else is said");
    }

    /** The members that are a value and its source. */
    private static void figures(String indent, JsonNode object, List<List<String>> rows) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            JsonNode pair = member.getValue();
            boolean named = member.getKey().equals("aliases");
            if (pair.isArray() && pair.size() == 2 && pair.get(0).isValueNode() && !named) {
                rows.add(List.of(
                        indent + member.getKey().replace('_', ' '),
                        pair.get(0).asText(),
                        "[" + pair.get(1).textValue() + "]"));
            }
        }
    }

    private static String nodesAndCores(NodeType type) {
        return type.nodes().map(nodes -> nodes.value().toString()).orElse(UNKNOWN) + " x "
                + type.processor().cores().value();
    }

    /** Of a machine without partitions nobody knows one. */
}
