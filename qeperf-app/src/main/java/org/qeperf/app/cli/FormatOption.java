package org.qeperf.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Option;

/** How a command shows its answer. */
final class FormatOption {

    /** Made when a document is written: that takes longer than to parse a command. */
    private static final class Json {
        static final ObjectMapper INDENTED =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    }

    enum Format {
        TABLE,
        JSON
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}: a table for people or one JSON document (default: table)")
    private Format format = Format.TABLE;

    boolean isJson() {
        return format == Format.JSON;
    }

    static void print(JsonNode document, PrintWriter out) {
        out.println(text(document));
    }

    /** A document in lines, without a last line end. */
    static String text(JsonNode document) {
        try {
            return Json.INDENTED.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }

    /** Rows of cells with aligned columns. */
    static void print(List<List<String>> rows, PrintWriter out) {
        int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                String cell = row.get(i);
                line.append(cell);
                if (i + 1 < row.size()) {
                    line.append(" ".repeat(widths[i] - cell.length() + 2));
                }
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
