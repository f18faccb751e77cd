package org.qeperf.runtime.catalogue;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.qeperf.api.feature.Machine;
import org.qeperf.runtime.batch.Launcher;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.machine.Cache;
import org.qeperf.runtime.machine.Hardware;
import org.qeperf.runtime.machine.MachineFigure;
import org.qeperf.runtime.machine.MachineProfile;
import org.qeperf.runtime.machine.Machines;

/** Machines of what an operating system tells and a probe measures. */
final class MeasuredCluster {

    static final String NODE_TYPE = "node";

    private static final String MEASURED = "measured";
    private static final String TOLD = "system";
    private static final String TOLD_BY = "told by the operating system";
    private static final String ASSUMED = "assumed";
    private static final String ASSUMED_BY = "assumed: a measured record does not tell";

    private MeasuredCluster() {}

    static Cluster of(MachineProfile profile) {
        LocalDate day = profile.date().atZone(ZoneOffset.UTC).toLocalDate();
        Machine machine = profile.toMachine();
        NodeType type = new NodeType(
                NODE_TYPE,
                Optional.empty(),
                processor(
                        profile.hardware(),
                        machine.coresPerNode(),
                        Optional.of(measured(profile, MachineFigure.FMA_RATE_ALL_CORES))),
                new NodeMemory(
                        Optional.of(new Sourced<>(machine.memoryBytesPerNode(), TOLD)),
                        Optional.of(new Sourced<>(machine.memoryBytesPerNode(), TOLD)),
                        Optional.of(measured(profile, MachineFigure.MEMORY_BANDWIDTH_ALL_CORES))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return cluster(
                machine.name(),
                "Measured machine " + machine.name(),
                day,
                Map.of(TOLD, TOLD_BY, MEASURED, "measured by qeperf machine probe on " + day, ASSUMED, ASSUMED_BY),
                type);
    }

    /** The machine at hand, not measured. */
    static Cluster local(Hardware hardware, LocalDate today) {
        Machine local = Machines.local();
        return local(processor(hardware, local.coresPerNode(), Optional.empty()), local, today);
    }

    /** The machine at hand with cores and memory alone, which are known in no time. */
    static Cluster localInShort(LocalDate today) {
        Machine local = Machines.local();
        return local(coresOnly(local.coresPerNode()), local, today);
    }

    private static Cluster local(Processor processor, Machine local, LocalDate today) {
        NodeType type = new NodeType(
                NODE_TYPE,
                Optional.of(new Sourced<>(1, TOLD)),
                processor,
                new NodeMemory(
                        Optional.of(new Sourced<>(local.memoryBytesPerNode(), TOLD)),
                        Optional.of(new Sourced<>(local.memoryBytesPerNode(), TOLD)),
                        Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return cluster(local.name(), "This machine", today, Map.of(TOLD, TOLD_BY, ASSUMED, ASSUMED_BY), type);
    }

    private static Cluster cluster(
            String name, String title, LocalDate day, Map<String, String> sources, NodeType type) {
        return new Cluster(
                name,
                title,
                "unknown",
                List.of(),
                Optional.empty(),
                day,
                new TreeMap<>(sources),
                Optional.of(new Sourced<>(Scheduler.SLURM, ASSUMED)),
                Optional.of(new Sourced<>(Launcher.MPIRUN, ASSUMED)),
                Optional.empty(),
                List.of(type),
                List.of(),
                List.of());
    }

    private static Sourced<Double> measured(MachineProfile profile, MachineFigure figure) {
        return new Sourced<>((double) Math.round(profile.value(figure)), MEASURED);
    }

    private static Processor coresOnly(int cores) {
        return new Processor(
                Optional.empty(),
                Optional.empty(),
                new Sourced<>(cores, TOLD),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Cores may be fewer than those of the processors: what a job may use. Figures that do not fit them are left out. */
    private static Processor processor(Hardware hardware, int cores, Optional<Sourced<Double>> peak) {
        int threads = hardware.hardwareThreads();
        OptionalInt sockets = hardware.sockets();
        boolean whole = sockets.isPresent() && cores % sockets.getAsInt() == 0;
        OptionalLong nominal = hardware.clockNominalHz();
        OptionalLong highest = hardware.clockMaxHz();
        boolean ordered = nominal.isEmpty() || highest.isEmpty() || nominal.getAsLong() <= highest.getAsLong();
        return new Processor(
                hardware.cpuModel().filter(model -> !model.isBlank()).map(MeasuredCluster::told),
                whole ? Optional.of(told(sockets.getAsInt())) : Optional.empty(),
                told(cores),
                hardware.cores().isPresent() && threads % hardware.cores().getAsInt() == 0
                        ? Optional.of(told(threads / hardware.cores().getAsInt()))
                        : Optional.empty(),
                hardware.numaNodes().isPresent()
                        ? Optional.of(told(hardware.numaNodes().getAsInt()))
                        : Optional.empty(),
                hertz(nominal),
                ordered ? hertz(highest) : Optional.empty(),
                perCore(hardware, 1),
                perCore(hardware, 2),
                thirdLevel(hardware),
                peak);
    }

    /** Of all kinds together: processors of one node may have caches of several sizes. */
    private static Optional<Sourced<Long>> thirdLevel(Hardware hardware) {
        return hardware.caches().stream()
                .filter(cache -> cache.level() == 3)
                .map(cache -> cache.bytes() * cache.count())
                .reduce(Long::sum)
                .map(MeasuredCluster::told);
    }

    private static Optional<Sourced<Long>> perCore(Hardware hardware, int level) {
        return hardware.caches().stream()
                .filter(cache -> cache.level() == level && !cache.type().equals("instruction"))
                .filter(cache -> hardware.cores().isPresent()
                        && cache.count() == hardware.cores().getAsInt())
                .findFirst()
                .map(Cache::bytes)
                .map(MeasuredCluster::told);
    }

    private static Optional<Sourced<Double>> hertz(OptionalLong clock) {
        return clock.isPresent() ? Optional.of(told((double) clock.getAsLong())) : Optional.empty();
    }

    private static <T> Sourced<T> told(T value) {
        return new Sourced<>(value, TOLD);
    }
}
