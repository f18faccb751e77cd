package org.qeperf.features.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;

/** {@code docs/features.md} is the schemas' own text; {@code -Dqeperf.docs=write} writes it anew. */
class FeaturesPageTest {

    private static final Path PAGE = Path.of("..", "docs", "features.md");

    @Test
    void thePageIsWhatTheSchemasSay() throws IOException {
        if ("write".equals(System.getProperty("qeperf.docs"))) {
            Files.writeString(PAGE, page());
        }
        assertEquals(page(), Files.readString(PAGE).replace("\r\n", "\n"));
    }

    /** A released schema never changes: models are bound to its fingerprint. */
    @Test
    void releasedSchemasStayAsTheyAre() {
        assertEquals(
                "1c9531a8450e348f4ebfb6f9666226f22fec2e72cf8a37ecd8e6f678199fe39c", fingerprint(PwSchemas.QEPERF_1));
        assertEquals(
                "13fe6298750619398c9555019b28925c8ffb51bd66d7e6bb0eab8cc9e3ae4731", fingerprint(PwSchemas.THESIS_14));
    }

    private static String fingerprint(String name) {
        return PwSchemas.all().stream()
                .filter(schema -> schema.name().equals(name))
                .findFirst()
                .orElseThrow()
                .fingerprint();
    }

    private static String page() {
        StringBuilder text = new StringBuilder("""
                # Features

                Written from the schemas in `PwSchemas` by `FeaturesPageTest`; it fails when this page is not what they
                say. How the counts behind the features are derived: [counts.md](counts.md).
                """);
        for (FeatureSchema schema : PwSchemas.all()) {
            text.append("\n## `").append(schema.name()).append("`\n\n");
            text.append(schema.size())
                    .append(" features. Fingerprint `")
                    .append(schema.fingerprint())
                    .append("`.\n\n");
            text.append("| feature | unit | meaning | source | scale |\n|---|---|---|---|---|\n");
            for (FeatureSpec feature : schema.features()) {
                text.append("| `%s` | %s | %s | %s | %s |%n"
                        .formatted(
                                feature.name(),
                                feature.unit(),
                                feature.meaning(),
                                feature.source(),
                                feature.scale() == FeatureSpec.Scale.LOG ? "logarithm" : "linear")
                        .replace(System.lineSeparator(), "\n"));
            }
        }
        return text.toString();
    }
}
