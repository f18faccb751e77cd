package org.qeperf.app.service.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;

/** Why a request is not answered, as RFC 9457 describes problems. */
public final class Problem extends QePerfException {

    private static final long serialVersionUID = 1;

    private static final String TYPE = "application/problem+json";

    private final int status;
    private final String title;
    private final transient Map<String, Object> members;

    /**
     * A problem.
     *
     * @param status status code, from 400
     * @param title what kind of problem, the same for all of a kind
     * @param detail what is wrong with this request, and what to do
     */
    public Problem(int status, String title, String detail) {
        this(status, title, detail, Map.of());
    }

    private Problem(int status, String title, String detail, Map<String, Object> members) {
        super(detail);
        this.status = status;
        this.title = title;
        this.members = new LinkedHashMap<>(members);
    }

    /**
     * Input that is wrong or not understood: with its place.
     *
     * @param e what was found
     * @return a problem with status 422
     */
    public static Problem of(InputException e) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("source", e.location().source());
        members.put("line", e.location().line());
        members.put("column", e.location().column());
        members.put("token", e.token());
        members.put("expected", e.expected());
        return new Problem(422, "The input is wrong or not understood", String.valueOf(e.getMessage()), members);
    }

    /**
     * A question that has no answer: no such model, no feasible layout.
     *
     * @param e why
     * @return a problem with status 422, or this problem itself
     */
    public static Problem of(QePerfException e) {
        if (e instanceof Problem problem) {
            return problem;
        }
        return e instanceof InputException input
                ? of(input)
                : new Problem(422, "There is no answer", String.valueOf(e.getMessage()));
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
        document.put("type", "about:blank").put("title", title).put("status", status);
        document.put("detail", getMessage());
        members.forEach(document::putPOJO);
        return new Reply(status, TYPE, Reply.bytes(document), Map.of());
    }
}
