package org.qeperf.train.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.InputException;

class YamlNodeTest {

    @TempDir
    private Path folder;

    @Test
    void knowsItsPlaces() throws IOException {
        YamlNode.Mapping root = read("a: 1\nb:\n  - x: y\n  - 2.5\n");
        assertEquals(1, root.get("a").whole(0, 9));
        List<YamlNode> items = root.get("b").items();
        assertEquals("y", items.get(0).mapping().get("x").text());
        assertEquals(2.5, items.get(1).positive());
        assertEquals(
                List.of(4, 5),
                List.of(items.get(1).location().line(), items.get(1).location().column()));
        assertEquals(1, root.get("a").items().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- a              | 1:1: this is not a plan; expected keys and values in YAML",
                "a: 1\\n---\\nb: 2 | 3:1: something follows the plan; expected one plan in a file",
                "a: &x 1\\nb: *x   | 2:4: found an alias; expected the value itself",
                "a: [             | 1:5: while parsing a flow node; expected YAML",
                "a: 1\\na: 2       | 2:2: Duplicate field 'a'; expected YAML",
            })
    void saysWhatIsWrongWhere(String text, String message) {
        InputException e = assertThrows(InputException.class, () -> read(text.replace("\\n", "\n")));
        assertEquals(folder.resolve("plan.yaml") + ":" + message, e.getMessage());
    }

    @Test
    void endsListsInLists() {
        InputException e = assertThrows(InputException.class, () -> read("a: " + "[".repeat(50) + "]".repeat(50)));
        assertEquals(
                folder.resolve("plan.yaml") + ":1:24: lists in lists without end; expected at most 20 levels",
                e.getMessage());
    }

    @Test
    void namesWhatWasFound() throws IOException {
        YamlNode.Mapping root = read("a: {b: 1}\nc: [1, 2]\nd:\n");
        String file = folder.resolve("plan.yaml").toString();
        assertEquals(
                file + ":1:4: found keys and values; expected one word or number",
                assertThrows(InputException.class, () -> root.get("a").text()).getMessage());
        assertEquals(
                file + ":2:4: found a list; expected keys and values",
                assertThrows(InputException.class, () -> root.get("c").mapping())
                        .getMessage());
        assertEquals(
                file + ":1:1: key 'e' is missing; expected it among the keys that start here",
                assertThrows(InputException.class, () -> root.get("e")).getMessage());
        assertEquals(
                file + ":1:1: unknown key 'a'; expected one of c, d",
                assertThrows(InputException.class, () -> root.allowing(List.of("c", "d")))
                        .getMessage());
    }

    private YamlNode.Mapping read(String text) throws IOException {
        Path file = folder.resolve("plan.yaml");
        Files.writeString(file, text);
        return YamlNode.read(file);
    }
}
