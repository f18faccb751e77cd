package org.qeperf.train.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which columns and rows of a table to keep, in this order: columns are renamed, rows are skipped, columns are chosen.
 * Everything after the renaming goes by the new names.
 *
 * @param rename new name by old name
 * @param skipRows by column: rows with a number above this are left out
 * @param use columns to keep; empty for all
 * @param skip columns to leave out
 * @param words columns of numbers to take as words
 */
public record ColumnPlan(
        Map<String, String> rename,
        Map<String, Double> skipRows,
        List<String> use,
        List<String> skip,
        List<String> words) {

    /** Everything as it is. */
    public static final ColumnPlan ALL = new ColumnPlan(Map.of(), Map.of(), List.of(), List.of(), List.of());

    /** Copies all. */
    public ColumnPlan {
        rename = Collections.unmodifiableMap(new LinkedHashMap<>(rename));
        skipRows = Collections.unmodifiableMap(new LinkedHashMap<>(skipRows));
        use = List.copyOf(use);
        skip = List.copyOf(skip);
        words = List.copyOf(words);
    }

    /**
     * The same with further columns to leave out.
     *
     * @param columns their names; those left out already may be among them
     * @return a new plan
     */
    public ColumnPlan without(List<String> columns) {
        Set<String> all = new LinkedHashSet<>(skip);
        all.addAll(columns);
        return new ColumnPlan(rename, skipRows, use, List.copyOf(all), words);
    }
}
