package org.qeperf.runtime.advise;

/** What the best layout has least of. */
public enum Objective {
    /** Wall time. */
    TIME,
    /** Core-hours charged. */
    COST,
    /**
     * The sum of the logarithms of wall time and core-hours: a layout on twice the cores is better if it takes less than
     * {@code 1/sqrt(2)} of the time, whatever the units.
     */
    BALANCED;

    /**
     * What is made small.
     *
     * @param seconds wall time, positive
     * @param coreHours core-hours charged, positive
     * @return a number to compare with others of the same objective
     */
    public double of(double seconds, double coreHours) {
        return switch (this) {
            case TIME -> seconds;
            case COST -> coreHours;
            case BALANCED -> Math.log(seconds) + Math.log(coreHours);
        };
    }
}
