package org.qeperf.app.service.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.store.StoreException;
import org.qeperf.train.registry.RegistryException;

/**
 * Why a request is not answered, as RFC 9457 describes problems; with the text as {@code error} besides, which is the member that
 * clients of the Open Inference Protocol read.
 */
public final class Problem extends QePerfException {

    private static final long serialVersionUID = 1;

    private static final String TYPE = "application/problem+json";

    private final int status;
    private final String title;

    /**
     * A problem.
     *
     * @param status status code, from 400
     * @param title what kind of problem, the same for all of a kind
     * @param detail what is wrong with this request, and what to do
     */
    public Problem(int status, String title, String detail) {
        super(detail);
        this.status = status;
        this.title = title;
    }

    private Problem(int status, String title, InputException cause) {
        super(String.valueOf(cause.getMessage()), cause);
        this.status = status;
        this.title = title;
    }

    /**
     * Input that is wrong or not understood: with its place.
     *
     * @param e what was found
     * @return a problem with status 422
     */
    public static Problem of(InputException e) {
        return new Problem(422, "The input is wrong or not understood", e);
    }

    /**
     * A question that has no answer: no such model, no feasible layout. What fails inside the service is told without its text, which
     * may name files of the server.
     *
     * @param e why
     * @return a problem with status 422, with one that fits better, or this problem itself
     */
    public static Problem of(QePerfException e) {
        if (e instanceof Problem problem) {
            return problem;
        }
        if (e instanceof InputException input) {
            return of(input);
        }
        if (e instanceof RegistryException registry) {
            return of(registry);
        }
        return e instanceof StoreException
                ? new Problem(
                        503,
                        "The stored runs are away",
                        "the stored runs cannot be read or changed now; expected this request again later")
                : new Problem(422, "There is no answer", String.valueOf(e.getMessage()));
    }

    private static Problem of(RegistryException e) {
        String detail = String.valueOf(e.getMessage());
        return switch (e.kind()) {
            case UNKNOWN -> new Problem(404, "There is no such model", detail);
            case CONFLICT -> new Problem(409, "The registry has something else", detail);
            case INVALID -> new Problem(422, "The registry does not take this", detail);
            case DAMAGED ->
                new Problem(
                        500,
                        "The registry is damaged",
                        "the registry of models is damaged; the log of the service says where");
            case BUSY ->
                new Problem(
                        503,
                        "The registry is busy",
                        "the registry of models is being changed; expected this request again after a moment");
        };
    }

    /**
     * The status code.
     *
     * @return from 400
     */
    public int status() {
        return status;
    }

    /**
     * The problem as an answer.
     *
     * @return JSON of {@code application/problem+json}
     */
    public Reply reply() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("type", type()).put("title", title).put("status", status);
        document.put("detail", getMessage()).put("error", getMessage());
        if (getCause() instanceof InputException input) {
            document.put("source", input.location().source())
                    .put("line", input.location().line())
                    .put("column", input.location().column())
                    .put("token", input.token())
                    .put("expected", input.expected());
        }
        return new Reply(status, TYPE, Reply.bytes(document), Map.of());
    }

    /** A name for all problems of the kind; nothing lies at it. */
    private String type() {
        return "/problems/" + title.toLowerCase(Locale.ROOT).replace(' ', '-');
    }
}
