package org.qeperf.app.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;
import org.qeperf.api.QePerfException;
import org.qeperf.api.predict.RuntimePredictor;

/** What several models say of one run, side by side. */
public final class ComparedDocument {

    private final ArrayNode document = JsonNodeFactory.instance.arrayNode();

    /** Creates a document without models. */
    public ComparedDocument() {}

    /**
     * Adds a model.
     *
     * @param model the model
     * @param forecast makes a {@link ForecastDocument} with it; why it cannot is told instead
     */
    public void add(RuntimePredictor model, Supplier<ObjectNode> forecast) {
        ObjectNode entry = document.addObject()
                .put("model", model.model().toString())
                .put("target", model.target().name());
        try {
            ObjectNode whole = forecast.get();
            for (String member : new String[] {"total_wall_seconds", "seconds_per_scf_iteration", "warnings"}) {
                entry.set(member, whole.get(member));
            }
        } catch (QePerfException e) {
            entry.put("problem", e.getMessage());
        }
    }

    /**
     * The document.
     *
     * @return an object for each model, in the order of {@link #add}
     */
    public ArrayNode document() {
        return document;
    }
}
