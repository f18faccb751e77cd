package org.qeperf.api.feature;

/** One named number that a simulation input determines. The unit, where there is one, ends the name. */
public sealed interface Count {

    /**
     * The stable name, lower case with underscores.
     *
     * @return the name, with the unit as its ending where it has one
     */
    String name();

    /**
     * A count of things.
     *
     * @param name the stable name
     * @param value the count
     */
    record Whole(String name, long value) implements Count {}

    /**
     * A quantity.
     *
     * @param name the stable name, ending with the unit
     * @param value a finite number
     */
    record Real(String name, double value) implements Count {
        /** Refuses values that are not finite. */
        public Real {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(name + " is " + value + "; expected a finite number");
            }
        }
    }

    /**
     * A property that holds or does not.
     *
     * @param name the stable name
     * @param value whether it holds
     */
    record Flag(String name, boolean value) implements Count {}

    /**
     * The dimensions of a three-dimensional grid.
     *
     * @param name the stable name
     * @param n1 points along the first axis
     * @param n2 points along the second axis
     * @param n3 points along the third axis
     */
    record Grid(String name, int n1, int n2, int n3) implements Count {}
}
