package org.qeperf.app.cli;

import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.NodeType;
import org.qeperf.runtime.hardware.NodeRates;
import org.qeperf.runtime.machine.MachineProfile;

/**
 * A kind of nodes that is looked at.
 *
 * @param cluster its machine
 * @param type the nodes
 * @param rates what they can do
 * @param isMeasured whether the rates were measured
 */
record AnalysedNodes(Cluster cluster, NodeType type, NodeRates rates, boolean isMeasured) {

    static AnalysedNodes of(Cluster cluster, NodeType type) {
        return new AnalysedNodes(cluster, type, NodeRates.of(cluster, type), false);
    }

    static AnalysedNodes of(MachineProfile profile) {
        Cluster cluster = Cluster.of(profile);
        return new AnalysedNodes(cluster, cluster.nodeTypes().get(0), NodeRates.of(profile), true);
    }

    boolean isAlike(AnalysedNodes other) {
        return rates.cores() == other.rates.cores()
                && rates.processors().equals(other.rates.processors())
                && rates.accelerators().equals(other.rates.accelerators())
                && type.accelerator().equals(other.type.accelerator());
    }

    String name() {
        return rates.machine() + "/" + rates.nodeType();
    }
}
