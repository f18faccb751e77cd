package org.qeperf.bench.answer;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Tables for scripts: shares as fractions, {@code null} where there is no figure. */
public final class TablesJson {

    private static final JsonMapper JSON = new JsonMapper();

    private TablesJson() {}

    /**
     * Writes tables.
     *
     * @param tables the tables
     * @return an array of objects with {@code title} and {@code rows}; a row has its {@code name} and a member for each column
     */
    public static String write(List<Table> tables) {
        ArrayNode all = JSON.createArrayNode();
        for (Table table : tables) {
            ObjectNode one = all.addObject().put("title", table.title());
            ArrayNode rows = one.putArray("rows");
            for (Table.Row row : table.rows()) {
                ObjectNode node = rows.addObject().put("name", row.name());
                for (int i = 0; i < table.columns().size(); i++) {
                    String column = table.columns().get(i).name();
                    double value = row.values()[i];
                    if (Double.isFinite(value)) {
                        node.put(column, value);
                    } else {
                        node.putNull(column);
                    }
                }
            }
        }
        return all.toPrettyString() + "\n";
    }
}
