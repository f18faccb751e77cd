package org.qeperf.features.spacegroup;

/**
 * One Wyckoff position.
 *
 * @param label multiplicity and letter, such as {@code 4a}
 * @param coordinates the representative site; its free parameters are x, y, z in the order in which they are given
 */
public record WyckoffPosition(String label, CoordinateTriplet coordinates) {

    /**
     * How many sites the conventional cell has.
     *
     * @return the number in the label
     */
    public int multiplicity() {
        return Integer.parseInt(label, 0, label.length() - 1, 10);
    }
}
