package org.qeperf.train.automl.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SearchPlanSchemaTest {

    @ParameterizedTest
    @EnumSource(PlanBlock.class)
    void hasTheKeysThatAreRead(PlanBlock block) throws IOException {
        JsonNode schema = schema();
        JsonNode node = block == PlanBlock.PLAN
                ? schema
                : schema.path("$defs").path(block.name().toLowerCase(Locale.ROOT));
        List<String> keys = new ArrayList<>();
        node.path("properties").fieldNames().forEachRemaining(keys::add);
        assertEquals(block.keys(), keys);
        assertFalse(node.path("additionalProperties").asBoolean(true));
    }

    @Test
    void hasTheWordsThatAreRead() throws IOException {
        JsonNode blocks = schema().path("$defs");
        assertEquals(DivisionReader.methodNames(), words(blocks.path("method")));
        assertEquals(
                AutoMlPlanReader.METHODS,
                words(blocks.path("search").path("properties").path("method")));
    }

    private static List<String> words(JsonNode node) {
        List<String> words = new ArrayList<>();
        node.path("enum").forEach(word -> words.add(word.asText()));
        return words;
    }

    private static JsonNode schema() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(PlanBlock.class.getResourceAsStream("search-plan.schema.json"), "the schema")) {
            return new ObjectMapper().readTree(in);
        }
    }
}
