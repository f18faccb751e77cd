package org.qeperf.train.automl.plan;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.api.TrainingException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.train.Algorithm.Inputs;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.train.automl.plan.AutoMlPlan.DataPlan;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.table.ColumnPlan;
import org.qeperf.train.yaml.YamlNode;

/** Reads what a plan learns from. */
final class DataReader {

    private static final String NONE = "none";

    private final Path plan;
    private final RegressorCatalogue catalogue;
    private final FeatureExtractor extractor;

    DataReader(Path plan, RegressorCatalogue catalogue, FeatureExtractor extractor) {
        this.plan = plan;
        this.catalogue = catalogue;
        this.extractor = extractor;
    }

    /**
     * What was read.
     *
     * @param plan what to learn from
     * @param columns the columns of a table under their new names; empty for runs
     */
    record Read(DataPlan plan, Optional<CsvColumns> columns) {}

    Read read(YamlNode node) {
        YamlNode.Mapping data = node.mapping();
        boolean table = data.find("csv").isPresent();
        if (table == data.find("runs").isPresent()) {
            throw new InputException(
                    data.location(),
                    "",
                    table ? "keys 'csv' and 'runs' stand side by side" : "there is neither 'csv' nor 'runs'",
                    "csv: FILE for a table, or runs: FILE for a run file");
        }
        return table ? table(PlanBlock.TABLE.of(data)) : runs(PlanBlock.RUNS.of(data));
    }

    private Read table(YamlNode.Mapping data) {
        Path file = file(data.get("csv"), "a file of comma-separated values");
        CsvColumns old = CsvColumns.read(file);
        Map<String, String> rename = new LinkedHashMap<>();
        each(data.find("rename"), (name, value) -> {
            old.require(name, value.place());
            if (rename.containsValue(value.node().text())) {
                throw value.node().wrong("a name that no other column gets");
            }
            rename.put(name, value.node().text());
        });
        CsvColumns columns = old.renamed(rename);
        Map<String, Double> skipRows = new LinkedHashMap<>();
        each(data.find("skip_rows"), (name, value) -> {
            columns.require(name, value.place());
            skipRows.put(name, value.node().number());
        });
        YamlNode target = data.get("target");
        columns.require(target.text(), target.location());
        ColumnPlan plan = new ColumnPlan(
                rename,
                skipRows,
                names(data.find("use"), columns),
                names(data.find("skip"), columns),
                names(data.find("words"), columns));
        if (plan.skip().contains(target.text())) {
            throw data.get("skip").wrong("columns without the target '" + target.text() + "'");
        }
        return new Read(new DataPlan.CsvFile(file, target.text(), plan), Optional.of(columns));
    }

    private Read runs(YamlNode.Mapping data) {
        String cleaning = data.find("cleaning").map(DataReader::cleaning).orElse(Cleaning.DEFAULT);
        List<String> codes = List.of(extractor.code());
        String code = data.find("code").map(node -> node.oneOf(codes)).orElse(extractor.code());
        List<String> known =
                extractor.schemas().stream().map(FeatureSchema::name).toList();
        List<String> schemas = data.find("schemas")
                .map(node -> AutoMlPlanReader.different(node, item -> item.oneOf(known)))
                .orElse(known.subList(0, 1));
        return new Read(
                new DataPlan.RunFile(
                        file(data.get("runs"), "a run file"),
                        cleaning,
                        code,
                        schemas,
                        normalizers(data.find("normalizers"), schemas)),
                Optional.empty());
    }

    private static String cleaning(YamlNode node) {
        try {
            return Cleaning.find(node.text()).name();
        } catch (TrainingException e) {
            throw node.wrong("one of " + String.join(", ", Cleaning.names()) + ", or several joined by +");
        }
    }

    private List<String> normalizers(Optional<YamlNode> node, List<String> schemas) {
        List<String> laws = new ArrayList<>();
        catalogue.choices().forEach((id, choice) -> {
            if (choice.algorithm().inputs() == Inputs.RAW) {
                laws.add(id);
            }
        });
        if (node.isEmpty()) {
            laws.add(0, "");
            return laws;
        }
        return AutoMlPlanReader.different(node.get(), item -> normalizer(item, schemas, laws));
    }

    /** A feature of every schema, or a law. */
    private String normalizer(YamlNode item, List<String> schemas, List<String> laws) {
        if (item.text().equals(NONE)) {
            return "";
        }
        List<String> known = new ArrayList<>(laws);
        known.add(0, NONE);
        boolean first = true;
        for (FeatureSchema schema : extractor.schemas()) {
            if (schemas.contains(schema.name())) {
                List<String> features =
                        schema.features().stream().map(FeatureSpec::name).toList();
                if (first) {
                    known.addAll(features);
                } else {
                    known.removeIf(name -> !features.contains(name) && !laws.contains(name) && !name.equals(NONE));
                }
                first = false;
            }
        }
        return item.oneOf(known);
    }

    private Path file(YamlNode node, String expected) {
        try {
            Path file = plan.resolveSibling(node.text()).normalize();
            if (Files.isRegularFile(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw node.wrong(expected + ", relative to the plan");
        }
        throw node.wrong(expected + ", relative to the plan");
    }

    private static List<String> names(Optional<YamlNode> node, CsvColumns columns) {
        return node.map(list -> AutoMlPlanReader.different(list, item -> {
                    columns.require(item.text(), item.location());
                    return item.text();
                }))
                .orElse(List.of());
    }

    /**
     * A value and the place of its key.
     *
     * @param node the value
     * @param place where its key stands
     */
    record Member(YamlNode node, SourceLocation place) {}

    static void each(Optional<YamlNode> node, BiConsumer<String, Member> reader) {
        if (node.isPresent()) {
            YamlNode.Mapping mapping = node.get().mapping();
            mapping.members().forEach((key, value) -> reader.accept(key, new Member(value, mapping.place(key))));
        }
    }
}
