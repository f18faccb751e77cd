package org.qeperf.runtime.catalogue;

import static org.qeperf.runtime.catalogue.MemberValues.bytes;
import static org.qeperf.runtime.catalogue.MemberValues.count;
import static org.qeperf.runtime.catalogue.MemberValues.quantity;

import java.util.Optional;
import org.qeperf.runtime.machine.LocatedJson;
import org.qeperf.runtime.machine.LocatedObject;

/** Kinds of nodes in. */
final class NodeTypeReader {

    static final int MOST_NODES = 1_000_000;

    private static final int MOST_SOCKETS = 64;
    private static final int MOST_CORES = 100_000;
    private static final int MOST_THREADS = 16;
    private static final int MOST_NUMA_NODES = 1024;
    private static final int MOST_ACCELERATORS = 64;
    private static final int MOST_ACCELERATOR_CORES = 1_000_000;

    /** More operations in a cycle than the cores of any processor do; AVX-512 with two units does 32. */
    private static final double MOST_FLOP_PER_CYCLE = 64;

    private final LocatedObject object;
    private final Sources sources;

    private NodeTypeReader(LocatedObject object, Sources sources) {
        this.object = object;
        this.sources = sources;
    }

    static NodeType read(LocatedJson json, Sources sources) {
        LocatedObject object = json.object("a node type");
        return new NodeTypeReader(object, sources).nodeType();
    }

    private NodeType nodeType() {
        NodeType type = new NodeType(
                MemberValues.name(object.take("name")),
                sources.figureIfThere(object, "nodes", count(MOST_NODES)),
                processor(),
                memory(),
                object.takeIfThere("accelerator").map(this::accelerator),
                object.takeIfThere("interconnect").map(this::interconnect),
                sources.figureIfThere(object, "power", quantity(Quantity.POWER)));
        object.requireNoMore();
        requireThatItFits(type.processor());
        requireThatItFits(type.memory());
        return type;
    }

    private void requireThatItFits(NodeMemory memory) {
        long installed = memory.bytes().map(Sourced::value).orElse(Long.MAX_VALUE);
        if (memory.forJobsBytes().map(Sourced::value).orElse(0L) > installed) {
            throw object.error(
                    "memory_for_jobs", "'memory_for_jobs' is more than 'memory'", "at most what is installed");
        }
    }

    private Processor processor() {
        return new Processor(
                sources.figureIfThere(object, "cpu_model", MemberValues::text),
                sources.figureIfThere(object, "sockets", count(MOST_SOCKETS)),
                sources.figure(object, "cores", count(MOST_CORES)),
                sources.figureIfThere(object, "threads_per_core", count(MOST_THREADS)),
                sources.figureIfThere(object, "numa_nodes", count(MOST_NUMA_NODES)),
                sources.figureIfThere(object, "clock", quantity(Quantity.CLOCK)),
                sources.figureIfThere(object, "clock_max", quantity(Quantity.CLOCK)),
                sources.figureIfThere(object, "l1_data_per_core", bytes(Quantity.CACHE)),
                sources.figureIfThere(object, "l2_per_core", bytes(Quantity.CACHE)),
                sources.figureIfThere(object, "l3_per_node", bytes(Quantity.CACHE)),
                sources.figureIfThere(object, "peak", quantity(Quantity.FLOP_RATE)));
    }

    private void requireThatItFits(Processor processor) {
        int cores = processor.cores().value();
        processor.sockets().map(Sourced::value).ifPresent(sockets -> {
            if (cores % sockets != 0) {
                throw object.error(
                        "cores",
                        cores + " cores on " + sockets + " sockets",
                        "the cores of all sockets of a node, a multiple of 'sockets'");
            }
        });
        processor.clockMaxHz().map(Sourced::value).ifPresent(highest -> {
            if (processor.clockHz().isPresent() && processor.clockHz().get().value() > highest) {
                throw object.error("clock_max", "'clock_max' is less than 'clock'", "the highest clock of a core");
            }
            if (processor.peakFlopPerS().isPresent()
                    && processor.peakFlopPerS().get().value() > cores * highest * MOST_FLOP_PER_CYCLE) {
                throw object.error(
                        "peak",
                        "'peak' is more than 64 operations in each cycle of each core",
                        "operations on doubles of all cores of a node, without accelerators");
            }
        });
    }

    private NodeMemory memory() {
        return new NodeMemory(
                sources.figureIfThere(object, "memory", bytes(Quantity.MEMORY)),
                sources.figureIfThere(object, "memory_for_jobs", bytes(Quantity.MEMORY)),
                sources.figureIfThere(object, "memory_bandwidth", quantity(Quantity.RATE)));
    }

    private Accelerator accelerator(LocatedJson json) {
        LocatedObject members = json.object("an accelerator");
        Accelerator accelerator = new Accelerator(
                sources.figure(members, "model", MemberValues::text),
                sources.figure(members, "count", count(MOST_ACCELERATORS)),
                sources.figureIfThere(members, "memory", bytes(Quantity.MEMORY)),
                sources.figureIfThere(members, "memory_bandwidth", quantity(Quantity.RATE)),
                sources.figureIfThere(members, "peak", quantity(Quantity.FLOP_RATE)),
                sources.figureIfThere(members, "peak_single", quantity(Quantity.FLOP_RATE)),
                sources.figureIfThere(members, "cores", count(MOST_ACCELERATOR_CORES)),
                sources.figureIfThere(members, "clock", quantity(Quantity.CLOCK)),
                sources.figureIfThere(members, "per_charged_unit", count(MOST_ACCELERATORS)));
        members.requireNoMore();
        int count = accelerator.count().value();
        int together = accelerator.perChargedUnit().map(Sourced::value).orElse(1);
        if (count % together != 0) {
            throw members.error(
                    "per_charged_unit",
                    "'per_charged_unit' is " + together + " of " + count + " accelerators",
                    "accelerators that are charged for as one, a divisor of 'count'");
        }
        return accelerator;
    }

    private Interconnect interconnect(LocatedJson json) {
        LocatedObject members = json.object("an interconnect");
        Sourced<String> name = sources.figure(members, "name", MemberValues::text);
        Optional<Sourced<Double>> bandwidth = sources.figureIfThere(members, "bandwidth", quantity(Quantity.RATE));
        members.requireNoMore();
        return new Interconnect(name, bandwidth);
    }
}
