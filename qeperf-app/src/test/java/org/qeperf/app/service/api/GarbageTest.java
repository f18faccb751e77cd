package org.qeperf.app.service.api;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.app.cli.ExampleInput;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Route;
import org.qeperf.store.JdbcRunStore;
import org.qeperf.train.store.RunStore;

/** Whatever a field holds, it is refused or answered: nothing else than a problem is ever thrown. */
class GarbageTest {

    private static final int ROUNDS = 12;

    private static final List<String> NASTY = List.of(
            "-1",
            "0",
            "1",
            "2",
            "7",
            "100000",
            "2147483647",
            "2147483648",
            "1e9",
            "1e-300",
            "0.9999999999999999",
            "NaN",
            "Infinity",
            "null",
            "true",
            "../../etc/passwd",
            "/",
            "\\",
            "\u0000",
            "a\nb",
            "\uD800",
            "'; drop",
            "%00",
            "$(x)",
            "local",
            "lumi",
            "any",
            "champion",
            "challenger",
            "2h",
            "0:0:1",
            "9999-9:59:59",
            "1GB",
            "1e400GB",
            "@",
            "a@b");

    @TempDir
    private Path folder;

    @Test
    void garbageIsNeverABug() {
        try (RunStore store = JdbcRunStore.open(folder.resolve("runs.db"))) {
            ask(ExampleService.routes(ExampleService.registry(folder), store));
        }
    }

    private static void ask(List<Route> routes) {
        Random random = new Random(42);
        int asked = 0;
        for (Route route : routes) {
            JsonNode properties =
                    ApiDescription.operation(route).at("/requestBody/content/multipart~1form-data/schema/properties");
            List<String> fields = new ArrayList<>();
            properties.fieldNames().forEachRemaining(fields::add);
            for (String field : fields) {
                for (int round = 0; round < ROUNDS; round++) {
                    Reply reply = ask(route, field, random).of(routes, "POST", route.template());
                    assertTrue(reply.status() < 500, () -> field + ": " + ExampleService.text(reply));
                    asked++;
                }
            }
        }
        assertTrue(asked > 800, asked + " requests");
    }

    private static Ask ask(Route route, String field, Random random) {
        boolean thesis = route.template().equals("/predict");
        Ask ask = Ask.nothing();
        String input = thesis ? "input_file" : "input";
        if (!field.equals(input) && !route.template().equals("/api/v1/models")) {
            ask.file(input, "pw.in", ExampleInput.TEXT)
                    .file(thesis ? "pseudos[]" : "pseudos", "He.UPF", ExampleInput.PSEUDOPOTENTIAL);
        }
        if (thesis && !field.equals("n_cores")) {
            ask.field("n_cores", 4);
        }
        boolean searches =
                route.template().equals("/api/v1/advise") || route.template().equals("/api/v1/script");
        if (searches && !field.equals("max_nodes") && !field.equals("nodes") && !field.equals("machine")) {
            ask.field("machine", "workstation");
        }
        if (field.equals(input) && random.nextBoolean()) {
            return ask.file(field, "pw.in", mutated(random));
        }
        return random.nextInt(4) == 0 ? ask.file(field, "x", bytes(random)) : ask.field(field, value(random));
    }

    private static String value(Random random) {
        return random.nextInt(3) == 0
                ? new String(bytes(random), StandardCharsets.ISO_8859_1)
                : NASTY.get(random.nextInt(NASTY.size()));
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(60)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The example with a few characters changed. */
    private static byte[] mutated(Random random) {
        byte[] text = ExampleInput.TEXT.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 3; i++) {
            text[random.nextInt(text.length)] = (byte) (' ' + random.nextInt(95));
        }
        return text;
    }
}
