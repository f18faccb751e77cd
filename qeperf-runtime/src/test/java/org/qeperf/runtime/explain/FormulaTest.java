package org.qeperf.runtime.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.qeperf.api.train.Algorithm.Inputs;
import org.qeperf.runtime.artifact.ExampleModels;
import org.qeperf.runtime.artifact.ExampleTables;
import org.qeperf.runtime.artifact.Normalizer;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.artifact.Preparation;
import org.qeperf.runtime.artifact.Preparation.TargetForm;
import org.qeperf.runtime.explain.Formula.Addend;
import org.qeperf.runtime.score.LinearFunction;

class FormulaTest {

    private static Formula of(PortableModel model) {
        return Formula.of(model).orElseThrow();
    }

    private static double evaluate(Formula formula, Map<String, Double> values) {
        double sum = formula.constant();
        for (Addend addend : formula.addends()) {
            sum += addend.coefficient() * values.get(addend.expression());
        }
        double result = formula.form() == TargetForm.LOGARITHM ? Math.exp(sum) : sum;
        return formula.normalizer().isEmpty() ? result : result * values.get(formula.normalizer());
    }

    private static void agree(PortableModel model) {
        Formula formula = of(model);
        Random random = new Random(5);
        for (int i = 0; i < 100; i++) {
            double n = 1 + 999 * random.nextDouble();
            double s = -4 + 10 * random.nextDouble();
            double k = 1 + 63 * random.nextDouble();
            double expected = model.value(new double[] {n, s, k});
            Map<String, Double> values = Map.of(
                    "n_el",
                    n,
                    "shift",
                    s,
                    "n_k",
                    k,
                    "log(1 + n_el)",
                    Math.log1p(n),
                    "log(1 + n_k)",
                    Math.log1p(k),
                    "n_el log2(n_el)",
                    n * Math.log(n) / Math.log(2),
                    "n_el^0.5 n_k",
                    Math.sqrt(n) * k);
            assertEquals(expected, evaluate(formula, values), 1e-12 * expected);
        }
    }

    @Test
    void givesWhatTheModelPredicts() {
        agree(ExampleModels.linear());
        agree(ExampleModels.normalForm());
        agree(ExampleModels.absolute());
        agree(ExampleModels.relative());
    }

    @ParameterizedTest
    @MethodSource("org.qeperf.runtime.artifact.ExampleTables#all")
    void givesWhatAModelOfATablePredicts(PortableModel model) {
        Formula formula = of(model);
        double[] rows = ExampleTables.rows(ExampleTables.cells(50)).values();
        for (int i = 0; i < rows.length; i += 4) {
            Map<String, Double> values = Map.of(
                    "nodes", rows[i],
                    "inverse_nThreads", rows[i + 1],
                    "log_nodes_root_nThreads_davidson", rows[i + 3]);
            double expected = model.value(new double[] {rows[i], rows[i + 1], rows[i + 2], rows[i + 3]});
            assertEquals(expected, evaluate(formula, values), 1e-12 * expected);
        }
    }

    @Test
    void isPrintedOnALine() {
        assertEquals(
                "seconds_per_scf_iteration = 0.5 + 0.01 n_el + 0.25 n_k",
                of(ExampleModels.linear()).line());
        assertEquals(
                "seconds_per_scf_iteration = 1 + 0.1 n_el log2(n_el) + 0.2 n_el^0.5 n_k",
                of(ExampleModels.normalForm()).line());
        assertEquals(
                "seconds_per_scf_iteration = (26.75 + 6.25 log(1 + n_el) + 0.625 shift + 5 log(1 + n_k)) * n_k",
                of(ExampleModels.absolute()).line());
        assertEquals(
                "seconds_per_scf_iteration = exp(1.58 + 0.0008 n_el - 0.016 shift + 0.008 n_k)",
                of(ExampleModels.relative()).line());
        assertEquals(
                "exec time = 92.4 - 3 nodes + 18 inverse_nThreads + 1.5 log_nodes_root_nThreads_davidson",
                of(ExampleTables.model(Inputs.RAW, TargetForm.IDENTITY)).line());
    }

    @Test
    void numbersHaveSixDigitsAndOddNamesBrackets() {
        assertEquals("y = -1.23457E-7 [x y]", line(0, new Addend(-1.2345678e-7, "[x y]")));
        assertEquals("y = -2 a", line(0, new Addend(-2, "a")));
        assertEquals("y = 0", line(0));
        assertEquals("y = 1000000 + 3.33333E+12 a", line(1e6, new Addend(1e13 / 3, "a")));
        assertEquals(
                "y = exp(1) * linear/least-squares",
                new Formula("y", TargetForm.LOGARITHM, 1, List.of(), "linear/least-squares").line());
        Preparation preparation = Preparation.raw(
                ExampleTables.TABLE.schema(), Normalizer.feature(ExampleTables.TABLE.schema(), "solver is cg"));
        assertEquals(
                "exec time = (0.5 [solver is cg]) * [solver is cg]",
                of(ExampleTables.model("one-column", preparation, new LinearFunction(0, new double[] {0, 0, 0.5, 0})))
                        .line());
    }

    private static String line(double constant, Addend... addends) {
        return new Formula("y", TargetForm.IDENTITY, constant, List.of(addends), "").line();
    }

    @Test
    void otherKindsHaveNone() {
        assertEquals(Optional.empty(), Formula.of(ExampleModels.forest()));
        assertEquals(Optional.empty(), Formula.of(ExampleModels.network()));
        assertEquals(Optional.empty(), Formula.of(ExampleModels.greyBox()));
    }

    @Test
    void coefficientsBeyondTheRangeOfNumbersMakeNone() {
        Preparation narrow = Preparation.standardized(
                ExampleTables.TABLE.schema(), new double[4], new double[] {1e-300, 1, 1, 1}, 0, 1, Normalizer.NONE);
        assertEquals(
                Optional.empty(), Formula.of(ExampleTables.model("narrow", narrow, new LinearFunction(0, new double[] {
                    1e10, 0, 0, 0
                }))));
    }
}
