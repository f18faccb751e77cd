package org.qeperf.runtime.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.qeperf.api.InputException;
import org.qeperf.runtime.table.Factor;
import org.qeperf.runtime.table.TableColumn;
import org.qeperf.runtime.table.TableFeatures;
import org.qeperf.runtime.table.Term;

/** The entry {@code table.json}: how features are made of the columns of a table. */
final class TableJson {

    /** The most columns, levels of all columns, features, and factors of all features: each of them. */
    static final int MOST = 50_000;

    private static final String TARGET = "target";
    private static final String COLUMNS = "columns";
    private static final String FEATURES = "features";
    private static final String FACTORS = "factors";
    private static final String NAME = "name";
    private static final String LEVELS = "levels";
    private static final String KIND = "kind";
    private static final String COLUMN = "column";
    private static final String EXPONENT = "exponent";
    private static final String LEVEL = "level";
    private static final String POWER = "power";
    private static final String LOG = "log";
    private static final String IS = "is";

    private int levels;
    private int factors;

    private TableJson() {}

    static ObjectNode write(TableFeatures table) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put(TARGET, table.target());
        ArrayNode columns = document.putArray(COLUMNS);
        for (TableColumn column : table.columns()) {
            ObjectNode written = columns.addObject().put(NAME, column.name());
            if (column.isWords()) {
                ArrayNode levels = written.putArray(LEVELS);
                column.levels().forEach(levels::add);
            }
        }
        ArrayNode features = document.putArray(FEATURES);
        for (Term term : table.terms()) {
            ArrayNode factors = features.addObject().put(NAME, term.name()).putArray(FACTORS);
            term.factors().forEach(factor -> write(factor, factors.addObject()));
        }
        return document;
    }

    private static void write(Factor factor, ObjectNode out) {
        if (factor instanceof Factor.Power power) {
            out.put(KIND, POWER).put(COLUMN, power.column()).put(EXPONENT, power.exponent());
        } else if (factor instanceof Factor.Log log) {
            out.put(KIND, LOG).put(COLUMN, log.column());
        } else if (factor instanceof Factor.Is is) {
            out.put(KIND, IS).put(COLUMN, is.column()).put(LEVEL, is.level());
        }
    }

    /**
     * Reads the entry and believes nothing in it.
     *
     * @throws IllegalArgumentException if it does not say how to make features
     */
    static TableFeatures read(JsonNode document) {
        return new TableJson().table(document);
    }

    private TableFeatures table(JsonNode document) {
        requireMembers(document, "it", TARGET, COLUMNS, FEATURES);
        List<TableColumn> columns = new ArrayList<>();
        for (JsonNode column : list(document, COLUMNS, 0)) {
            columns.add(column(column));
        }
        List<Term> terms = new ArrayList<>();
        for (JsonNode feature : list(document, FEATURES, 0)) {
            requireMembers(feature, "a feature", NAME, FACTORS);
            List<Factor> product = new ArrayList<>();
            for (JsonNode factor : list(feature, FACTORS, factors)) {
                product.add(factor(factor));
            }
            factors += product.size();
            terms.add(new Term(text(feature.path(NAME), NAME), product));
        }
        return new TableFeatures(text(document.path(TARGET), TARGET), columns, terms);
    }

    private TableColumn column(JsonNode column) {
        if (!column.has(LEVELS)) {
            requireMembers(column, "a column", NAME);
            return TableColumn.numbers(text(column.path(NAME), NAME));
        }
        requireMembers(column, "a column", NAME, LEVELS);
        List<String> words = new ArrayList<>();
        for (JsonNode level : list(column, LEVELS, levels)) {
            words.add(text(level, "a level"));
        }
        levels += words.size();
        if (words.isEmpty()) {
            throw wrong("a column has no levels");
        }
        return new TableColumn(text(column.path(NAME), NAME), words);
    }

    private static Factor factor(JsonNode factor) {
        String kind = text(factor.path(KIND), KIND);
        switch (kind) {
            case POWER -> {
                requireMembers(factor, "a power", KIND, COLUMN, EXPONENT);
                if (!factor.path(EXPONENT).isNumber()) {
                    throw wrong("an exponent is no number");
                }
                return new Factor.Power(
                        text(factor.path(COLUMN), COLUMN), factor.path(EXPONENT).doubleValue());
            }
            case LOG -> {
                requireMembers(factor, "a logarithm", KIND, COLUMN);
                return new Factor.Log(text(factor.path(COLUMN), COLUMN));
            }
            case IS -> {
                requireMembers(factor, "an indicator", KIND, COLUMN, LEVEL);
                return new Factor.Is(text(factor.path(COLUMN), COLUMN), text(factor.path(LEVEL), LEVEL));
            }
            default -> throw wrong("a factor of the unknown kind " + InputException.quote(kind));
        }
    }

    private static void requireMembers(JsonNode object, String what, String... names) {
        Set<String> found = new TreeSet<>();
        for (Iterator<String> i = object.fieldNames(); i.hasNext(); ) {
            found.add(i.next());
        }
        if (!found.equals(new TreeSet<>(List.of(names)))) {
            throw wrong(what + " has other members than " + String.join(", ", names));
        }
    }

    /** A list that is not longer than what is left of the limit. */
    private static JsonNode list(JsonNode object, String member, int before) {
        JsonNode list = object.path(member);
        if (!list.isArray()) {
            throw wrong(member + " is no list");
        }
        if (list.size() > MOST - before) {
            throw wrong("there are more than " + MOST + " " + member);
        }
        return list;
    }

    private static String text(JsonNode node, String what) {
        if (!node.isTextual()) {
            throw wrong(what + " is no text");
        }
        return node.textValue();
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(ArtifactFormat.TABLE + ": " + what);
    }
}
