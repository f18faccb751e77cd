package org.qeperf.api.feature;

/**
 * A kind of computer that runs go to.
 *
 * @param name its name in reports and run records
 * @param coresPerNode physical cores of one node, at least 1
 * @param memoryBytesPerNode main memory of one node in bytes, positive
 */
public record Machine(String name, int coresPerNode, long memoryBytesPerNode) {

    /** Checks the numbers. */
    public Machine {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a machine needs a name");
        }
        if (coresPerNode < 1) {
            throw new IllegalArgumentException("machine '" + name + "' has " + coresPerNode + " cores per node");
        }
        if (memoryBytesPerNode < 1) {
            throw new IllegalArgumentException("machine '" + name + "' has " + memoryBytesPerNode + " bytes per node");
        }
    }
}
