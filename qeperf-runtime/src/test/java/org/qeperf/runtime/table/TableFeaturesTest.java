package org.qeperf.runtime.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.feature.FeatureSpec.Scale;

class TableFeaturesTest {

    private static final TableColumn X = TableColumn.numbers("x");
    private static final TableColumn W = new TableColumn("w", List.of("a", "b"));

    private static TableFeatures features(Term... terms) {
        return new TableFeatures("y", List.of(X, W), List.of(terms));
    }

    private static Term term(Factor... factors) {
        return new Term("f", List.of(factors));
    }

    private static void refused(String message, Runnable action) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, action::run).getMessage());
    }

    @Test
    void aFeatureIsTheProductOfItsFactors() {
        TableFeatures features = features(
                Term.column("x"), term(new Factor.Power("x", -2), new Factor.Log("x"), new Factor.Is("w", "b")));
        assertArrayEquals(new double[] {4, Math.log(4) / 16}, features.row(new double[] {4, 1}), 1e-15);
        assertArrayEquals(new double[] {4, 0}, features.row(new double[] {4, 0}));
        assertEquals(
                Double.NEGATIVE_INFINITY, features(term(new Factor.Log("x"))).row(new double[] {0, 0})[0]);
        refused("1 cells for 2 columns", () -> features.row(new double[1]));
    }

    @Test
    void theSchemaHasAColumnForEachFeature() {
        TableFeatures features = features(Term.column("x"), term(new Factor.Is("w", "a")));
        assertEquals("table", features.schema().name());
        assertEquals(2, features.schema().size());
        assertEquals(1, features.schema().indexOf("f"));
        assertEquals(Scale.LINEAR, features.schema().features().get(0).scale());
        assertEquals(features.schema(), TableFeatures.schema(List.of("x", "f")));
        refused("schema table has 'x' twice", () -> TableFeatures.schema(List.of("x", "x")));
        refused("schema table has 'x' twice", () -> features(Term.column("x"), Term.column("x")));
        assertEquals("y", features.target());
        assertTrue(W.isWords());
        assertFalse(X.isWords());
    }

    @Test
    void featuresThatReadWhatIsNotThereAreRefused() {
        String message = "a feature reads column '%s', which is not there or is of another kind";
        refused(message.formatted("z"), () -> features(Term.column("z")));
        refused(message.formatted("w"), () -> features(Term.column("w")));
        refused(message.formatted("w"), () -> features(term(new Factor.Log("w"))));
        refused(message.formatted("w"), () -> features(term(new Factor.Is("w", "c"))));
        refused(message.formatted("x"), () -> features(term(new Factor.Is("x", "a"))));
        refused("there is no feature", () -> features());
        refused("column 'x' stands twice", () -> new TableFeatures("y", List.of(X, X), List.of(Term.column("x"))));
    }

    @Test
    void partsThatSayNothingAreRefused() {
        refused("exponent 0.0 of column 'x'", () -> new Factor.Power("x", 0));
        refused("exponent NaN of column 'x'", () -> new Factor.Power("x", Double.NaN));
        refused("feature 'f' has 0 factors", () -> term());
        refused("feature 'f' has 65 factors", () -> new Term("f", Collections.nCopies(65, new Factor.Log("x"))));
        refused("column 'w' has a level twice", () -> new TableColumn("w", List.of("a", "b", "a")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a,b", "a\"", " a", "a ", "a\tb", "a\nb", "\u0085"})
    void namesThatALineCannotHoldAreRefused(String name) {
        String message =
                "a column or level has a name that is blank, longer than 200 characters, or has a comma, a quote, a"
                        + " control character or blanks around it";
        refused(message, () -> TableColumn.numbers(name));
        refused(message, () -> new TableColumn("w", List.of(name)));
        refused(message, () -> new Term(name, List.of(new Factor.Log("x"))));
        refused(message, () -> new TableFeatures(name, List.of(X), List.of(Term.column("x"))));
        refused(message, () -> TableFeatures.schema(List.of(name)));
        refused(message, () -> TableColumn.numbers("a".repeat(201)));
    }
}
