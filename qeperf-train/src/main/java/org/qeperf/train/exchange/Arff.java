package org.qeperf.train.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A table in Weka's attribute-relation file format, in the part that all readers take alike: numbers and labels of plain ASCII without
 * quotes, no text, date or sparse row. A number that is not finite is missing. Equal tables give equal texts.
 */
final class Arff {

    private static final String MISSING = "?";

    private final String relation;
    private final List<String> names = new ArrayList<>();
    private final List<Cells> columns = new ArrayList<>();
    private final List<String> types = new ArrayList<>();
    private int rows = -1;

    /** A cell of a column. */
    private interface Cells {
        void append(StringBuilder text, int row);
    }

    Arff(String relation) {
        this.relation = PlainName.of(relation);
    }

    /** A column of numbers, which are read back bit by bit. */
    Arff numbers(String name, double[] values) {
        return add(name, "NUMERIC", values.length, (text, row) -> {
            double value = values[row];
            if (Double.isFinite(value)) {
                text.append(value);
            } else {
                text.append(MISSING);
            }
        });
    }

    /** A column of whole numbers. */
    Arff whole(String name, int[] values) {
        return add(name, "NUMERIC", values.length, (text, row) -> text.append(values[row]));
    }

    /** A column of labels, which are told in alphabetical order. */
    Arff labels(String name, List<String> values) {
        List<String> plain = values.stream().map(PlainName::of).toList();
        return add(
                name,
                "{" + String.join(",", new TreeSet<>(plain)) + "}",
                plain.size(),
                (text, row) -> text.append(plain.get(row)));
    }

    private Arff add(String name, String type, int length, Cells cells) {
        String plain = PlainName.of(name);
        if (names.contains(plain)) {
            throw new IllegalArgumentException("a second column " + plain);
        }
        if (rows >= 0 && rows != length) {
            throw new IllegalArgumentException(length + " rows in column " + plain + "; expected " + rows);
        }
        rows = length;
        names.add(plain);
        types.add(type);
        columns.add(cells);
        return this;
    }

    /** The file. */
    String text() {
        StringBuilder text = new StringBuilder("@RELATION ").append(relation).append("\n\n");
        for (int i = 0; i < names.size(); i++) {
            text.append("@ATTRIBUTE ")
                    .append(names.get(i))
                    .append(' ')
                    .append(types.get(i))
                    .append('\n');
        }
        text.append("\n@DATA\n");
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < columns.size(); i++) {
                text.append(i == 0 ? "" : ",");
                columns.get(i).append(text, row);
            }
            text.append('\n');
        }
        return text.toString();
    }
}
