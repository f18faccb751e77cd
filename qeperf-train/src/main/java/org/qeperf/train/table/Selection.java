package org.qeperf.train.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.qeperf.api.InputException;
import org.qeperf.api.TrainingException;
import org.qeperf.runtime.table.TableColumn;

/**
 * What a {@link ColumnPlan} keeps of a table.
 *
 * @param all every column of the rows kept, to divide rows by
 * @param kept the target and the columns to make features of, in the same rows
 */
public record Selection(Table all, Table kept) {

    private static final int MOST_LEVELS = 200;

    static Selection of(Table table, ColumnPlan plan, String target) {
        Table all = words(skipRows(rename(table, plan.rename()), plan.skipRows()), plan.words());
        all.numberColumn(target);
        Set<String> names = new LinkedHashSet<>(plan.use().isEmpty() ? all.columns() : plan.use());
        names.forEach(all::column);
        plan.skip().forEach(all::column);
        names.removeAll(plan.skip());
        names.remove(target);
        if (names.isEmpty()) {
            throw new TrainingException(
                    all.name() + ": no column is left beside the target " + InputException.quote(target));
        }
        names.forEach(name -> requireFewLevels(all, name));
        List<Column> columns = names.stream().map(all::column).collect(Collectors.toCollection(ArrayList::new));
        columns.add(all.column(target));
        return new Selection(all, all.with(columns));
    }

    private static Table rename(Table table, Map<String, String> names) {
        names.keySet().forEach(table::column);
        List<Column> renamed = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (Column column : table.columnList()) {
            String name = names.getOrDefault(column.name(), column.name());
            try {
                TableColumn.numbers(name);
            } catch (IllegalArgumentException e) {
                throw new TrainingException("column " + InputException.quote(column.name()) + " cannot be called "
                        + InputException.quote(name)
                        + "; expected 1 to 200 characters without commas, quotes and control characters");
            }
            if (!seen.add(name)) {
                throw new TrainingException(
                        table.name() + ": two columns would be called " + InputException.quote(name) + "; rename both");
            }
            renamed.add(column.renamed(name));
        }
        return table.with(renamed);
    }

    private static Table skipRows(Table table, Map<String, Double> bounds) {
        boolean[] skipped = new boolean[table.rows()];
        bounds.forEach((name, bound) -> {
            double[] values = table.numberColumn(name).values();
            for (int row = 0; row < skipped.length; row++) {
                skipped[row] |= values[row] > bound;
            }
        });
        int[] kept =
                IntStream.range(0, skipped.length).filter(row -> !skipped[row]).toArray();
        if (kept.length == 0) {
            throw new TrainingException(table.name() + ": no row is left, each of the " + table.rows()
                    + " is above one of the bounds " + bounds);
        }
        return kept.length == table.rows() ? table : table.rows(kept);
    }

    private static Table words(Table table, List<String> names) {
        names.forEach(table::column);
        return table.with(table.columnList().stream()
                .map(column -> names.contains(column.name()) ? table.wordColumn(column.name()) : column)
                .toList());
    }

    private static void requireFewLevels(Table table, String name) {
        if (!table.isWords(name)) {
            return;
        }
        String[] words = table.wordColumn(name).values();
        long levels = Arrays.stream(words).distinct().count();
        if (levels > MOST_LEVELS) {
            int row = table.firstWord(name).orElse(0);
            throw new TrainingException(table.place(row, name) + ": column " + InputException.quote(name) + " has "
                    + InputException.quote(words[row]) + " and " + (levels - 1) + " other words; expected at most "
                    + MOST_LEVELS + " words, or numbers only; correct the cells or leave the column out");
        }
    }
}
