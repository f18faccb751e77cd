package org.qeperf.runtime.catalogue;

import java.util.Optional;

/**
 * What joins the nodes.
 *
 * @param name kind and topology
 * @param bandwidthBytesPerS highest rate of a node, one way
 */
public record Interconnect(Sourced<String> name, Optional<Sourced<Double>> bandwidthBytesPerS) {}
