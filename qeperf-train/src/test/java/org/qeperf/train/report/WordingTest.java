package org.qeperf.train.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qeperf.train.validate.Validation;
import org.qeperf.train.validate.Validation.Extrapolation;

class WordingTest {

    @Test
    void saysWhichRowsAreHeldOut() {
        assertEquals("no rows", Wording.test(new Validation.None()));
        assertEquals("no rows: errors are those on the rows learnt from", Wording.division(new Validation.None()));
        assertEquals("chosen to be like the test", Wording.division(new Validation.Automatic()));
        assertEquals("20.0 % of the rows by chance", Wording.division(new Validation.HoldOut(0.2)));
        assertEquals("every row once, in 5 parts by chance", Wording.division(new Validation.KFold(5)));
        assertEquals(
                "rows with nodes in [2.0, 4.0] or rows with one in 3 of the values of size",
                Wording.division(new Validation.Interpolation(Map.of("nodes", List.of(2.0, 4.0)), Map.of("size", 3))));
        Extrapolation nodes = new Extrapolation(Map.of("nodes", 8.0));
        Extrapolation size = new Extrapolation(Map.of("size", 1.5));
        assertEquals("rows with nodes above 8.0", Wording.division(nodes));
        assertEquals(
                "rows with nodes above 8.0; then rows with size above 1.5",
                Wording.division(new Validation.Extrapolations(List.of(nodes, size))));
        assertEquals("whole groups of system, in 5 parts", Wording.division(new Validation.Groups("system", 5)));
        assertEquals("each group of system alone", Wording.division(new Validation.Groups("system", 0)));
        assertEquals("2 rows that the plan names", Wording.division(new Validation.Rows(List.of(3, 5))));
    }

    @Test
    void writesNumbersWithTheDigitsThatCount() {
        assertEquals("0.123", Wording.significant(0.12345));
        assertEquals("-12300", Wording.significant(-12345));
        assertEquals("0", Wording.significant(0));
        assertEquals("1.23e-05", Wording.significant(1.2345e-5));
        assertEquals("-", Wording.significant(Double.NaN));
        assertEquals("-0.250", Wording.decimal(-0.25));
        assertEquals("-1.23e+09", Wording.decimal(-1.2345e9));
        assertEquals("-", Wording.decimal(Double.NEGATIVE_INFINITY));
        assertEquals("1 row", Wording.rows(1));
        assertEquals("12,345 rows", Wording.rows(12345));
    }
}
