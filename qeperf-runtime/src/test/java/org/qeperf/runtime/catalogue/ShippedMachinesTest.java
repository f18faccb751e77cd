package org.qeperf.runtime.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The machine files that ship, and the schema that describes them to editors. */
class ShippedMachinesTest {

    private static final Path RESOURCES = Path.of("src/main/resources/org/qeperf/runtime/catalogue");
    private static final String SCHEMA_FILE = "qeperf-cluster-1.schema.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(RESOURCES)) {
            return all.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.endsWith(SCHEMA_FILE))
                    .sorted()
                    .toList();
        }
    }

    private static JsonNode schemaText() throws IOException {
        return JSON.readTree(Files.readString(RESOURCES.resolve(SCHEMA_FILE)));
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schemaText());
    }

    @Test
    void theIndexNamesEachFile() throws IOException {
        List<String> names = files().stream()
                .map(file -> file.getFileName().toString().replace(".json", ""))
                .toList();
        assertEquals(names, Files.readAllLines(RESOURCES.resolve("machines.index")));
        assertEquals(names, Clusters.shipped().all().stream().map(Cluster::name).toList());
        assertTrue(names.size() >= 10, names::toString);
    }

    @Test
    void eachNameLeadsToOneMachine() {
        Set<String> seen = new HashSet<>();
        for (Cluster cluster : Clusters.shipped().all()) {
            List<String> names = new ArrayList<>(cluster.aliases());
            names.add(cluster.name());
            Set<String> own = new HashSet<>();
            names.forEach(name -> own.add(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "")));
            own.forEach(name -> assertTrue(seen.add(name), name));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "leonardo, leonardo-dcgp",
        "Leonardo_Booster, leonardo-booster",
        "lumi, lumi-c",
        "juwels, juwels-cluster",
        "marenostrum5, marenostrum5-gpp",
        "mn5, marenostrum5-gpp",
        "Marconi100, marconi100"
    })
    void findsWhatPeopleSay(String said, String name) {
        assertEquals(name, Clusters.shipped().find(said).name());
    }

    /** LUMI charges for a module, the batch system counts its two dies. */
    @Test
    void aNodeOfLumiGIsFourChargedUnits() {
        Accelerator accelerator = Clusters.shipped()
                .find("lumi-g")
                .nodeTypes()
                .get(0)
                .accelerator()
                .orElseThrow();
        assertEquals(8, accelerator.count().value());
        assertEquals(4, accelerator.chargedUnits());
    }

    @ParameterizedTest
    @MethodSource("files")
    void isReadAsItWasWritten(Path file) {
        Cluster cluster = Cluster.read(file);
        assertEquals(cluster, ClusterFileTest.read(cluster.toJson().toString()));
    }

    @ParameterizedTest
    @MethodSource("files")
    void obeysTheSchema(Path file) throws IOException {
        JsonNode text = JSON.readTree(Files.readString(file));
        assertEquals(Set.of(), schema().validate(text));
        assertEquals(Set.of(), schema().validate(Cluster.read(file).toJson()));
    }

    @Test
    void theExampleOfTestsObeysTheSchema() throws IOException {
        assertEquals(Set.of(), schema().validate(JSON.readTree(ClusterFileTest.EXAMPLE)));
    }

    /** The example has every member that the reader knows, which refuses all others. */
    @Test
    void theSchemaKnowsTheSameMembersAsTheReader() throws IOException {
        JsonNode text = schemaText();
        JsonNode example = JSON.readTree(ClusterFileTest.EXAMPLE);
        JsonNode type = example.path("node_types").path(0);
        JsonNode types = text.path("$defs").path("nodeType").path("properties");
        assertEquals(names(text.path("properties")), names(example));
        assertEquals(names(types), names(type));
        for (String part : List.of("accelerator", "interconnect")) {
            assertEquals(names(types.path(part).path("properties")), names(type.path(part)));
        }
        Set<String> partition = new TreeSet<>();
        example.path("partitions").forEach(p -> partition.addAll(names(p)));
        assertEquals(names(text.path("$defs").path("partition").path("properties")), partition);
        assertEquals(
                names(text.path("$defs").path("program").path("properties")),
                names(example.path("software").path(0)));
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"example-one\"|\"local\"",
                "\"Nowhere\"|\"No\\u001bwhere\"",
                "\"slurm\"|\"slrm\"",
                "[100, \"guide\"]|[0, \"guide\"]",
                "[100, \"guide\"]|100",
                "\"2.25 GHz\"|\"2.25 Ghz\"",
                "\"threads_per_core\"|\"colour\"",
                "\"module purge\"|\"module load a; b\"",
                "\"module purge\"|\"module load $(b)\"",
                "\"OMP_PLACES\"|\"OMP PLACES\"",
                "\"highmem\"|\"high;mem\"",
                "\"2024-04\"|\"2024-13\"",
                "\"per_charged_unit\": [2|\"per_charged_unit\": [0",
            })
    void theSchemaRefusesWhatTheReaderRefuses(String what, String instead) throws IOException {
        assertTrue(ClusterFileTest.EXAMPLE.contains(what), what);
        assertFalse(schema().validate(JSON.readTree(ClusterFileTest.EXAMPLE.replace(what, instead)))
                .isEmpty());
    }

    /** The table of the page; {@code -Dqeperf.docs=write} writes it anew. */
    @Test
    void thePageHasTheTableOfTheShippedMachines() throws IOException {
        Path page = Path.of("../docs/machine-catalogue.md");
        String text = Files.readString(page);
        String begin = "<!-- machines: begin -->\n";
        String end = "<!-- machines: end -->\n";
        String before = text.substring(0, text.indexOf(begin) + begin.length());
        String after = text.substring(text.indexOf(end));
        String whole = before + table() + after;
        if ("write".equals(System.getProperty("qeperf.docs"))) {
            Files.writeString(page, whole);
        }
        assertEquals(whole, Files.readString(page));
    }

    private static String table() throws IOException {
        Set<String> figures =
                names(JSON.readTree(ClusterFileTest.EXAMPLE).path("node_types").path(0));
        figures.removeAll(List.of("name", "accelerator"));
        StringBuilder table =
                new StringBuilder("| machine | nodes x cores | partitions | QE modules | no source tells |\n");
        table.append("|---|---|---|---|---|\n");
        for (Cluster cluster : Clusters.shipped().all()) {
            for (JsonNode type : cluster.toJson().path("node_types")) {
                Set<String> unknown = new TreeSet<>(figures);
                unknown.removeAll(names(type));
                boolean several = cluster.nodeTypes().size() > 1;
                table.append("| ").append(cluster.name());
                table.append(several ? ", " + type.path("name").textValue() : "");
                table.append(cluster.retired()
                        .map(when -> " (off since " + when.value() + ")")
                        .orElse(""));
                table.append(" | ").append(type.path("nodes").path(0).asText("?"));
                table.append(" x ").append(type.path("cores").path(0).asText());
                String name = type.path("name").textValue();
                table.append(" | ")
                        .append(cluster.partitions().stream()
                                .filter(p -> p.nodeType().equals(name))
                                .count());
                table.append(" | ")
                        .append(cluster.software(Software.QUANTUM_ESPRESSO).isPresent() ? "yes" : "");
                table.append(" | ").append(String.join(", ", unknown)).append(" |\n");
            }
        }
        return table.toString();
    }
}
