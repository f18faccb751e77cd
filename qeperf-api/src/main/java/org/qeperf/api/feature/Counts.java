package org.qeperf.api.feature;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The counts of one workload, by name, in the order in which they are shown.
 *
 * @param all the counts; no name twice
 */
public record Counts(List<Count> all) {

    /** Copies the list and refuses a name given twice. */
    public Counts {
        all = List.copyOf(all);
        Set<String> names = new HashSet<>();
        for (Count count : all) {
            if (!names.add(count.name())) {
                throw new IllegalArgumentException("count '" + count.name() + "' stands twice");
            }
        }
    }

    /**
     * A count of things.
     *
     * @param name its name
     * @return the value
     * @throws IllegalArgumentException if there is no such whole count; a {@link MissingCountException} if the name is unknown
     */
    public long whole(String name) {
        return get(name, Count.Whole.class).value();
    }

    /**
     * A quantity; a whole count is taken as one.
     *
     * @param name its name
     * @return the value
     * @throws IllegalArgumentException if there is no such number
     */
    public double real(String name) {
        for (Count count : all) {
            if (count.name().equals(name) && count instanceof Count.Whole whole) {
                return whole.value();
            }
        }
        return get(name, Count.Real.class).value();
    }

    /**
     * A property that holds or does not.
     *
     * @param name its name
     * @return whether it holds
     * @throws IllegalArgumentException if there is no such flag
     */
    public boolean flag(String name) {
        return get(name, Count.Flag.class).value();
    }

    /**
     * The dimensions of a grid.
     *
     * @param name its name
     * @return the grid
     * @throws IllegalArgumentException if there is no such grid
     */
    public Count.Grid grid(String name) {
        return get(name, Count.Grid.class);
    }

    private <T extends Count> T get(String name, Class<T> kind) {
        for (Count count : all) {
            if (count.name().equals(name)) {
                if (kind.isInstance(count)) {
                    return kind.cast(count);
                }
                throw new IllegalArgumentException("count '" + name + "' is a "
                        + count.getClass().getSimpleName() + "; expected a " + kind.getSimpleName());
            }
        }
        throw new MissingCountException(
                name,
                "there is no count '" + name + "'; known are "
                        + String.join(", ", all.stream().map(Count::name).toList()));
    }
}
