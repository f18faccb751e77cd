package org.qeperf.train.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.qeperf.api.EditDistance;
import org.qeperf.api.InputException;
import org.qeperf.api.TrainingException;
import org.qeperf.runtime.table.Factor;
import org.qeperf.runtime.table.TableColumn;
import org.qeperf.runtime.table.TableFeatures;
import org.qeperf.runtime.table.Term;

/**
 * Makes features of the columns of a table. Names and order are aMLLibrary's ({@code data_preparation}): columns, each word of
 * a column of words as {@code column_class_word}, then {@code inverse_column}, {@code log_column}, and products {@code a__b},
 * whose factors are in the order of their names. Products that are the same in every row are left out: those of a column and
 * its inverse, and those of two words of one column.
 */
public final class Features {

    private static final int MOST_FEATURES = 5_000;
    private static final int MOST_FACTORS = 64;

    private final Table table;
    private final FeaturePlan plan;
    private final List<String> columns;
    private final List<Product.Single> singles = new ArrayList<>();
    private final List<Term> terms = new ArrayList<>();

    private Features(Table table, String target, FeaturePlan plan) {
        this.table = table;
        this.plan = plan;
        this.columns =
                table.columns().stream().filter(name -> !name.equals(target)).toList();
    }

    /**
     * Makes features.
     *
     * @param table the target and the columns to make features of
     * @param target name of the column to predict
     * @param plan what to make
     * @return the features, which read the columns that they need
     * @throws TrainingException if the plan does not fit the table, or a feature is not finite in a row
     */
    public static TableFeatures of(Table table, String target, FeaturePlan plan) {
        table.numberColumn(target);
        Features features = new Features(table, target, plan);
        if (features.columns.isEmpty()) {
            throw new TrainingException(
                    table.name() + " has no column beside the target " + InputException.quote(target));
        }
        if (plan.ernest()) {
            features.addErnest();
        } else {
            features.addSingles();
            features.addProducts();
        }
        return features.build(target);
    }

    /**
     * The rows that a model learns from.
     *
     * @param table a table with the columns that the features read
     * @param features what {@link #of} made of it
     * @return one row after the other
     * @throws TrainingException if a feature is not finite in a row, or there are more than 100 million numbers
     * @throws InputException if the table has another word or lacks a column
     */
    public static double[] matrix(Table table, TableFeatures features) {
        TermValues values = new TermValues(table, features.columns());
        double[] matrix = values.matrix(features.terms());
        values.firstNotFinite(matrix, features.terms()).ifPresent(found -> {
            throw found.inTraining(table);
        });
        return matrix;
    }

    private void addErnest() {
        for (String needed : List.of("datasize", "cores")) {
            if (!columns.contains(needed)) {
                throw new TrainingException(table.name() + " has no column '" + needed
                        + "' beside the target, which the features of Ernest are made of; the nearest is "
                        + InputException.quote(EditDistance.nearest(needed, columns)) + "; rename the column to '"
                        + needed + "'");
            }
        }
        add("datasize_over_cores", List.of(power("datasize", 1), power("cores", -1)));
        add("log_cores", List.of(new Factor.Log("cores")));
        add("square_datasize_over_cores", List.of(power("datasize", 0.5), power("cores", -0.5)));
        add("squared_datasize_over_cores", List.of(power("datasize", 0.5), power("cores", -1)));
    }

    private static Factor power(String column, double exponent) {
        return new Factor.Power(column, exponent);
    }

    private void addSingles() {
        List<String> inverses = chosen(plan.inverse(), value -> value != 0);
        List<String> logarithms = chosen(plan.logarithm(), value -> value > 0);
        for (String column : columns) {
            if (table.isWords(column)) {
                for (String level : Levels.of(table, column)) {
                    addSingle(column + "_class_" + level, new Factor.Is(column, level));
                }
            } else if (!plan.replace() || !inverses.contains(column) && !logarithms.contains(column)) {
                addSingle(column, power(column, 1));
            }
        }
        inverses.forEach(column -> addSingle("inverse_" + column, power(column, -1)));
        logarithms.forEach(column -> addSingle("log_" + column, new Factor.Log(column)));
    }

    private interface Test {
        boolean holds(double value);
    }

    /** The columns that a plan names, or all whose numbers pass. */
    private List<String> chosen(List<String> names, Test possible) {
        Set<String> chosen = new LinkedHashSet<>();
        for (String name : names) {
            if (name.equals("*")) {
                columns.stream()
                        .filter(column -> table.column(column) instanceof Column.Numbers numbers
                                && all(numbers.values(), possible))
                        .forEach(chosen::add);
            } else {
                if (!columns.contains(name)) {
                    throw new TrainingException(table.name() + " has no column " + InputException.quote(name)
                            + " beside the target, the nearest is "
                            + InputException.quote(EditDistance.nearest(name, columns)));
                }
                chosen.add(table.numberColumn(name).name());
            }
        }
        return List.copyOf(chosen);
    }

    private static boolean all(double[] values, Test possible) {
        for (double value : values) {
            if (!possible.holds(value)) {
                return false;
            }
        }
        return true;
    }

    private void addSingle(String name, Factor factor) {
        add(name, List.of(factor));
        singles.add(new Product.Single(name, factor));
    }

    private void addProducts() {
        List<Product.Single> sorted = singles.stream()
                .sorted(Comparator.comparing(Product.Single::name))
                .toList();
        int most = plan.degree().orElse(sorted.size());
        List<Product> level = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            level.add(new Product(List.of(sorted.get(i)), i));
        }
        for (int degree = 2; degree <= most && !level.isEmpty(); degree++) {
            List<Product> next = new ArrayList<>();
            for (Product product : level) {
                for (int i = product.last() + (plan.interactionsOnly() ? 1 : 0); i < sorted.size(); i++) {
                    if (product.allows(sorted.get(i))) {
                        Product longer = product.times(sorted.get(i), i);
                        add(longer.name(), longer.factors());
                        next.add(longer);
                    }
                }
            }
            level = next;
        }
        plan.products().forEach(this::addNamedProduct);
    }

    private void addNamedProduct(List<String> names) {
        Product product = new Product(List.of(), 0);
        for (String name : names) {
            Product.Single single = singles.stream()
                    .filter(candidate -> candidate.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new TrainingException("the product "
                            + InputException.quote(String.join(" ", names))
                            + " has " + InputException.quote(name) + ", which is no feature; the nearest is "
                            + InputException.quote(EditDistance.nearest(
                                    name,
                                    singles.stream().map(Product.Single::name).toList()))));
            if (!product.allows(single)) {
                throw new TrainingException("the product " + InputException.quote(String.join(" ", names))
                        + " has a column and its inverse, or two words of one column; leave it out");
            }
            product = product.times(single, 0);
        }
        if (names.size() < 2 || names.size() > MOST_FACTORS) {
            throw new TrainingException("the product " + InputException.quote(String.join(" ", names)) + " has "
                    + names.size() + " factors; expected 2 to " + MOST_FACTORS);
        }
        add(product.name(), product.factors());
    }

    private void add(String name, List<Factor> factors) {
        if (terms.size() == MOST_FEATURES) {
            throw new TrainingException("features " + InputException.quote(plan.name()) + " of " + table.name()
                    + " are more than " + MOST_FEATURES
                    + "; lower the degree of products, allow interactions only, or use fewer columns");
        }
        try {
            terms.add(new Term(name, factors));
        } catch (IllegalArgumentException e) {
            throw new TrainingException("a feature cannot be called " + InputException.quote(name)
                    + "; expected 1 to 200 characters without commas, quotes and control characters; rename columns, correct words,"
                    + " or lower the degree of products");
        }
    }

    private TableFeatures build(String target) {
        Set<String> names = new HashSet<>();
        Set<String> read = new TreeSet<>();
        for (Term term : terms) {
            if (!names.add(term.name())) {
                throw new TrainingException(
                        "two features are called " + InputException.quote(term.name()) + "; rename a column");
            }
            term.factors().forEach(factor -> read.add(factor.column()));
        }
        List<TableColumn> needed = columns.stream()
                .filter(read::contains)
                .map(column -> table.isWords(column)
                        ? new TableColumn(column, Levels.of(table, column))
                        : TableColumn.numbers(column))
                .toList();
        requireFinite(new TermValues(table, needed));
        return new TableFeatures(target, needed, terms);
    }

    private void requireFinite(TermValues values) {
        Set<Factor> seen = new HashSet<>();
        for (Term term : terms) {
            for (Factor factor : term.factors()) {
                if (seen.add(factor)) {
                    values.firstNotFinite(factor).ifPresent(found -> {
                        throw found.inTraining(table);
                    });
                }
            }
        }
    }
}
