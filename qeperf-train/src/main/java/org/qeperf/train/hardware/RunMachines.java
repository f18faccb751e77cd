package org.qeperf.train.hardware;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Machine;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.NodeType;
import org.qeperf.train.data.RunRecord;

/** Which described machine a run was made on: by the name that the run gives, or by words of it that the user maps. */
public final class RunMachines {

    /**
     * A kind of nodes of a machine.
     *
     * @param cluster the machine
     * @param nodeType one of its kinds of nodes
     */
    public record Place(Cluster cluster, NodeType nodeType) {}

    private final Map<String, Cluster> byName = new HashMap<>();
    private final Map<String, Place> byWords = new HashMap<>();

    /**
     * Prepares the look-up.
     *
     * @param clusters machines; of two with one name the first counts
     * @param words what runs call machines, or a part of that, with {@code machine} or {@code machine/nodes}
     * @throws QePerfException if one of them is no machine here; the message lists the known ones; or if words are blank, as
     *     those are part of every name
     */
    public RunMachines(Collection<Cluster> clusters, Map<String, String> words) {
        for (Cluster cluster : clusters) {
            byName.putIfAbsent(letters(cluster.name()), cluster);
        }
        for (Cluster cluster : clusters) {
            cluster.aliases().forEach(alias -> byName.putIfAbsent(letters(alias), cluster));
        }
        List<String> names = clusters.stream().map(Cluster::name).distinct().toList();
        words.forEach((text, machine) -> {
            if (text.isBlank()) {
                throw new QePerfException("there are no words for " + InputException.quote(machine)
                        + "; expected a part of what runs call it");
            }
            byWords.put(text, place(machine, names));
        });
    }

    private Place place(String machine, List<String> names) {
        int slash = machine.indexOf('/');
        String name = slash < 0 ? machine : machine.substring(0, slash);
        Cluster cluster = byName.get(letters(name));
        if (cluster == null) {
            throw new QePerfException("there is no machine " + InputException.quote(name) + "; expected one of: "
                    + String.join(", ", names));
        }
        if (slash < 0) {
            return new Place(cluster, standard(cluster));
        }
        String wanted = machine.substring(slash + 1);
        return cluster.nodeTypes().stream()
                .filter(type -> type.name().equals(wanted))
                .findFirst()
                .map(type -> new Place(cluster, type))
                .orElseThrow(() -> new QePerfException("machine '" + cluster.name() + "' has no nodes "
                        + InputException.quote(wanted) + "; expected one of: "
                        + String.join(
                                ", ",
                                cluster.nodeTypes().stream().map(NodeType::name).toList())));
    }

    private static NodeType standard(Cluster cluster) {
        return cluster.destination(Optional.empty()).nodeType();
    }

    /**
     * The words that a run has for its machine.
     *
     * @param run a run
     * @return label {@code machine}, or the name of its machine; empty if it has neither
     */
    public static String words(RunRecord run) {
        String label = run.labels().get("machine");
        return label != null ? label : run.place().machine().map(Machine::name).orElse("");
    }

    /**
     * Where a run was made.
     *
     * @param run a run
     * @return the machine whose mapped words are the longest that are part of the run's; or else that of the run's name
     */
    public Optional<Place> find(RunRecord run) {
        String words = words(run);
        Optional<Place> mapped = byWords.entrySet().stream()
                .filter(entry -> words.contains(entry.getKey()))
                .max(Comparator.comparing((Map.Entry<String, Place> entry) ->
                                entry.getKey().length())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getValue);
        return mapped.or(() ->
                Optional.ofNullable(byName.get(letters(words))).map(cluster -> new Place(cluster, standard(cluster))));
    }

    private static String letters(String name) {
        StringBuilder letters = new StringBuilder();
        name.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(letters::appendCodePoint);
        return letters.toString();
    }
}
