package org.qeperf.app.service.api.thesis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FileContent;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.SimulationContents;
import org.qeperf.api.feature.Workload;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.app.question.Schemas;
import org.qeperf.app.service.api.Engine;
import org.qeperf.app.service.http.Access;
import org.qeperf.app.service.http.Form;
import org.qeperf.app.service.http.FormReader;
import org.qeperf.app.service.http.Problem;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Request;
import org.qeperf.app.service.http.Route;
import org.qeperf.app.service.http.Trait;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.PwInputReader;
import org.qeperf.features.input.QeVersion;
import org.qeperf.features.input.SourceText;
import org.qeperf.features.pseudo.EnclosedPseudopotentials;
import org.qeperf.features.pseudo.Pseudopotential;
import org.qeperf.features.workload.PwSchemas;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.runtime.jobs.DestinationRules;

/** {@code POST /predict?model=NAME}. */
public final class ThesisEndpoint {

    private static final String DEFAULT_MODEL = "Leonardo_Booster";
    private static final int DECIMALS = 10;
    private static final int WRONG = 400;
    private static final int INTERNAL = 500;

    private final Engine engine;
    private final FeatureSchema schema;

    /**
     * Answers with an engine; models are called by machines.
     *
     * @param engine what answers are made with
     */
    public ThesisEndpoint(Engine engine) {
        this.engine = engine;
        this.schema = Schemas.find(engine.extractor(), PwSchemas.THESIS_14);
    }

    /**
     * The addresses.
     *
     * @return the routes
     */
    public List<Route> routes() {
        return List.of(new Route("POST", "/predict", Access.OPEN, this::answer, Set.of(Trait.ANY_ORIGIN)));
    }

    /** Of what a request can be wrong in, its clients know status 400 alone. */
    private Reply answer(Request request) {
        try {
            return predict(request);
        } catch (QePerfException e) {
            Problem problem = Problem.of(e);
            if (problem.status() >= INTERNAL) {
                throw e;
            }
            return new Problem(WRONG, "The request is wrong", String.valueOf(problem.getMessage())).reply();
        }
    }

    private static QePerfException wrong(String message) {
        return new QePerfException(message);
    }

    private Reply predict(Request request) {
        String model =
                request.parameter("model").filter(name -> !name.isBlank()).orElse(DEFAULT_MODEL);
        Cluster cluster = cluster(model);
        Form form = FormReader.read(request);
        FileContent file = input(form);
        List<String> warnings = new ArrayList<>();
        Layout layout = layout(form, model, MachineLimits.of(cluster), warnings);
        Destination destination = cluster.destination(Optional.empty());
        Machine machine = destination.machine();
        PwInput input =
                PwInputReader.parse(SourceText.of(file, ParseLimits.DEFAULT), QeVersion.NEWEST, ParseLimits.DEFAULT);
        List<FileContent> sent = new ArrayList<>(form.files("pseudos[]"));
        sent.addAll(form.files("pseudos"));
        Potentials potentials = Potentials.of(input, sent);
        warnings.addAll(potentials.warnings());
        Workload workload = engine.extractor().read(new SimulationContents(file, potentials.files(), Optional.empty()));
        RuntimePredictor predictor =
                engine.models().champions(machine, layout.nodes()).secondsPerScfIteration();
        Prediction prediction = predictor.predict(workload.features(predictor.schema(), layout, machine));
        workload.warnings().forEach(warning -> warnings.add(warning.toString()));
        workload.problems(layout, machine).forEach(problem -> warnings.add(problem.toString()));
        warnings.addAll(DestinationRules.warnings(destination));
        EnclosedPseudopotentials library = new EnclosedPseudopotentials(potentials.files(), ParseLimits.DEFAULT);
        List<Pseudopotential> read = input.species().stream().map(library::read).toList();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set(
                "parsed_features",
                ParsedFeatures.of(
                        input, read, workload.counts(), workload.features(schema, layout, machine), warnings));
        document.put(
                "prediction_time",
                BigDecimal.valueOf(prediction.value())
                        .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                        .doubleValue());
        engine.predicted(1);
        return Reply.json(document);
    }

    private Cluster cluster(String model) {
        try {
            return engine.machine(model);
        } catch (InputException e) {
            throw e;
        } catch (QePerfException e) {
            throw wrong("Model '" + model + "' not found");
        }
    }

    private static FileContent input(Form form) {
        Optional<FileContent> file = form.files("input_file").stream().findFirst();
        return file.or(() -> form.field("input_file")
                        .filter(text -> !text.isBlank())
                        .map(text -> new FileContent("input_file", text.getBytes(StandardCharsets.UTF_8))))
                .orElseThrow(() -> wrong("Please upload a QE input file first."));
    }

    private static Layout layout(Form form, String model, MachineLimits limits, List<String> warnings) {
        int cores =
                number(form, "n_cores").orElseThrow(() -> wrong("n_cores is missing; expected a whole number from 1"));
        int nodes = number(form, "n_nodes").orElse(1);
        int perNode = (int) (((long) cores + nodes - 1) / nodes);
        int threads = number(form, "threads_per_node").orElse(perNode);
        int pools = number(form, "n_pool").orElse(1);
        requireWithin("n_cores", cores, limits.cores(), model);
        requireWithin("n_nodes", nodes, asLong(limits.nodes()), model);
        requireWithin("threads_per_node", threads, asLong(limits.threads()), model);
        if ((long) nodes * threads != cores) {
            warnings.add("n_cores is " + cores + ", n_nodes times threads_per_node are " + (long) nodes * threads
                    + "; taken as " + Quantities.counted(perNode, "rank") + " on each of "
                    + Quantities.counted(nodes, "node"));
        }
        try {
            return new Layout(nodes, perNode, 1, pools);
        } catch (IllegalArgumentException e) {
            throw new QePerfException(String.valueOf(e.getMessage()), e);
        }
    }

    private static OptionalLong asLong(OptionalInt limit) {
        return limit.isPresent() ? OptionalLong.of(limit.getAsInt()) : OptionalLong.empty();
    }

    private static OptionalInt number(Form form, String name) {
        Optional<String> text = form.field(name).map(String::strip).filter(value -> !value.isEmpty());
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= 1) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException e) {
            throw noNumber(name, text.get());
        }
        throw noNumber(name, text.get());
    }

    private static QePerfException noNumber(String name, String text) {
        return wrong(name + " is " + InputException.quote(text) + "; expected a whole number from 1");
    }

    private static void requireWithin(String name, int value, OptionalLong most, String model) {
        if (most.isPresent() && value > most.getAsLong()) {
            throw wrong(name + " exceeds maximum for " + model);
        }
    }
}
