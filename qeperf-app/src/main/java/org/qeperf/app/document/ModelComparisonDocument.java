package org.qeperf.app.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.qeperf.train.evaluate.PairedComparison;
import org.qeperf.train.evaluate.PairedComparison.Side;
import org.qeperf.train.evaluate.PairedComparison.SystemErrors;
import org.qeperf.train.evaluate.SignedRank;

/** Two models on the same runs, as JSON. */
public final class ModelComparisonDocument {

    private ModelComparisonDocument() {}

    /**
     * Writes a comparison down.
     *
     * @param comparison the comparison
     * @return one object
     */
    public static ObjectNode of(PairedComparison comparison) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("target", comparison.target().target().name());
        document.put("runs", comparison.runs());
        document.put("systems", comparison.systems().size());
        ArrayNode models = document.putArray("models");
        for (Side side : List.of(comparison.first(), comparison.second())) {
            models.addObject()
                    .put("model", side.model().toString())
                    .put("median_factor", side.errors().medianFactor())
                    .put("factor_90", side.errors().factor90())
                    .put("mape", side.errors().mape())
                    .put("within_25_percent", side.within25())
                    .put("coverage_90", side.coverage());
        }
        ObjectNode test = document.putObject("signed_rank");
        put(test.putObject("over_runs"), comparison.overRuns());
        put(test.putObject("over_systems"), comparison.overSystems());
        ArrayNode systems = document.putArray("by_system");
        for (SystemErrors system : comparison.systems()) {
            ArrayNode factors = systems.addObject()
                    .put("system", system.system())
                    .put("runs", system.runs())
                    .putArray("median_factors");
            factors.add(system.first()).add(system.second());
        }
        comparison.dropped().forEach(document.putObject("left_out")::put);
        return document;
    }

    private static void put(ObjectNode object, SignedRank test) {
        object.put("pairs", test.pairs()).put("statistic", test.statistic()).put("p", test.pValue());
    }
}
