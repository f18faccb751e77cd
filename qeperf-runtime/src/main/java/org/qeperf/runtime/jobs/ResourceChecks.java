package org.qeperf.runtime.jobs;

import org.qeperf.runtime.batch.ReadScript;
import org.qeperf.runtime.batch.ReadScript.Part;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.catalogue.Partition;
import org.qeperf.runtime.catalogue.Software;
import org.qeperf.runtime.catalogue.Sourced;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.runtime.jobs.Finding.Severity;

/** Compares what a script asks for with what its destination gives. */
final class ResourceChecks {

    private final ReadScript script;
    private final Destination destination;
    private final Findings findings;
    private final Resources asked;
    private final String where;

    private ResourceChecks(ReadScript script, Destination destination, Findings findings) {
        this.script = script;
        this.destination = destination;
        this.findings = findings;
        this.asked = script.job().resources();
        this.where = new PartitionLimits(destination).where();
    }

    static void of(ReadScript script, Destination destination, Findings findings) {
        ResourceChecks checks = new ResourceChecks(script, destination, findings);
        checks.retired();
        checks.account();
        checks.nodes();
        checks.cores();
        checks.time();
        checks.memory();
        checks.accelerators();
    }

    private void retired() {
        destination
                .cluster()
                .retired()
                .ifPresent(when -> findings.add(
                        Part.PARTITION,
                        Severity.STALE,
                        "machine-retired",
                        "machine '" + destination.cluster().name() + "' was switched off: " + when.value(),
                        "a machine that runs",
                        "send the job to another one with --update --machine"));
    }

    private void account() {
        if (destination.cluster().accountingUnit().isPresent()
                && script.job().queue().account().isEmpty()) {
            findings.add(
                    Part.ACCOUNT,
                    Severity.HINT,
                    "account-missing",
                    "no account is named",
                    "who pays, since the site of machine '"
                            + destination.cluster().name() + "' charges",
                    "name it, unless the batch system knows your default");
        }
    }

    private void nodes() {
        int least = destination
                .partition()
                .flatMap(Partition::minNodes)
                .map(Sourced::value)
                .orElse(1);
        int most = destination.maxNodes(Integer.MAX_VALUE);
        if (asked.nodes() > most) {
            refused(
                    Part.NODES,
                    "too-many-nodes",
                    Quantities.counted(asked.nodes(), "node"),
                    "at most " + most,
                    "ask for fewer");
        } else if (asked.nodes() < least) {
            refused(
                    Part.NODES,
                    "too-few-nodes",
                    Quantities.counted(asked.nodes(), "node"),
                    "at least " + least,
                    "ask for more");
        }
    }

    private void refused(Part part, String rule, String found, String limit, String advice) {
        findings.add(
                part,
                Severity.STOPS,
                rule,
                "the job asks for " + found,
                limit + ", as " + where + " allows",
                advice + ", or take another partition");
    }

    private void cores() {
        long cores = (long) asked.tasksPerNode() * asked.cpusPerTask();
        long all = cores * asked.nodes();
        int have = destination.coresPerNode();
        int threads = destination
                .nodeType()
                .processor()
                .threadsPerCore()
                .map(Sourced::value)
                .orElse(1);
        Part part = script.lineOf(Part.TASKS).isPresent() ? Part.TASKS : Part.CPUS;
        String found = Quantities.counted(asked.tasksPerNode(), "task") + " of "
                + Quantities.counted(asked.cpusPerTask(), "core") + " on each node, " + cores + " together";
        if (cores > (long) have * threads) {
            findings.add(
                    part,
                    Severity.STOPS,
                    "too-many-cores-of-a-node",
                    "the job asks for " + found,
                    "at most the " + have + " cores of a node of machine '"
                            + destination.cluster().name() + "'",
                    "take fewer tasks or cores of a task, or more nodes");
        } else if (cores > have) {
            findings.add(
                    part,
                    Severity.WASTES,
                    "hardware-threads",
                    "the job asks for " + found,
                    "at most " + have + ", the cores of a node; the rest are second threads of the same cores",
                    "take one task or thread for each core");
        }
        int most = new PartitionLimits(destination).maxCores();
        if (all > most) {
            refused(part, "too-many-cores", all + " cores", "at most " + most, "ask for fewer");
        }
        boolean exclusive = new PartitionLimits(destination).exclusive((int) Math.min(cores, Integer.MAX_VALUE));
        if (cores < have && (asked.exclusive() || exclusive)) {
            findings.add(
                    part,
                    Severity.WASTES,
                    "cores-of-whole-nodes-idle",
                    "the job uses " + cores + " cores of each node, and gets whole nodes",
                    "all " + have + " cores in use",
                    "take more tasks or more threads");
        }
    }

    private void time() {
        if (asked.seconds().isEmpty()) {
            findings.add(
                    Part.TIME,
                    Severity.HINT,
                    "time-missing",
                    "no wall time is asked for, so the batch system's default holds",
                    "a wall time",
                    "ask for one; --update --apply writes what the forecast says");
        } else if (destination.maxSeconds().isPresent()
                && asked.seconds().getAsLong() > destination.maxSeconds().getAsDouble()) {
            refused(
                    Part.TIME,
                    "too-long",
                    Quantities.seconds(asked.seconds().getAsLong()),
                    "at most " + Quantities.seconds(destination.maxSeconds().getAsDouble()),
                    "ask for less");
        }
    }

    private void memory() {
        long most = destination.maxMemoryBytesPerNode().orElse(Long.MAX_VALUE);
        if (asked.memoryBytesPerNode().orElse(0) > most) {
            refused(
                    Part.MEMORY,
                    "too-much-memory",
                    Quantities.bytes(asked.memoryBytesPerNode().getAsLong()) + " of memory on each node",
                    "at most " + Quantities.bytes(most),
                    "ask for less");
        }
    }

    private void accelerators() {
        int have = destination.acceleratorsPerNode();
        boolean uses = DestinationRules.usesAccelerators(destination);
        if (asked.gpusPerNode() > have) {
            refused(
                    Part.GPUS,
                    "too-many-accelerators",
                    Quantities.counted(asked.gpusPerNode(), "accelerator") + " on each node",
                    have == 0 ? "none" : "at most " + have,
                    "ask for fewer");
        } else if (asked.gpusPerNode() > 0 && !uses) {
            findings.add(
                    Part.GPUS,
                    Severity.WASTES,
                    "accelerators-idle",
                    "the job asks for " + Quantities.counted(asked.gpusPerNode(), "accelerator") + " on each node",
                    "none, since the catalogue knows no build of Quantum ESPRESSO that uses them on machine '"
                            + destination.cluster().name() + "'",
                    "leave them away, or check that your pw.x uses them");
        } else if (uses && asked.gpusPerNode() == 0 && runsCatalogueBuild()) {
            findings.add(
                    Part.GPUS,
                    Severity.WASTES,
                    "accelerators-not-asked",
                    "the job asks for no accelerators",
                    Quantities.counted(have, "accelerator")
                            + " on each node, which the machine's build of pw.x works on",
                    "ask for them, or take a partition without");
        }
    }

    private boolean runsCatalogueBuild() {
        return script.job()
                .modules()
                .filter(block -> block.software().contains(Software.QUANTUM_ESPRESSO))
                .isPresent();
    }
}
