package org.qeperf.bench.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.qeperf.bench.answer.Table.Column;
import org.qeperf.bench.answer.Table.Row;

class TableTest {

    private static final Table TABLE = new Table(
            "Title",
            "what",
            List.of(Column.count("n"), Column.percent("share"), Column.factor("factor"), Column.number("number")),
            List.of(new Row("one", 1234, 0.123456, 1.5, 0.9), new Row("two", 2, Double.NaN, 1, -2)));

    @Test
    void markdown() {
        assertEquals("""
                **Title**

                | what | n | share | factor | number |
                |---|---:|---:|---:|---:|
                | one | 1,234 | 12.3 % | 1.50 | 0.900 |
                | two | 2 | - | 1.00 | -2.000 |
                """, TABLE.markdown());
    }

    @Test
    void json() {
        assertEquals("""
                [ {
                  "title" : "Title",
                  "rows" : [ {
                    "name" : "one",
                    "n" : 1234.0,
                    "share" : 0.123456,
                    "factor" : 1.5,
                    "number" : 0.9
                  }, {
                    "name" : "two",
                    "n" : 2.0,
                    "share" : null,
                    "factor" : 1.0,
                    "number" : -2.0
                  } ]
                } ]
                """, TablesJson.write(List.of(TABLE)));
    }

    @Test
    void figuresByName() {
        assertEquals(0.123456, TABLE.value("one", "share"));
    }

    @Test
    void rowsHaveAFigureForEachColumn() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> new Table("Title", "what", List.of(Column.count("n")), List.of(new Row("one"))));
        assertEquals("0 figures for 1 columns of Title", e.getMessage());
    }
}
