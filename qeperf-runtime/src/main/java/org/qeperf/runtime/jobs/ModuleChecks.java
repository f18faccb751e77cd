package org.qeperf.runtime.jobs;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.qeperf.api.InputException;
import org.qeperf.runtime.batch.ModuleBlock;
import org.qeperf.runtime.batch.ReadScript;
import org.qeperf.runtime.batch.ReadScript.Part;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.NodeType;
import org.qeperf.runtime.catalogue.Software;
import org.qeperf.runtime.jobs.Finding.Severity;

/** Compares a script's module block with the catalogue. */
final class ModuleChecks {

    private ModuleChecks() {}

    static void of(ReadScript script, Cluster cluster, NodeType nodes, Findings findings) {
        Optional<ModuleBlock> block = script.job().modules();
        if (block.isEmpty()) {
            missing(script, cluster, findings);
            return;
        }
        List<String> unknown = block.get().software().stream()
                .filter(name -> cluster.software(name).isEmpty())
                .toList();
        for (String name : unknown) {
            findings.add(
                    Part.MODULES_BEGIN,
                    Severity.STALE,
                    "software-unknown",
                    "the module block names " + InputException.quote(name),
                    known(cluster),
                    "take it out with --update --remove " + name);
        }
        String machine = block.get().machine();
        if (!machine.equals(cluster.name()) && !cluster.aliases().contains(machine)) {
            findings.add(
                    Part.MODULES_BEGIN,
                    Severity.STALE,
                    "modules-of-another-machine",
                    "the module block is of machine " + InputException.quote(machine),
                    "that of machine '" + cluster.name() + "'",
                    "renew it with --update --machine " + cluster.name());
        } else if (unknown.isEmpty() && !block.get().software().isEmpty()) {
            stale(block.get(), cluster, nodes, findings);
        }
    }

    private static void stale(ModuleBlock block, Cluster cluster, NodeType nodes, Findings findings) {
        List<String> now =
                SoftwareJobs.modules(cluster, nodes, block.software()).commands();
        if (!now.equals(block.commands())) {
            findings.add(
                    Part.MODULES_BEGIN,
                    Severity.STALE,
                    "modules-stale",
                    "the module block says: " + list(block.commands()),
                    list(now) + ", as the catalogue says since " + cluster.checked(),
                    "renew it with --update");
        }
    }

    private static void missing(ReadScript script, Cluster cluster, Findings findings) {
        boolean known = cluster.software(Software.QUANTUM_ESPRESSO)
                .filter(software -> !software.modules().isEmpty())
                .isPresent();
        if (known && script.job().command().container().isEmpty()) {
            findings.add(
                    OptionalInt.empty(),
                    Severity.HINT,
                    "modules-missing",
                    "the script has no module block",
                    "one, so that the modules of machine '" + cluster.name() + "' can be kept up to date",
                    "add it with --update --add " + Software.QUANTUM_ESPRESSO);
        }
    }

    private static String known(Cluster cluster) {
        List<String> names = cluster.software().stream().map(Software::name).toList();
        return names.isEmpty()
                ? "none, since the catalogue knows no software of machine '" + cluster.name() + "'"
                : "software of machine '" + cluster.name() + "', one of: " + String.join(", ", names);
    }

    private static String list(List<String> commands) {
        return commands.isEmpty() ? "nothing" : String.join("; ", commands);
    }
}
