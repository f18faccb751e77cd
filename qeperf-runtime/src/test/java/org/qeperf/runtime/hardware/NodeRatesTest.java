package org.qeperf.runtime.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.runtime.catalogue.NodeType;

class NodeRatesTest {

    private static Cluster machine(String name) {
        return Clusters.shipped().find(name);
    }

    private static NodeType nodes(Cluster cluster, String name) {
        return cluster.nodeTypes().stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sumsProcessorsAndAccelerators() {
        Cluster daint = machine("piz-daint");
        NodeRates rates = NodeRates.of(daint, nodes(daint, "gpu"));
        assertEquals(Optional.of(new Roof(499.2e9, 68.3e9)), rates.processors());
        assertEquals(Optional.of(new Roof(4.7e12, 732e9)), rates.accelerators());
        assertEquals(5.1992e12 / 800.3e9, rates.node().orElseThrow().balance(), 1e-9);
        assertEquals(499.2e9 / 12, rates.oneCore().orElseThrow().flopPerS(), 1);
        assertEquals(
                4.7 / 5.1992,
                NodeRates.share(nodes(daint, "gpu"), Device.ACCELERATORS).orElseThrow(),
                1e-9);
    }

    @Test
    void aNodeWithoutAcceleratorsIsItsProcessors() {
        Cluster daint = machine("piz-daint");
        NodeRates rates = NodeRates.of(daint, nodes(daint, "mc"));
        assertEquals(rates.processors(), rates.node());
        assertEquals(OptionalDouble.of(1), NodeRates.share(nodes(daint, "mc"), Device.PROCESSORS));
        assertEquals(OptionalDouble.empty(), NodeRates.share(nodes(daint, "mc"), Device.ACCELERATORS));
    }

    /** No source tells the bandwidth of these accelerators, but their peak. */
    @Test
    void sharesNeedPeaksOnly() {
        Cluster leonardo = machine("leonardo-booster");
        NodeType booster = nodes(leonardo, "booster");
        assertEquals(Optional.empty(), NodeRates.of(leonardo, booster).accelerators());
        double all = 2.66 + 4 * 11.2;
        assertEquals(
                4 * 11.2 / all, NodeRates.share(booster, Device.ACCELERATORS).orElseThrow(), 1e-9);
        assertEquals(2.66 / all, NodeRates.share(booster, Device.PROCESSORS).orElseThrow(), 1e-9);
        // No source tells the peak of the processors.
        assertEquals(OptionalDouble.empty(), NodeRates.share(nodes(machine("lumi-g"), "gpu"), Device.ACCELERATORS));
    }

    @Test
    void whatNoSourceTellsIsEmpty() {
        Cluster cluster = Clusters.local();
        NodeRates rates = NodeRates.of(cluster, cluster.nodeTypes().get(0));
        assertEquals(Optional.empty(), rates.processors());
        assertEquals(Optional.empty(), rates.oneCore());
        assertEquals(Optional.empty(), rates.node());
    }

    @Test
    void singlePrecisionIsTwiceThatOfProcessorsAndAsFiledOfAccelerators() {
        NodeType nodes = nodes(machine("charisma"), "type-b");
        assertEquals(
                2 * 2956.8 / 255.9,
                PublishedBalance.single(nodes, Device.PROCESSORS).orElseThrow(),
                0.01);
        assertEquals(
                15.7e12 / 900e9,
                PublishedBalance.single(nodes, Device.ACCELERATORS).orElseThrow(),
                1e-9);
    }
}
