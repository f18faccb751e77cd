package org.qeperf.bench.answer;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Figures with names.
 *
 * @param title what they are
 * @param rowsAre what the rows are
 * @param columns what each figure of a row is
 * @param rows the figures
 */
public record Table(String title, String rowsAre, List<Column> columns, List<Row> rows) {

    /** Copies both lists. */
    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (Row row : rows) {
            if (row.values().length != columns.size()) {
                throw new IllegalArgumentException(
                        row.values().length + " figures for " + columns.size() + " columns of " + title);
            }
        }
    }

    /** How a figure is written. */
    public enum Form {
        /** A whole number. */
        COUNT("%,.0f", 1),
        /** A share in per cent. */
        PERCENT("%.1f %%", 100),
        /** A factor. */
        FACTOR("%.2f", 1),
        /** Another number. */
        NUMBER("%.3f", 1);

        private final String format;
        private final double scale;

        Form(String format, double scale) {
            this.format = format;
            this.scale = scale;
        }

        String write(double value) {
            return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, scale * value);
        }
    }

    /**
     * A column.
     *
     * @param name what the figures are
     * @param form how they are written
     */
    public record Column(String name, Form form) {

        static Column count(String name) {
            return new Column(name, Form.COUNT);
        }

        static Column percent(String name) {
            return new Column(name, Form.PERCENT);
        }

        static Column factor(String name) {
            return new Column(name, Form.FACTOR);
        }

        static Column number(String name) {
            return new Column(name, Form.NUMBER);
        }
    }

    /**
     * A row.
     *
     * @param name what the figures are of
     * @param values one figure for each column, {@code NaN} where there is none; shared, not to be modified
     */
    public record Row(String name, double... values) {}

    /**
     * The table in Markdown.
     *
     * @return lines, each with its end
     */
    public String markdown() {
        StringBuilder text = new StringBuilder("**" + title + "**\n\n");
        text.append(
                columns.stream().map(Column::name).collect(Collectors.joining(" | ", "| " + rowsAre + " | ", " |\n")));
        text.append("|---|").append("---:|".repeat(columns.size())).append('\n');
        for (Row row : rows) {
            text.append("| ").append(row.name()).append(" |");
            for (int i = 0; i < columns.size(); i++) {
                text.append(' ')
                        .append(columns.get(i).form().write(row.values()[i]))
                        .append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }

    /**
     * A figure.
     *
     * @param row name of its row
     * @param column name of its column
     * @return the figure
     */
    public double value(String row, String column) {
        int index = columns.stream().map(Column::name).toList().indexOf(column);
        return rows.stream()
                .filter(one -> one.name().equals(row))
                .mapToDouble(one -> one.values()[index])
                .findFirst()
                .orElseThrow();
    }
}
