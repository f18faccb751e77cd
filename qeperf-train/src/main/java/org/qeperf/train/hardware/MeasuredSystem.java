package org.qeperf.train.hardware;

import java.util.Optional;
import java.util.OptionalDouble;
import org.qeperf.runtime.catalogue.Accelerator;
import org.qeperf.runtime.catalogue.AccountingUnit;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.NodeType;
import org.qeperf.runtime.catalogue.Sourced;
import org.qeperf.runtime.hardware.Device;
import org.qeperf.runtime.hardware.NodeRates;

/**
 * So many nodes, cores and accelerators of a machine that did a problem, and how long an iteration took there at best.
 *
 * @param problem what was computed
 * @param release release of pw.x, such as {@code 6.7}
 * @param device what the arithmetic was done by
 * @param cluster the machine
 * @param nodeType the kind of its nodes
 * @param nodes how many the run spread over
 * @param cores ranks times threads
 * @param units cores, or accelerators if these did the arithmetic
 * @param secondsPerIteration the shortest time of an iteration that a run showed
 * @param runs runs of this kind, of which this is the best
 */
public record MeasuredSystem(
        Problem problem,
        String release,
        Device device,
        Cluster cluster,
        NodeType nodeType,
        int nodes,
        int cores,
        int units,
        double secondsPerIteration,
        int runs) {

    private static final double HOUR = 3600;
    private static final double WATTS_OF_KILOWATT = 1000;

    /**
     * What one machine, kind of nodes and kind of devices is called.
     *
     * @return such as {@code piz-daint/gpu (accelerators)}
     */
    public String machine() {
        return cluster.name() + "/" + nodeType.name() + (device == Device.ACCELERATORS ? " (accelerators)" : "");
    }

    /**
     * System performance.
     *
     * @return iterations in a second
     */
    public double performance() {
        return 1 / secondsPerIteration;
    }

    /**
     * Performance of one core or accelerator.
     *
     * @return iterations in a second
     */
    public double performancePerUnit() {
        return performance() / units;
    }

    /**
     * Relative performance: performance times the part of the node's operations that devices of this kind can do.
     *
     * @return 1/s; empty unless the peaks of all devices of the node are known
     */
    public OptionalDouble relativePerformance() {
        OptionalDouble share = NodeRates.share(nodeType, device);
        return share.isPresent() ? OptionalDouble.of(performance() * share.getAsDouble()) : share;
    }

    /**
     * Peak of what was used.
     *
     * @return flop/s, where the machine file tells
     */
    public OptionalDouble peakFlopPerS() {
        return Descriptor.PEAK.of(this);
    }

    /**
     * Cost of iterations, by the cores that worked.
     *
     * @param iterations how many
     * @return core-hours
     */
    public double coreHours(double iterations) {
        return iterations * secondsPerIteration * cores / HOUR;
    }

    /**
     * Cost of iterations where whole nodes are taken.
     *
     * @param iterations how many
     * @return node-hours
     */
    public double nodeHours(double iterations) {
        return iterations * secondsPerIteration * nodes / HOUR;
    }

    /**
     * Cost of iterations as the site charges for whole nodes.
     *
     * @param iterations how many
     * @return in the site's unit, where that is known; empty for nodes without accelerators where it charges for these
     */
    public OptionalDouble charged(double iterations) {
        if (cluster.accountingUnit().isEmpty()) {
            return OptionalDouble.empty();
        }
        AccountingUnit unit = cluster.accountingUnit().get().value();
        Optional<Integer> perNode = switch (unit) {
            case CORE_HOUR -> Optional.of(nodeType.processor().cores().value());
            case NODE_HOUR -> Optional.of(1);
            case GPU_HOUR -> nodeType.accelerator().map(Accelerator::chargedUnits);
        };
        return perNode.map(units -> OptionalDouble.of(units * nodeHours(iterations)))
                .orElse(OptionalDouble.empty());
    }

    /**
     * Energy of iterations: whole nodes under load.
     *
     * @param iterations how many
     * @return kWh, where the power of a node is known
     */
    public OptionalDouble kilowattHours(double iterations) {
        return nodeType.powerWatts()
                .map(Sourced::value)
                .map(watts -> OptionalDouble.of(watts / WATTS_OF_KILOWATT * nodeHours(iterations)))
                .orElse(OptionalDouble.empty());
    }
}
