package org.qeperf.app.service.api.thesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.NodeType;
import org.qeperf.runtime.catalogue.Partition;
import org.qeperf.runtime.catalogue.Sourced;

/**
 * The most that a job on a machine can ask for. Nothing is limited of which one of its partitions does not tell.
 *
 * @param cores cores of a job
 * @param nodes nodes of a job
 * @param threads threads on a node
 */
record MachineLimits(OptionalLong cores, OptionalInt nodes, OptionalInt threads) {

    static MachineLimits of(Cluster cluster) {
        List<Place> places = new ArrayList<>();
        for (Partition partition : cluster.partitions()) {
            cluster.nodeTypes().stream()
                    .filter(type -> type.name().equals(partition.nodeType()))
                    .forEach(type -> places.add(Place.of(type, Optional.of(partition))));
        }
        if (places.isEmpty()) {
            cluster.nodeTypes().forEach(type -> places.add(Place.of(type, Optional.empty())));
        }
        return new MachineLimits(
                most(places.stream().map(Place::cores).toList()),
                toInt(most(places.stream().map(Place::nodes).toList())),
                toInt(most(places.stream()
                        .map(place -> Optional.of(place.threads()))
                        .toList())));
    }

    /** A partition or a kind of nodes. */
    private record Place(Optional<Long> nodes, Optional<Long> cores, long threads) {

        static Place of(NodeType type, Optional<Partition> partition) {
            Optional<Long> nodes =
                    partition.flatMap(Partition::maxNodes).or(type::nodes).map(known -> (long) known.value());
            int perNode = type.processor().cores().value();
            Optional<Long> cores = partition
                    .flatMap(Partition::maxCores)
                    .map(known -> (long) known.value())
                    .or(() -> nodes.map(count -> count * perNode));
            int perCore = type.processor().threadsPerCore().map(Sourced::value).orElse(1);
            return new Place(nodes, cores, (long) perNode * perCore);
        }
    }

    private static OptionalLong most(List<Optional<Long>> limits) {
        return limits.stream().allMatch(Optional::isPresent)
                ? limits.stream().mapToLong(Optional::get).max()
                : OptionalLong.empty();
    }

    private static OptionalInt toInt(OptionalLong limit) {
        return limit.isPresent()
                ? OptionalInt.of((int) Math.min(Integer.MAX_VALUE, limit.getAsLong()))
                : OptionalInt.empty();
    }
}
