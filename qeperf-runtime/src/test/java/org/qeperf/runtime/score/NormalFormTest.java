package org.qeperf.runtime.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qeperf.runtime.score.NormalForm.Factor;
import org.qeperf.runtime.score.NormalForm.Term;

class NormalFormTest {

    /** 3 + 2 x0^1.5 log2(x0)^2 + 0.5 x0 x1^2. */
    private static final NormalForm EXAMPLE = new NormalForm(
            2,
            3,
            List.of(
                    new Term(2, List.of(new Factor(0, 1.5, 2))),
                    new Term(0.5, List.of(new Factor(0, 1, 0), new Factor(1, 2, 0)))));

    private static double predict(NormalForm form, double... row) {
        return form.predict(row, 0, new double[0]);
    }

    @Test
    void termsAreProductsOfPowersAndLogarithms() {
        assertEquals(3 + 2 * 8 * 4 + 0.5 * 4 * 9, predict(EXAMPLE, 4, 3), 1e-12);
        assertEquals(3 + 2 * 64 * 16 + 0.5 * 16, predict(EXAMPLE, 16, 1), 1e-12);
    }

    @Test
    void anInputBelowOneCountsAsOne() {
        assertEquals(predict(EXAMPLE, 1, 1), predict(EXAMPLE, 0, -7));
    }

    @Test
    void withoutTermsItIsItsConstant() {
        assertEquals(3, predict(new NormalForm(1, 3, List.of()), 9));
    }

    @Test
    void theLimitsThemselvesAreAllowed() {
        assertEquals(3 + 2 * 256, predict(new NormalForm(1, 3, List.of(new Term(2, List.of(new Factor(0, 0, 8))))), 4));
        Term longest = new Term(5, Collections.nCopies(500, new Factor(0, 1, 0)));
        assertEquals(10, predict(new NormalForm(1, 0, List.of(longest, longest)), 1));
        Term further = new Term(1, List.of(new Factor(0, 1, 0)));
        refused(
                "a normal form of more than 1000 factors",
                () -> new NormalForm(1, 0, List.of(longest, longest, further)));
    }

    @Test
    void theArraysMakeTheSameFunctionAgain() {
        NormalForm again = (NormalForm) PortableRegressor.of(NormalForm.KIND, EXAMPLE.arrays(), EXAMPLE.words());
        assertEquals(EXAMPLE.terms(), again.terms());
        assertEquals(3, again.constant());
        assertEquals(2, again.inputs());
    }

    @Test
    void whatMakesNoFunctionIsRefused() {
        Map<String, Object> arrays = new LinkedHashMap<>(EXAMPLE.arrays());
        refused("a normal form needs an input", () -> new NormalForm(0, 1, List.of()));
        refused("the constant is NaN; expected finite numbers", () -> new NormalForm(1, Double.NaN, List.of()));
        refused("a coefficient is Infinity; expected finite numbers", () -> new Term(1 / 0.0, List.of()));
        refused("a term needs a factor", () -> new Term(1, List.of()));
        refused("a power is NaN; expected finite numbers", () -> new Factor(0, Double.NaN, 0));
        refused("a factor of input -1 with the logarithm's power 0", () -> new Factor(-1, 1, 0));
        refused("a factor of input 0 with the logarithm's power -1", () -> new Factor(0, 1, -1));
        refused("a factor of input 0 with the logarithm's power 9", () -> new Factor(0, 1, 9));
        Term wide = new Term(1, Collections.nCopies(1001, new Factor(0, 1, 0)));
        refused("a normal form of more than 1000 factors", () -> new NormalForm(1, 0, List.of(wide)));
        refused("a term asks for input 1 of 1", () -> new NormalForm(1, 0, EXAMPLE.terms()));
        arrays.put("factor_term", new int[] {0, 1, 2});
        refused("a factor of term 2", () -> PortableRegressor.of(NormalForm.KIND, arrays, Map.of()));
        arrays.put("factor_term", new int[] {0, 0, 0});
        refused("a term needs a factor", () -> PortableRegressor.of(NormalForm.KIND, arrays, Map.of()));
    }

    private static void refused(String message, Runnable action) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, action::run).getMessage());
    }
}
