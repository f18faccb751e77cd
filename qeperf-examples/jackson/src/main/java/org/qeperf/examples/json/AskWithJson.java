package org.qeperf.examples.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.runtime.advise.Advice;
import org.qeperf.runtime.advise.Advisor;
import org.qeperf.runtime.advise.Objective;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.forecast.RunQuestion;
import org.qeperf.runtime.jobs.DestinationRules;

/** Reads a {@link Question} as JSON from the standard input and writes an {@link Answer}, or what is wrong, as JSON. */
public final class AskWithJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private AskWithJson() {}

    /**
     * What is wrong with a question.
     *
     * @param error one line
     * @param line in the input of pw.x, or in the question
     * @param column from 1
     */
    record Problem(String error, Optional<Integer> line, Optional<Integer> column) {}

    public static void main(String[] arguments) throws IOException {
        System.exit(run(new String(System.in.readAllBytes(), StandardCharsets.UTF_8), System.out));
    }

    /** The status that the process ends with: 0, or 2 if there is no answer. */
    static int run(String question, PrintStream out) throws JsonProcessingException {
        Object document;
        try {
            document = answer(JSON.readValue(question, Question.class));
        } catch (JsonProcessingException e) {
            document = problem(e);
        } catch (InputException e) {
            document = new Problem(
                    String.valueOf(e.getMessage()),
                    Optional.of(e.location().line()),
                    Optional.of(e.location().column()));
        } catch (QePerfException | IllegalArgumentException e) {
            document = new Problem(String.valueOf(e.getMessage()), Optional.empty(), Optional.empty());
        }
        out.println(JSON.writeValueAsString(document));
        return document instanceof Answer ? 0 : 2;
    }

    static Answer answer(Question asked) {
        Destination destination = Clusters.shipped().find(asked.machine(), asked.partition());
        int nodes =
                asked.layout().map(Question.Spread::nodes).or(asked::maxNodes).orElse(1);
        RunPredictor predictor = RunPredictor.load(destination.machine(), nodes);
        List<Path> folders = asked.pseudoDirs().stream().map(Path::of).toList();
        Workload run = predictor.read(new SimulationFiles(Path.of(asked.input()), folders, Optional.empty()));
        Optional<Layout> layout = asked.layout().map(Question.Spread::layout);
        List<String> reasons = List.of();
        if (layout.isEmpty()) {
            Advice advice =
                    new Advisor(predictor).advise(run, DestinationRules.ask(destination, Objective.TIME, nodes));
            layout = Optional.of(advice.best().layout());
            reasons = advice.reasons();
        }
        RunQuestion question = new RunQuestion(
                RunQuestion.DEFAULT.level(), RunQuestion.DEFAULT.requestLevel(), destination.maxSeconds());
        return Answer.of(predictor.predict(run, layout.get(), destination.machine(), question), reasons);
    }

    private static Problem problem(JsonProcessingException e) {
        String where = e instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(part -> String.valueOf(part.getFieldName()))
                        .reduce((above, below) -> above + "." + below)
                        .map(path -> "\"" + path + "\": ")
                        .orElse("")
                : "";
        Optional<JsonLocation> at = Optional.ofNullable(e.getLocation());
        return new Problem(where + words(e), at.map(JsonLocation::getLineNr), at.map(JsonLocation::getColumnNr));
    }

    /** Jackson's own words name Java classes, which are nothing to whoever wrote the question. */
    private static String words(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "unknown field; expected one of "
                    + unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "));
        }
        if (e instanceof ValueInstantiationException && e.getCause() != null) {
            return String.valueOf(e.getCause().getMessage());
        }
        if (e instanceof MismatchedInputException mismatch) {
            Class<?> wanted = mismatch.getTargetType();
            return "expected "
                    + (wanted == String.class
                            ? "a text"
                            : wanted == int.class || wanted == Integer.class
                                    ? "a whole number"
                                    : Collection.class.isAssignableFrom(wanted)
                                            ? "a list of texts"
                                            : "one JSON object and nothing else");
        }
        return "not JSON: " + e.getOriginalMessage();
    }
}
