package org.qeperf.runtime.catalogue;

import static org.qeperf.runtime.catalogue.MemberValues.bytes;
import static org.qeperf.runtime.catalogue.MemberValues.choice;
import static org.qeperf.runtime.catalogue.MemberValues.count;
import static org.qeperf.runtime.catalogue.MemberValues.quantity;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.qeperf.api.EditDistance;
import org.qeperf.api.InputException;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.SourceText;
import org.qeperf.runtime.batch.Launcher;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.machine.LocatedJson;
import org.qeperf.runtime.machine.LocatedObject;
import org.qeperf.runtime.machine.MachineProfile;

/** Machine files in. What is not described in {@code docs/machine-file.md} is refused with its place. */
final class ClusterReader {

    private static final ParseLimits LIMITS = ParseLimits.ofBytes(1 << 20);

    private final LocatedObject object;
    private final Sources sources;

    private ClusterReader(LocatedObject object) {
        this.object = object;
        this.sources = new Sources(object.take("sources"));
    }

    /** Reads a machine file, or a machine record of {@code qeperf machine probe}. */
    static MachineFile read(Path file) {
        LocatedJson json = LocatedJson.parse(SourceText.readBytes(file, LIMITS), file.toString());
        LocatedJson format = json.members().get("format");
        if (format != null && MachineProfile.FORMAT.equals(format.value().textValue())) {
            MachineProfile profile = MachineProfile.read(json);
            return new MachineFile(Cluster.of(profile), Optional.of(profile));
        }
        return new MachineFile(read(json), Optional.empty());
    }

    static Cluster read(byte[] bytes, String source) {
        return read(LocatedJson.parse(bytes, source));
    }

    private static Cluster read(LocatedJson json) {
        LocatedObject object = json.object("a machine file");
        LocatedJson format = object.take("format");
        if (!Cluster.FORMAT.equals(format.value().textValue())) {
            throw format.error(
                    "'format' is " + format.shown(), "'" + Cluster.FORMAT + "' or '" + MachineProfile.FORMAT + "'");
        }
        return new ClusterReader(object).cluster();
    }

    private Cluster cluster() {
        List<NodeType> nodeTypes = nodeTypes();
        Cluster cluster = new Cluster(
                machineName(),
                MemberValues.text(object.take("title")),
                MemberValues.text(object.take("site")),
                aliases(),
                sources.figureIfThere(object, "retired", MemberValues::date),
                MemberValues.day(object.take("checked")),
                sources.texts(),
                sources.figureIfThere(object, "scheduler", choice(Scheduler.values())),
                sources.figureIfThere(object, "launcher", choice(Launcher.values())),
                sources.figureIfThere(object, "accounting_unit", choice(AccountingUnit.values())),
                nodeTypes,
                partitions(nodeTypes),
                software());
        object.requireNoMore();
        sources.requireAllUsed();
        return cluster;
    }

    private String machineName() {
        LocatedJson json = object.take("name");
        String name = MemberValues.name(json);
        if (name.equals(Clusters.LOCAL)) {
            throw json.error("a file describes the machine 'local'", "another name; 'local' is the machine at hand");
        }
        return name;
    }

    private List<String> aliases() {
        Set<String> aliases = new LinkedHashSet<>();
        object.takeIfThere("aliases").map(MemberValues::array).orElse(List.of()).forEach(json -> {
            if (Clusters.letters(MemberValues.text(json)).equals(Clusters.LOCAL)) {
                throw json.error("an alias is 'local'", "another name; 'local' is the machine at hand");
            }
            if (!aliases.add(MemberValues.text(json))) {
                throw json.error("the alias " + json.shown() + " is there twice", "each once");
            }
        });
        return List.copyOf(aliases);
    }

    private List<NodeType> nodeTypes() {
        LocatedJson json = object.take("node_types");
        Set<String> names = new HashSet<>();
        List<NodeType> types = new ArrayList<>();
        for (LocatedJson element : MemberValues.array(json)) {
            NodeType type = NodeTypeReader.read(element, sources);
            if (!names.add(type.name())) {
                throw element.error("a second node type '" + type.name() + "'", "different names");
            }
            types.add(type);
        }
        if (types.isEmpty()) {
            throw json.error("'node_types' is empty", "at least one node type");
        }
        return types;
    }

    private List<Partition> partitions(List<NodeType> types) {
        LocatedJson json = object.take("partitions");
        Set<String> selectors = new HashSet<>();
        List<Partition> partitions = new ArrayList<>();
        for (LocatedJson element : MemberValues.array(json)) {
            Partition partition = partition(element, types);
            if (!selectors.add(partition.selector())) {
                throw element.error(
                        "a second partition '" + partition.selector() + "'",
                        "partitions of one name with different 'qos' or 'constraint'");
            }
            partitions.add(partition);
        }
        long defaults = partitions.stream().filter(Partition::isDefault).count();
        if (!partitions.isEmpty() && defaults != 1) {
            throw json.error(defaults + " partitions have \"default\": true", "one");
        }
        return partitions;
    }

    private Partition partition(LocatedJson json, List<NodeType> types) {
        LocatedObject members = json.object("a partition");
        NodeType type = nodeType(members.take("node_type"), types);
        Partition partition = new Partition(
                MemberValues.word(members.take("name")),
                type.name(),
                members.takeIfThere("default").map(MemberValues::flag).orElse(false),
                sources.figureIfThere(members, "min_nodes", count(NodeTypeReader.MOST_NODES)),
                sources.figureIfThere(members, "max_nodes", count(NodeTypeReader.MOST_NODES)),
                sources.figureIfThere(members, "max_cores", count(Integer.MAX_VALUE)),
                sources.figureIfThere(members, "max_time", quantity(Quantity.TIME)),
                sources.figureIfThere(members, "max_memory_per_node", bytes(Quantity.MEMORY)),
                sources.figureIfThere(members, "exclusive", MemberValues::flag),
                members.takeIfThere("qos").map(MemberValues::word),
                members.takeIfThere("constraint").map(MemberValues::constraint));
        members.requireNoMore();
        requireThatItFits(partition, type, members);
        return partition;
    }

    private static NodeType nodeType(LocatedJson json, List<NodeType> types) {
        String name = MemberValues.name(json);
        List<String> names = types.stream().map(NodeType::name).toList();
        return types.stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow(() -> json.error(
                        "there is no node type '" + name + "'" + EditDistance.suggestion(name, names),
                        "one of " + String.join(", ", names)));
    }

    private static void requireThatItFits(Partition partition, NodeType type, LocatedObject members) {
        int most = partition.maxNodes().map(Sourced::value).orElse(Integer.MAX_VALUE);
        int all = type.nodes().map(Sourced::value).orElse(Integer.MAX_VALUE);
        if (partition.maxNodes().isPresent() && most > all) {
            throw members.error(
                    "max_nodes", "'max_nodes' is " + most, "at most the " + all + " nodes of '" + type.name() + "'");
        }
        if (partition.minNodes().isPresent() && partition.minNodes().get().value() > Math.min(most, all)) {
            throw members.error("min_nodes", "'min_nodes' is more than there can be", "at most 'max_nodes'");
        }
        long installed = type.memory().bytes().map(Sourced::value).orElse(Long.MAX_VALUE);
        if (partition.maxMemoryBytesPerNode().map(Sourced::value).orElse(0L) > installed) {
            throw members.error(
                    "max_memory_per_node",
                    "'max_memory_per_node' is more than the memory of '" + type.name() + "'",
                    "at most what is installed");
        }
    }

    private List<Software> software() {
        List<Software> all = new ArrayList<>();
        for (LocatedJson json :
                object.takeIfThere("software").map(MemberValues::array).orElse(List.of())) {
            LocatedObject members = json.object("a program");
            Optional<LocatedJson> uses = members.takeIfThere("uses_accelerator");
            Software software = new Software(
                    MemberValues.name(members.take("name")),
                    members.takeIfThere("version").map(MemberValues::text),
                    sources.key(members.take("source")),
                    MemberValues.array(members.take("modules")).stream()
                            .map(MemberValues::moduleLine)
                            .toList(),
                    environment(members),
                    uses.map(MemberValues::flag).orElse(false));
            members.requireNoMore();
            all.add(software);
        }
        return all;
    }

    private static Map<String, String> environment(LocatedObject members) {
        Map<String, String> environment = new LinkedHashMap<>();
        members.takeIfThere("environment").ifPresent(json -> {
            LocatedObject variables = json.object("the environment");
            for (String name : json.members().keySet()) {
                LocatedJson value = variables.take(name);
                if (!MemberValues.VARIABLE.matcher(name).matches()) {
                    throw value.error(
                            "an environment variable is called " + InputException.quote(name),
                            "a name of letters, digits and underscores, at most 64, that does not begin with a digit");
                }
                environment.put(name, MemberValues.text(value));
            }
        });
        return environment;
    }
}
