package org.qeperf.runtime.catalogue;

/** What a site charges for. */
public enum AccountingUnit {
    /** A core for an hour. */
    CORE_HOUR,
    /** A whole node for an hour. */
    NODE_HOUR,
    /** An accelerator for an hour, or several that count as one ({@link Accelerator#perChargedUnit}). */
    GPU_HOUR
}
