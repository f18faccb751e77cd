package org.qeperf.train.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.InputException;
import org.qeperf.api.TrainingException;

/**
 * Which rows belong together: those of a group are alike, so all of them are learnt from or none.
 *
 * @param by {@value #SYSTEM}, or the label that says it
 * @param groups the group of each row
 */
public record Grouping(String by, List<String> groups) {

    /** Groups by physical system. */
    public static final String SYSTEM = "system";

    /** Copies the list. */
    public Grouping {
        groups = List.copyOf(groups);
    }

    /**
     * Groups the rows of a data set.
     *
     * @param data the data set
     * @param by {@value #SYSTEM}, or a label of the runs such as {@code repository}
     * @return their groups
     * @throws TrainingException if a run does not say which group is its
     */
    public static Grouping of(Dataset data, String by) {
        return new Grouping(
                by,
                data.runs().stream()
                        .map(run -> group(run, by)
                                .orElseThrow(() -> new TrainingException("run " + InputException.quote(run.id())
                                        + " has no label " + InputException.quote(by)
                                        + "; expected one of the labels that every run has, or " + SYSTEM)))
                        .toList());
    }

    private static Optional<String> group(RunRecord run, String by) {
        return by.equals(SYSTEM)
                ? run.system()
                : Optional.ofNullable(run.labels().get(by));
    }

    /**
     * What each row counts. Systems are many and differ in what they teach by the rows that they have; of other groups, such as the
     * runs of one place, few are much larger than the rest, so a row of a group of n counts {@code n^-1/2}.
     *
     * @return a new array, one positive number for each row
     */
    public double[] weights() {
        Map<String, Integer> sizes = new HashMap<>();
        groups.forEach(group -> sizes.merge(group, 1, Integer::sum));
        return by.equals(SYSTEM)
                ? filled(groups.size())
                : groups.stream()
                        .mapToDouble(group -> 1 / Math.sqrt(sizes.getOrDefault(group, 1)))
                        .toArray();
    }

    private static double[] filled(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    /**
     * Some of the rows.
     *
     * @param rows their indices
     * @return their groups
     */
    public Grouping subset(int[] rows) {
        return new Grouping(by, Arrays.stream(rows).mapToObj(groups::get).toList());
    }

    /**
     * Number of different groups.
     *
     * @return at least 1
     */
    public int count() {
        return (int) groups.stream().distinct().count();
    }
}
