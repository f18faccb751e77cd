package org.qeperf.features.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;

class ExpressionTest {

    private static double evaluate(String text) {
        return Expression.evaluate(new Token(text, false, new SourceLocation("pw.in", 3, 4)), "a coordinate");
    }

    @ParameterizedTest
    @CsvSource({"9-0, 9", "1.5d+1, 15", "1e-1+1, 1.1", "2^-1, 0.5", "2^3^2, 512", "--2, 2", "-2^2, -4", "6/3*2, 4"})
    void isArithmetic(String text, double value) {
        assertEquals(value, evaluate(text), 1e-15);
    }

    @Test
    void mayHaveManyTermsButNoEndlessNesting() {
        assertEquals(200, evaluate("0" + "+(1)".repeat(200)));
        assertEquals(200, evaluate("0" + "+1^1".repeat(200)));
        assertEquals(5, evaluate("(".repeat(99) + "5" + ")".repeat(99)));
        for (String deep : new String[] {"(".repeat(100) + "5" + ")".repeat(100), "1" + "^1".repeat(100)}) {
            InputException e = assertThrows(InputException.class, () -> evaluate(deep));
            assertEquals(
                    "pw.in:3:4: '" + deep.substring(0, 40)
                            + "...' is not a coordinate; expected a number or an expression"
                            + " of numbers with + - * / ^ and parentheses, without blanks",
                    e.getMessage());
        }
    }
}
