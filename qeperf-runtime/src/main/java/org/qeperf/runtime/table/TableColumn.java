package org.qeperf.runtime.table;

import java.util.List;

/**
 * A column that a model reads from a table.
 *
 * @param name its name in the table
 * @param levels the words that may stand in it, in the order of their codes; empty for a column of numbers
 */
public record TableColumn(String name, List<String> levels) {

    private static final int LONGEST_NAME = 200;

    /** Copies the list and refuses names that a line of comma-separated values could not hold. */
    public TableColumn {
        levels = List.copyOf(levels);
        requireName(name);
        levels.forEach(TableColumn::requireName);
        if (levels.stream().distinct().count() < levels.size()) {
            throw new IllegalArgumentException("column '" + name + "' has a level twice");
        }
    }

    /**
     * A column of numbers.
     *
     * @param name its name in the table
     * @return the column
     */
    public static TableColumn numbers(String name) {
        return new TableColumn(name, List.of());
    }

    /**
     * Whether words stand in the column.
     *
     * @return false for numbers
     */
    public boolean isWords() {
        return !levels.isEmpty();
    }

    static void requireName(String name) {
        if (name.isBlank()
                || name.length() > LONGEST_NAME
                || !name.equals(name.strip())
                || name.chars().anyMatch(c -> c == ',' || c == '"' || Character.isISOControl(c))) {
            throw new IllegalArgumentException("a column or level has a name that is blank, longer than " + LONGEST_NAME
                    + " characters, or has a comma, a quote, a control character or blanks around it");
        }
    }
}
