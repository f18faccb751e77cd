package org.qeperf.train.amllibrary;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.qeperf.api.InputException;
import org.qeperf.train.automl.plan.AutoMlPlan.DataPlan;
import org.qeperf.train.automl.plan.CsvColumns;
import org.qeperf.train.table.ColumnPlan;
import org.qeperf.train.table.FeaturePlan;

/** Reads section [DataPreparation]: the table and the features to make of it. */
final class AmlData {

    private static final int MOST_FACTORS = 20;
    private static final int FOLDERS_ABOVE = 2;
    private static final String ALL = "[*]";
    private static final String NEAR =
            "a file of comma-separated values, relative to the plan's folder or one of the two above it";
    private static final List<String> NOT_WITH_ERNEST = List.of(
            "use_columns",
            "skip_columns",
            "inverse",
            "log",
            "product_max_degree",
            "selected_products",
            "normalization");

    private final IniFile.Section section;
    private final CsvColumns columns;
    private final DataPlan.CsvFile table;
    private final FeaturePlan features;

    AmlData(Path plan, IniFile.Section section, PythonValue target) {
        this.section = section;
        PythonValue path = section.get("input_path", "input_path = a file of comma-separated values");
        Path file = file(plan, path);
        CsvColumns old = CsvColumns.read(file);
        Map<String, String> rename = rename(old);
        this.columns = old.renamed(rename);
        columns.require(target.text(), target.location());
        if (section.find("use_columns").isPresent()
                && section.find("skip_columns").isPresent()) {
            throw beside("skip_columns", "use_columns", "one of the two");
        }
        this.table = new DataPlan.CsvFile(
                file,
                target.text(),
                new ColumnPlan(
                        rename, skipRows(), names("use_columns"), names("skip_columns"), names("categorical_columns")));
        this.features = truth("ernest") ? ernest() : features();
    }

    DataPlan.CsvFile table() {
        return table;
    }

    CsvColumns columns() {
        return columns;
    }

    FeaturePlan featurePlan() {
        return features;
    }

    boolean normalization() {
        return truth("normalization");
    }

    private boolean truth(String key) {
        return section.find(key).map(PythonValue::truth).orElse(false);
    }

    /** As aMLLibrary, which is started in a folder above its configurations. */
    private static Path file(Path plan, PythonValue path) {
        @Nullable Path folder = plan.toAbsolutePath().normalize().getParent();
        try {
            for (int i = 0; i <= FOLDERS_ABOVE && folder != null; i++) {
                Path file = folder.resolve(path.text()).normalize();
                if (Files.isRegularFile(file)) {
                    return file;
                }
                folder = folder.getParent();
            }
        } catch (InvalidPathException e) {
            throw path.wrong(NEAR);
        }
        throw path.wrong(NEAR);
    }

    private Map<String, String> rename(CsvColumns old) {
        Map<String, String> rename = new LinkedHashMap<>();
        section.find("rename_columns").ifPresent(value -> {
            for (PythonValue.Pair pair : value.pairs("names, such as {'old': 'new'}")) {
                old.require(pair.key().text(), pair.key().location());
                rename.put(pair.key().text(), pair.value().text());
            }
        });
        return rename;
    }

    private Map<String, Double> skipRows() {
        Map<String, Double> skip = new LinkedHashMap<>();
        section.find("skip_rows").ifPresent(value -> {
            for (PythonValue.Pair pair : value.pairs("bounds, such as {'x1': 5}")) {
                columns.require(pair.key().text(), pair.key().location());
                skip.put(pair.key().text(), pair.value().number());
            }
        });
        return skip;
    }

    private List<String> names(String key) {
        List<String> names = new ArrayList<>();
        section.find(key).ifPresent(value -> {
            for (PythonValue item : value.items()) {
                columns.require(item.text(), item.location());
                names.add(item.text());
            }
        });
        return names;
    }

    private FeaturePlan ernest() {
        for (String key : NOT_WITH_ERNEST) {
            boolean off = section.find(key)
                    .map(value -> value instanceof PythonValue.Truth truth && !truth.value())
                    .orElse(true);
            if (!off) {
                throw beside(key, "ernest", "ernest alone, whose features stand in the place of all others");
            }
        }
        columns.require("cores", section.place("ernest"));
        columns.require("datasize", section.place("ernest"));
        return new FeaturePlan("ernest", List.of(), List.of(), false, OptionalInt.of(1), false, List.of(), true);
    }

    private InputException beside(String key, String other, String expected) {
        return new InputException(section.place(key), key, "key '" + key + "' stands beside '" + other + "'", expected);
    }

    private FeaturePlan features() {
        if (section.find("product_max_degree").isPresent()
                && section.find("selected_products").isPresent()) {
            throw beside("product_max_degree", "selected_products", "one of the two");
        }
        boolean interactions = truth("product_interactions_only");
        if (interactions && section.find("product_max_degree").isEmpty()) {
            throw new InputException(
                    section.place("product_interactions_only"),
                    "product_interactions_only",
                    "key 'product_interactions_only' stands without 'product_max_degree'",
                    "both or none");
        }
        FeaturePlan plan = new FeaturePlan(
                "as given",
                columnsOrAll("inverse"),
                columnsOrAll("log"),
                false,
                degree(),
                interactions,
                products(),
                false);
        boolean plain = plan.inverse().isEmpty()
                && plan.logarithm().isEmpty()
                && plan.degree().equals(OptionalInt.of(1))
                && plan.products().isEmpty();
        return plain ? FeaturePlan.PLAIN : plan;
    }

    private List<String> columnsOrAll(String key) {
        boolean all = section.find(key).map(value -> value.is(ALL)).orElse(false);
        return all ? List.of("*") : names(key);
    }

    private OptionalInt degree() {
        PythonValue degree = section.find("product_max_degree").orElse(null);
        if (degree == null || degree instanceof PythonValue.Truth truth && !truth.value()) {
            return OptionalInt.of(1);
        }
        if (degree.is("inf")) {
            return OptionalInt.empty();
        }
        if (degree instanceof PythonValue.Number number && number.value() == 0) {
            return OptionalInt.of(1);
        }
        return OptionalInt.of(degree.whole(1, MOST_FACTORS));
    }

    private List<List<String>> products() {
        List<List<String>> products = new ArrayList<>();
        section.find("selected_products").ifPresent(value -> {
            for (PythonValue item : value.items()) {
                List<String> factors = List.of(item.text().strip().split("\\s+"));
                if (factors.size() < 2 || factors.size() > MOST_FACTORS) {
                    throw item.wrong("2 to " + MOST_FACTORS + " factors, such as 'x1 x2'");
                }
                products.add(factors);
            }
        });
        return products;
    }

    /** How many features come of it, words counted as one and no product left out; at least 1. */
    int features(int most) {
        if (features.ernest()) {
            return 4;
        }
        int used = table.columns().use().isEmpty()
                ? columns.names().size() - 1 - table.columns().skip().size()
                : table.columns().use().size();
        double single = used + count(features.inverse(), used) + count(features.logarithm(), used);
        double all = single + features.products().size();
        double ways = single;
        int degree = features.degree().orElse((int) Math.min(single, MOST_FACTORS));
        for (int k = 2; k <= degree && ways > 0; k++) {
            ways *= (features.interactionsOnly() ? single - k + 1 : single + k - 1) / k;
            all += ways;
        }
        return (int) Math.max(1, Math.min(most, Math.rint(all)));
    }

    private static int count(List<String> names, int used) {
        return names.contains("*") ? used : names.size();
    }
}
