package org.qeperf.runtime.artifact;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Names and versions that writer and reader of model files share. */
final class ArtifactFormat {

    /** The version written, and the newest one read. */
    static final int VERSION = 4;

    /** The oldest version read. */
    static final int OLDEST = 1;

    static final String MANIFEST = "manifest.json";
    static final String TABLE = "table.json";
    static final String INTERVALS = "intervals.json";
    static final String VERIFICATION = "verification.csv";
    static final String SUMS = "SHA256SUMS";
    static final String ARRAYS = "arrays/";
    static final String REGRESSOR = ARRAYS + "regressor_";
    static final String LAW = ARRAYS + "law_";
    static final String INSIGHTS = "insights.json";

    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            // Jackson's own printer ends lines as the platform does.
            .defaultPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ArtifactFormat() {}

    /** The sums file for a set of entries, in the form of the sha256sum program. */
    static byte[] sums(Map<String, byte[]> entries) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(entries).forEach((name, bytes) -> {
            if (!name.equals(SUMS)) {
                text.append(Digest.sha256(bytes)).append("  ").append(name).append('\n');
            }
        });
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
