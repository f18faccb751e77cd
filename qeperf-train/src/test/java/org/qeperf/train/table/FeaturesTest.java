package org.qeperf.train.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.runtime.table.Factor;
import org.qeperf.runtime.table.TableColumn;
import org.qeperf.runtime.table.TableFeatures;
import org.qeperf.runtime.table.Term;

class FeaturesTest {

    private static final Table TABLE = TableTest.read("x,code,z,y\n1,b,0,5\n2,a,3,6\n4,b,-1,7\n");

    @Test
    void takesEveryColumnAndEveryWord() {
        TableFeatures features = Features.of(TABLE, "y", FeaturePlan.PLAIN);
        assertEquals(List.of("x", "code_class_a", "code_class_b", "z"), names(features));
        assertEquals(
                List.of(TableColumn.numbers("x"), new TableColumn("code", List.of("a", "b")), TableColumn.numbers("z")),
                features.columns());
        assertEquals("y", features.target());
        assertArrayEquals(new double[] {1, 0, 1, 0, 2, 1, 0, 3, 4, 0, 1, -1}, Features.matrix(TABLE, features));
    }

    @Test
    void ordersWordsThatAreNumbersByNumber() {
        Table table = Table.named("t")
                .words("n", "16", "2", "8", "2.5")
                .numbers("y", 1, 2, 3, 4)
                .build();
        assertEquals(
                List.of("n_class_2", "n_class_2.5", "n_class_8", "n_class_16"),
                names(Features.of(table, "y", FeaturePlan.PLAIN)));
    }

    @Test
    void addsInversesAndLogarithmsWherePossible() {
        TableFeatures features = Features.of(TABLE, "y", plan(List.of("*"), List.of("*"), false, 1, false));
        assertEquals(List.of("x", "code_class_a", "code_class_b", "z", "inverse_x", "log_x"), names(features));
        double[] matrix = Features.matrix(TABLE, features);
        assertEquals(0.25, matrix[2 * 6 + 4]);
        assertEquals(StrictMath.log(4), matrix[2 * 6 + 5]);
    }

    @Test
    void putsInversesAndLogarithmsInPlaceOfTheirColumns() {
        Table table = Table.named("t")
                .numbers("a", 1, 2)
                .numbers("b", 0, 2)
                .numbers("c", -1, 2)
                .numbers("y", 1, 2)
                .build();
        assertEquals(
                List.of("b", "c", "log_a", "b__b", "b__c", "b__log_a", "c__c", "c__log_a", "log_a__log_a"),
                names(Features.of(table, "y", FeaturePlan.LOGARITHMS)));
        assertEquals(
                List.of("b", "inverse_a", "inverse_c", "log_a"),
                names(Features.of(table, "y", plan(List.of("*"), List.of("a"), true, 1, false))));
    }

    @Test
    void multipliesToTheDegree() {
        TableFeatures two = Features.of(TABLE, "y", plan(List.of("x"), List.of(), false, 2, false));
        assertEquals(
                List.of(
                        "x",
                        "code_class_a",
                        "code_class_b",
                        "z",
                        "inverse_x",
                        "code_class_a__inverse_x",
                        "code_class_a__x",
                        "code_class_a__z",
                        "code_class_b__inverse_x",
                        "code_class_b__x",
                        "code_class_b__z",
                        "inverse_x__inverse_x",
                        "inverse_x__z",
                        "x__x",
                        "x__z",
                        "z__z"),
                names(two));
        assertEquals(
                List.of("x__x__x", "x__x__z", "x__z__z", "z__z__z"),
                names(Features.of(numbers(), "y", plan(List.of(), List.of(), false, 3, false)))
                        .subList(5, 9));
        assertEquals(
                List.of("x", "z", "inverse_x", "inverse_x__z", "x__z"),
                names(Features.of(numbers(), "y", plan(List.of("x"), List.of(), false, 5, true))));
    }

    private static Table numbers() {
        return Table.named("t")
                .numbers("x", 1, 2)
                .numbers("z", 3, 4)
                .numbers("y", 5, 6)
                .build();
    }

    @Test
    void writesPowersOfOneColumnAsOne() {
        FeaturePlan plan = new FeaturePlan(
                "p",
                List.of("z"),
                List.of("x"),
                false,
                OptionalInt.of(1),
                false,
                List.of(List.of("x", "x", "z", "x"), List.of("inverse_z", "inverse_z"), List.of("log_x", "x", "log_x")),
                false);
        List<Term> terms = Features.of(numbers(), "y", plan).terms();
        assertEquals(new Term("x__x__z__x", List.of(new Factor.Power("x", 3), new Factor.Power("z", 1))), terms.get(4));
        assertEquals(new Term("inverse_z__inverse_z", List.of(new Factor.Power("z", -2))), terms.get(5));
        assertEquals(
                new Term(
                        "log_x__x__log_x", List.of(new Factor.Log("x"), new Factor.Power("x", 1), new Factor.Log("x"))),
                terms.get(6));
        assertEquals(7, terms.size());
    }

    @Test
    void multipliesAllSubsetsWithoutALimit() {
        Table.Builder builder = Table.named("t").numbers("y", 1, 2);
        for (int i = 0; i < 8; i++) {
            builder.numbers("x" + i, i, 1);
        }
        FeaturePlan all =
                new FeaturePlan("all", List.of(), List.of(), false, OptionalInt.empty(), true, List.of(), false);
        List<String> names = names(Features.of(builder.build(), "y", all));
        assertEquals(255, names.size());
        assertEquals("x0__x1__x2__x3__x4__x5__x6__x7", names.get(254));
        Set<Set<String>> subsets = new HashSet<>();
        names.forEach(name -> subsets.add(Set.of(name.split("__"))));
        assertEquals(255, subsets.size());
    }

    @Test
    void hasNoProductsOfWordsOfOneColumnWhateverTheDegree() {
        String[] words = IntStream.range(0, 200).mapToObj(i -> "w" + i).toArray(String[]::new);
        Table table =
                Table.named("t").words("w", words).numbers("y", new double[200]).build();
        FeaturePlan all =
                new FeaturePlan("all", List.of(), List.of(), false, OptionalInt.empty(), false, List.of(), false);
        assertEquals(200, Features.of(table, "y", all).terms().size());
    }

    @Test
    void makesTheFeaturesOfErnestInPlaceOfAllOthers() {
        Table table = Table.named("t")
                .numbers("other", 0, 0)
                .numbers("cores", 4, 16)
                .numbers("datasize", 100, 9)
                .numbers("y", 1, 2)
                .build();
        FeaturePlan ernest =
                new FeaturePlan("ernest", List.of("*"), List.of("*"), false, OptionalInt.of(2), false, List.of(), true);
        TableFeatures features = Features.of(table, "y", ernest);
        assertEquals(
                List.of(
                        "datasize_over_cores",
                        "log_cores",
                        "square_datasize_over_cores",
                        "squared_datasize_over_cores"),
                names(features));
        assertEquals(List.of(TableColumn.numbers("cores"), TableColumn.numbers("datasize")), features.columns());
        assertArrayEquals(
                new double[] {25, Math.log(4), 5, 2.5, 9.0 / 16, Math.log(16), 0.75, 3.0 / 16},
                Features.matrix(table, features),
                1e-15);
    }

    @Test
    void computesTheSameNumbersForAllRowsAsForOne() {
        Random random = new Random(7);
        int rows = 300;
        Table table = Table.named("t")
                .numbers("a", random.doubles(rows, 1e-3, 1e3).toArray())
                .numbers("b", random.doubles(rows, -5, 5).toArray())
                .words("w", random.ints(rows, 0, 4).mapToObj(i -> "w" + i).toArray(String[]::new))
                .numbers("c", random.doubles(rows, 1, 64).map(Math::floor).toArray())
                .numbers("y", random.doubles(rows).toArray())
                .build();
        TableFeatures features = Features.of(table, "y", plan(List.of("*"), List.of("*"), false, 3, false));
        double[] matrix = Features.matrix(table, features);
        int width = features.terms().size();
        assertTrue(width > 100, "width " + width);
        String[] words = table.words("w");
        for (int row = 0; row < rows; row++) {
            double[] cells = {
                table.numbers("a")[row], table.numbers("b")[row], words[row].charAt(1) - '0', table.numbers("c")[row]
            };
            assertArrayEquals(
                    features.row(cells), Arrays.copyOfRange(matrix, row * width, (row + 1) * width), 0.0, "row " + row);
        }
    }

    @Test
    void hasALimitOfFeatures() {
        Table.Builder builder = Table.named("t").numbers("y", 1, 2);
        for (int i = 0; i < 98; i++) {
            builder.numbers("x" + i, i, 1);
        }
        FeaturePlan squares = plan(List.of(), List.of(), false, 2, false);
        assertEquals(
                98 + 99 * 98 / 2,
                Features.of(builder.build(), "y", squares).terms().size());
        refuse(
                builder.numbers("x98", 3, 4).build(),
                squares,
                "features 'f' of t are more than 5000; lower the degree of products, allow interactions only, or use fewer"
                        + " columns");
    }

    @Test
    void hasALimitOfNumbers() {
        int rows = 20_300;
        Table.Builder builder = Table.named("t").numbers("y", new double[rows]);
        for (int i = 0; i < 98; i++) {
            builder.numbers("x" + i, new double[rows]);
        }
        Table table = builder.build();
        TableFeatures features = Features.of(table, "y", plan(List.of(), List.of(), false, 2, false));
        TrainingException e = assertThrows(TrainingException.class, () -> Features.matrix(table, features));
        assertEquals(
                "20300 rows of 4949 features are more than 100000000 numbers; lower the degree of products, or use fewer"
                        + " columns or rows",
                e.getMessage());
    }

    @Test
    void refusesWhatIsNotFinite() {
        refuse(
                TABLE,
                plan(List.of(), List.of("z"), false, 1, false),
                "t.csv:2:5: column 'z' has 0, whose logarithm is not a finite number; leave the row out, or make no logarithm"
                        + " of this column");
        refuse(
                TABLE,
                plan(List.of("z"), List.of(), false, 1, false),
                "t.csv:2:5: column 'z' has 0, whose inverse is not a finite number; leave the row out, or make no inverse of"
                        + " this column");
        Table large = TableTest.read("a,b,y\n1,1,1\n1e200,1e190,2\n");
        refuse(
                large,
                plan(List.of(), List.of(), false, 2, false),
                "t.csv:3:1: column 'a' has 1.0E200, whose power 2 is not a finite number; leave the row out, or make no power"
                        + " 2 of this column");
        TableFeatures products = Features.of(large, "y", plan(List.of(), List.of(), false, 2, true));
        assertEquals(
                "t.csv:3:1: feature 'a__b' is too large a number; leave the row out, or make no such product",
                assertThrows(TrainingException.class, () -> Features.matrix(large, products))
                        .getMessage());
        Table negative = Table.named("t")
                .numbers("cores", 1, 2)
                .numbers("datasize", 3, -4.5)
                .numbers("y", 1, 2)
                .build();
        refuse(
                negative,
                new FeaturePlan("e", List.of(), List.of(), false, OptionalInt.of(1), false, List.of(), true),
                "t:3:2: column 'datasize' has -4.5, whose power 0.5 is not a finite number; leave the row out, or make no"
                        + " power 0.5 of this column");
    }

    @Test
    void refusesColumnsThatAreNotThere() {
        String nearest = "t.csv has no column 'zz' beside the target, the nearest is 'z'";
        refuse(TABLE, plan(List.of("zz"), List.of(), false, 1, false), nearest);
        refuse(TABLE, plan(List.of(), List.of("zz"), false, 1, false), nearest);
        refuse(
                TABLE,
                plan(List.of("y"), List.of(), false, 1, false),
                "t.csv has no column 'y' beside the target, the nearest is 'x'");
        refuse(
                TABLE,
                plan(List.of("code"), List.of(), false, 1, false),
                "t.csv:2:3: column 'code' has 'b'; expected a number in every row");
        refuse(
                TABLE,
                new FeaturePlan("e", List.of(), List.of(), false, OptionalInt.of(1), false, List.of(), true),
                "t.csv has no column 'datasize' beside the target, which the features of Ernest are made of; the nearest is"
                        + " 'code'; rename the column to 'datasize'");
        refuse(Table.named("t").numbers("y", 1).build(), FeaturePlan.PLAIN, "t has no column beside the target 'y'");
        assertEquals(
                "t.csv:2:3: column 'code' has 'b'; expected a number in every row",
                assertThrows(TrainingException.class, () -> Features.of(TABLE, "code", FeaturePlan.PLAIN))
                        .getMessage());
    }

    @Test
    void refusesProductsThatSayNothing() {
        refuse(
                TABLE,
                products("x log_x"),
                "the product 'x log_x' has 'log_x', which is no feature; the nearest is 'x'");
        String constant = " has a column and its inverse, or two words of one column; leave it out";
        refuse(TABLE, products("x z inverse_x"), "the product 'x z inverse_x'" + constant);
        refuse(TABLE, products("code_class_a code_class_b"), "the product 'code_class_a code_class_b'" + constant);
        refuse(TABLE, products("code_class_a code_class_a"), "the product 'code_class_a code_class_a'" + constant);
        refuse(TABLE, products("x"), "the product 'x' has 1 factors; expected 2 to 64");
        refuse(
                TABLE,
                products("x" + " x".repeat(64)),
                "the product 'x x x x x x x x x x x x x x x x x x x x ...' has 65 factors; expected 2 to 64");
        refuse(TABLE, products("x z", "x z"), "two features are called 'x__z'; rename a column");
    }

    @Test
    void refusesNamesThatClashOrCannotBeUsed() {
        refuse(
                Table.named("t")
                        .numbers("a", 1, 2)
                        .numbers("a__a", 1, 2)
                        .numbers("y", 1, 2)
                        .build(),
                plan(List.of(), List.of(), false, 2, false),
                "two features are called 'a__a'; rename a column");
        String tail = "; expected 1 to 200 characters without commas, quotes and control characters; rename columns,"
                + " correct words, or lower the degree of products";
        refuse(
                TableTest.read("w,y\n\"a,b\",1\nc,2\n"),
                FeaturePlan.PLAIN,
                "a feature cannot be called 'w_class_a,b'" + tail);
        refuse(
                numbers(),
                new FeaturePlan(
                        "p",
                        List.of("x"),
                        List.of(),
                        false,
                        OptionalInt.of(1),
                        false,
                        List.of(Collections.nCopies(20, "inverse_x")),
                        false),
                "a feature cannot be called 'inverse_x__inverse_x__inverse_x__inverse...'" + tail);
    }

    private static FeaturePlan products(String... products) {
        return new FeaturePlan(
                "f",
                List.of("x"),
                List.of(),
                false,
                OptionalInt.of(1),
                false,
                Arrays.stream(products)
                        .map(product -> List.of(product.split(" ")))
                        .toList(),
                false);
    }

    private static FeaturePlan plan(
            List<String> inverse, List<String> logarithm, boolean replace, int degree, boolean interactionsOnly) {
        return new FeaturePlan(
                "f", inverse, logarithm, replace, OptionalInt.of(degree), interactionsOnly, List.of(), false);
    }

    private static List<String> names(TableFeatures features) {
        List<String> names = features.terms().stream().map(Term::name).toList();
        assertEquals(
                names,
                features.schema().features().stream().map(FeatureSpec::name).toList());
        assertFalse(names.isEmpty());
        return names;
    }

    private static void refuse(Table table, FeaturePlan plan, String message) {
        assertEquals(
                message,
                assertThrows(TrainingException.class, () -> Features.of(table, "y", plan))
                        .getMessage());
    }
}
