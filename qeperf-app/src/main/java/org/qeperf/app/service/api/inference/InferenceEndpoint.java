package org.qeperf.app.service.api.inference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.predict.Interval;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.app.service.http.Access;
import org.qeperf.app.service.http.Endpoint;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Request;
import org.qeperf.app.service.http.Route;
import org.qeperf.app.service.http.Trait;
import org.qeperf.train.registry.ModelVersion;
import org.qeperf.train.registry.ServedModels;

/** Rows of features in, predictions out. */
public final class InferenceEndpoint {

    private static final String PREDICTION = "prediction";
    private static final String LOWER = "lower";
    private static final String UPPER = "upper";
    private static final List<String> OUTPUTS = List.of(PREDICTION, LOWER, UPPER);
    private static final int UNAVAILABLE = 503;

    private final Supplier<ServedModels> models;
    private final BooleanSupplier ready;
    private final String version;
    private final LongConsumer predicted;

    /**
     * Answers with models.
     *
     * @param models the models as they are now
     * @param ready whether the service can predict
     * @param version version of the service
     * @param predicted is told how many rows got a prediction
     */
    public InferenceEndpoint(
            Supplier<ServedModels> models, BooleanSupplier ready, String version, LongConsumer predicted) {
        this.models = models;
        this.ready = ready;
        this.version = version;
        this.predicted = predicted;
    }

    /**
     * The addresses.
     *
     * @return the routes
     */
    public List<Route> routes() {
        return List.of(
                route("GET", "/v2", request -> server()),
                route("GET", "/v2/health/live", request -> health(200)),
                route("GET", "/v2/health/ready", request -> health(ready.getAsBoolean() ? 200 : UNAVAILABLE)),
                route("POST", "/v2/repository/index", request -> index()),
                route("GET", "/v2/models/{name}", this::metadata),
                route("GET", "/v2/models/{name}/versions/{version}", this::metadata),
                route("GET", "/v2/models/{name}/ready", this::modelReady),
                route("GET", "/v2/models/{name}/versions/{version}/ready", this::modelReady),
                route("POST", "/v2/models/{name}/infer", this::infer),
                route("POST", "/v2/models/{name}/versions/{version}/infer", this::infer));
    }

    private static Route route(String method, String template, Endpoint endpoint) {
        boolean health = template.startsWith("/v2/health");
        return new Route(method, template, Access.OPEN, endpoint, health ? Set.of(Trait.AT_ONCE) : Set.of());
    }

    private Reply server() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("name", "qeperf").put("version", version);
        document.putArray("extensions").add("binary_tensor_data");
        return Reply.json(document);
    }

    /** Some clients read {@code live}, some {@code ready}, some the status alone. */
    private static Reply health(int status) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("live", true).put("ready", status == 200);
        return Reply.json(status, document);
    }

    private Reply index() {
        ArrayNode document = JsonNodeFactory.instance.arrayNode();
        for (ModelVersion each : models.get().versions()) {
            document.addObject()
                    .put("name", each.model().name())
                    .put("version", each.model().version())
                    .put("state", "READY")
                    .put("reason", "");
        }
        return Reply.json(document);
    }

    private RuntimePredictor model(Request request, ServedModels served) {
        String name = request.values().getOrDefault("name", "");
        String wanted = request.values().get("version");
        return served.find(wanted == null ? name : name + "@" + wanted);
    }

    private Reply modelReady(Request request) {
        RuntimePredictor model = model(request, models.get());
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        return Reply.json(document.put("name", model.model().name()).put("ready", true));
    }

    private Reply metadata(Request request) {
        ServedModels served = models.get();
        RuntimePredictor model = model(request, served);
        FeatureSchema schema = model.schema();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("name", model.model().name());
        ArrayNode versions = document.putArray("versions");
        served.versions().stream()
                .map(ModelVersion::model)
                .filter(id -> id.name().equals(model.model().name()))
                .forEach(id -> versions.add(id.version()));
        document.put("platform", "qeperf_model");
        tensor(document.putArray("inputs").addObject(), "features").add(-1).add(schema.size());
        ArrayNode outputs = document.putArray("outputs");
        OUTPUTS.forEach(output -> tensor(outputs.addObject(), output).add(-1));
        document.putObject("parameters")
                .put("target", model.target().name())
                .put("unit", model.target().unit())
                .put("schema", schema.name())
                .put(
                        "features",
                        String.join(
                                ",",
                                schema.features().stream()
                                        .map(FeatureSpec::name)
                                        .toList()));
        return Reply.json(document);
    }

    private static ArrayNode tensor(ObjectNode object, String name) {
        return object.put("name", name).put("datatype", DataType.FP64.name()).putArray("shape");
    }

    private Reply infer(Request request) {
        RuntimePredictor model = model(request, models.get());
        InferenceRequest asked = InferenceReader.read(request);
        Set<String> outputs = new LinkedHashSet<>(asked.outputs().keySet());
        outputs.stream().filter(name -> !OUTPUTS.contains(name)).findFirst().ifPresent(name -> {
            throw InputTensor.wrong("there is no output " + InputException.quote(name) + "; expected one of "
                    + String.join(", ", OUTPUTS));
        });
        if (outputs.isEmpty()) {
            outputs.add(PREDICTION);
        }
        double level = asked.level().orElse(Prediction.LEVEL);
        if (!(level > 0 && level < 1)) {
            throw InputTensor.wrong("level is " + level + "; expected between 0 and 1, such as 0.9");
        }
        FeatureMatrix rows = Rows.of(model.schema(), asked.inputs());
        Map<String, double[]> answers = answers(model, rows, outputs, level);
        predicted.accept(rows.rows());
        return InferenceReply.of(model.model(), asked, answers);
    }

    private static Map<String, double[]> answers(
            RuntimePredictor model, FeatureMatrix rows, Set<String> outputs, double level) {
        Map<String, double[]> answers = new LinkedHashMap<>();
        for (String output : outputs) {
            answers.put(output, new double[rows.rows()]);
        }
        double[] predictions = answers.get(PREDICTION);
        double[] lower = answers.get(LOWER);
        double[] upper = answers.get(UPPER);
        if (predictions != null && answers.size() == 1) {
            predict(model, rows, predictions);
            return answers;
        }
        for (int row = 0; row < rows.rows(); row++) {
            Prediction prediction = one(model, rows, row);
            Interval interval = prediction.interval(level);
            if (predictions != null) {
                predictions[row] = prediction.value();
            }
            if (lower != null) {
                lower[row] = interval.lower();
            }
            if (upper != null) {
                upper[row] = interval.upper();
            }
        }
        return answers;
    }

    /** A row that the model refuses is looked for afterwards, so that the message can name it. */
    private static void predict(RuntimePredictor model, FeatureMatrix rows, double[] out) {
        try {
            model.predict(rows, out);
        } catch (IllegalArgumentException | QePerfException e) {
            for (int row = 0; row < rows.rows(); row++) {
                one(model, rows, row);
            }
            throw e;
        }
    }

    private static Prediction one(RuntimePredictor model, FeatureMatrix rows, int row) {
        int columns = rows.schema().size();
        double[] values = Arrays.copyOfRange(rows.values(), row * columns, (row + 1) * columns);
        try {
            return model.predict(new FeatureVector(rows.schema(), values));
        } catch (IllegalArgumentException | QePerfException e) {
            throw InputTensor.wrong("row " + row + ": " + e.getMessage());
        }
    }
}
