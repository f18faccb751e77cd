package org.qeperf.app.service.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Workload;
import org.qeperf.app.document.ComparedDocument;
import org.qeperf.app.document.ForecastDocument;
import org.qeperf.app.service.http.Access;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Request;
import org.qeperf.app.service.http.Route;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.forecast.RunForecast;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.forecast.RunQuestion;
import org.qeperf.runtime.jobs.DestinationRules;

/** How long a run takes and what it needs. */
public final class PredictEndpoint {

    private static final Set<String> FIELDS =
            RunFields.names(RunFields.INPUT, RunFields.PLACE, RunFields.LAYOUT, RunFields.QUESTION);

    private final Engine engine;

    /**
     * Answers with an engine.
     *
     * @param engine what answers are made with
     */
    public PredictEndpoint(Engine engine) {
        this.engine = engine;
    }

    /**
     * The addresses.
     *
     * @return the routes
     */
    public List<Route> routes() {
        return List.of(new Route("POST", "/api/v1/predict", Access.OPEN, this::predict));
    }

    private Reply predict(Request request) {
        RunFields run = new RunFields(request, engine, FIELDS);
        Layout layout = run.layout();
        Destination destination = run.destination();
        RunQuestion question = run.question(destination);
        List<RunPredictor> predictors = run.predictors(destination, layout.nodes());
        Workload workload = run.workload();
        RunPredictor first = predictors.get(0);
        Function<RunPredictor, ObjectNode> ask = predictor ->
                document(predictor.predict(workload, layout, destination.machine(), question), destination, question);
        ObjectNode document = ask.apply(first);
        if (predictors.size() > 1) {
            ObjectNode answered = document.deepCopy();
            ComparedDocument compared = new ComparedDocument();
            for (RunPredictor predictor : predictors) {
                compared.add(
                        predictor.models().secondsPerScfIteration(),
                        () -> predictor == first ? answered : ask.apply(predictor));
            }
            document.set("compared", compared.document());
        }
        engine.predicted(predictors.size());
        return Reply.json(document);
    }

    private static ObjectNode document(RunForecast forecast, Destination destination, RunQuestion question) {
        List<String> warnings = new ArrayList<>(forecast.warnings());
        warnings.addAll(DestinationRules.warnings(destination));
        return ForecastDocument.of(forecast, warnings, question.level());
    }
}
