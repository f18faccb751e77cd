package org.qeperf.examples.temporal;

/**
 * A job that was handed over.
 *
 * @param store folder of qeperf's job store, of this attempt alone
 */
public record Submitted(String store) {}
