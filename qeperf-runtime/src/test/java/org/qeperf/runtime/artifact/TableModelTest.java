package org.qeperf.runtime.artifact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.qeperf.api.ArtifactException;
import org.qeperf.api.ArtifactException.Reason;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.predict.Target;
import org.qeperf.api.train.Algorithm.Inputs;
import org.qeperf.runtime.artifact.Preparation.TargetForm;
import org.qeperf.runtime.score.LinearFunction;

class TableModelTest {

    private static final PortableModel MODEL = ExampleTables.model(Inputs.STANDARDIZED, TargetForm.IDENTITY);

    private static ModelFile file() {
        return ModelFile.of(ExampleTables.bytes(MODEL));
    }

    private static PortableModel read(byte[] bytes) {
        return ArtifactReader.read("m.qeperf", new ByteArrayInputStream(bytes), List.of(ExampleModels.SCHEMA));
    }

    private static void refused(Reason reason, String message, ModelFile file) {
        ArtifactException e = assertThrows(ArtifactException.class, () -> read(file.bytes()));
        assertEquals("m.qeperf: " + message, e.getMessage());
        assertEquals(reason, e.reason());
    }

    private static void corrupt(String problem, ModelFile file) {
        refused(Reason.CORRUPT, problem + "; expected a sound model file", file);
    }

    /** The file with another table.json under matching sums. */
    private static ModelFile table(Consumer<ObjectNode> change) {
        ModelFile file = file();
        try {
            ObjectNode table = (ObjectNode) ArtifactFormat.JSON.readTree(file.text("table.json"));
            change.accept(table);
            return file.put("table.json", ArtifactFormat.JSON.writeValueAsString(table));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode factor(ObjectNode table, int feature, int factor) {
        return (ObjectNode) table.at("/features/" + feature + "/factors/" + factor);
    }

    private static ArrayNode list(ObjectNode table, String pointer) {
        return (ArrayNode) table.at(pointer);
    }

    @ParameterizedTest
    @MethodSource("org.qeperf.runtime.artifact.ExampleTables#all")
    void whatIsWrittenIsReadBitByBit(PortableModel model) {
        byte[] bytes = ExampleTables.bytes(model);
        PortableModel again = read(bytes);
        assertEquals(ExampleTables.TABLE.columns(), again.table().orElseThrow().columns());
        assertEquals(ExampleTables.TABLE.terms(), again.table().orElseThrow().terms());
        assertEquals("exec time", again.table().orElseThrow().target());
        FeatureMatrix rows = ExampleTables.rows(ExampleTables.cells(200));
        double[] expected = new double[200];
        double[] actual = new double[200];
        model.predict(rows, expected);
        again.predict(rows, actual);
        assertArrayEquals(expected, actual);
        assertArrayEquals(bytes, ExampleTables.bytes(again));
    }

    @Test
    void aModelOfAnotherSchemaHasNoTable() {
        assertEquals(Optional.empty(), ExampleModels.forest().table());
        assertEquals(
                List.of("manifest.json", "table.json"),
                List.copyOf(file().entries().keySet()).subList(0, 2));
    }

    @Test
    void theTableIsJsonForPeopleToo() {
        assertEquals("""
                {
                  "target" : "exec time",
                  "columns" : [ {
                    "name" : "nodes"
                  }, {
                    "name" : "nThreads"
                  }, {
                    "name" : "solver",
                    "levels" : [ "cg", "davidson", "two words" ]
                  } ],
                  "features" : [ {
                    "name" : "nodes",
                    "factors" : [ {
                      "kind" : "power",
                      "column" : "nodes",
                      "exponent" : 1.0
                    } ]
                  }, {
                    "name" : "inverse_nThreads",
                    "factors" : [ {
                      "kind" : "power",
                      "column" : "nThreads",
                      "exponent" : -1.0
                    } ]
                  }, {
                    "name" : "solver is cg",
                    "factors" : [ {
                      "kind" : "is",
                      "column" : "solver",
                      "level" : "cg"
                    } ]
                  }, {
                    "name" : "log_nodes_root_nThreads_davidson",
                    "factors" : [ {
                      "kind" : "log",
                      "column" : "nodes"
                    }, {
                      "kind" : "power",
                      "column" : "nThreads",
                      "exponent" : 0.5
                    }, {
                      "kind" : "is",
                      "column" : "solver",
                      "level" : "davidson"
                    } ]
                  } ]
                }""", file().text("table.json"));
    }

    @Test
    void membersThatAreMissingOrUnknownAreRefused() {
        corrupt("table.json: it has other members than target, columns, features", table(t -> t.put("more", 1)));
        corrupt("table.json: it has other members than target, columns, features", table(t -> t.remove("target")));
        corrupt("table.json: it has other members than target, columns, features", file().put("table.json", "[1]"));
        corrupt(
                "table.json: a feature has other members than name, factors",
                table(t -> list(t, "/features").addObject().put("name", "x")));
        corrupt(
                "table.json: a column has other members than name",
                table(t -> list(t, "/columns").addObject().put("nam", "x")));
        corrupt(
                "table.json: a column has other members than name, levels",
                table(t -> list(t, "/columns").addObject().putArray("levels")));
        corrupt(
                "table.json: a power has other members than kind, column, exponent",
                table(t -> factor(t, 0, 0).remove("exponent")));
        corrupt(
                "table.json: a logarithm has other members than kind, column",
                table(t -> factor(t, 3, 0).put("base", 2)));
        corrupt(
                "table.json: an indicator has other members than kind, column, level",
                table(t -> factor(t, 2, 0).remove("level")));
        corrupt(
                "table.json: a factor of the unknown kind 'java.lang.Runtime'",
                table(t -> factor(t, 2, 0).put("kind", "java.lang.Runtime")));
        refused(
                Reason.CORRUPT,
                "not a model file; expected a zip of JSON and arrays",
                file().put("table.json", "{\"target\": \"a\", \"target\": \"b\"}"));
    }

    @Test
    void membersOfAnotherTypeAreRefused() {
        corrupt("table.json: target is no text", table(t -> t.put("target", 1)));
        corrupt("table.json: columns is no list", table(t -> t.put("columns", "x")));
        corrupt("table.json: features is no list", table(t -> t.putNull("features")));
        corrupt("table.json: levels is no list", table(t -> ((ObjectNode) t.at("/columns/2")).put("levels", 1)));
        corrupt("table.json: a column has no levels", table(t -> ((ObjectNode) t.at("/columns/2")).putArray("levels")));
        corrupt(
                "table.json: a level is no text",
                table(t -> list(t, "/columns/2/levels").add(1)));
        corrupt("table.json: factors is no list", table(t -> ((ObjectNode) t.at("/features/0")).put("factors", 1)));
        corrupt(
                "table.json: kind is no text",
                table(t -> list(t, "/features/0/factors").add(1)));
        corrupt(
                "table.json: an exponent is no number",
                table(t -> factor(t, 0, 0).put("exponent", "1")));
        corrupt(
                "exponent Infinity of column 'nodes'",
                table(t -> factor(t, 0, 0)
                        .set("exponent", ArtifactFormat.JSON.getNodeFactory().numberNode(new BigDecimal("1e999")))));
    }

    @ParameterizedTest
    @CsvSource({"/columns, columns", "/features, features", "/features/0/factors, factors", "/columns/2/levels, levels"
    })
    void listsHaveLimits(String pointer, String name) {
        corrupt("table.json: there are more than 50000 " + name, table(t -> {
            for (int i = 0; i < 50_000; i++) {
                list(t, pointer).addObject();
            }
        }));
    }

    @Test
    void theLimitOfFactorsIsOneForAllFeatures() {
        corrupt("table.json: there are more than 50000 factors", table(t -> {
            ArrayNode features = list(t, "/features");
            for (int i = 0; i < 1_700; i++) {
                ObjectNode feature = features.addObject().put("name", "f" + i);
                ArrayNode factors = feature.putArray("factors");
                for (int j = 0; j < 30; j++) {
                    factors.addObject().put("kind", "log").put("column", "nodes");
                }
            }
        }));
    }

    @Test
    void theLimitOfLevelsIsOneForAllColumns() {
        ObjectNode table = TableJson.write(ExampleTables.TABLE);
        addLevels(table, 20_000);
        // With the three that are there already.
        ArrayNode last = addLevels(table, 29_997);
        assertEquals(5, TableJson.read(table).columns().size());
        last.add("one more");
        assertEquals(
                "table.json: there are more than 50000 levels",
                assertThrows(IllegalArgumentException.class, () -> TableJson.read(table))
                        .getMessage());
    }

    private static ArrayNode addLevels(ObjectNode table, int count) {
        ArrayNode levels =
                list(table, "/columns").addObject().put("name", "words" + count).putArray("levels");
        for (int i = 0; i < count; i++) {
            levels.add("level " + i);
        }
        return levels;
    }

    @Test
    void featuresThatCannotBeMadeAreRefused() {
        corrupt(
                "a feature reads column 'none', which is not there or is of another kind",
                table(t -> factor(t, 0, 0).put("column", "none")));
        corrupt("there is no feature", table(t -> t.putArray("features")));
        corrupt("feature 'nodes' has 0 factors", table(t -> ((ObjectNode) t.at("/features/0")).putArray("factors")));
    }

    @Test
    void theTableMustFitTheManifest() {
        corrupt("there is no table.json", file().remove("table.json"));
        refused(
                Reason.WRONG_SCHEMA,
                "schema table has fingerprint " + MODEL.schema().fingerprint() + "; expected "
                        + new FeatureSchema("table", MODEL.schema().features().subList(0, 3)).fingerprint()
                        + ", train the model again",
                table(t -> list(t, "/features").remove(3)));
        corrupt(
                "there is a table.json for rows of another schema",
                ModelFile.of(ExampleModels.forest()).put("table.json", file().text("table.json")));
        corrupt(
                "schema table, code pw.x and target exec time do not go together with a table",
                file().manifest(m -> m.put("code", "pw.x")));
        corrupt(
                "schema table, code table and target exec time do not go together with a table",
                table(t -> t.put("target", "another")));
    }

    @Test
    void formatTwoKnowsNoTables() {
        refused(Reason.WRONG_SCHEMA, "made for schema 'table'; expected one of example-3", file().manifest(m -> {
            m.put("format", 2);
            m.remove("target_form");
        }));
    }

    @Test
    void aTableWithoutItsFeaturesIsNoModel() {
        assertEquals(
                "schema table, code table and target exec time do not go together without a table",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new PortableModel(
                                        MODEL.manifest(),
                                        MODEL.schema(),
                                        MODEL.preparation(),
                                        MODEL.regressor(),
                                        MODEL.interval(),
                                        new double[4],
                                        new double[4],
                                        List.of()))
                        .getMessage());
    }

    @Test
    void verificationRowsMayBeNegativeUnlessTheTargetIsALogarithm() {
        Preparation identity = MODEL.preparation();
        PortableModel falling =
                ExampleTables.model("falling", identity, new LinearFunction(-20, new double[] {1, 0, 0, 0}));
        byte[] bytes = ExampleTables.bytes(falling);
        assertArrayEquals(bytes, ExampleTables.bytes(read(bytes)));
        assertEquals(new Target("exec time", "ms"), read(bytes).target());
        PortableModel tiny = ExampleTables.model(
                "tiny",
                ExampleTables.model(Inputs.RAW, TargetForm.LOGARITHM).preparation(),
                new LinearFunction(-1e6, new double[4]));
        assertEquals(
                "the model to be written: verification row 1 predicts no positive number; expected a sound model file",
                assertThrows(ArtifactException.class, () -> ExampleTables.bytes(tiny))
                        .getMessage());
    }
}
